import { accountEndpoints } from '../resources/accounts.ts';
import { chargeEndpoints } from '../resources/charges.ts';
import { customerEndpoints } from '../resources/customers.ts';
import { disputeEndpoints } from '../resources/disputes.ts';
import { eventEndpoints } from '../resources/events.ts';
import { invoiceEndpoints } from '../resources/invoice-endpoints.ts';
import { paymentIntentEndpoints } from '../resources/payment-endpoints.ts';
import { priceEndpoints } from '../resources/prices.ts';
import { productEndpoints } from '../resources/products.ts';
import { refundEndpoints } from '../resources/refunds.ts';
import { subscriptionEndpoints } from '../resources/subscription-endpoints.ts';
import { webhookEndpointEndpoints } from '../resources/webhook-endpoints.ts';
import type { Endpoint, Endpoints } from './operation.ts';
import { unrecognizedUrl } from './stripe-error.ts';

const ENDPOINTS: Endpoints = {
  ...accountEndpoints,
  ...chargeEndpoints,
  ...customerEndpoints,
  ...disputeEndpoints,
  ...eventEndpoints,
  ...invoiceEndpoints,
  ...paymentIntentEndpoints,
  ...priceEndpoints,
  ...productEndpoints,
  ...refundEndpoints,
  ...subscriptionEndpoints,
  ...webhookEndpointEndpoints,
};

/** Finds the endpoint of a path such as `/v1/invoices/in_1/pay`. Throws Stripe's 404 when there is none. */
export function route(method: string, path: string): { endpoint: Endpoint; id: string } {
  const [root, version, resource = '', id, action, ...rest] = path.split('/');
  const pattern = [root, version, resource, ...(id ? [':id'] : []), ...(action ? [action] : [])].join('/');
  const endpoint = Object.hasOwn(ENDPOINTS, `${method} ${pattern}`)
    ? ENDPOINTS[`${method} ${pattern}`]
    : undefined;
  if (endpoint === undefined || rest.length > 0 || path.endsWith('/')) throw unrecognizedUrl(method, path);
  return { endpoint, id: id ?? '' };
}
