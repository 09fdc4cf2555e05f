import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { instant } from '../platform/db/columns.ts';
import { tenantAndRouting } from '../platform/db/row-security.ts';
import { workColumns } from '../platform/work/work-columns.ts';

/** `REGISTERED`: there is nothing to do. */
export const registrationStatuses = ['QUEUED', 'RUNNING', 'REGISTERED'] as const;

/**
 * That an integration's webhook is to be registered at its provider, or to be removed there. Written before the provider
 * is asked, so that nothing is ever registered that nobody here knows of; gone when nothing is registered any more.
 */
export const WebhookRegistration = defineEntity({
  name: 'WebhookRegistration',
  tableName: 'webhook_registration',
  ...tenantAndRouting,
  indexes: [
    {
      name: 'webhook_registration_waiting',
      expression: `create index "webhook_registration_waiting" on "webhook_registration" ("tenant_id", "next_attempt_at") where status = 'QUEUED'`,
    },
  ],
  properties: {
    /** The integration's: it has one. */
    id: p.uuid().primary(),
    tenantId: p.uuid(),
    providerId: p.string(),
    /** The route at the provider, as our public URL was then. */
    url: p.text(),
    /** False: to be removed. */
    wanted: p.boolean(),
    status: p.enum(registrationStatuses),
    /** When the provider last took it. */
    registeredAt: instant().nullable(),
    errorCode: p.string().nullable(),
    errorMessage: p.text().nullable(),
    ...workColumns,
  },
});
export type WebhookRegistrationRow = InferEntity<typeof WebhookRegistration>;
