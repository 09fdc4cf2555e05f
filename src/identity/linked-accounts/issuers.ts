/** The issuers that people may sign in at, and our client at each. */
import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  type CustomFetch,
} from 'openid-client';
import type { Clock } from '../../platform/clock.ts';
import type { Egress } from '../../platform/egress/egress.ts';
import { urlsOf, type LinkedIssuer } from '../../platform/principal/linked-issuer.ts';

export interface Issuers {
  readonly all: readonly LinkedIssuer[];
  find(id: string): LinkedIssuer | undefined;
  /** Throws when the issuer cannot be discovered. */
  clientAt(issuer: LinkedIssuer): Promise<Configuration>;
}

/** What was discovered is believed for an hour; its keys are fetched again by themselves. */
const BELIEVED_MS = 3_600_000;

export function openIssuers(
  all: readonly LinkedIssuer[],
  { egress, clock }: { egress: Egress; clock: Clock },
): Issuers {
  const clients = new Map<string, { readonly client: Promise<Configuration>; readonly until: number }>();
  const fetch = fetchThrough(egress);
  return {
    all,
    find: (id) => all.find((issuer) => issuer.id === id),
    clientAt(issuer) {
      const known = clients.get(issuer.id);
      if (known && known.until > clock.now()) return known.client;
      const client = open(issuer, fetch);
      clients.set(issuer.id, { client, until: clock.now() + BELIEVED_MS });
      client.catch(() => clients.delete(issuer.id));
      return client;
    },
  };
}

async function open(issuer: LinkedIssuer, fetch: CustomFetch): Promise<Configuration> {
  const { clientId, clientSecret, clientAuth } = issuer;
  const auth = clientAuth === 'basic' ? ClientSecretBasic(clientSecret) : ClientSecretPost(clientSecret);
  const isOpen = Object.values(urlsOf(issuer)).some((url) => url.startsWith('http:'));
  const execute = isOpen ? [allowInsecureRequests] : [];
  if (issuer.kind === 'oidc') {
    return discovery(new URL(issuer.issuer), clientId, undefined, auth, {
      [customFetch]: fetch,
      // Without it the signature of an ID token is not verified, because it came over TLS.
      execute: [enableNonRepudiationChecks, ...execute],
    });
  }
  const server = {
    issuer: new URL(issuer.authorizationUrl).origin,
    authorization_endpoint: issuer.authorizationUrl,
    token_endpoint: issuer.tokenUrl,
  };
  const client = new Configuration(server, clientId, undefined, auth);
  client[customFetch] = fetch;
  for (const each of execute) each(client);
  return client;
}

/** Through the one outbound door, which checks where it leads and how much comes back. */
function fetchThrough(egress: Egress): CustomFetch {
  return async (url, { method, headers, body, signal }) => {
    const answer = await egress.request({
      url,
      method,
      headers,
      ...(body !== null && body !== undefined && { body: textOf(body) }),
      ...(signal && { signal }),
    });
    const fields = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    );
    const hasBody = answer.body.length > 0 && answer.status !== 204 && answer.status !== 304;
    return new Response(hasBody ? new Uint8Array(answer.body) : null, {
      status: answer.status,
      headers: fields,
    });
  };
}

function textOf(body: NonNullable<Parameters<CustomFetch>[1]['body']>): string {
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString();
  throw new TypeError('Only forms and texts are sent to issuers');
}
