import type { Endpoint, Endpoints } from '../http/operation.ts';
import { parameterUnknown, StripeApiError } from '../http/stripe-error.ts';
import type { Stripe } from 'stripe';
import type { Book } from '../ledger/book.ts';
import type { Stored } from '../ledger/stored.ts';

type Account = Stored<Stripe.Account>;

function accountOf(book: Book): Account {
  return {
    id: book.id,
    object: 'account',
    business_profile: {
      mcc: '7922',
      minority_owned_business_designation: null,
      name: book.name,
      product_description: null,
      specified_commercial_transactions_act_url: null,
      support_address: null,
      support_email: book.email,
      support_phone: null,
      support_url: null,
      url: 'https://boxoffice.example.com',
    },
    business_type: 'company',
    capabilities: { card_payments: 'active', transfers: 'active' },
    charges_enabled: true,
    country: 'US',
    created: book.opened,
    default_currency: 'usd',
    details_submitted: true,
    email: book.email,
    metadata: {},
    payouts_enabled: true,
    type: 'standard',
  };
}

const own: Endpoint = ({ book }, raw) => {
  const unknown = Object.keys(raw).filter((name) => name !== 'expand');
  if (unknown.length > 0) throw parameterUnknown(unknown);
  return JSON.stringify(accountOf(book));
};

/** An account reads itself and, as a platform, the accounts connected to it. */
const byId: Endpoint = (call, raw) => {
  const target = call.id === call.book.id ? call.book : call.book.connected.get(call.id);
  if (target === undefined) throw noAccess(call.book.apiKey, call.id);
  return own({ ...call, book: target }, raw);
};

/** The 403 for an account that does not exist or is not connected; Stripe does not say which. */
export function noAccess(apiKey: string, accountId: string): StripeApiError {
  return new StripeApiError(403, {
    type: 'invalid_request_error',
    code: 'account_invalid',
    message: `The provided key '${apiKey.slice(0, 11)}****${apiKey.slice(-4)}' does not have access to account '${accountId}' (or that account does not exist). Application access may have been revoked.`,
  });
}

export const accountEndpoints: Endpoints = {
  'GET /v1/account': own,
  'GET /v1/accounts/:id': byId,
};
