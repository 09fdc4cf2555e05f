/** Counts of refused strangers are kept for a quarter of a year. */
import { prepared } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import type { Chore } from '../platform/work/chores.ts';

const EVERY_MS = 3_600_000;

const deleteOld = prepared(
  'refusals_forget',
  `delete from refusal_count where minute < now() - interval '90 days'`,
);

export function forgetOldRefusals({ db }: Pick<Platform, 'db'>): Chore {
  return {
    name: 'forget-old-refusals',
    everyMs: EVERY_MS,
    run: async () => void (await db.routing.query(deleteOld)),
  };
}
