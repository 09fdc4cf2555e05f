/** The columns every durable row that needs work carries. A row is the promise; a bell only says "look now". */
import { p } from '@mikro-orm/core';

export const workColumns = {
  /** Tries since the last committed progress, counted before a try begins so that a crash counts too. */
  attempts: p.integer().defaultRaw('0').default(0),
  /** Not before this instant, by the database's clock. */
  nextAttemptAt: p
    .datetime()
    .length(3)
    .defaultRaw('now()')
    .onCreate(() => new Date()),
  /** While in the future, some worker owns the row. */
  leaseUntil: p.datetime().length(3).nullable(),
  /** Grows with every claim; a write with an older number is refused. */
  fence: p
    .bigint('bigint')
    .defaultRaw('0')
    .onCreate(() => 0n),
};
