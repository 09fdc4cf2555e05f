/** Gathers pages into commit units: large enough to be written in bulk, small enough that a crash costs little. */
import type { Change, Page } from '../providers/provider.ts';
import { readAhead } from './read-ahead.ts';

/** Objects in a commit unit. As many again may be read ahead: a crash refetches at most both halves, 1,000 objects. */
export const UNIT_OBJECTS = 500;
/** A slow provider's pages are committed at least this often, so that progress is seen and kept. */
const UNIT_MS = 1_000;

export interface Unit {
  readonly changes: readonly Change[];
  /** The last page: its position is behind everything in the unit. */
  readonly last: Page;
}

/** When the source fails, what came before is handed over as a last unit, then the failure is thrown. */
export async function* unitsOf(pages: AsyncIterable<Page>): AsyncGenerator<Unit> {
  let changes: Change[] = [];
  let last: Page | undefined;
  let since = performance.now();
  const source = readAhead(pages, { limit: UNIT_OBJECTS, weigh: (page) => Math.max(1, page.changes.length) });
  let failure: { error: unknown } | undefined;
  try {
    for await (const page of source) {
      if (!last) since = performance.now();
      changes.push(...page.changes);
      last = page;
      if (
        changes.length < UNIT_OBJECTS &&
        performance.now() - since < UNIT_MS &&
        page.fullPass !== 'complete'
      )
        continue;
      yield { changes, last };
      changes = [];
      last = undefined;
    }
  } catch (error) {
    failure = { error };
  }
  if (last) yield { changes, last };
  if (failure) throw failure.error;
}
