/** The delivery log as its tenant reads it. */
import { pageOf, placeAfter, rowsWanted, type Page, type PageRequest } from '../platform/db/page.ts';
import { prepared } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { isUuid, LAST_UUID } from '../platform/db/uuid.ts';
import type { DeliveryStatus } from './delivery.entity.ts';
import { NotificationNotFound } from './errors.ts';
import { bodyOf, fixedHeaders, type Notification, type Try } from './send.ts';

export interface DeliveryView {
  id: string;
  endpointId: string;
  eventId: string;
  eventType: string;
  subject: string;
  status: DeliveryStatus;
  attempts: number;
  nextAttemptAt: Date | null;
  tries: Try[];
  createdAt: Date;
  finishedAt: Date | null;
}

export interface DeliveryFilter {
  endpointId?: string | null | undefined;
  status?: DeliveryStatus | null | undefined;
  eventType?: string | null | undefined;
}

/** What goes to the endpoint, but for the signature. */
export interface RequestView {
  headers: Record<string, string>;
  body: string;
}

const COLUMNS = `id, endpoint_id as "endpointId", event_id as "eventId", event_type as "eventType", subject, status, attempts,
  case status when 'WAITING' then next_attempt_at end as "nextAttemptAt", tries, created_at as "createdAt",
  finished_at as "finishedAt"`;

const page = prepared(
  'notification_delivery_page',
  `select ${COLUMNS} from notification_delivery
    where tenant_id = $1 and (created_at, id) < ($2::timestamptz, $3::uuid)
      and ($4::uuid is null or endpoint_id = $4) and ($5::text is null or status = $5)
      and ($6::text is null or event_type = $6)
    order by created_at desc, id desc limit $7`,
);
const one = prepared(
  'notification_delivery_one',
  `select ${COLUMNS} from notification_delivery where tenant_id = $1 and id = $2`,
);
const events = prepared(
  'notification_events_by_ids',
  `select id as "eventId", tenant_id as "tenantId", type, payload, created_at as "createdAt" from outgoing_event
    where tenant_id = $1 and id = any($2::uuid[])`,
);

/** Newest first. */
export async function listDeliveries(
  db: TenantDb,
  request: PageRequest & { filter?: DeliveryFilter | null | undefined },
): Promise<Page<DeliveryView>> {
  const { endpointId = null, status = null, eventType = null } = request.filter ?? {};
  const placeOf = (row: DeliveryView) => [row.createdAt, row.id] as const;
  if (endpointId && !isUuid(endpointId)) return pageOf<DeliveryView>([], request, placeOf);
  const [at, id] = placeAfter(request, ['infinity', LAST_UUID]);
  const params = [db.tenantId, at, id, endpointId, status, eventType, rowsWanted(request)];
  return pageOf(await db.read<DeliveryView>(page, params), request, placeOf);
}

/** Throws NotificationNotFound. */
export async function theDelivery(db: TenantDb, id: string): Promise<DeliveryView> {
  const [delivery] = isUuid(id) ? await db.read<DeliveryView>(one, [db.tenantId, id]) : [];
  if (!delivery) throw new NotificationNotFound(id);
  return delivery;
}

/** In the order of the ids; undefined where the event is forgotten. */
export async function requestsOf(
  db: TenantDb,
  eventIds: readonly string[],
): Promise<(RequestView | undefined)[]> {
  const rows = await db.read<Notification>(events, [db.tenantId, eventIds]);
  const found = new Map(rows.map((event) => [event.eventId, event]));
  return eventIds.map((id) => {
    const event = found.get(id);
    return (
      event && {
        headers: { ...fixedHeaders, 'webhook-id': id, 'webhook-signature': 'v1,…' },
        body: bodyOf(event),
      }
    );
  });
}
