/** A tenant's OAuth clients: made, given new secrets, and revoked by operators. */
import { randomUUID } from 'node:crypto';
import { recordChange } from '../audit/record-change.ts';
import { announceRevocations, revoke } from '../keys/revocations.ts';
import type { Caller } from '../platform/caller.ts';
import type { Tx } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { isUuid } from '../platform/db/uuid.ts';
import { InvalidInput } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Principal } from '../platform/principal/principal.ts';
import { theClient, type ClientView } from './client-reads.ts';
import { OAuthClientNotFound } from './errors.ts';
import { OAuthClient, OAuthClientSecret } from './oauth-client.entity.ts';
import { assertHolds, checkedScopes } from './scopes.ts';
import { hashOf, newSecret } from './secrets.ts';

export interface Actor {
  readonly db: TenantDb;
  readonly caller: Caller;
}

/** Somebody who gives, renews or takes what clients may do: nobody does so with what they do not have. */
export interface Giver extends Actor {
  readonly principal: Pick<Principal, 'scopes'>;
}

export interface NewClient {
  readonly name: string;
  readonly scopes: readonly string[];
}

/** A client with a secret that is never shown again. */
export interface ClientWithSecret {
  readonly client: ClientView;
  readonly secret: string;
}

const NAME_LIMIT = 200;
export const DEFAULT_OVERLAP_S = 86_400;
const MAX_OVERLAP_S = 30 * 86_400;

/** Throws InvalidInput, and OAuthScopesForbidden for what the giver does not have. */
export async function createClient(actor: Giver, input: NewClient): Promise<ClientWithSecret> {
  const scopes = checkedScopes(input.scopes);
  assertHolds(actor.principal, scopes, 'input.scopes');
  const client = { name: checkedName(input.name), scopes };
  return addClient(actor, async () => client);
}

/** A name for people. Throws InvalidInput. */
export function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length < 1 || trimmed.length > NAME_LIMIT)
    throw new InvalidInput(`A name has 1 to ${NAME_LIMIT} characters`, { field: 'input.name' });
  return trimmed;
}

/** `decide` says what it is to be, in the transaction that makes it. */
export async function addClient(
  { db, caller }: Actor,
  decide: (tx: Tx) => Promise<NewClient>,
): Promise<ClientWithSecret> {
  const id = randomUUID();
  const secret = newSecret();
  const { tenantId } = db;
  await db.change(async (em, tx) => {
    const { name, scopes } = await decide(tx);
    const createdBy = caller.subject;
    em.create(OAuthClient, { id, tenantId, name, scopes: [...scopes], status: 'ACTIVE', createdBy });
    em.create(OAuthClientSecret, { id: randomUUID(), tenantId, clientId: id, hash: hashOf(secret) });
    await recordChange(tx, {
      tenantId,
      by: caller,
      action: 'oauth_client.created',
      on: { type: 'OAuthClient', id },
      detail: { name, scopes },
    });
  });
  return { client: await theClient(db, id), secret };
}

/**
 * A new secret; the ones before go on for `overlapS` seconds and then end by themselves. With 0 they end at once, and with
 * them every token that was got with them. Throws OAuthClientNotFound, InvalidInput, and OAuthScopesForbidden for a client that
 * may do what the giver may not.
 */
export async function rotateSecret(
  platform: Pick<Platform, 'clock' | 'announcements'>,
  { db, caller, principal }: Giver,
  input: { readonly id: string; readonly overlapS?: number | null | undefined },
): Promise<ClientWithSecret & { readonly previousEndsAt: Date }> {
  const overlapS = checkedOverlap(input.overlapS ?? DEFAULT_OVERLAP_S);
  const { id, scopes } = await theActiveClient(db, input.id);
  assertHolds(principal, scopes);
  const secret = newSecret();
  const { tenantId } = db;
  const previousEndsAt = await db.transaction(async (tx) => {
    await lockActive(tx, id);
    // Not before: a token that was issued while this waited is to end as well.
    const now = new Date(platform.clock.now());
    const endsAt = new Date(now.getTime() + overlapS * 1_000);
    await tx.query('delete from oauth_client_secret where client_id = $1 and expires_at <= $2', [id, now]);
    await tx.query(
      'update oauth_client_secret set expires_at = least(expires_at, $2::timestamptz) where client_id = $1',
      [id, endsAt],
    );
    await tx.query(
      'insert into oauth_client_secret (id, tenant_id, client_id, hash, created_at) values ($1, $2, $3, $4, $5)',
      [randomUUID(), tenantId, id, hashOf(secret), now],
    );
    if (overlapS === 0) await revoke(tx, { kind: 'client', id, before: now });
    await recordChange(tx, {
      tenantId,
      by: caller,
      action: 'oauth_client.secret_rotated',
      on: { type: 'OAuthClient', id },
      detail: { overlapS },
    });
    return endsAt;
  });
  if (overlapS === 0) announceRevocations(platform);
  return { client: await theClient(db, id), secret, previousEndsAt };
}

function checkedOverlap(overlapS: number): number {
  if (overlapS >= 0 && overlapS <= MAX_OVERLAP_S) return overlapS;
  throw new InvalidInput(`An overlap has 0 to ${MAX_OVERLAP_S} seconds`, { field: 'input.overlap' });
}

/**
 * For good: its secrets are gone and its tokens end within seconds, everywhere. Throws OAuthClientNotFound, and
 * OAuthScopesForbidden for a client that may do what the giver may not: they could not give it back.
 */
export async function revokeClient(
  platform: Pick<Platform, 'clock' | 'announcements'>,
  { db, caller, principal }: Giver,
  clientId: string,
): Promise<ClientView> {
  const { id, scopes } = await theActiveClient(db, clientId);
  assertHolds(principal, scopes);
  const { tenantId } = db;
  await db.transaction(async (tx) => {
    await lockActive(tx, id);
    await tx.query(`update oauth_client set status = 'REVOKED', revoked_at = $2 where id = $1`, [
      id,
      new Date(platform.clock.now()),
    ]);
    await tx.query('delete from oauth_client_secret where client_id = $1', [id]);
    await revoke(tx, { kind: 'client', id });
    await recordChange(tx, {
      tenantId,
      by: caller,
      action: 'oauth_client.revoked',
      on: { type: 'OAuthClient', id },
    });
  });
  announceRevocations(platform);
  return theClient(db, id);
}

async function theActiveClient(db: TenantDb, id: string): Promise<ClientView> {
  if (!isUuid(id)) throw new OAuthClientNotFound(id);
  const client = await theClient(db, id);
  if (client.status !== 'ACTIVE') throw new OAuthClientNotFound(id);
  return client;
}

/** Two changes of one client come after each other. */
async function lockActive(tx: Tx, id: string): Promise<void> {
  const found = await tx.query(`select id from oauth_client where id = $1 and status = 'ACTIVE' for update`, [
    id,
  ]);
  if (found.length === 0) throw new OAuthClientNotFound(id);
}
