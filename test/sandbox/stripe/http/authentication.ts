// Who is asking, and for which account. https://docs.stripe.com/api/authentication and /connected-accounts
import type { IncomingHttpHeaders } from 'node:http';
import type { Book } from '../ledger/book.ts';
import { noAccess } from '../resources/accounts.ts';
import { StripeApiError } from './stripe-error.ts';

/** The account of the key, or the connected account that `Stripe-Account` or `Stripe-Context` names. Throws 401 or 403. */
export function authenticate(headers: IncomingHttpHeaders, books: ReadonlyMap<string, Book>): Book {
  const key = apiKeyOf(headers.authorization);
  if (key === undefined || key === '') {
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
    );
  }
  const owner = books.get(key);
  if (owner === undefined) throw unauthorized(`Invalid API Key provided: ${masked(key)}`);
  const wanted = headers['stripe-account'] ?? headers['stripe-context'];
  if (wanted === undefined || wanted === owner.id) return owner;
  const connected = owner.connected.get(String(wanted));
  if (connected === undefined) throw noAccess(key, String(wanted));
  return connected;
}

/** Bearer, or Basic with the key as user name and no password. */
function apiKeyOf(authorization: string | undefined): string | undefined {
  const [scheme = '', credentials = ''] = (authorization ?? '').split(' ');
  if (scheme.toLowerCase() === 'bearer') return credentials;
  if (scheme.toLowerCase() === 'basic')
    return Buffer.from(credentials, 'base64').toString('utf8').split(':')[0];
  return undefined;
}

function masked(key: string): string {
  return key.length <= 12
    ? '*'.repeat(key.length)
    : `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`;
}

function unauthorized(message: string): StripeApiError {
  return new StripeApiError(401, { type: 'invalid_request_error', message });
}
