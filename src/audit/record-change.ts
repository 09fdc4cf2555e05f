import type { OutgoingEventDraft } from '../notifications/outgoing-event.ts';
import { writeEvent } from '../notifications/write-event.ts';
import type { Caller } from '../platform/caller.ts';
import type { Tx } from '../platform/db/sql.ts';

export interface ChangeRecord {
  readonly tenantId: string;
  readonly by: Caller;
  /** `noun.verb`, past tense (`integration.created`). */
  readonly action: string;
  readonly on: { readonly type: string; readonly id: string };
  readonly outcome?: 'SUCCEEDED' | 'FAILED' | 'REFUSED';
  /** Facts worth keeping; never a secret. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** What client applications are told of it, if anything. */
  readonly event?: OutgoingEventDraft;
}

/**
 * Writes the audit entry of a change, and the event it causes, in the change's own transaction: none of the three is
 * ever seen without the others.
 */
export async function recordChange(tx: Tx, change: ChangeRecord): Promise<void> {
  const { by, on, event } = change;
  await tx.query(
    `with entry as (
       insert into audit_entry (tenant_id, actor_kind, actor, action, target_type, target_id, outcome,
                                correlation_id, remote_address, door, user_agent, detail)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning tenant_id, id)
     insert into audit_pending (tenant_id, entry_id) select tenant_id, id from entry`,
    [
      change.tenantId,
      by.kind,
      by.subject,
      change.action,
      on.type,
      on.id,
      change.outcome ?? 'SUCCEEDED',
      by.correlationId,
      by.remoteAddress,
      by.door,
      by.userAgent,
      change.detail ? JSON.stringify(change.detail) : null,
    ],
  );
  if (event) await writeEvent(tx, change.tenantId, event);
}
