/** Asking for a mail, in the transaction of what it is about. */
import type { IdentityTx } from '../platform/db/identity-db.ts';
import type { Tx } from '../platform/db/sql.ts';
import type { RoutedWork } from '../platform/work/turns.ts';
import type { MailKind } from './mail.entity.ts';

/** Somebody waits for it. Ring it after the commit. */
export const MAIL_LANE = 'high';

export const mailWork: RoutedWork = {
  kind: 'mail',
  table: 'mail',
  inLane: (lane) => `${lane} = '${MAIL_LANE}'`,
};

/** What concerns a person and no tenant waits under this id, and takes its turns like a tenant's. No token can name it. */
export const NO_TENANT = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** A mail of a tenant's. */
export async function requestMail(
  tx: Tx,
  mail: { tenantId: string; kind: MailKind; recipient: string },
): Promise<void> {
  await tx.query(`insert into mail (tenant_id, kind, recipient, status) values ($1, $2, $3, 'QUEUED')`, [
    mail.tenantId,
    mail.kind,
    mail.recipient,
  ]);
}

/** A mail to a person, whoever they work for. */
export function requestPersonalMail(
  tx: IdentityTx,
  mail: { kind: MailKind; recipient: string },
): Promise<void> {
  return tx.inTenant(NO_TENANT, (inner) => requestMail(inner, { tenantId: NO_TENANT, ...mail }));
}
