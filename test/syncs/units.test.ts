import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Change, Page } from '../../src/providers/provider.ts';
import { readAhead } from '../../src/syncs/read-ahead.ts';
import { UNIT_OBJECTS, unitsOf, type Unit } from '../../src/syncs/units.ts';

class Broken extends Error {}

function page(size: number, at: number, fullPass: Page['fullPass'] = null): Page {
  const changes = Array.from({ length: size }, (_, n): Change => ({
    kind: 'gone',
    from: 'page',
    resource: 'contact',
    externalId: `${at}-${n}`,
    version: 1n,
  }));
  return { changes, position: { at }, fullPass };
}

async function* pagesOf(sizes: readonly number[], fails: boolean): AsyncGenerator<Page> {
  for (const [at, size] of sizes.entries()) yield page(size, at);
  if (fails) throw new Broken();
}

async function all(units: AsyncIterable<Unit>): Promise<{ units: Unit[]; error: unknown }> {
  const found: Unit[] = [];
  try {
    for await (const unit of units) found.push(unit);
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return { units: found, error };
  }
  return { units: found, error: undefined };
}

describe('commit units', () => {
  it('hold every object once, in order, each behind its position, and what came before a failure', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(120), { maxLength: 30 }), fc.boolean(), async (sizes, fails) => {
        const { units, error } = await all(unitsOf(pagesOf(sizes, fails)));
        expect(units.flatMap(({ changes }) => changes.map(({ externalId }) => externalId))).toEqual(
          sizes.flatMap((size, at) => Array.from({ length: size }, (_, n) => `${at}-${n}`)),
        );
        const end = sizes.length > 0 ? { at: sizes.length - 1 } : undefined;
        expect(units.at(-1)?.last.position).toEqual(end);
        for (const { changes } of units) expect(changes.length).toBeLessThan(UNIT_OBJECTS + 120);
        expect(error instanceof Broken).toBe(fails);
      }),
      { numRuns: 50 },
    );
  });

  it('end with the last page of a full pass', async () => {
    async function* pages() {
      yield page(10, 0, 'more');
      yield page(10, 1, 'complete');
      yield page(10, 2);
    }
    const { units } = await all(unitsOf(pages()));
    expect(units.map(({ changes, last }) => [changes.length, last.fullPass])).toEqual([
      [20, 'complete'],
      [10, null],
    ]);
  });
});

describe('reading ahead', () => {
  it('stops at its limit until the consumer takes something, and reads no further once it leaves', async () => {
    let made = 0;
    let closed = false;
    async function* numbers() {
      try {
        for (;;) yield (made += 1);
      } finally {
        closed = true;
      }
    }
    const source = readAhead(numbers(), { limit: 5, weigh: () => 1 });
    expect((await source.next()).value).toBe(1);
    for (let turns = 0; turns < 20; turns += 1) await new Promise(setImmediate);
    // Five wait; one was taken.
    expect(made).toBeLessThanOrEqual(6);
    expect((await source.next()).value).toBe(2);
    await source.return(undefined);
    const then = made;
    for (let turns = 0; turns < 20; turns += 1) await new Promise(setImmediate);
    expect(made).toBe(then);
    expect(closed).toBe(true);
  });
});
