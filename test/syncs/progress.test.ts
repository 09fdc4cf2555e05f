import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { advance, completed, emptyProgress, summarize, type Counts } from '../../src/syncs/progress.ts';

const counts = fc
  .record({
    created: fc.nat(500),
    updated: fc.nat(500),
    deleted: fc.nat(500),
    unchanged: fc.nat(500),
  })
  .map((four): Counts => ({
    ...four,
    processed: four.created + four.updated + four.deleted + four.unchanged,
  }));
const hint = fc.oneof(
  fc.constant({}),
  fc.record({ total: fc.nat(5_000) }),
  fc.record({ fraction: fc.double({ min: 0, max: 1, noNaN: true }) }),
);
const nothing = emptyProgress(['contact'])['contact']!; // made with a part for it

describe('the progress of a resource', () => {
  it('adds up, never falls and stays within 0 and 1, whatever the provider estimates', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(counts, hint), { minLength: 1 }), (units) => {
        let now = nothing;
        for (const [unit, estimate] of units) {
          const next = advance(now, unit, estimate);
          expect(next.processed).toBe(now.processed + unit.processed);
          expect(next.created + next.updated + next.deleted + next.unchanged).toBe(next.processed);
          expect(next.fraction ?? 0).toBeGreaterThanOrEqual(now.fraction ?? 0);
          expect(next.fraction ?? 0).toBeLessThanOrEqual(1);
          expect(next.total ?? Infinity).toBeGreaterThanOrEqual(next.processed);
          now = next;
        }
        expect(completed(now)).toMatchObject({ state: 'DONE', fraction: 1, total: now.processed });
      }),
    );
  });
});

describe('the progress of a job', () => {
  it('is the sum of its resources; its percent counts those to come as nothing done', () => {
    const one = advance(
      nothing,
      { processed: 5, created: 4, updated: 0, deleted: 1, unchanged: 0 },
      { total: 10 },
    );
    const progress = { contact: one, payment: nothing };
    expect(summarize(progress)).toEqual({
      processed: 5,
      created: 4,
      updated: 0,
      deleted: 1,
      unchanged: 0,
      total: null,
      percent: 25,
    });
    expect(summarize({ contact: completed(one), payment: completed(nothing) })).toMatchObject({
      total: 5,
      percent: 100,
    });
  });

  it('has no percent while a resource under way cannot be estimated', () => {
    const unknown = advance(nothing, { processed: 1, created: 1, updated: 0, deleted: 0, unchanged: 0 }, {});
    expect(summarize({ contact: unknown, payment: nothing }).percent).toBeNull();
  });
});
