/** A tenant's endpoints: making, changing and removing them. */
import { randomUUID } from 'node:crypto';
import { recordChange, type ChangeRecord } from '../audit/record-change.ts';
import type { Caller } from '../platform/caller.ts';
import type { Tx } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { EgressDenied, InvalidInput } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { theEndpoint, type EndpointView } from './endpoint-reads.ts';
import {
  DEFAULT_OVERLAP_S,
  MAX_OVERLAP_S,
  openSecrets,
  replaceSecret,
  sealSecrets,
} from './endpoint-secrets.ts';
import { retryNow, tryNow } from './due-now.ts';
import { NotificationEndpointLimitReached, NotificationEndpointManaged } from './errors.ts';
import { checkedEventTypes, checkedSubjects } from './event-filter.ts';
import { newSecret } from './standard-webhooks.ts';

/** Who asks, and in which tenant. */
export interface Actor {
  readonly db: TenantDb;
  readonly caller: Caller;
}

export interface CreateEndpoint {
  readonly url: string;
  readonly description?: string | null | undefined;
  readonly eventTypes?: readonly string[] | null | undefined;
  readonly about?: readonly string[] | null | undefined;
}

export interface UpdateEndpoint extends Partial<Omit<CreateEndpoint, 'url'>> {
  readonly id: string;
  readonly url?: string | null | undefined;
  readonly enabled?: boolean | null | undefined;
}

export interface EndpointWithSecret {
  endpoint: EndpointView;
  /** Shown this once. */
  secret: string;
}

/** Each event is delivered to all of them. */
const MOST_ENDPOINTS = 50;
const LONGEST_DESCRIPTION = 500;
const LONGEST_URL = 2_000;

/** Throws InvalidInput, NotificationEndpointLimitReached. */
export async function createEndpoint(
  platform: Platform,
  actor: Actor,
  input: CreateEndpoint,
): Promise<EndpointWithSecret> {
  const { tenantId } = actor.db;
  const id = randomUUID();
  const secret = newSecret();
  const values = [
    id,
    tenantId,
    checkedUrl(platform, input.url),
    checkedDescription(input.description),
    checkedEventTypes(input.eventTypes ?? []),
    checkedSubjects(input.about ?? []),
    sealSecrets(platform.vault, { tenantId, id }, [{ secret }]),
  ];
  await actor.db.transaction(async (tx) => {
    const [{ count } = { count: 0 }] = await tx.query<{ count: number }>(
      'select count(*)::int as count from notification_endpoint',
    );
    if (count >= MOST_ENDPOINTS)
      throw new NotificationEndpointLimitReached(`A tenant has at most ${MOST_ENDPOINTS} endpoints`);
    await tx.query(
      `insert into notification_endpoint (id, tenant_id, url, description, event_types, about, secrets, status)
       values ($1, $2, $3, $4, $5, $6, $7, 'IDLE')`,
      values,
    );
    await recordChange(tx, changeOf(actor, id, { action: 'created', detail: hostOf(input.url) }));
  });
  return { endpoint: await theEndpoint(actor.db, id), secret };
}

/** The operator's own can only be switched on and off. Throws NotificationEndpointNotFound, NotificationEndpointManaged, InvalidInput. */
export async function updateEndpoint(
  platform: Platform,
  actor: Actor,
  input: UpdateEndpoint,
): Promise<EndpointView> {
  const { id, url } = input;
  const before = await theEndpoint(actor.db, id);
  if (!isSwitchOnly(input)) assertOwn(before);
  const values = [
    before.id,
    url == null ? before.url : checkedUrl(platform, url),
    input.description === undefined ? before.description : checkedDescription(input.description),
    input.eventTypes ? checkedEventTypes(input.eventTypes) : before.eventTypes,
    input.about ? checkedSubjects(input.about) : before.about,
  ];
  const fields = Object.keys(input).filter((key) => key !== 'id' && Reflect.get(input, key) != null);
  await actor.db.transaction(async (tx) => {
    await tx.query(
      `update notification_endpoint set url = $2, description = $3, event_types = $4, about = $5, updated_at = now()
        where id = $1`,
      values,
    );
    if (input.enabled === false) await disable(tx, before.id);
    if (input.enabled === true) await enable(tx, before.id);
    await recordChange(tx, changeOf(actor, before.id, { action: 'updated', detail: { fields } }));
  });
  return theEndpoint(actor.db, before.id);
}

/** Whether nothing but `enabled` is to change. */
function isSwitchOnly({ enabled, url, description, eventTypes, about }: UpdateEndpoint): boolean {
  return enabled != null && url == null && description === undefined && !eventTypes && !about;
}

/** Whoever is delivering finds its lease lost; what waits keeps waiting. */
async function disable(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `update notification_endpoint
        set status = 'DISABLED', disabled_reason = 'OWNER', disabled_at = now(), fence = fence + 1, lease_until = null
      where id = $1 and status <> 'DISABLED'`,
    [id],
  );
}

/** Nothing is held against it any more: what waits is due at once. */
async function enable(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `update notification_endpoint
        set status = case status when 'DISABLED' then 'QUEUED' else status end,
            disabled_reason = null, disabled_at = null, failures = 0, failing_since = null
      where id = $1`,
    [id],
  );
  await retryNow(tx, id);
  await tryNow(tx, id);
}

/** Throws NotificationEndpointNotFound, NotificationEndpointManaged. */
export async function deleteEndpoint(actor: Actor, id: string): Promise<{ id: string }> {
  const before = await theEndpoint(actor.db, id);
  assertOwn(before);
  await actor.db.transaction(async (tx) => {
    await tx.query('delete from notification_endpoint where id = $1', [before.id]);
    await tx.query('delete from notification_delivery where endpoint_id = $1', [before.id]);
    await recordChange(tx, changeOf(actor, before.id, { action: 'deleted', detail: hostOf(before.url) }));
  });
  return { id: before.id };
}

/** Throws NotificationEndpointNotFound, NotificationEndpointManaged, InvalidInput, SealBroken. */
export async function rotateSecret(
  platform: Platform,
  actor: Actor,
  { id, overlapS }: { id: string; overlapS: number | null | undefined },
): Promise<EndpointWithSecret> {
  const overlap = overlapS ?? DEFAULT_OVERLAP_S;
  if (overlap < 0 || overlap > MAX_OVERLAP_S)
    throw new InvalidInput(`The overlap is from 0 to ${MAX_OVERLAP_S} seconds`, { field: 'overlap' });
  const before = await theEndpoint(actor.db, id);
  assertOwn(before);
  const owner = { tenantId: actor.db.tenantId, id: before.id };
  const secret = newSecret();
  const nowMs = platform.clock.now();
  await actor.db.transaction(async (tx) => {
    const [row] = await tx.query<{ secrets: Buffer }>(
      'select secrets from notification_endpoint where id = $1 for update',
      [before.id],
    );
    const known = row ? openSecrets(platform.vault, owner, { sealed: row.secrets, nowMs }) : [];
    const secrets = replaceSecret(known, { secret, untilMs: nowMs + overlap * 1000 });
    await tx.query('update notification_endpoint set secrets = $2, updated_at = now() where id = $1', [
      before.id,
      sealSecrets(platform.vault, owner, secrets),
    ]);
    await recordChange(tx, changeOf(actor, before.id, { action: 'secret_rotated', detail: { overlap } }));
  });
  return { endpoint: await theEndpoint(actor.db, before.id), secret };
}

export function changeOf(
  actor: Actor,
  id: string,
  change: { action: string; detail: Readonly<Record<string, unknown>> },
): ChangeRecord {
  return {
    tenantId: actor.db.tenantId,
    by: actor.caller,
    action: `notification_endpoint.${change.action}`,
    on: { type: 'NotificationEndpoint', id },
    detail: change.detail,
  };
}

/** All of a URL that is worth keeping: the rest may be as good as a password. */
function hostOf(url: string): { host: string } {
  return { host: new URL(url).host };
}

/** Throws NotificationEndpointManaged. */
function assertOwn(endpoint: EndpointView): void {
  if (endpoint.managed) throw new NotificationEndpointManaged();
}

/** What can be refused at once; where a name leads is judged at each delivery. Throws InvalidInput. */
function checkedUrl(platform: Platform, url: string): string {
  const field = 'input.url';
  if (url.length > LONGEST_URL)
    throw new InvalidInput(`A URL has at most ${LONGEST_URL} characters`, { field });
  try {
    platform.tenantEgress.assertReachable(url);
  } catch (error) {
    if (error instanceof EgressDenied) throw new InvalidInput(error.message, { field, cause: error });
    throw error;
  }
  return url;
}

/** Throws InvalidInput. */
function checkedDescription(text: string | null | undefined): string | null {
  const trimmed = text?.trim() || null;
  if (trimmed && trimmed.length > LONGEST_DESCRIPTION) {
    throw new InvalidInput(`A description has at most ${LONGEST_DESCRIPTION} characters`, {
      field: 'input.description',
    });
  }
  return trimmed;
}
