/** A tenant's dealings with funders as the API shows them, never a credential. */
import { prepared } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import type { BreakerState } from './funder-account.entity.ts';
import { healthOf, type HealthSum } from './health.ts';

export interface FunderAccountView {
  readonly enabled: boolean;
  readonly status: 'NOT_SET_UP' | 'ENABLED' | 'DISABLED' | 'CREDENTIAL_REFUSED';
  readonly breaker: BreakerState;
  readonly breakerUntil: Date | null;
  readonly health: HealthSum;
}

interface Row extends Pick<FunderAccountView, 'enabled' | 'breaker' | 'breakerUntil'> {
  readonly funderId: string;
  readonly refused: boolean;
}

const accounts = prepared(
  'funder_accounts_of',
  `select funder_id as "funderId", enabled, credential_refused_at is not null as refused, breaker,
          case when breaker_until > now() then breaker_until end as "breakerUntil"
     from funder_account where tenant_id = $1 and funder_id = any($2::text[])`,
);

const enabledOnes = prepared(
  'funder_accounts_enabled',
  'select funder_id as id from funder_account where tenant_id = $1 and enabled order by funder_id',
);

/** Ids of the funders that the tenant's requests may ask. */
export async function enabledFunders(db: TenantDb): Promise<string[]> {
  return (await db.read<{ id: string }>(enabledOnes, [db.tenantId])).map(({ id }) => id);
}

/** In the order of the ids. */
export async function funderAccounts(
  db: TenantDb,
  funderIds: readonly string[],
): Promise<FunderAccountView[]> {
  const [rows, health] = await Promise.all([
    db.read<Row>(accounts, [db.tenantId, funderIds]),
    healthOf(db, funderIds),
  ]);
  const found = new Map(rows.map((row) => [row.funderId, row]));
  return health.map((sum, index) => viewOf(found.get(funderIds[index] ?? ''), sum));
}

function viewOf(row: Row | undefined, health: HealthSum): FunderAccountView {
  if (!row) return { enabled: false, status: 'NOT_SET_UP', breaker: 'CLOSED', breakerUntil: null, health };
  const { enabled, refused, breaker, breakerUntil } = row;
  const status = refused ? 'CREDENTIAL_REFUSED' : enabled ? 'ENABLED' : 'DISABLED';
  // Its time is over: the next question finds out.
  const now = breaker === 'OPEN' && !breakerUntil ? 'HALF_OPEN' : breaker;
  return { enabled, status, breaker: now, breakerUntil, health };
}
