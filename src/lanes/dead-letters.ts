/** Work that was given up after its tries, of whatever kind. It stays where it is: only the list is common. */
import { pageOf, placeAfter, rowsWanted, type Page, type PageRequest } from '../platform/db/page.ts';
import { prepared } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { LAST_UUID } from '../platform/db/uuid.ts';
import type { LaneName } from '../platform/queue/lanes.ts';
import { syncWork } from '../syncs/work-kind.ts';
import { webhookWork } from '../webhooks/work-kind.ts';

export interface DeadLetterView {
  id: string;
  kind: 'SYNC_JOB' | 'WEBHOOK_EVENT';
  lane: Uppercase<LaneName>;
  integrationId: string;
  attempts: number;
  errorCode: string;
  errorMessage: string;
  failedAt: Date;
}

const sources = [
  { ...syncWork, shownAs: 'SYNC_JOB', lane: 'w.priority' },
  { ...webhookWork, shownAs: 'WEBHOOK_EVENT', lane: `'CRITICAL'` },
] as const;

const page = prepared(
  'dead_letter_page',
  `${sources
    .map(
      ({ table, inLane, shownAs, lane }) => `
    (select w.id, '${shownAs}' as kind, ${lane} as lane, w.integration_id as "integrationId", w.attempts,
            coalesce(w.error_code, 'INTERNAL') as "errorCode", coalesce(w.error_message, '') as "errorMessage",
            w.finished_at as "failedAt"
       from ${table} w
      where w.tenant_id = $1 and w.status = 'FAILED' and (w.finished_at, w.id) < ($2::timestamptz, $3::uuid)
        and ($4::text is null or ${inLane('$4')})
      order by w.finished_at desc, w.id desc limit $5)`,
    )
    .join(' union all ')}
   order by "failedAt" desc, id desc limit $5`,
);

/** The latest first. */
export async function listDeadLetters(
  db: TenantDb,
  request: PageRequest & { lane?: DeadLetterView['lane'] | null | undefined },
): Promise<Page<DeadLetterView>> {
  const [at, id] = placeAfter(request, ['infinity', LAST_UUID]);
  const params = [db.tenantId, at, id, request.lane?.toLowerCase() ?? null, rowsWanted(request)];
  return pageOf(await db.read<DeadLetterView>(page, params), request, (row) => [row.failedAt, row.id]);
}
