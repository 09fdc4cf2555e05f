/** How far each resource has come, as one row that is committed with the records it speaks of. */
import { randomUUID } from 'node:crypto';
import type { Tx } from '../platform/db/sql.ts';
import type { Page, Position } from '../providers/provider.ts';

export interface CheckpointState {
  position: Position | undefined;
  /** The full pass under way. */
  pass: { id: string; page: number; seenAll: boolean } | undefined;
}

interface Row {
  position: Position | null;
  pass_id: string | null;
  pass_seen_all: boolean;
  pages: number;
}

/** Reads the checkpoint, made if need be; `restart` forgets it, so that the pull begins with a full pass. */
export async function openCheckpoint(
  tx: Tx,
  key: { tenantId: string; integrationId: string; resource: string },
  restart: boolean,
): Promise<CheckpointState> {
  if (restart) await dropPass(tx, key);
  await tx.query(
    `insert into sync_checkpoint (tenant_id, integration_id, resource) values ($1, $2, $3)
     on conflict (integration_id, resource) do update
        set position = null, pass_id = null, pass_started_at = null, pass_seen_all = false where $4`,
    [key.tenantId, key.integrationId, key.resource, restart],
  );
  const [row] = await tx.query<Row>(
    `select position, pass_id, pass_seen_all,
            (select count(*)::int from sync_pass_page page where page.pass_id = c.pass_id) as pages
       from sync_checkpoint c where integration_id = $1 and resource = $2`,
    [key.integrationId, key.resource],
  );
  return {
    position: row?.position ?? undefined,
    pass: row?.pass_id ? { id: row.pass_id, page: row.pages, seenAll: row.pass_seen_all } : undefined,
  };
}

/** Moves the checkpoint behind a unit of pages, and notes what a full pass has shown. */
export async function saveCheckpoint(
  tx: Tx,
  key: { tenantId: string; integrationId: string; resource: string },
  unit: { state: CheckpointState; last: Page; externalIds: readonly string[] },
): Promise<CheckpointState> {
  const { last, state } = unit;
  const pass = last.fullPass
    ? {
        id: state.pass?.id ?? randomUUID(),
        page: (state.pass?.page ?? 0) + 1,
        seenAll: last.fullPass === 'complete',
      }
    : undefined;
  await tx.query(
    `update sync_checkpoint
        set position = $3, pass_id = $4, pass_seen_all = $5,
            pass_started_at = case when $4::uuid is null then null else coalesce(pass_started_at, now()) end,
            doubt_up_to = greatest(doubt_up_to, $6), updated_at = now()
      where integration_id = $1 and resource = $2`,
    [
      key.integrationId,
      key.resource,
      JSON.stringify(last.position),
      pass?.id ?? null,
      pass?.seenAll ?? false,
      last.observedAt ?? 0n,
    ],
  );
  if (pass) {
    await tx.query(
      'insert into sync_pass_page (tenant_id, pass_id, page, external_ids) values ($1, $2, $3, $4)',
      [key.tenantId, pass.id, pass.page, unit.externalIds],
    );
  }
  return { position: last.position, pass };
}

/** Ends a full pass whose unseen objects have been checked. */
export async function closePass(tx: Tx, key: { integrationId: string; resource: string }): Promise<void> {
  await dropPass(tx, key);
  await tx.query(
    `update sync_checkpoint set pass_id = null, pass_started_at = null, pass_seen_all = false
      where integration_id = $1 and resource = $2`,
    [key.integrationId, key.resource],
  );
}

async function dropPass(tx: Tx, key: { integrationId: string; resource: string }): Promise<void> {
  await tx.query(
    `delete from sync_pass_page where pass_id =
       (select pass_id from sync_checkpoint where integration_id = $1 and resource = $2)`,
    [key.integrationId, key.resource],
  );
}
