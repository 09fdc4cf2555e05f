/** How a client shows who it is at introspection and revocation: RFC 6749 section 2.3.1, by header or in the body. */
import { findCallingClient, type CallingClient } from './client-reads.ts';
import { takeClientRequest } from './limits.ts';
import { invalidClient, OAuthError } from './oauth-error.ts';
import { isOneOf } from './secrets.ts';
import type { OAuthWorld } from './world.ts';

interface Shown {
  readonly id: string;
  readonly secret: string;
}

/** Throws OAuthError: `invalid_request` for two ways at once (section 5.2), `invalid_client` for all that does not hold, and 429 beyond the client's budget. */
export async function authenticateClient(
  world: Pick<OAuthWorld, 'platform' | 'keys'>,
  authorization: string | undefined,
  form: URLSearchParams,
): Promise<CallingClient> {
  const { id, secret } = shownBy(authorization, form);
  const client = await findCallingClient(world.platform, id);
  // An unknown client costs the comparison too.
  if (!isOneOf(secret, client?.hashes ?? []) || !client) throw invalidClient();
  const refusal = await takeClientRequest(world, client);
  if (refusal) throw refusal;
  return client;
}

function shownBy(authorization: string | undefined, form: URLSearchParams): Shown {
  const id = form.get('client_id');
  const secret = form.get('client_secret');
  if (authorization === undefined) {
    if (!id || !secret) throw invalidClient();
    return { id, secret };
  }
  if (secret !== null)
    throw new OAuthError(
      'invalid_request',
      'client authentication must only be provided using one mechanism',
    );
  const shown = basicOf(authorization);
  if (id !== null && id !== shown.id) throw new OAuthError('invalid_request', 'client_id mismatch');
  return shown;
}

/** Both parts are form-encoded before they are joined. */
function basicOf(authorization: string): Shown {
  const [, base64 = ''] = /^basic +([a-z0-9+/]+=*)$/i.exec(authorization) ?? [];
  const text = Buffer.from(base64, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1) throw invalidClient();
  const [id, secret] = [text.slice(0, colon), text.slice(colon + 1)].map(decoded);
  if (!id || !secret) throw invalidClient();
  return { id, secret };
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part.replaceAll('+', '%20'));
  } catch {
    return undefined;
  }
}
