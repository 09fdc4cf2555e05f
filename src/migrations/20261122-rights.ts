/** What each role may do on each table: rows are the policies' business, columns and verbs are decided here. */
import { Migration } from '@mikro-orm/migrations';
import { APP_ROLE, ROUTER_ROLE } from '../platform/db/row-security.ts';

const CHANGEABLE = [
  'integration',
  'sync_job',
  'sync_schedule',
  'sync_batch',
  'sync_batch_row',
  'sync_checkpoint',
  'sync_pass_page',
  'record',
  'webhook_event',
  'webhook_registration',
];
const APPEND_ONLY = ['audit_entry', 'audit_link', 'outgoing_event'];

/** What the router may read of each table: whose a row is and when it is due, never what it says. */
const WORK = ['status', 'next_attempt_at', 'lease_until'];
const ROUTED: Record<string, readonly string[]> = {
  integration: ['id', 'tenant_id', 'provider_id', 'account_hash', 'status', 'next_reconcile_at'],
  sync_job: ['id', 'tenant_id', 'integration_id', 'kind', 'priority', 'finished_at', ...WORK],
  sync_schedule: ['integration_id', 'tenant_id', 'next_run_at'],
  sync_batch: ['job_id', 'tenant_id', 'files_until'],
  webhook_event: [
    'id',
    'tenant_id',
    'integration_id',
    'provider_id',
    'account_hash',
    'dedupe_key',
    'event_id',
    'received_at',
    ...WORK,
  ],
  webhook_registration: ['id', 'tenant_id', ...WORK],
  outgoing_event: ['id', 'tenant_id', 'created_at'],
  audit_entry: ['tenant_id'],
  audit_pending: ['tenant_id'],
  audit_link: ['tenant_id'],
  audit_chain: ['tenant_id'],
};

export class Rights20261122 extends Migration {
  override up(): void {
    for (const table of CHANGEABLE) {
      this.addSql(`grant select, insert, update, delete on ${table} to ${APP_ROLE}`);
    }
    for (const table of APPEND_ONLY) this.addSql(`grant select, insert on ${table} to ${APP_ROLE}`);
    for (const [table, columns] of Object.entries(ROUTED)) {
      this.addSql(`grant select (${columns.join(', ')}) on ${table} to ${ROUTER_ROLE}`);
    }
    this.addSql(`grant select, insert, delete on audit_pending to ${APP_ROLE}`);
    this.addSql(`grant select, insert, update on audit_chain to ${APP_ROLE}`);
    this.addSql(`grant select, insert, update, delete on lease to ${ROUTER_ROLE}`);
    this.addSql(`grant select, insert, update (count), delete on refusal_count to ${ROUTER_ROLE}`);
    this.addSql(`grant select, insert, delete on used_signature to ${ROUTER_ROLE}`);
    this.addSql(`grant usage on sequence outgoing_event_seq_seq to ${APP_ROLE}`);
    this.addSql(`grant delete on outgoing_event to ${ROUTER_ROLE}`);
    // The router stores what came in and hands it to its owner, and cannot read it back.
    this.addSql(`grant insert, delete on webhook_event to ${ROUTER_ROLE}`);
    this.addSql(
      `grant update (tenant_id, integration_id, dedupe_key, status, next_attempt_at)
          on webhook_event to ${ROUTER_ROLE}`,
    );
  }
}
