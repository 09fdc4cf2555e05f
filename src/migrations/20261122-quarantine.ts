/** Lets the router hand a quarantined event to the integration it belongs to; it still cannot read what the event says. */
import { Migration } from '@mikro-orm/migrations';
import { ROUTER_ROLE } from '../platform/db/row-security.ts';

export class Quarantine20261122 extends Migration {
  override up(): void {
    this.addSql(
      `grant select (event_id, integration_id),
             update (tenant_id, integration_id, dedupe_key, status, next_attempt_at) on webhook_event to ${ROUTER_ROLE}`,
    );
    this.addSql(
      `create index webhook_event_quarantined on webhook_event (provider_id, account_hash) where status = 'QUARANTINED'`,
    );
  }
}
