// A seeded source of chance, so that the same seed always gives the same ids and data.

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [from, to], both included. */
  between(from: number, to: number): number;
  /** True with the given probability (0 to 1). */
  chance(probability: number): boolean;
  /** One element of a list that is not empty. */
  pick<T>(from: readonly T[]): T;
  /** Letters and digits, as in Stripe's object ids. */
  token(length: number): string;
}

/** The mulberry32 generator: 32 bits of state, good enough for test data, not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick<T>(from: readonly T[]): T {
      if (from.length === 0) throw new RangeError('cannot pick from an empty list');
      // `as`: the index is inside the list, which was just found not to be empty.
      return from[between(0, from.length - 1)] as T;
    },
    token(length) {
      let text = '';
      for (let i = 0; i < length; i++) text += BASE62.charAt(between(0, BASE62.length - 1));
      return text;
    },
  };
}
