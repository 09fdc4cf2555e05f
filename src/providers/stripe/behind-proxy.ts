/** The SDK sends through the token vault's proxy: its authenticator rewrites each request, its HTTP client reads refusals first. */
import Stripe from 'stripe';
import { readProxied, throughProxy, type VaultProxy } from '../proxy.ts';

type Options = NonNullable<ConstructorParameters<typeof Stripe>[1]>;
type HttpClient = ReturnType<typeof Stripe.createNodeHttpClient>;

const FIRST_REFUSAL = 400;

export function newSdkBehind(
  proxy: VaultProxy,
  { httpClient, ...options }: Options & { httpClient: HttpClient },
): Stripe {
  const { pathname } = new URL(proxy.url);
  // Typed as if there always were a key; the SDK takes one or the other, and refuses both.
  const noKey = undefined as unknown as string;
  return new Stripe(noKey, {
    ...options,
    httpClient: readingRefusals(httpClient),
    authenticator: async (request) => {
      request.path = pathname + request.path;
      const texts = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
      request.headers = throughProxy(Object.fromEntries(texts), proxy);
    },
  });
}

/** The SDK's errors keep all of an answer: it gets to see only what may be kept. */
function readingRefusals(client: HttpClient): HttpClient {
  const makeRequest = client.makeRequest.bind(client);
  client.makeRequest = async (...request) => {
    const response = await makeRequest(...request);
    const status = response.getStatusCode();
    if (status < FIRST_REFUSAL) return response;
    const body: unknown = await response.toJSON().catch(() => undefined);
    const read = readProxied(status, JSON.stringify(body) ?? '');
    response.toJSON = async () => JSON.parse(read);
    return response;
  };
  return client;
}
