/** What a person can show beside the password: an authenticator application, and the codes for when it is lost. */
import { defineEntity, p } from '@mikro-orm/core';
import { createdAt, instant } from '../../platform/db/columns.ts';
import { identityOnly } from '../../platform/db/row-security.ts';

/** One for each person. A new one is only begun while none is confirmed. */
export const TotpFactor = defineEntity({
  name: 'TotpFactor',
  tableName: 'totp_factor',
  ...identityOnly,
  properties: {
    userId: p.uuid().primary(),
    /** Sealed. */
    secret: p.blob(),
    /** The time step of the last code that was taken: none of it or before it is taken again (RFC 6238 section 5.2). */
    lastStep: p.integer().defaultRaw('0').default(0),
    createdAt: createdAt(),
    /** When the person showed that their application has the secret. Until then it is no factor. */
    confirmedAt: instant().nullable(),
  },
});

export const BackupCode = defineEntity({
  name: 'BackupCode',
  tableName: 'backup_code',
  ...identityOnly,
  properties: {
    userId: p.uuid().primary(),
    /** SHA-256 of the person's id and the code. */
    hash: p.blob().primary(),
    createdAt: createdAt(),
    usedAt: instant().nullable(),
  },
});
