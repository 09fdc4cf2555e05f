/** Connected accounts, and when the token vault is asked about them. Tables as MikroORM generates them from the entities. */
import { Migration } from '@mikro-orm/migrations';
import { APP_ROLE, ROUTER_ROLE } from '../platform/db/row-security.ts';

export class Connections20261122 extends Migration {
  override up(): void {
    this.addSql(
      `create table "connected_account" ("id" uuid not null, "tenant_id" uuid not null, "provider_id" varchar(255) not null, "subject" varchar(255) not null, "status" text not null, "scopes" text[] not null, "vault_key" varchar(255) not null, "vault_connection_id" varchar(255) null, "provider_account_id" varchar(255) null, "display_name" varchar(255) null, "facts" jsonb not null default '{}', "error_code" varchar(255) null, "error_message" text null, "attempt" int not null, "link_ends_at" timestamptz(3) not null, "connected_at" timestamptz(3) null, "created_at" timestamptz(3) not null default now(), "updated_at" timestamptz(3) not null default now(), "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(
      `create index "connected_account_page" on "connected_account" ("tenant_id", "created_at", "id")`,
    );
    this.addSql(
      `alter table "connected_account" add constraint "connected_account_vault_id" unique ("vault_connection_id")`,
    );
    this.addSql(
      `alter table "connected_account" add constraint "connected_account_status_check" check ("status" in ('PENDING', 'ACTIVE', 'FAILED', 'NEEDS_REAUTH', 'REVOKED'))`,
    );
    this.addSql(
      `create table "connection_look" ("id" uuid not null, "tenant_id" uuid not null, "status" text not null, "attempts" int not null default 0, "next_attempt_at" timestamptz(3) not null default now(), "lease_until" timestamptz(3) null, "fence" bigint not null default 0, primary key ("id"))`,
    );
    this.addSql(
      `create index "connection_look_waiting" on "connection_look" ("tenant_id", "next_attempt_at") where status = 'QUEUED'`,
    );
    this.addSql(
      `alter table "connection_look" add constraint "connection_look_status_check" check ("status" in ('QUEUED', 'RUNNING', 'DONE'))`,
    );
    this.addSql(`alter table "connected_account" enable row level security`);
    this.addSql(`alter table "connected_account" force row level security`);
    this.addSql(
      `create policy "own_tenant" on "connected_account" to "hub_app" using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    );
    this.addSql(`alter table "connection_look" enable row level security`);
    this.addSql(`alter table "connection_look" force row level security`);
    this.addSql(
      `create policy "own_tenant" on "connection_look" to "hub_app" using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    );
    this.addSql(
      `create policy "routing" on "connection_look" to "hub_router" using (true) with check (true)`,
    );
    for (const table of ['connected_account', 'connection_look'])
      this.addSql(`grant select, insert, update, delete on ${table} to ${APP_ROLE}`);
    this.addSql(
      `grant select (id, tenant_id, status, next_attempt_at, lease_until) on connection_look to ${ROUTER_ROLE}`,
    );
  }
}
