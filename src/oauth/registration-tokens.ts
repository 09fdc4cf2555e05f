/** Initial access tokens (RFC 7591 section 3): with one, somebody registers clients for one tenant, within fixed scopes. */
import { randomUUID } from 'node:crypto';
import { recordChange } from '../audit/record-change.ts';
import { prepared, type Tx } from '../platform/db/sql.ts';
import { isUuid } from '../platform/db/uuid.ts';
import { InvalidInput } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Giver } from './clients.ts';
import { RegistrationToken } from './oauth-client.entity.ts';
import { assertHolds, checkedScopes } from './scopes.ts';
import { hashOf, newSecret } from './secrets.ts';

export interface NewRegistrationToken {
  readonly scopes: readonly string[];
  /** How many clients may be registered with it. */
  readonly uses?: number | null | undefined;
  readonly lifetimeS?: number | null | undefined;
}

const MAX_USES = 100;
const DEFAULT_LIFETIME_S = 86_400;
const MAX_LIFETIME_S = 30 * 86_400;

/** Throws InvalidInput, and OAuthScopesForbidden for what the giver does not have. */
export async function createRegistrationToken(
  { clock }: Pick<Platform, 'clock'>,
  { db, caller, principal }: Giver,
  input: NewRegistrationToken,
): Promise<{ token: string; expiresAt: Date }> {
  const scopes = checkedScopes(input.scopes);
  assertHolds(principal, scopes, 'input.scopes');
  const usesLeft = between(input.uses ?? 1, MAX_USES, 'input.uses');
  const lifetimeS = between(input.lifetimeS ?? DEFAULT_LIFETIME_S, MAX_LIFETIME_S, 'input.expiresIn');
  const id = randomUUID();
  const secret = newSecret();
  const expiresAt = new Date(clock.now() + lifetimeS * 1_000);
  const { tenantId } = db;
  await db.change(async (em, tx) => {
    const createdBy = caller.subject;
    em.create(RegistrationToken, {
      id,
      tenantId,
      hash: hashOf(secret),
      scopes,
      usesLeft,
      expiresAt,
      createdBy,
    });
    await recordChange(tx, {
      tenantId,
      by: caller,
      action: 'oauth_registration_token.created',
      on: { type: 'OAuthRegistrationToken', id },
      detail: { scopes, uses: usesLeft, expiresAt },
    });
  });
  return { token: `${id}.${secret}`, expiresAt };
}

function between(value: number, most: number, field: string): number {
  if (value >= 1 && value <= most) return value;
  throw new InvalidInput(`From 1 to ${most}`, { field });
}

const tenantOf = prepared(
  'oauth_registration_token_tenant',
  'select tenant_id as "tenantId" from oauth_registration_token where id = $1',
);

/** What was shown, taken apart; its tenant is that of the id, whether or not the secret holds. */
export interface ShownToken {
  readonly id: string;
  readonly secret: string;
  readonly tenantId: string;
}

/** Undefined where there is no such token. */
export async function findRegistrationToken(
  { db }: Pick<Platform, 'db'>,
  text: string,
): Promise<ShownToken | undefined> {
  const [id = '', secret = ''] = text.split('.', 2);
  if (!isUuid(id)) return undefined;
  const [owner] = await db.routing.query<{ tenantId: string }>(tenantOf, [id]);
  return owner && { id, secret, tenantId: owner.tenantId };
}

/** The scopes it stands for, after one of its uses is gone; undefined where it does not hold. */
export async function useRegistrationToken(
  tx: Tx,
  { id, secret }: ShownToken,
  now: number,
): Promise<readonly string[] | undefined> {
  const [used] = await tx.query<{ scopes: string[] }>(
    `update oauth_registration_token set uses_left = uses_left - 1
      where id = $1 and hash = $2 and uses_left > 0 and expires_at > $3 returning scopes`,
    [id, hashOf(secret), new Date(now)],
  );
  return used?.scopes;
}
