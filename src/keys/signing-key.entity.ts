import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { instant } from '../platform/db/columns.ts';

/** Published before its use, used, and published on until the last token it signed has ended. */
export const keyStatuses = ['NEXT', 'CURRENT', 'RETIRED'] as const;

/** The keys that sign our own tokens. They belong to the installation, not to a tenant. */
export const SigningKey = defineEntity({
  name: 'SigningKey',
  tableName: 'signing_key',
  indexes: [
    {
      name: 'signing_key_once',
      expression: `create unique index "signing_key_once" on "signing_key" ("status") where status <> 'RETIRED'`,
    },
  ],
  properties: {
    kid: p.string().primary(),
    status: p.enum(keyStatuses),
    /** A JWK (RFC 7517). */
    publicKey: p.json(),
    /** Sealed; null once the key is retired: it will never sign again. */
    privateKey: p.blob().nullable(),
    /** When it came into its status. */
    since: instant(),
  },
});
export type SigningKeyRow = InferEntity<typeof SigningKey>;
