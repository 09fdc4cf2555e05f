import type { Seller } from '../seller.ts';
import { catalogEndpoints } from './catalog.ts';
import { customerEndpoints } from './customers.ts';
import { invoiceEndpoints } from './invoices.ts';
import { merchantEndpoints } from './merchants.ts';
import { orderEndpoints } from './orders.ts';
import { paymentEndpoints } from './payments.ts';
import { notFound } from './square-error.ts';

export interface Call {
  seller: Seller;
  /** The part of the path that names an object. */
  id: string;
  /** The query of a GET, the JSON body of a POST. */
  params: unknown;
  /** Milliseconds. */
  now: number;
}
/** Answers the JSON text of the body. Throws SquareApiError. */
export type Endpoint = (call: Call) => string;
export type Endpoints = Readonly<Record<string, Endpoint>>;

const ENDPOINTS: Endpoints = {
  ...merchantEndpoints,
  ...customerEndpoints,
  ...catalogEndpoints,
  ...orderEndpoints,
  ...paymentEndpoints,
  ...invoiceEndpoints,
};

/** Finds the endpoint of a path such as `/v2/catalog/object/X`. Throws Square's 404 when there is none. */
export function route(method: string, path: string): { endpoint: Endpoint; id: string } {
  const exact = `${method} ${path}`;
  const cut = path.lastIndexOf('/');
  const named = `${method} ${path.slice(0, cut)}/:id`;
  // A path that ends like an action is one.
  for (const [pattern, id] of [
    [exact, ''],
    [named, decodeURIComponent(path.slice(cut + 1))],
  ] as const) {
    const endpoint = Object.hasOwn(ENDPOINTS, pattern) ? ENDPOINTS[pattern] : undefined;
    if (endpoint && (pattern === exact || id !== '')) return { endpoint, id };
  }
  throw notFound('Resource not found.');
}
