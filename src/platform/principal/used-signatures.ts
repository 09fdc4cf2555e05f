/** Signatures are good once: in PostgreSQL, so that it holds in every process and after a loss of Redis. */
import type { Routing } from '../db/routing.ts';
import { prepared } from '../db/sql.ts';
import type { Chore } from '../work/chores.ts';

export interface UsedSignatures {
  /**
   * Uses up a signature, by its hash; false when it was used before. `untilMs`: when it would be refused anyway, in
   * milliseconds since the epoch. Throws when the database is away: then nobody knows, and nothing may be accepted.
   */
  use(hash: Buffer, untilMs: number): Promise<boolean>;
}

const EVERY_MS = 60_000;
const AT_ONCE = 5_000;
/** The clocks of database and processes may differ by this much. */
const MARGIN_S = 600;

const insert = prepared(
  'used_signature_insert',
  `insert into used_signature (hash, until) values ($1, to_timestamp($2::float8 / 1000))
   on conflict do nothing returning 1`,
);
const forget = prepared(
  'used_signature_forget',
  `delete from used_signature where hash in (
     select hash from used_signature where until < now() - $1 * interval '1 s' limit $2)
   returning 1`,
);

export function createUsedSignatures(routing: Routing): UsedSignatures {
  return {
    use: async (hash, untilMs) => (await routing.query(insert, [hash, untilMs])).length > 0,
  };
}

export function forgetUsedSignatures(routing: Routing): Chore {
  return {
    name: 'forget-used-signatures',
    everyMs: EVERY_MS,
    run: async () => {
      for (let removed = AT_ONCE; removed === AT_ONCE;)
        removed = (await routing.query(forget, [MARGIN_S, AT_ONCE])).length;
    },
  };
}
