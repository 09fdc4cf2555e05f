/** Between the first factor and the second: who has shown the one may show the other, for a few minutes and a few tries. */
import type { IdentityTx } from '../platform/db/identity-db.ts';
import { hashOf, newSecret } from './secret.ts';
import type { AssuranceLevel } from './session.entity.ts';

export interface Challenge {
  /** To be shown with the second factor. */
  readonly challenge: string;
  readonly expiresAt: Date;
}

export interface Challenged {
  readonly userId: string;
  /** The tenant that was asked for, or is the usual one. */
  readonly tenantId: string;
  /** What the factors so far prove. */
  readonly aal: AssuranceLevel;
}

const LIFETIME_S = 300;
const MOST_TRIES = 5;

export async function beginChallenge(
  tx: IdentityTx,
  { userId, tenantId, aal }: Challenged,
): Promise<Challenge> {
  const { text, hash } = newSecret();
  const [row] = await tx.query<{ until: Date }>(
    `insert into sign_in_challenge (hash, user_id, chosen_tenant, aal, expires_at)
     values ($1, $2, $3, $4, now() + $5 * interval '1 s') returning expires_at as until`,
    [hash, userId, tenantId, aal, LIFETIME_S],
  );
  // `as`: an insert of one row returns it.
  return { challenge: text, expiresAt: (row as { until: Date }).until };
}

/** Counts a try before anything is compared; undefined where there is no such challenge, or not any more. */
export async function tryChallenge(tx: IdentityTx, challenge: string): Promise<Challenged | undefined> {
  const [row] = await tx.query<Challenged>(
    `update sign_in_challenge set attempts = attempts + 1
      where hash = $1 and expires_at > now() and attempts < $2
      returning user_id as "userId", chosen_tenant as "tenantId", aal`,
    [hashOf(challenge), MOST_TRIES],
  );
  return row;
}

/** Uses the challenge up; false where somebody else was quicker. */
export async function finishChallenge(tx: IdentityTx, challenge: string): Promise<boolean> {
  const rows = await tx.query('delete from sign_in_challenge where hash = $1 returning hash', [
    hashOf(challenge),
  ]);
  return rows.length > 0;
}
