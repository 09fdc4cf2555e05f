/** The inbox as its owner sees it: what came in, what became of it, and once more if need be. */
import { recordChange } from '../audit/record-change.ts';
import type { Actor } from '../integrations/integrations.ts';
import { pageOf, placeAfter, rowsWanted, type Page, type PageRequest } from '../platform/db/page.ts';
import { prepared } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { isUuid, LAST_UUID } from '../platform/db/uuid.ts';
import { Conflict, NotFound } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { WebhookEventStatus } from './webhook-event.entity.ts';

export interface WebhookEventView {
  id: string;
  providerId: string;
  integrationId: string;
  eventId: string;
  eventType: string;
  /** Quarantined events are nobody's yet. */
  status: Exclude<WebhookEventStatus, 'QUARANTINED'>;
  attempts: number;
  errorCode: string | null;
  errorMessage: string | null;
  receivedAt: Date;
  finishedAt: Date | null;
}

export class WebhookEventNotFound extends NotFound {
  override readonly code = 'WEBHOOK_EVENT_NOT_FOUND';
}

export class WebhookEventStateConflict extends Conflict {
  override readonly code = 'WEBHOOK_EVENT_STATE_CONFLICT';
}

export interface WebhookEventFilter {
  integrationId?: string | null | undefined;
  status?: WebhookEventView['status'] | null | undefined;
}

const COLUMNS = `id, provider_id as "providerId", integration_id as "integrationId", event_id as "eventId",
  event_type as "eventType", status, attempts, error_code as "errorCode", error_message as "errorMessage",
  received_at as "receivedAt", finished_at as "finishedAt"`;

const page = prepared(
  'webhook_event_page',
  `select ${COLUMNS} from webhook_event
    where tenant_id = $1 and (received_at, id) < ($2::timestamptz, $3::uuid) and status <> 'QUARANTINED'
      and ($4::uuid is null or integration_id = $4) and ($5::text is null or status = $5)
    order by received_at desc, id desc limit $6`,
);
const one = prepared(
  'webhook_event_one',
  `select ${COLUMNS} from webhook_event where tenant_id = $1 and id = $2 and status <> 'QUARANTINED'`,
);

/** Newest first. */
export async function listWebhookEvents(
  db: TenantDb,
  request: PageRequest & { filter?: WebhookEventFilter | null | undefined },
): Promise<Page<WebhookEventView>> {
  const { integrationId = null, status = null } = request.filter ?? {};
  const placeOf = (row: WebhookEventView) => [row.receivedAt, row.id] as const;
  if (integrationId && !isUuid(integrationId)) return pageOf<WebhookEventView>([], request, placeOf);
  const [at, id] = placeAfter(request, ['infinity', LAST_UUID]);
  const params = [db.tenantId, at, id, integrationId, status, rowsWanted(request)];
  return pageOf(await db.read<WebhookEventView>(page, params), request, placeOf);
}

/** Queues a finished event again. Throws WebhookEventNotFound, WebhookEventStateConflict. */
export async function replayWebhookEvent(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<WebhookEventView> {
  const before = await theEvent(actor.db, id);
  await actor.db.change(async (_em, tx) => {
    const rows = await tx.query(
      `update webhook_event
          set status = 'QUEUED', attempts = 0, next_attempt_at = now(), finished_at = null,
              error_code = null, error_message = null
        where id = $1 and status in ('APPLIED', 'IGNORED', 'FAILED') returning id`,
      [before.id],
    );
    if (rows.length === 0) throw new WebhookEventStateConflict(`The event is ${before.status} already`);
    await recordChange(tx, {
      tenantId: actor.db.tenantId,
      by: actor.caller,
      action: 'webhook_event.replayed',
      on: { type: 'WebhookEvent', id: before.id },
    });
  });
  await platform.bells.ring('critical');
  return theEvent(actor.db, id);
}

async function theEvent(db: TenantDb, id: string): Promise<WebhookEventView> {
  const [event] = isUuid(id) ? await db.read<WebhookEventView>(one, [db.tenantId, id]) : [];
  if (!event) throw new WebhookEventNotFound(`No webhook event ${id}`);
  return event;
}
