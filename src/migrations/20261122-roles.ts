/** The two roles of the running system. They are cluster-wide, so a second database finds them there already. */
import { Migration } from '@mikro-orm/migrations';
import { APP_ROLE, ROUTER_ROLE } from '../platform/db/row-security.ts';

export class Roles20261122 extends Migration {
  override up(): void {
    for (const role of [APP_ROLE, ROUTER_ROLE]) {
      this.addSql(`do $$ begin
        create role ${role} nologin nosuperuser nobypassrls nocreatedb nocreaterole;
      exception when duplicate_object or unique_violation then null; end $$`);
      this.addSql(`grant usage on schema public to ${role}`);
      // The login that migrates may also run the system; others are granted the roles by their administrator.
      this.addSql(`grant ${role} to current_user`);
    }
  }
}
