/** What each role may do on each table: rows are the policies' business, columns and verbs are decided here. */
import { Migration } from '@mikro-orm/migrations';
import { APP_ROLE, ROUTER_ROLE } from '../platform/db/row-security.ts';

const CHANGEABLE = [
  'integration',
  'sync_job',
  'sync_checkpoint',
  'sync_pass_page',
  'record',
  'webhook_event',
];
const APPEND_ONLY = ['audit_entry', 'outgoing_event'];
const WORK = 'status, next_attempt_at, lease_until, rung_at';

export class Rights20261122 extends Migration {
  override up(): void {
    for (const table of CHANGEABLE)
      this.addSql(`grant select, insert, update, delete on ${table} to ${APP_ROLE}`);
    for (const table of APPEND_ONLY) this.addSql(`grant select, insert on ${table} to ${APP_ROLE}`);
    this.addSql(`grant select, insert, update, delete on lease to ${ROUTER_ROLE}`);
    this.addSql(
      `grant select (id, tenant_id, provider_id, account_hash, status) on integration to ${ROUTER_ROLE}`,
    );
    this.addSql(
      `grant select (id, tenant_id, priority, ${WORK}), update (rung_at) on sync_job to ${ROUTER_ROLE}`,
    );
    // The router stores what came in, and cannot read it back.
    this.addSql(`grant insert on webhook_event to ${ROUTER_ROLE}`);
    this.addSql(
      `grant select (id, tenant_id, provider_id, account_hash, dedupe_key, ${WORK}), update (rung_at)
          on webhook_event to ${ROUTER_ROLE}`,
    );
  }
}
