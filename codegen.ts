/** Types of the SDL for the resolvers: `npm run codegen` writes them, `npm run check` fails when they are stale. */
import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  importExtension: '.ts',
  generates: {
    'src/graphql/generated.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        federation: true,
        useTypeImports: true,
        enumsAsTypes: true,
        contextType: './context.ts#Context',
        mappers: {
          Integration: '../integrations/reads.ts#IntegrationView',
          Provider: '../providers/provider.ts#Provider as ProviderContract',
          SyncedRecord: '../syncs/records.ts#RecordView',
          ContactRecord: '../syncs/records.ts#RecordView',
          PaymentRecord: '../syncs/records.ts#RecordView',
          InvoiceRecord: '../syncs/records.ts#RecordView',
          ProductRecord: '../syncs/records.ts#RecordView',
          PriceRecord: '../syncs/records.ts#RecordView',
          SubscriptionRecord: '../syncs/records.ts#RecordView',
          CompanyRecord: '../syncs/records.ts#RecordView',
          AccountRecord: '../syncs/records.ts#RecordView',
          CampaignRecord: '../syncs/records.ts#RecordView',
          ListRecord: '../syncs/records.ts#RecordView',
          LocationRecord: '../syncs/records.ts#RecordView',
          OrderRecord: '../syncs/records.ts#RecordView',
          RefundRecord: '../syncs/records.ts#RecordView',
          AuditEvent: '../audit/audit.ts#AuditEventView',
          Lane: '../lanes/lanes.ts#LaneStanding',
          DeadLetter: '../lanes/dead-letters.ts#DeadLetterView',
          SyncJob: '../syncs/reads.ts#SyncJobView',
          ImportRow: '../syncs/batches/reads.ts#BatchRowView',
          SyncSchedule: '../syncs/schedules.ts#ScheduleView',
          WebhookEvent: '../webhooks/webhooks.ts#WebhookEventView',
          Principal: '../platform/principal/principal.ts#Principal as CallingPrincipal',
          Tenant: '{ id: string }',
        },
        scalars: {
          DateTime: { input: 'Date', output: 'Date | string' },
          Decimal: 'string',
          Currency: 'string',
          EmailAddress: 'string',
          JSON: 'unknown',
        },
      },
    },
  },
};

export default config;
