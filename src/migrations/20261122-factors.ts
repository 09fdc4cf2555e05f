/** What people sign in with beside passwords. Tables as MikroORM generates them from the entities. */
import { Migration } from '@mikro-orm/migrations';
import { IDENTITY_ROLE } from '../platform/db/row-security.ts';

const TABLES = ['backup_code', 'external_attempt', 'external_proof', 'linked_account', 'totp_factor'];

export class Factors20261122 extends Migration {
  override up(): void {
    this.addSql(
      `create table "backup_code" ("user_id" uuid not null, "hash" bytea not null, "created_at" timestamptz(3) not null default now(), "used_at" timestamptz(3) null, primary key ("user_id", "hash"))`,
    );
    this.addSql(
      `create table "external_attempt" ("state" bytea not null, "browser" bytea not null, "issuer_id" varchar(255) not null, "return_to" text not null, "code_challenge" varchar(255) not null, "created_at" timestamptz(3) not null default now(), "expires_at" timestamptz(3) not null, primary key ("state"))`,
    );
    this.addSql(`create index "external_attempt_end" on "external_attempt" ("expires_at")`);
    this.addSql(
      `create table "external_proof" ("id" uuid not null default gen_random_uuid(), "code" bytea not null, "code_challenge" varchar(255) not null, "issuer_id" varchar(255) not null, "subject" varchar(255) not null, "name" varchar(255) null, "second_factor" boolean not null, "tokens" bytea not null, "created_at" timestamptz(3) not null default now(), "expires_at" timestamptz(3) not null, primary key ("id"))`,
    );
    this.addSql(`alter table "external_proof" add constraint "external_proof_code" unique ("code")`);
    this.addSql(`create index "external_proof_end" on "external_proof" ("expires_at")`);
    this.addSql(
      `create table "linked_account" ("id" uuid not null default gen_random_uuid(), "user_id" uuid not null, "issuer_id" varchar(255) not null, "subject" varchar(255) not null, "name" varchar(255) null, "tokens" bytea not null, "created_at" timestamptz(3) not null default now(), "last_used_at" timestamptz(3) null, primary key ("id"))`,
    );
    this.addSql(`create index "linked_account_of_user" on "linked_account" ("user_id", "created_at")`);
    this.addSql(
      `alter table "linked_account" add constraint "linked_account_subject" unique ("issuer_id", "subject")`,
    );
    this.addSql(
      `create table "totp_factor" ("user_id" uuid not null, "secret" bytea not null, "last_step" int not null default 0, "created_at" timestamptz(3) not null default now(), "confirmed_at" timestamptz(3) null, primary key ("user_id"))`,
    );
    for (const table of TABLES) {
      this.addSql(`alter table "${table}" enable row level security`);
      this.addSql(`alter table "${table}" force row level security`);
      this.addSql(
        `create policy "identity" on "${table}" to "${IDENTITY_ROLE}" using (true) with check (true)`,
      );
      this.addSql(`grant select, insert, update, delete on ${table} to ${IDENTITY_ROLE}`);
    }
  }
}
