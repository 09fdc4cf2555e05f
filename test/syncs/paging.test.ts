import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pageOf, placeAfter, rowsWanted } from '../../src/platform/db/page.ts';
import { InvalidInput } from '../../src/platform/errors.ts';

interface Row {
  at: Date;
  id: string;
}
const placeOf = (row: Row) => [row.at, row.id] as const;

/** The rows a database would answer, behind the cursor's place. */
function read(rows: readonly Row[], request: { first: number; after?: string | null }) {
  const [at, id] = placeAfter(request, ['-infinity', '']);
  const behind = rows.filter(
    (row) => at === '-infinity' || row.at > new Date(at) || (+row.at === +new Date(at) && row.id > id),
  );
  return pageOf(behind.slice(0, rowsWanted(request)), request, placeOf);
}

describe('pages by place', () => {
  it('show every row once, in order, also where many share an instant', () => {
    const rows = fc
      .uniqueArray(
        fc.record({ at: fc.integer({ min: 0, max: 5 }).map((ms) => new Date(ms)), id: fc.uuid() }),
        {
          selector: ({ id }) => id,
        },
      )
      .map((list) => list.toSorted((a, b) => +a.at - +b.at || (a.id < b.id ? -1 : 1)));
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 100 }), (all, first) => {
        const shown: Row[] = [];
        let after: string | null = null;
        for (;;) {
          const page = read(all, { first, after });
          shown.push(...page.edges.map(({ node }) => node));
          expect(page.edges.length).toBeLessThanOrEqual(first);
          expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
          if (!page.pageInfo.hasNextPage) break;
          after = page.pageInfo.endCursor;
        }
        expect(shown).toEqual(all);
      }),
    );
  });

  it('refuse any other size or cursor', () => {
    for (const first of [0, -1, 101, 1.5]) expect(() => rowsWanted({ first })).toThrow(InvalidInput);
    const cursor = (text: string) => Buffer.from(text).toString('base64url');
    for (const after of ['x', cursor('no time\nid'), cursor('2026-01-01\n'), cursor('2026-01-01\na\nb')])
      expect(() => placeAfter({ after }, ['', ''])).toThrow(InvalidInput);
  });
});
