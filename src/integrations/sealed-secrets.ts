/** An integration's signing secrets as they are stored: sealed, and changed by one at a time. */
import { randomBytes } from 'node:crypto';
import type { Tx } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import { IntegrationNotFound } from './errors.ts';
import { placeOf } from './place.ts';
import { DEFAULT_OVERLAP_S, rotate, type WebhookSecret } from './webhook-secrets.ts';

export interface Owned {
  readonly tenantId: string;
  readonly integrationId: string;
}

/** The current secret of the route, made and stored if there is none yet. Safe in a path as it is. */
export async function ensureSecret(platform: Platform, tx: Tx, of: Owned): Promise<string> {
  const [current] = await lockSecrets(platform, tx, of);
  if (current) return current.secret;
  const secret = randomBytes(32).toString('base64url');
  await store(platform, tx, {
    of,
    secrets: rotate([], { secret, overlapS: 0, nowMs: platform.clock.now() }),
  });
  return secret;
}

/** Puts a secret that the provider has made up first; the one before it stays good for the usual overlap. */
export async function adoptSecret(
  platform: Platform,
  tx: Tx,
  { of, secret }: { of: Owned; secret: string },
): Promise<void> {
  const known = await lockSecrets(platform, tx, of);
  const change = { secret, overlapS: DEFAULT_OVERLAP_S, nowMs: platform.clock.now() };
  await store(platform, tx, { of, secrets: rotate(known, change) });
}

/** Throws IntegrationNotFound when it is gone or going. */
async function lockSecrets(
  platform: Platform,
  tx: Tx,
  { tenantId, integrationId }: Owned,
): Promise<WebhookSecret[]> {
  const [row] = await tx.query<{ sealed: Buffer | null }>(
    `select webhook_secrets as sealed from integration where id = $1 and status <> 'DELETING' for update`,
    [integrationId],
  );
  if (!row) throw new IntegrationNotFound(integrationId);
  const place = placeOf(tenantId, integrationId, 'webhook_secrets');
  return row.sealed ? (JSON.parse(platform.vault.open(row.sealed, place)) as WebhookSecret[]) : [];
}

async function store(
  platform: Platform,
  tx: Tx,
  { of, secrets }: { of: Owned; secrets: readonly WebhookSecret[] },
): Promise<void> {
  const place = placeOf(of.tenantId, of.integrationId, 'webhook_secrets');
  await tx.query(
    `update integration set webhook_secrets = $2, updated_at = now(), version = version + 1 where id = $1`,
    [of.integrationId, platform.vault.seal(JSON.stringify(secrets), place)],
  );
}
