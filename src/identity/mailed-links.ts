/** Links in mail: good once, for one purpose, for a while. */
import type { IdentityTx } from '../platform/db/identity-db.ts';
import { prepared } from '../platform/db/sql.ts';
import { InvalidLink } from './errors.ts';
import type { Identity } from './identity.ts';
import type { LinkPurpose } from './proof.entity.ts';
import { hashOf, newSecret } from './secret.ts';

export interface LinkOwner {
  readonly userId: string;
  /** The tenant that an invitation is to. */
  readonly invitedTo: string | null;
}

const LIFETIME_S: Readonly<Record<LinkPurpose, number>> = { INVITATION: 7 * 86_400, PASSWORD_RESET: 3_600 };

const find = prepared(
  'mailed_link_find',
  `select user_id as "userId", invited_to as "invitedTo" from mailed_link
    where hash = $1 and purpose = $2 and expires_at > now()`,
);

/** A new secret; those mailed before stay good, for nobody knows which of the mails arrived. */
export async function newLink(
  tx: IdentityTx,
  link: { purpose: LinkPurpose; userId: string; invitedTo?: string },
): Promise<string> {
  const { text, hash } = newSecret();
  await tx.query(
    `insert into mailed_link (hash, purpose, user_id, invited_to, expires_at)
     values ($1, $2, $3, $4, now() + $5 * interval '1 s')`,
    [hash, link.purpose, link.userId, link.invitedTo ?? null, LIFETIME_S[link.purpose]],
  );
  return text;
}

/** Whose link it is, without using it. Throws InvalidLink. */
export async function ownerOfLink(
  { platform, refusals }: Pick<Identity, 'platform' | 'refusals'>,
  purpose: LinkPurpose,
  token: string,
): Promise<LinkOwner> {
  const [owner] = await platform.db.identity.query<LinkOwner>(find, [hashOf(token), purpose]);
  if (owner) return owner;
  const error = new InvalidLink();
  refusals.anonymous({ door: 'mailed-link', reason: error.message });
  throw error;
}

/** Uses it up, with all others for the same. Throws InvalidLink where somebody else was quicker. */
export async function useLink(tx: IdentityTx, purpose: LinkPurpose, token: string): Promise<void> {
  const [used] = await tx.query<LinkOwner>(
    `delete from mailed_link where hash = $1 and purpose = $2 and expires_at > now()
     returning user_id as "userId", invited_to as "invitedTo"`,
    [hashOf(token), purpose],
  );
  if (!used) throw new InvalidLink();
  await tx.query(
    'delete from mailed_link where user_id = $1 and purpose = $2 and invited_to is not distinct from $3',
    [used.userId, purpose, used.invitedTo],
  );
}
