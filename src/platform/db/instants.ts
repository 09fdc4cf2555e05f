/**
 * Times as PostgreSQL sends them in UTC. A list of rows has more times than anything else that is parsed, and the driver's
 * parser, which takes every form there is, needs twice as long.
 */
import pg from 'pg';

const { TIMESTAMPTZ } = pg.types.builtins;
/** `2026-11-22 07:48:03+00` without its zone, and with up to six digits of a fraction. */
const SHORTEST = 19;
const LONGEST = 26;
const FRACTION_AT = 20;
const SPACE = 32;
const ZERO = 48;

type Parser = (text: string) => unknown;
const general: Parser = pg.types.getTypeParser(TIMESTAMPTZ, 'text');

export const parseInstant: Parser = (text) => {
  const end = text.length - 3;
  const plain = text.endsWith('+00') && end >= SHORTEST && end <= LONGEST && text.charCodeAt(10) === SPACE;
  if (!plain) return general(text);
  const two = (at: number) => (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;
  const year = two(0) * 100 + two(2);
  // `Date.UTC` takes the years before 100 for those of the last century.
  if (year < 100) return general(text);
  const ms = end > FRACTION_AT ? Number(text.slice(FRACTION_AT, end).padEnd(3, '0').slice(0, 3)) : 0;
  return new Date(Date.UTC(year, two(5) - 1, two(8), two(11), two(14), two(17), ms));
};

/** The driver's parsers, with this one among them. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === TIMESTAMPTZ && format !== 'binary' ? parseInstant : pg.types.getTypeParser(oid, format as 'text'),
};
