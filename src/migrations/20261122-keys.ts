/** Signing keys and revocations: they belong to the installation. Tables as MikroORM generates them from the entities. */
import { Migration } from '@mikro-orm/migrations';
import { APP_ROLE, ROUTER_ROLE } from '../platform/db/row-security.ts';

export class Keys20261122 extends Migration {
  override up(): void {
    this.addSql(
      `create table "revocation" ("id" uuid not null default gen_random_uuid(), "kind" text not null, "subject" varchar(255) not null, "before" timestamptz(3) null, "until" timestamptz(3) not null, "xact" xid8 not null default pg_current_xact_id(), primary key ("id"))`,
    );
    this.addSql(`create index "revocation_xact" on "revocation" ("xact")`);
    this.addSql(`create index "revocation_until" on "revocation" ("until")`);
    this.addSql(
      `alter table "revocation" add constraint "revocation_kind_check" check ("kind" in ('token', 'session', 'client', 'user', 'membership'))`,
    );
    this.addSql(
      `create table "signing_key" ("kid" varchar(255) not null, "status" text not null, "public_key" jsonb not null, "private_key" bytea null, "since" timestamptz(3) not null, primary key ("kid"))`,
    );
    this.addSql(
      `create unique index "signing_key_once" on "signing_key" ("status") where status <> 'RETIRED'`,
    );
    this.addSql(
      `alter table "signing_key" add constraint "signing_key_status_check" check ("status" in ('NEXT', 'CURRENT', 'RETIRED'))`,
    );
    // A tenant's change may take rights back; nothing gives them again.
    this.addSql(`grant insert on revocation to ${APP_ROLE}`);
    this.addSql(`grant select, delete on revocation to ${ROUTER_ROLE}`);
    // What the router reads of the private halves is sealed.
    this.addSql(`grant select, insert, update, delete on signing_key to ${ROUTER_ROLE}`);
  }
}
