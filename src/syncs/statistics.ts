/** A new installation's first records are counted at once, so that the merge finds them by their key from the beginning. */
import { prepared } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import type { Chore } from '../platform/work/chores.ts';

const EVERY_MS = 1_000;

const analyze = prepared('analyze_new_records', 'select analyze_new_records()');

export function analyzeNewRecords(platform: Platform): Chore {
  return {
    name: 'analyze-new-records',
    everyMs: EVERY_MS,
    run: async () => {
      await platform.db.routing.query(analyze);
    },
  };
}
