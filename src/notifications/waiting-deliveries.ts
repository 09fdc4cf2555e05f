import { prepared } from '../platform/db/sql.ts';
import type { Routing } from '../platform/db/routing.ts';
import type { Backlog } from '../platform/work/backlog.ts';

const waiting = prepared(
  'notification_deliveries_waiting',
  `select count(*)::int as due, coalesce(extract(epoch from now() - min(created_at)), 0)::float as "oldestS"
     from notification_delivery where status = 'WAITING'`,
);

/** Deliveries that no endpoint has taken yet, also where that is the endpoint's doing. */
export async function waitingDeliveries(routing: Routing): Promise<Backlog> {
  const [row] = await routing.query<Omit<Backlog, 'kind'>>(waiting);
  return { kind: 'notification-delivery', due: row?.due ?? 0, oldestS: row?.oldestS ?? 0 };
}
