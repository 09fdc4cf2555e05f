/** People, their sessions, and the role of the running system that works on them. Tables as MikroORM generates them from the entities. */
import { Migration } from '@mikro-orm/migrations';
import { APP_ROLE, IDENTITY_ROLE, ROUTER_ROLE } from '../platform/db/row-security.ts';

/** What only the identity role reads and writes. */
const OWN = [
  'user_account',
  'user_session',
  'refresh_token',
  'mailed_link',
  'sign_in_challenge',
  'attempt_budget',
];
const TENANTS_OWN = ['membership', 'tenant_role', 'mail'];
/** What a tenant sees of its members and of the sessions in it. */
const SEEN = {
  user_account: ['id', 'email', 'name', 'second_factor', 'created_at', 'updated_at'],
  user_session: [
    'id',
    'tenant_id',
    'user_id',
    'aal',
    'device',
    'created_at',
    'last_active_at',
    'expires_at',
    'ended_at',
  ],
};

export class Identity20261122 extends Migration {
  override up(): void {
    this.addSql(`do $$ begin
      create role ${IDENTITY_ROLE} nologin nosuperuser nobypassrls nocreatedb nocreaterole;
    exception when duplicate_object or unique_violation then null; end $$`);
    this.addSql(`grant usage on schema public to ${IDENTITY_ROLE}`);
    this.addSql(`grant ${IDENTITY_ROLE} to current_user`);
    this.tables();
    for (const table of OWN)
      this.addSql(`grant select, insert, update, delete on ${table} to ${IDENTITY_ROLE}`);
    for (const table of TENANTS_OWN)
      this.addSql(`grant select, insert, update, delete on ${table} to ${APP_ROLE}`);
    for (const [table, columns] of Object.entries(SEEN))
      this.addSql(`grant select (${columns.join(', ')}) on ${table} to ${APP_ROLE}`);
    this.addSql(`grant select on membership, tenant_role to ${IDENTITY_ROLE}`);
    this.addSql(`grant insert on revocation to ${IDENTITY_ROLE}`);
    this.addSql(
      `grant select (id, tenant_id, status, next_attempt_at, lease_until, created_at) on mail to ${ROUTER_ROLE}`,
    );
    this.addSql(`grant delete on mail to ${ROUTER_ROLE}`);
  }

  /** Generated, with the policies. */
  private tables(): void {
    this.addSql(
      `create table "attempt_budget" ("key" varchar(255) not null, "used" double precision not null, "updated_at" timestamptz(3) not null default now(), primary key ("key"))`,
    );
    this.addSql(`create index "attempt_budget_age" on "attempt_budget" ("updated_at")`);
    this.addSql(
      `create table "mail" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null, "kind" text not null, "recipient" varchar(255) not null, "status" text not null, "sent_at" timestamptz(3) null, "error_code" varchar(255) null, "error_message" text null, "created_at" timestamptz(3) not null default now(), "attempts" int not null default 0, "next_attempt_at" timestamptz(3) not null default now(), "lease_until" timestamptz(3) null, "fence" bigint not null default 0, primary key ("id"))`,
    );
    this.addSql(
      `create index "mail_waiting" on "mail" ("tenant_id", "next_attempt_at") where status = 'QUEUED'`,
    );
    this.addSql(`create index "mail_age" on "mail" ("created_at")`);
    this.addSql(
      `alter table "mail" add constraint "mail_kind_check" check ("kind" in ('INVITATION', 'PASSWORD_RESET', 'PASSWORD_CHANGED', 'SECOND_FACTOR_ON', 'SECOND_FACTOR_OFF', 'BACKUP_CODE_USED', 'ACCOUNT_LINKED', 'ACCOUNT_UNLINKED'))`,
    );
    this.addSql(
      `alter table "mail" add constraint "mail_status_check" check ("status" in ('QUEUED', 'RUNNING', 'SENT', 'FAILED'))`,
    );
    this.addSql(
      `create table "mailed_link" ("hash" bytea not null, "purpose" text not null, "user_id" uuid not null, "invited_to" uuid null, "created_at" timestamptz(3) not null default now(), "expires_at" timestamptz(3) not null, primary key ("hash"))`,
    );
    this.addSql(`create index "mailed_link_of_user" on "mailed_link" ("user_id", "purpose")`);
    this.addSql(`create index "mailed_link_end" on "mailed_link" ("expires_at")`);
    this.addSql(
      `alter table "mailed_link" add constraint "mailed_link_purpose_check" check ("purpose" in ('INVITATION', 'PASSWORD_RESET'))`,
    );
    this.addSql(
      `create table "membership" ("tenant_id" uuid not null, "user_id" uuid not null, "status" text not null, "roles" text[] not null, "created_at" timestamptz(3) not null default now(), "updated_at" timestamptz(3) not null default now(), primary key ("tenant_id", "user_id"))`,
    );
    this.addSql(`create index "membership_of_user" on "membership" ("user_id")`);
    this.addSql(`create index "membership_page" on "membership" ("tenant_id", "created_at", "user_id")`);
    this.addSql(
      `alter table "membership" add constraint "membership_status_check" check ("status" in ('INVITED', 'ACTIVE', 'DISABLED'))`,
    );
    this.addSql(
      `create table "refresh_token" ("hash" bytea not null, "session_id" uuid not null, "created_at" timestamptz(3) not null default now(), "used_at" timestamptz(3) null, "expires_at" timestamptz(3) not null, primary key ("hash"))`,
    );
    this.addSql(`create index "refresh_token_of_session" on "refresh_token" ("session_id")`);
    this.addSql(`create index "refresh_token_end" on "refresh_token" ("expires_at")`);
    this.addSql(
      `create table "sign_in_challenge" ("hash" bytea not null, "user_id" uuid not null, "chosen_tenant" uuid not null, "aal" text not null, "attempts" int not null default 0, "created_at" timestamptz(3) not null default now(), "expires_at" timestamptz(3) not null, primary key ("hash"))`,
    );
    this.addSql(`create index "sign_in_challenge_end" on "sign_in_challenge" ("expires_at")`);
    this.addSql(
      `alter table "sign_in_challenge" add constraint "sign_in_challenge_aal_check" check ("aal" in ('aal1', 'aal2'))`,
    );
    this.addSql(
      `create table "tenant_role" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null, "name" varchar(255) not null, "description" varchar(255) null, "scopes" text[] not null, "created_at" timestamptz(3) not null default now(), "updated_at" timestamptz(3) not null default now(), primary key ("id"))`,
    );
    this.addSql(`alter table "tenant_role" add constraint "tenant_role_name" unique ("tenant_id", "name")`);
    this.addSql(
      `create table "user_account" ("id" uuid not null default gen_random_uuid(), "email" varchar(255) not null, "name" varchar(255) null, "password_hash" text null, "password_changed_at" timestamptz(3) null, "second_factor" boolean not null default false, "created_at" timestamptz(3) not null default now(), "updated_at" timestamptz(3) not null default now(), primary key ("id"))`,
    );
    this.addSql(`alter table "user_account" add constraint "user_account_email" unique ("email")`);
    this.addSql(
      `create table "user_session" ("id" uuid not null default gen_random_uuid(), "user_id" uuid not null, "tenant_id" uuid not null, "aal" text not null, "auth_time" timestamptz(3) not null, "device" varchar(255) not null, "user_agent" varchar(255) null, "remote_address" varchar(255) null, "created_at" timestamptz(3) not null default now(), "last_active_at" timestamptz(3) not null default now(), "expires_at" timestamptz(3) not null, "ended_at" timestamptz(3) null, "end_reason" varchar(255) null, primary key ("id"))`,
    );
    this.addSql(`create index "user_session_of_user" on "user_session" ("user_id", "created_at", "id")`);
    this.addSql(`create index "user_session_of_tenant" on "user_session" ("tenant_id", "last_active_at")`);
    this.addSql(`create index "user_session_end" on "user_session" ("expires_at")`);
    this.addSql(
      `alter table "user_session" add constraint "user_session_aal_check" check ("aal" in ('aal1', 'aal2'))`,
    );
    this.addSql(`alter table "attempt_budget" enable row level security`);
    this.addSql(`alter table "attempt_budget" force row level security`);
    this.addSql(
      `create policy "identity" on "attempt_budget" to "hub_identity" using (true) with check (true)`,
    );
    this.addSql(`alter table "mail" enable row level security`);
    this.addSql(`alter table "mail" force row level security`);
    this.addSql(
      `create policy "own_tenant" on "mail" to "hub_app" using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    );
    this.addSql(`create policy "routing" on "mail" to "hub_router" using (true) with check (true)`);
    this.addSql(`alter table "mailed_link" enable row level security`);
    this.addSql(`alter table "mailed_link" force row level security`);
    this.addSql(`create policy "identity" on "mailed_link" to "hub_identity" using (true) with check (true)`);
    this.addSql(`alter table "membership" enable row level security`);
    this.addSql(`alter table "membership" force row level security`);
    this.addSql(
      `create policy "own_tenant" on "membership" to "hub_app" using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    );
    this.addSql(`create policy "identity" on "membership" to "hub_identity" using (true) with check (true)`);
    this.addSql(`alter table "refresh_token" enable row level security`);
    this.addSql(`alter table "refresh_token" force row level security`);
    this.addSql(
      `create policy "identity" on "refresh_token" to "hub_identity" using (true) with check (true)`,
    );
    this.addSql(`alter table "sign_in_challenge" enable row level security`);
    this.addSql(`alter table "sign_in_challenge" force row level security`);
    this.addSql(
      `create policy "identity" on "sign_in_challenge" to "hub_identity" using (true) with check (true)`,
    );
    this.addSql(`alter table "tenant_role" enable row level security`);
    this.addSql(`alter table "tenant_role" force row level security`);
    this.addSql(
      `create policy "own_tenant" on "tenant_role" to "hub_app" using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    );
    this.addSql(`create policy "identity" on "tenant_role" to "hub_identity" using (true) with check (true)`);
    this.addSql(`alter table "user_account" enable row level security`);
    this.addSql(`alter table "user_account" force row level security`);
    this.addSql(
      `create policy "identity" on "user_account" to "hub_identity" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "own_members" on "user_account" to "hub_app" using (exists (select 1 from membership m where m.user_id = user_account.id))`,
    );
    this.addSql(`alter table "user_session" enable row level security`);
    this.addSql(`alter table "user_session" force row level security`);
    this.addSql(
      `create policy "own_tenant" on "user_session" to "hub_app" using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    );
    this.addSql(
      `create policy "identity" on "user_session" to "hub_identity" using (true) with check (true)`,
    );
  }
}
