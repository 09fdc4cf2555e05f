/** What dealing with a funder teaches about the account, for people and for other processes. Never stands in the way of an answer. */
import type { Platform } from '../platform/platform.ts';
import type { BreakerState } from './funder-account.entity.ts';
import { OPEN_MS } from './guard.ts';

interface Of {
  readonly tenantId: string;
  readonly funderId: string;
}

export function noteBreaker(
  platform: Pick<Platform, 'db' | 'log'>,
  { tenantId, funderId, state }: Of & { state: BreakerState },
): Promise<void> {
  platform.log.info({ funder: funderId, tenant: tenantId, state }, 'breaker of a funder');
  return note(platform, { tenantId, funderId }, [
    `update funder_account set breaker = $3, breaker_until = case when $3 = 'OPEN' then now() + $4 * interval '1 ms' end
      where tenant_id = $1 and funder_id = $2`,
    [state, OPEN_MS],
  ]);
}

export function noteRefusedCredential(platform: Pick<Platform, 'db' | 'log'>, of: Of): Promise<void> {
  return note(platform, of, [
    'update funder_account set credential_refused_at = now() where tenant_id = $1 and funder_id = $2',
    [],
  ]);
}

async function note(
  { db, log }: Pick<Platform, 'db' | 'log'>,
  { tenantId, funderId }: Of,
  [sql, params]: [string, unknown[]],
): Promise<void> {
  try {
    await db.tenant(tenantId).transaction((tx) => tx.query(sql, [tenantId, funderId, ...params]));
  } catch (err) {
    log.warn({ err, funder: funderId }, 'account of a funder not updated');
  }
}
