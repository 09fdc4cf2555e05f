/** Pictures of failed visits are thrown away after as long as other files. */
import type { Platform } from '../platform/platform.ts';
import type { Chore } from '../platform/work/chores.ts';
import { SCREENSHOTS } from './browse.ts';

const DAY_MS = 86_400_000;
/** How far back it looks each time: who was not running for longer than that keeps some. */
const DAYS_BACK = 14;

export function forgetScreenshots({ storage, clock }: Pick<Platform, 'storage' | 'clock'>): Chore {
  return {
    name: 'forget-funder-screenshots',
    everyMs: DAY_MS,
    run: async () => {
      const first = clock.now() - storage.keptMs - DAY_MS;
      for (let back = 0; back < DAYS_BACK; back++) {
        const day = new Date(first - back * DAY_MS).toISOString().slice(0, 10);
        await storage.removeFolder(`${SCREENSHOTS}/${day}`);
      }
    },
  };
}
