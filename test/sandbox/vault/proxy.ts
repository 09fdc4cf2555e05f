// `ANY /proxy/<path>`: the request as the provider gets it, with the token that the caller does not know.
// https://nango.dev/docs/reference/backend/http-api/proxy
import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import type { Connections } from './connections.ts';
import { NangoError, type Received, type Reply } from './wire.ts';

/** What comes back of a provider's response headers when nothing else is switched on. */
const RETURNED = ['content-type', 'x-request-id', 'x-correlation-id'];
const NEVER_RETURNED = [
  'transfer-encoding',
  'connection',
  'keep-alive',
  'content-length',
  'content-encoding',
];
const PREFIX = 'nango-proxy-';

export async function proxied(
  received: Received,
  world: { connections: Connections; forwardsAllHeaders: boolean },
): Promise<Reply> {
  const connectionId = header(received.headers, 'connection-id');
  const providerConfigKey = header(received.headers, 'provider-config-key');
  if (!connectionId) throw new NangoError(400, 'missing_connection_id');
  if (!providerConfigKey) throw new NangoError(400, 'missing_provider_config_key');
  const connection = await world.connections.fresh(world.connections.get(connectionId, providerConfigKey));
  const { baseUrl } = connection.integration;
  const answer = await exchange(`${baseUrl}${received.url.slice('/proxy'.length)}`, {
    ...received,
    headers: {
      ...forwarded(received.headers),
      authorization: `Bearer ${connection.credentials.access_token}`,
      'content-length': received.body.length,
    },
  }).catch(() => {
    throw new NangoError(502, 'provider_unreachable');
  });
  const returned = Object.entries(answer.headers).filter(([name, value]) =>
    typeof value === 'string' && world.forwardsAllHeaders
      ? !NEVER_RETURNED.includes(name)
      : RETURNED.includes(name),
  );
  return {
    status: answer.status,
    headers: Object.fromEntries(returned.map(([name, value]) => [name, String(value)])),
    body: answer.body,
  };
}

/** Nothing but what is prefixed, and the type of the body. */
function forwarded(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), value] as const] : [],
  );
  const type = headers['content-type'];
  return { ...(type && { 'content-type': type }), ...Object.fromEntries(entries) };
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function exchange(
  url: string,
  request: { method: string; headers: OutgoingHttpHeaders; body: Buffer },
): Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }> {
  const { method, headers, body } = request;
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method, headers, agent: false });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('error', reject);
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    outgoing.end(body);
  });
}
