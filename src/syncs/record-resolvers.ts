import type { SyncedRecordResolvers, Resolvers } from '../graphql/generated.ts';
import type { ResourceName, Shapes } from '../providers/resources.ts';
import { loadRaw } from './loader.ts';
import { recordReach } from './narrow-scopes.ts';
import { findRecord, listRecords, type RecordView } from './records.ts';

/** The GraphQL type that shows each resource. */
const typeOfResource = {
  contact: 'ContactRecord',
  payment: 'PaymentRecord',
  invoice: 'InvoiceRecord',
  product: 'ProductRecord',
  price: 'PriceRecord',
  subscription: 'SubscriptionRecord',
  refund: 'RefundRecord',
  order: 'OrderRecord',
  location: 'LocationRecord',
  list: 'ListRecord',
  campaign: 'CampaignRecord',
  account: 'AccountRecord',
  company: 'CompanyRecord',
} as const satisfies Record<ResourceName, string>;

const common = {
  createdAt: (record: RecordView) => record.sourceCreatedAt,
  updatedAt: (record: RecordView) => record.sourceUpdatedAt,
  raw: (record: RecordView, _args: object, context: Parameters<typeof loadRaw>[0]) =>
    loadRaw(context, record),
};

/** The fields of a resource's own shape; null on a tombstone. */
function fields<Name extends ResourceName, Key extends keyof Shapes[Name]>(
  _resource: Name,
  keys: readonly Key[],
) {
  const read = (key: Key) => (record: RecordView) =>
    // Which shape the data has is what the record's resource, and so its GraphQL type, says.
    (record.data as Shapes[Name] | null)?.[key] ?? null;
  // `fromEntries` forgets the keys it is given.
  return Object.fromEntries(keys.map((key) => [key, read(key)])) as {
    [K in Key]: (record: RecordView) => Shapes[Name][K] | null;
  };
}

export const recordResolvers: Resolvers = {
  Integration: {
    records: ({ id, providerId }, args, { db, principal }) =>
      listRecords(db, { ...args, integration: { id, providerId }, reach: recordReach(principal) }),
    record: async ({ id, providerId }, args, { db, principal }) =>
      (await findRecord(db, { ...args, integration: { id, providerId }, reach: recordReach(principal) })) ??
      null,
  },
  SyncedRecord: { __resolveType: (record) => typeOfResource[record.resource] } satisfies Pick<
    SyncedRecordResolvers,
    '__resolveType'
  >,
  ContactRecord: {
    ...common,
    ...fields('contact', ['role', 'name', 'email', 'phone', 'address', 'consent', 'listId', 'active']),
  },
  PaymentRecord: {
    ...common,
    ...fields('payment', [
      'status',
      'amount',
      'received',
      'refunded',
      'disputed',
      'contactId',
      'description',
      'failureCode',
      'failureMessage',
    ]),
  },
  InvoiceRecord: {
    ...common,
    ...fields('invoice', ['number', 'status', 'contactId', 'total', 'due', 'paid', 'dueAt']),
  },
  ProductRecord: { ...common, ...fields('product', ['name', 'description', 'active']) },
  PriceRecord: {
    ...common,
    ...fields('price', ['productId', 'active', 'unitAmount', 'interval', 'intervalCount']),
  },
  SubscriptionRecord: {
    ...common,
    ...fields('subscription', [
      'status',
      'contactId',
      'currentPeriodStart',
      'currentPeriodEnd',
      'cancelAtPeriodEnd',
      'canceledAt',
      'items',
    ]),
  },
  RefundRecord: { ...common, ...fields('refund', ['status', 'amount', 'paymentId', 'reason']) },
  OrderRecord: {
    ...common,
    ...fields('order', ['status', 'contactId', 'locationId', 'total', 'tax', 'closedAt', 'items']),
  },
  LocationRecord: { ...common, ...fields('location', ['name', 'active', 'currency', 'timeZone', 'address']) },
  ListRecord: { ...common, ...fields('list', ['name', 'memberCount']) },
  CampaignRecord: {
    ...common,
    ...fields('campaign', ['status', 'title', 'subject', 'listId', 'sentAt', 'emailsSent']),
  },
  AccountRecord: { ...common, ...fields('account', ['name', 'class', 'active', 'balance', 'parentId']) },
  CompanyRecord: { ...common, ...fields('company', ['name', 'legalName', 'email', 'country', 'address']) },
};
