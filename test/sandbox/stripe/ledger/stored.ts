// The SDK's types describe answers with anything expanded and with `Decimal` objects; this is how the same objects lie on the wire unexpanded.
import type { Stripe } from 'stripe';

/** An object as Stripe sends it with nothing expanded: references are id strings, decimals are strings. */
export type Stored<T> = T extends Stripe.Decimal
  ? string
  : T extends readonly (infer Item)[]
    ? StoredField<Item>[]
    : T extends object
      ? { [K in keyof T]: StoredField<T[K]> }
      : T;

/** `string | Customer | null` is `string | null` when not expanded. */
type StoredField<F> = string extends F ? Exclude<F, { id: string }> : Stored<F>;
