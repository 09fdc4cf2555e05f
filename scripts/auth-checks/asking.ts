// Asks a hub who is calling, and puts the answer into one line.
import { WebSocket } from 'ws';
import { send } from '../../test/support/send.ts';

export const ME = JSON.stringify({ query: '{ me { kind } }' });

/** `200 USER`, `200 UNAUTHENTICATED` or `401 Invalid token`. */
export async function overHttp(url: string, headers: Record<string, string>, body = ME): Promise<string> {
  const { status, text } = await send(`${url}/graphql`, {
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  // Looked at member by member.
  const answer = JSON.parse(text) as {
    data?: { me?: { kind: string } | null } | null;
    errors?: { message: string; extensions?: { code?: string } }[];
  };
  const [error] = answer.errors ?? [];
  const said = error ? (status === 401 ? error.message : error.extensions?.code) : answer.data?.me?.kind;
  return `${status} ${said}`;
}

/** `open`, or the code with which the socket was closed. */
export function overSocket(
  url: string,
  proof: { headers?: Record<string, string>; authorization?: string },
): Promise<string> {
  const { headers = {}, authorization } = proof;
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  return new Promise<string>((resolve, reject) => {
    socket.on('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } })),
    );
    socket.on('message', () => resolve('open'));
    socket.on('close', (code) => resolve(String(code)));
    socket.on('error', reject);
  }).finally(() => socket.close());
}
