/** What tenants set up at funders, and how asking them goes. Tables as MikroORM generates them from the entities. */
import { Migration } from '@mikro-orm/migrations';
import { APP_ROLE, ROUTER_ROLE } from '../platform/db/row-security.ts';

const OWN_TENANT = `tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid`;

export class FunderAccounts20261122 extends Migration {
  override up(): void {
    this.addSql(
      `create table "funder_account" ("id" uuid not null, "tenant_id" uuid not null, "funder_id" varchar(255) not null, "enabled" boolean not null, "credential" bytea not null, "credential_refused_at" timestamptz(3) null, "breaker" text not null default 'CLOSED', "breaker_until" timestamptz(3) null, "created_at" timestamptz(3) not null default now(), "updated_at" timestamptz(3) not null default now(), "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(
      `alter table "funder_account" add constraint "funder_account_one" unique ("tenant_id", "funder_id")`,
    );
    this.addSql(
      `alter table "funder_account" add constraint "funder_account_breaker_check" check ("breaker" in ('CLOSED', 'OPEN', 'HALF_OPEN'))`,
    );
    this.addSql(
      `create table "funder_health" ("tenant_id" uuid not null, "funder_id" varchar(255) not null, "slot" int not null, "minute" timestamptz(3) not null, "asked" int not null, "answered" int not null, "latency_sum_ms" bigint not null, "latency_most_ms" int not null, "last_failure" varchar(255) null, "last_failure_at" timestamptz(3) null, primary key ("tenant_id", "funder_id", "slot"))`,
    );
    for (const table of ['funder_account', 'funder_health']) {
      this.addSql(`alter table "${table}" enable row level security`);
      this.addSql(`alter table "${table}" force row level security`);
      this.addSql(
        `create policy "own_tenant" on "${table}" to "${APP_ROLE}" using (${OWN_TENANT}) with check (${OWN_TENANT})`,
      );
    }
    this.addSql(
      `create policy "routing" on "funder_account" to "${ROUTER_ROLE}" using (true) with check (true)`,
    );
    this.addSql(`grant select, insert, update, delete on funder_account to ${APP_ROLE}`);
    this.addSql(`grant select, insert, update on funder_health to ${APP_ROLE}`);
    // Whose account a funder's message is for, never how it signs.
    this.addSql(`grant select (id, tenant_id, funder_id) on funder_account to ${ROUTER_ROLE}`);
  }
}
