import { prepared } from '../db/sql.ts';
import type { Routing } from '../db/routing.ts';

const take = prepared(
  'lease_take',
  `insert into lease as l (name, holder, until) values ($1, $2, now() + $3 * interval '1 ms')
   on conflict (name) do update set holder = excluded.holder, until = excluded.until
   where l.holder = excluded.holder or l.until < now()
   returning name`,
);

/** True while `holder` alone has the name, for `ms` milliseconds from now by the database's clock. */
export async function takeLease(
  routing: Routing,
  lease: { name: string; holder: string; ms: number },
): Promise<boolean> {
  return (await routing.query(take, [lease.name, lease.holder, lease.ms])).length > 0;
}
