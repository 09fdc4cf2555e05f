// `expand`: which properties can be expanded, to what, and doing it. https://docs.stripe.com/api/expanding_objects
import type { Book, ResourceName } from '../ledger/book.ts';
import { invalidRequest, StripeApiError } from './stripe-error.ts';

/** A property that holds an id (`in` a collection), an object already there, or a list already there. */
type Link = { to: string; in: ResourceName } | { to: string; inline: 'object' | 'list' };

const CUSTOMER: Link = { to: 'customer', in: 'customers' };
const CHARGE: Link = { to: 'charge', in: 'charges' };
const PAYMENT_INTENT: Link = { to: 'payment_intent', in: 'payment_intents' };
const PRODUCT: Link = { to: 'product', in: 'products' };
const PRICE: Link = { to: 'price', inline: 'object' };

const EXPANDABLE: Readonly<Record<string, Readonly<Record<string, Link>>>> = {
  payment_intent: { customer: CUSTOMER, latest_charge: CHARGE },
  charge: { customer: CUSTOMER, payment_intent: PAYMENT_INTENT },
  refund: { charge: CHARGE, customer: CUSTOMER, payment_intent: PAYMENT_INTENT },
  dispute: { charge: CHARGE, payment_intent: PAYMENT_INTENT },
  invoice: { customer: CUSTOMER },
  product: { default_price: { to: 'price', in: 'prices' } },
  price: { product: PRODUCT },
  subscription: {
    customer: CUSTOMER,
    latest_invoice: { to: 'invoice', in: 'invoices' },
    items: { to: 'subscription_item', inline: 'list' },
  },
  subscription_item: { price: PRICE },
};
const MAX_LEVELS = 4;

/** A checked path: the properties to follow, without the `data` steps of lists. */
type Steps = readonly { property: string; link: Link }[];

/**
 * Checks the `expand` values of a request that answers with `noun` objects.
 * Throws the 400 Stripe gives for paths that are too deep or lead to nothing expandable.
 */
export function checkExpansions(paths: readonly string[], noun: string, isList: boolean): Steps[] {
  return paths.map((path) => {
    const parts = path.split('.');
    if (parts.length > MAX_LEVELS) {
      throw new StripeApiError(400, {
        type: 'invalid_request_error',
        code: 'property_expansion_max_depth',
        message: `You cannot expand more than ${MAX_LEVELS} levels of a property. Property: ${path}`,
      });
    }
    if (isList && parts[0] !== 'data') {
      throw cannotExpand(path, ` You may want to try expanding 'data.${path}' instead.`);
    }
    return stepsOf(isList ? parts.slice(1) : parts, noun, path);
  });
}

function stepsOf(parts: readonly string[], noun: string, path: string): Steps {
  const steps: { property: string; link: Link }[] = [];
  let at = noun;
  let inList = false;
  for (const property of parts) {
    if (inList && property === 'data') {
      inList = false;
      continue;
    }
    const link: Link | undefined = inList ? undefined : EXPANDABLE[at]?.[property];
    if (link === undefined) throw cannotExpand(path);
    steps.push({ property, link });
    at = link.to;
    inList = 'inline' in link && link.inline === 'list';
  }
  if (steps.length === 0) throw cannotExpand(path);
  return steps;
}

function cannotExpand(path: string, hint = ''): StripeApiError {
  return invalidRequest(`This property cannot be expanded (${path}).${hint}`);
}

/** The object with every path expanded, as a copy; deleted objects appear as `{ id, object, deleted: true }`. */
export function expand(book: Book, object: object, expansions: readonly Steps[]): object {
  return expansions.reduce((expanded, steps) => follow(book, expanded, steps), object);
}

function follow(book: Book, object: object, steps: Steps): object {
  const [step, ...rest] = steps;
  if (step === undefined) return object;
  const held: unknown = Reflect.get(object, step.property);
  return { ...object, [step.property]: expandedValue(book, held, { link: step.link, rest }) };
}

function expandedValue(book: Book, held: unknown, way: { link: Link; rest: Steps }): unknown {
  const { link, rest } = way;
  if (typeof held === 'string' && 'in' in link) {
    const collection = book.objects[link.in];
    const target = collection.get(held)?.object;
    return target === undefined ? (collection.tombstone(held) ?? held) : follow(book, target, rest);
  }
  if (typeof held !== 'object' || held === null) return held;
  if ('data' in held && Array.isArray(held.data)) {
    return { ...held, data: held.data.map((item: object) => follow(book, item, rest)) };
  }
  return follow(book, held, rest);
}
