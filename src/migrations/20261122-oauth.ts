/** OAuth clients. Tables as MikroORM generates them from the entities. */
import { Migration } from '@mikro-orm/migrations';
import { APP_ROLE, ROUTER_ROLE } from '../platform/db/row-security.ts';

const OWN_TENANT = `tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid`;
const TABLES = ['oauth_client', 'oauth_client_secret', 'oauth_registration_token'];
/** Whose a client or a token is, and nothing more. */
const ROUTED = ['oauth_client', 'oauth_registration_token'];

export class OAuth20261122 extends Migration {
  override up(): void {
    this.addSql(
      `create table "oauth_client" ("id" uuid not null, "tenant_id" uuid not null, "name" varchar(255) not null, "scopes" text[] not null, "status" text not null, "created_by" varchar(255) not null, "created_at" timestamptz(3) not null default now(), "revoked_at" timestamptz(3) null, primary key ("id"))`,
    );
    this.addSql(`create index "oauth_client_page" on "oauth_client" ("tenant_id", "created_at", "id")`);
    this.addSql(
      `alter table "oauth_client" add constraint "oauth_client_status_check" check ("status" in ('ACTIVE', 'REVOKED'))`,
    );
    this.addSql(
      `create table "oauth_client_secret" ("id" uuid not null, "tenant_id" uuid not null, "client_id" uuid not null, "hash" bytea not null, "created_at" timestamptz(3) not null default now(), "expires_at" timestamptz(3) null, primary key ("id"))`,
    );
    this.addSql(`create index "oauth_client_secret_of" on "oauth_client_secret" ("client_id")`);
    this.addSql(
      `create table "oauth_registration_token" ("id" uuid not null, "tenant_id" uuid not null, "hash" bytea not null, "scopes" text[] not null, "uses_left" int not null, "expires_at" timestamptz(3) not null, "created_by" varchar(255) not null, "created_at" timestamptz(3) not null default now(), primary key ("id"))`,
    );
    for (const table of TABLES) {
      this.addSql(`alter table "${table}" enable row level security`);
      this.addSql(`alter table "${table}" force row level security`);
      this.addSql(
        `create policy "own_tenant" on "${table}" to "${APP_ROLE}" using (${OWN_TENANT}) with check (${OWN_TENANT})`,
      );
      this.addSql(`grant select, insert, update, delete on ${table} to ${APP_ROLE}`);
    }
    for (const table of ROUTED) {
      this.addSql(`create policy "routing" on "${table}" to "${ROUTER_ROLE}" using (true) with check (true)`);
      this.addSql(`grant select (id, tenant_id) on ${table} to ${ROUTER_ROLE}`);
    }
  }
}
