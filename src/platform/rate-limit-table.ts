/** How much who may ask for in a minute, as rows of data. */
import { z } from 'zod';

/** `requests` and operations; `cost` of operations, as computed from the schema; `attempts` to prove something. */
export type Measure = 'requests' | 'cost' | 'attempts';

/** Whose budget it is: of one caller, of all callers of a tenant by one door, of a tenant, of an address without a caller. */
export type Sharing = 'principal' | 'door' | 'tenant' | 'address';

export interface RateLimit {
  readonly of: Sharing;
  readonly measure: Measure;
  readonly perMinute: number;
}

const shipped = {
  'principal.requests': 6_000,
  'door.requests': 30_000,
  'tenant.requests': 60_000,
  'address.requests': 3_000,
  'principal.cost': 1_000_000,
  'tenant.cost': 5_000_000,
  'address.cost': 100_000,
  'principal.attempts': 10,
  'address.attempts': 10,
} satisfies Partial<Record<`${Sharing}.${Measure}`, number>>;

type Name = keyof typeof shipped;
// `as`: the keys of an object literal are exactly its type's.
const names = Object.keys(shipped) as [Name, ...Name[]];

export const shippedRateLimits: readonly RateLimit[] = rowsOf(shipped);

/** An object of row name to count per minute; what it leaves out is as shipped. */
export const rateLimitsSchema = z
  .partialRecord(z.enum(names), z.number().int().positive())
  .transform((given) => rowsOf({ ...shipped, ...given }));

function rowsOf(counts: Readonly<Record<Name, number>>): RateLimit[] {
  return names.map((name) => {
    // `as`: every name is written as a sharing, a dot and a measure.
    const [of, measure] = name.split('.') as [Sharing, Measure];
    return { of, measure, perMinute: counts[name] };
  });
}
