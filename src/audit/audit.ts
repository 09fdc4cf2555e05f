/** The audit as its tenant reads it. */
import { pageOf, placeAfter, rowsWanted, type Page, type PageRequest } from '../platform/db/page.ts';
import { prepared } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { LAST_UUID } from '../platform/db/uuid.ts';
import type { actorKinds, auditOutcomes } from './audit-entry.entity.ts';

export interface AuditEventView {
  id: string;
  at: Date;
  actorKind: Uppercase<(typeof actorKinds)[number]>;
  subject: string;
  action: string;
  onType: string;
  on: string;
  outcome: (typeof auditOutcomes)[number];
  correlationId: string | null;
  remoteAddress: string | null;
  door: string | null;
  userAgent: string | null;
  detail: unknown;
  sequence: string | null;
}

export interface AuditEventFilter {
  action?: string | null | undefined;
  subject?: string | null | undefined;
  outcome?: AuditEventView['outcome'] | null | undefined;
  /** The id of what it was done to. */
  on?: string | null | undefined;
  /** Inclusive. */
  from?: Date | null | undefined;
  /** Exclusive. */
  to?: Date | null | undefined;
}

const page = prepared(
  'audit_page',
  `select e.id, e.at, upper(e.actor_kind) as "actorKind", e.actor as subject, e.action, e.target_type as "onType",
          e.target_id as "on", e.outcome, e.correlation_id as "correlationId",
          e.remote_address as "remoteAddress", e.door, e.user_agent as "userAgent", e.detail, l.seq as sequence
     from audit_entry e left join audit_link l on l.tenant_id = e.tenant_id and l.entry_id = e.id
    where e.tenant_id = $1 and (e.at, e.id) < ($2::timestamptz, $3::uuid)
      and ($4::text is null or e.action = $4) and ($5::text is null or e.actor = $5)
      and ($6::text is null or e.outcome = $6) and ($7::text is null or e.target_id = $7)
      and e.at >= coalesce($8::timestamptz, '-infinity') and e.at < coalesce($9::timestamptz, 'infinity')
    order by e.at desc, e.id desc limit $10`,
);

/** The latest first. Throws InvalidInput for a bad page. */
export async function listAuditEvents(
  db: TenantDb,
  request: PageRequest & { filter?: AuditEventFilter | null | undefined },
): Promise<Page<AuditEventView>> {
  const { action, subject, outcome, on, from, to } = request.filter ?? {};
  const [at, id] = placeAfter(request, ['infinity', LAST_UUID]);
  const filter = [action, subject, outcome, on, from, to].map((value) => value ?? null);
  const rows = await db.read<AuditEventView>(page, [db.tenantId, at, id, ...filter, rowsWanted(request)]);
  return pageOf(rows, request, (row) => [row.at, row.id]);
}
