/** Requests for quotes, what came of them, and proposals. Tables as MikroORM generates them from the entities. */
import { Migration } from '@mikro-orm/migrations';
import { APP_ROLE, ROUTER_ROLE } from '../platform/db/row-security.ts';

const WORK = 'id, tenant_id, status, next_attempt_at, lease_until';

export class Quotes20261122 extends Migration {
  override up(): void {
    this.tables();
    for (const table of ['quote_request', 'quote_ask', 'quote', 'proposal'])
      this.addSql(`grant select, insert, update on ${table} to ${APP_ROLE}`);
    this.addSql(`grant select, insert on funder_message to ${APP_ROLE}`);
    // Whose it is and when it is due, never what was asked or answered.
    for (const table of ['quote_ask', 'proposal'])
      this.addSql(`grant select (${WORK}) on ${table} to ${ROUTER_ROLE}`);
  }

  /** Generated, with the policies. */
  private tables(): void {
    this.addSql(
      `create table "funder_message" ("tenant_id" uuid not null, "funder_id" varchar(255) not null, "message_id" varchar(255) not null, "reference" varchar(255) not null, "received_at" timestamptz(3) not null default now(), primary key ("tenant_id", "funder_id", "message_id"))`,
    );
    this.addSql(
      `create table "proposal" ("id" uuid not null, "tenant_id" uuid not null, "quote_id" uuid not null, "funder_id" varchar(255) not null, "idempotency_key" varchar(255) not null, "body_hash" bytea not null, "applicant" bytea not null, "state" text not null, "message" text null, "reference" varchar(255) null, "begun_at" timestamptz(3) null, "changed_at" timestamptz(3) null, "document" varchar(255) null, "requested_by" varchar(255) not null, "created_at" timestamptz(3) not null default now(), "updated_at" timestamptz(3) not null default now(), "status" text not null, "attempts" int not null default 0, "next_attempt_at" timestamptz(3) not null default now(), "lease_until" timestamptz(3) null, "fence" bigint not null default 0, primary key ("id"))`,
    );
    this.addSql(
      `create index "proposal_waiting" on "proposal" ("tenant_id", "next_attempt_at") where status = 'QUEUED'`,
    );
    this.addSql(`create index "proposal_running" on "proposal" ("tenant_id") where status = 'RUNNING'`);
    this.addSql(`create unique index "proposal_of_quote" on "proposal" ("quote_id") where state <> 'FAILED'`);
    this.addSql(`create index "proposal_of_reference" on "proposal" ("tenant_id", "funder_id", "reference")`);
    this.addSql(
      `alter table "proposal" add constraint "proposal_once" unique ("tenant_id", "idempotency_key")`,
    );
    this.addSql(
      `alter table "proposal" add constraint "proposal_state_check" check ("state" in ('READY', 'SUBMITTING', 'UNCERTAIN', 'SUBMITTED', 'UNDER_REVIEW', 'APPROVED', 'DECLINED', 'MORE_INFORMATION', 'EXPIRED', 'FAILED'))`,
    );
    this.addSql(
      `alter table "proposal" add constraint "proposal_status_check" check ("status" in ('QUEUED', 'RUNNING', 'DONE'))`,
    );
    this.addSql(
      `create table "quote" ("id" uuid not null, "tenant_id" uuid not null, "request_id" uuid not null, "series_id" uuid not null, "asked_at" timestamptz(3) not null, "funder_id" varchar(255) not null, "product" text not null, "customer_email" varchar(255) not null, "reference" varchar(255) not null, "stated" jsonb not null, "facts" jsonb not null, "total_cost" numeric(20,4) not null, "currency" varchar(3) not null, "starts_on" varchar(10) not null, "created_at" timestamptz(3) not null default now(), "expires_at" timestamptz(3) not null, "superseded_at" timestamptz(3) null, primary key ("id"))`,
    );
    this.addSql(`create index "quote_page" on "quote" ("tenant_id", "created_at", "id")`);
    this.addSql(
      `create index "quote_of_customer" on "quote" ("tenant_id", "customer_email", "created_at", "id")`,
    );
    this.addSql(`create index "quote_of_request" on "quote" ("request_id")`);
    this.addSql(`create index "quote_of_series" on "quote" ("series_id", "funder_id")`);
    this.addSql(
      `alter table "quote" add constraint "quote_product_check" check ("product" in ('HIRE_PURCHASE', 'FINANCE_LEASE', 'CONTRACT_HIRE', 'PERSONAL_CONTRACT_PURCHASE'))`,
    );
    this.addSql(
      `create table "quote_ask" ("id" uuid not null, "tenant_id" uuid not null, "request_id" uuid not null, "funder_id" varchar(255) not null, "status" text not null, "message" text null, "late" boolean null, "latency_ms" int null, "finished_at" timestamptz(3) null, "attempts" int not null default 0, "next_attempt_at" timestamptz(3) not null default now(), "lease_until" timestamptz(3) null, "fence" bigint not null default 0, primary key ("id"))`,
    );
    this.addSql(
      `create index "quote_ask_waiting" on "quote_ask" ("tenant_id", "next_attempt_at") where status = 'QUEUED'`,
    );
    this.addSql(`create index "quote_ask_running" on "quote_ask" ("tenant_id") where status = 'RUNNING'`);
    this.addSql(`alter table "quote_ask" add constraint "quote_ask_once" unique ("request_id", "funder_id")`);
    this.addSql(
      `alter table "quote_ask" add constraint "quote_ask_status_check" check ("status" in ('QUEUED', 'RUNNING', 'QUOTED', 'DECLINED', 'UNAVAILABLE', 'TIMED_OUT', 'INVALID_ANSWER', 'LAYOUT_CHANGED', 'NOT_OFFERED'))`,
    );
    this.addSql(
      `create table "quote_request" ("id" uuid not null, "tenant_id" uuid not null, "series_id" uuid not null, "terms" jsonb not null, "customer_email" varchar(255) not null, "idempotency_key" varchar(255) not null, "body_hash" bytea not null, "requested_by" varchar(255) not null, "created_at" timestamptz(3) not null default now(), "deadline_at" timestamptz(3) not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "quote_request" add constraint "quote_request_once" unique ("tenant_id", "idempotency_key")`,
    );
    this.addSql(`alter table "funder_message" enable row level security`);
    this.addSql(`alter table "funder_message" force row level security`);
    this.addSql(
      `create policy "own_tenant" on "funder_message" to "hub_app" using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    );
    this.addSql(`alter table "proposal" enable row level security`);
    this.addSql(`alter table "proposal" force row level security`);
    this.addSql(
      `create policy "own_tenant" on "proposal" to "hub_app" using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    );
    this.addSql(`create policy "routing" on "proposal" to "hub_router" using (true) with check (true)`);
    this.addSql(`alter table "quote" enable row level security`);
    this.addSql(`alter table "quote" force row level security`);
    this.addSql(
      `create policy "own_tenant" on "quote" to "hub_app" using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    );
    this.addSql(`alter table "quote_ask" enable row level security`);
    this.addSql(`alter table "quote_ask" force row level security`);
    this.addSql(
      `create policy "own_tenant" on "quote_ask" to "hub_app" using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    );
    this.addSql(`create policy "routing" on "quote_ask" to "hub_router" using (true) with check (true)`);
    this.addSql(`alter table "quote_request" enable row level security`);
    this.addSql(`alter table "quote_request" force row level security`);
    this.addSql(
      `create policy "own_tenant" on "quote_request" to "hub_app" using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    );
  }
}
