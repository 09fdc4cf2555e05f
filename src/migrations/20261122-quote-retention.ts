/** Lets old requests for quotes be found and forgotten. What is due is found by age and tenant, without what was asked. */
import { Migration } from '@mikro-orm/migrations';
import { APP_ROLE, ROUTER_ROLE } from '../platform/db/row-security.ts';

export class QuoteRetention20261122 extends Migration {
  override up(): void {
    // Requests lie in the order of their time: such an index is a few pages, and new ones cost it nothing.
    this.addSql(`create index "quote_request_age" on "quote_request" using brin ("created_at")`);
    this.addSql(
      `create index "quote_request_renewal" on "quote_request" ("series_id") where series_id <> id`,
    );
    this.addSql(`create policy "routing" on "quote_request" to "hub_router" using (true) with check (true)`);
    this.addSql(`grant select (tenant_id, created_at) on quote_request to ${ROUTER_ROLE}`);
    this.addSql(`grant delete on quote_request, quote_ask, quote to ${APP_ROLE}`);
  }
}
