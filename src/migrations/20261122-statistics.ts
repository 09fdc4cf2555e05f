/**
 * Lets the running system have `record` analyzed once it has its first rows. Until then the planner knows nothing of it and
 * may look records up by the page index, which reads all of a resource for each of them; autovacuum comes a minute too late.
 */
import { Migration } from '@mikro-orm/migrations';
import { ROUTER_ROLE } from '../platform/db/row-security.ts';

export class Statistics20261122 extends Migration {
  override up(): void {
    // `reltuples` is -1 until a table was analyzed for the first time (PostgreSQL 14 and newer).
    this.addSql(`create function analyze_new_records() returns void language plpgsql security definer
      set search_path = pg_catalog, public as $$ begin
        if (select reltuples from pg_class where oid = 'public.record'::regclass) < 0
           and pg_relation_size('public.record') > 0 then analyze public.record; end if;
      end $$`);
    this.addSql('revoke execute on function analyze_new_records() from public');
    this.addSql(`grant execute on function analyze_new_records() to ${ROUTER_ROLE}`);
  }
}
