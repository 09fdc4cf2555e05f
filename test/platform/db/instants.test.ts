import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { parseInstant } from '../../../src/platform/db/instants.ts';

const general: (text: string) => unknown = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, 'text');
const time = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59Z'),
  noInvalidDate: true,
});

describe('times from PostgreSQL', () => {
  it('are what the driver reads, in every form of the fraction and the zone', () => {
    fc.assert(
      fc.property(
        time,
        fc.constantFrom(0, 1, 3, 6),
        fc.constantFrom('+00', '+02', '-03:30', '+00 BC'),
        (at, digits, zone) => {
          const [day, clock = ''] = at.toISOString().split('T');
          const fraction = digits === 0 ? '' : `.${clock.slice(9, 12).padEnd(6, '0').slice(0, digits)}`;
          const text = `${day} ${clock.slice(0, 8)}${fraction}${zone}`;
          expect(parseInstant(text)).toEqual(general(text));
        },
      ),
    );
  });

  it('may be infinite', () => {
    expect(parseInstant('infinity')).toBe(Number.POSITIVE_INFINITY);
    expect(parseInstant('-infinity')).toBe(Number.NEGATIVE_INFINITY);
  });
});
