import { defineEntity, p } from '@mikro-orm/core';
import { createdAt, instant } from '../platform/db/columns.ts';
import { tenantAndRouting } from '../platform/db/row-security.ts';
import { workColumns } from '../platform/work/work-columns.ts';

export const mailKinds = [
  'INVITATION',
  'PASSWORD_RESET',
  'PASSWORD_CHANGED',
  'SECOND_FACTOR_ON',
  'SECOND_FACTOR_OFF',
  'BACKUP_CODE_USED',
  'ACCOUNT_LINKED',
  'ACCOUNT_UNLINKED',
] as const;
export type MailKind = (typeof mailKinds)[number];
export const mailStatuses = ['QUEUED', 'RUNNING', 'SENT', 'FAILED'] as const;

/** A mail to be sent. Its link is made when it is sent: until then there is no secret that could be read here. */
export const Mail = defineEntity({
  name: 'Mail',
  tableName: 'mail',
  ...tenantAndRouting,
  indexes: [
    {
      name: 'mail_waiting',
      expression: `create index "mail_waiting" on "mail" ("tenant_id", "next_attempt_at") where status = 'QUEUED'`,
    },
    { name: 'mail_age', properties: ['createdAt'] },
  ],
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    /** `NO_TENANT` for what concerns a person only. */
    tenantId: p.uuid(),
    kind: p.enum(mailKinds),
    recipient: p.string(),
    status: p.enum(mailStatuses),
    sentAt: instant().nullable(),
    errorCode: p.string().nullable(),
    errorMessage: p.text().nullable(),
    createdAt: createdAt(),
    ...workColumns,
  },
});
