/** Endpoints of client applications and what is delivered to them. Tables as MikroORM generates them from the entities. */
import { Migration } from '@mikro-orm/migrations';
import { APP_ROLE, ROUTER_ROLE } from '../platform/db/row-security.ts';

export class Notifications20261122 extends Migration {
  override up(): void {
    this.tables();
    this.addSql(`grant select, insert, update, delete on notification_endpoint to ${APP_ROLE}`);
    this.addSql(`grant select, insert, update, delete on notification_delivery to ${APP_ROLE}`);
    this.addSql(`grant select, insert, delete on outgoing_event_pending to ${APP_ROLE}`);
    this.addSql(
      `grant select (id, tenant_id, status, next_attempt_at, lease_until) on notification_endpoint to ${ROUTER_ROLE}`,
    );
    this.addSql(
      `grant select (id, tenant_id, event_id, status, created_at) on notification_delivery to ${ROUTER_ROLE}`,
    );
    this.addSql(`grant select (tenant_id) on outgoing_event_pending to ${ROUTER_ROLE}`);
    // What is old is forgotten, of all tenants at once.
    this.addSql(`grant delete on notification_delivery to ${ROUTER_ROLE}`);
  }

  /** Generated, with the policies. */
  private tables(): void {
    this.addSql(
      `create table "notification_delivery" ("id" uuid not null default gen_random_uuid(), "tenant_id" uuid not null, "endpoint_id" uuid not null, "event_id" uuid not null, "seq" bigint not null, "event_type" varchar(255) not null, "subject" varchar(255) not null, "status" text not null default 'WAITING', "attempts" int not null default 0, "next_attempt_at" timestamptz(3) not null default now(), "tries" jsonb not null default '[]', "created_at" timestamptz(3) not null default now(), "finished_at" timestamptz(3) null, primary key ("id"))`,
    );
    this.addSql(
      `create index "notification_delivery_page" on "notification_delivery" ("tenant_id", "created_at", "id")`,
    );
    this.addSql(`create index "notification_delivery_created" on "notification_delivery" ("created_at")`);
    this.addSql(
      `create index "notification_delivery_waiting" on "notification_delivery" ("endpoint_id", "seq") where status = 'WAITING'`,
    );
    this.addSql(
      `create index "notification_delivery_retried" on "notification_delivery" ("endpoint_id", "subject") where status = 'WAITING' and attempts > 0`,
    );
    this.addSql(
      `alter table "notification_delivery" add constraint "notification_delivery_once" unique ("event_id", "endpoint_id")`,
    );
    this.addSql(
      `alter table "notification_delivery" add constraint "notification_delivery_status_check" check ("status" in ('WAITING', 'DELIVERED', 'FAILED'))`,
    );
    this.addSql(
      `create table "notification_endpoint" ("id" uuid not null, "tenant_id" uuid not null, "url" text not null, "description" text null, "event_types" text[] not null default '{}', "about" text[] not null default '{}', "from_setting" boolean not null default false, "secrets" bytea not null, "status" text not null, "disabled_reason" text null, "disabled_at" timestamptz(3) null, "failures" int not null default 0, "failing_since" timestamptz(3) null, "parked_until" timestamptz(3) null, "last_delivered_at" timestamptz(3) null, "created_at" timestamptz(3) not null default now(), "updated_at" timestamptz(3) not null default now(), "attempts" int not null default 0, "next_attempt_at" timestamptz(3) not null default now(), "lease_until" timestamptz(3) null, "fence" bigint not null default 0, primary key ("id"))`,
    );
    this.addSql(
      `create index "notification_endpoint_page" on "notification_endpoint" ("tenant_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "notification_endpoint_waiting" on "notification_endpoint" ("tenant_id", "next_attempt_at") where status = 'QUEUED'`,
    );
    this.addSql(
      `create index "notification_endpoint_running" on "notification_endpoint" ("tenant_id") where status = 'RUNNING'`,
    );
    this.addSql(
      `create unique index "notification_endpoint_setting" on "notification_endpoint" ("tenant_id") where from_setting`,
    );
    this.addSql(
      `alter table "notification_endpoint" add constraint "notification_endpoint_status_check" check ("status" in ('IDLE', 'QUEUED', 'RUNNING', 'DISABLED'))`,
    );
    this.addSql(
      `alter table "notification_endpoint" add constraint "notification_endpoint_disabled_reason_check" check ("disabled_reason" in ('OWNER', 'GONE', 'FAILING'))`,
    );
    this.addSql(
      `create table "outgoing_event_pending" ("tenant_id" uuid not null, "seq" bigint not null, "event_id" uuid not null, primary key ("tenant_id", "seq"))`,
    );
    this.addSql(`alter table "notification_delivery" enable row level security`);
    this.addSql(`alter table "notification_delivery" force row level security`);
    this.addSql(
      `create policy "own_tenant" on "notification_delivery" to "hub_app" using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    );
    this.addSql(
      `create policy "routing" on "notification_delivery" to "hub_router" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "forget_only_old" on "notification_delivery" as restrictive for delete to "hub_router" using (created_at < now() - interval '1 day')`,
    );
    this.addSql(`alter table "notification_endpoint" enable row level security`);
    this.addSql(`alter table "notification_endpoint" force row level security`);
    this.addSql(
      `create policy "own_tenant" on "notification_endpoint" to "hub_app" using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    );
    this.addSql(
      `create policy "routing" on "notification_endpoint" to "hub_router" using (true) with check (true)`,
    );
    this.addSql(`alter table "outgoing_event_pending" enable row level security`);
    this.addSql(`alter table "outgoing_event_pending" force row level security`);
    this.addSql(
      `create policy "own_tenant" on "outgoing_event_pending" to "hub_app" using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    );
    this.addSql(
      `create policy "routing" on "outgoing_event_pending" to "hub_router" using (true) with check (true)`,
    );
  }
}
