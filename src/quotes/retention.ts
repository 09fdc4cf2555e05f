/**
 * Requests for quotes are forgotten after a while, with the questions and the quotes: they name a customer. Those of which a
 * proposal was made stay, for they are what was agreed upon.
 */
import { prepared } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import type { Platform } from '../platform/platform.ts';
import type { Chore } from '../platform/work/chores.ts';

const EVERY_MS = 3_600_000;
const TENANTS_AT_ONCE = 1_000;
const REQUESTS_AT_ONCE = 500;

const tenantsWithOldRequests = prepared(
  'quote_retention_tenants',
  `select distinct tenant_id as "tenantId" from quote_request
    where created_at < now() - $1 * interval '1 s' limit $2`,
);

// A quote that still holds may become a proposal. The first request of a series stays as long as one that renews it, for
// answers to them wait for one another at its row.
const forget = prepared(
  'quote_retention_forget',
  `with old as (
     select r.id from quote_request r
      where r.tenant_id = $1 and r.created_at < now() - $2 * interval '1 s'
        and not exists (select from quote q where q.request_id = r.id and q.expires_at > now())
        and not exists (select from quote q join proposal p on p.quote_id = q.id where q.request_id = r.id)
        and not exists (select from quote_request later where later.series_id = r.id and later.series_id <> later.id)
      limit $3 for update skip locked),
   asks as (delete from quote_ask a using old where a.request_id = old.id),
   quotes as (delete from quote q using old where q.request_id = old.id)
   delete from quote_request r using old where r.id = old.id returning r.id`,
);

export function forgetOldQuotes({ db }: Pick<Platform, 'db'>, keptS: number): Chore {
  return {
    name: 'forget-old-quotes',
    everyMs: EVERY_MS,
    run: async () => {
      const tenants = await db.routing.query<{ tenantId: string }>(tenantsWithOldRequests, [
        keptS,
        TENANTS_AT_ONCE,
      ]);
      for (const { tenantId } of tenants) await forgetOf(db.tenant(tenantId), keptS);
    },
  };
}

async function forgetOf(db: TenantDb, keptS: number): Promise<void> {
  for (let forgotten = REQUESTS_AT_ONCE; forgotten === REQUESTS_AT_ONCE;)
    forgotten = (await db.write(forget, [db.tenantId, keptS, REQUESTS_AT_ONCE])).length;
}
