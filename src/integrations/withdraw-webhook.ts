/** Taking back an integration's webhook while its credential is still there. */
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { errorCode } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { endpointsOf } from './register-webhook.ts';

export interface Withdrawn {
  readonly url: string;
  /** Why it may still be registered at the provider; undefined when it is not. */
  readonly leftBehind: string | undefined;
}

/** A person waits for it. */
const WITHIN_MS = 15_000;

/**
 * Removes what is registered at the provider, or tries to; undefined when nothing is. The row stays, as one to be removed:
 * who dies before it is deleted leaves it to a worker. Never throws for what the provider does.
 */
export async function withdrawWebhook(
  platform: Platform,
  db: TenantDb,
  integrationId: string,
): Promise<Withdrawn | undefined> {
  const [row] = await db.transaction((tx) =>
    tx.query<{ url: string }>(
      `update webhook_registration
          set wanted = false, status = 'RUNNING', fence = fence + 1, lease_until = now() + $2 * interval '1 ms'
        where id = $1 returning url`,
      [integrationId, 2 * WITHIN_MS],
    ),
  );
  if (!row) return undefined;
  try {
    const endpoints = await endpointsOf(platform, { tenantId: db.tenantId, integrationId });
    await endpoints.remove(row.url, AbortSignal.timeout(WITHIN_MS));
    return { url: row.url, leftBehind: undefined };
  } catch (error) {
    platform.log.warn(
      { err: error, integration: integrationId, url: row.url },
      'webhook left at the provider',
    );
    return { url: row.url, leftBehind: errorCode(error) };
  }
}
