// Hands out tokens of the development issuer over HTTP, to whoever sits at this machine: `curl -s <url>`.
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Issuer } from '../../test/sandbox/issuer/issuer.ts';

export type TokenDesk = {
  /** Answers a token as plain text; `?tenant=` and `?scopes=` (space-separated) ask for others than the usual. */
  readonly url: string;
  close(): Promise<void>;
};

export type Usual = { readonly tenantId: string; readonly scopes: readonly string[] };

/** Listens on loopback, on any free port. */
export async function startTokenDesk(issuer: Issuer, usual: Usual): Promise<TokenDesk> {
  const server = createServer((request, response) => void answer(issuer, usual, { request, response }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // `as`: a server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/token`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  issuer: Issuer,
  usual: Usual,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const { host = '' } = request.headers;
  const url = URL.parse(request.url ?? '', 'http://127.0.0.1');
  // A web page that had its own name resolved to this machine would send that name.
  if (!host.startsWith('127.0.0.1:') || url?.pathname !== '/token') {
    response.writeHead(404).end();
    return;
  }
  const tenantId = url.searchParams.get('tenant') ?? usual.tenantId;
  const scopes = url.searchParams.get('scopes')?.split(/\s+/) ?? usual.scopes;
  const token = await issuer.token({ subject: 'developer', tenantId, scopes });
  response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end(token);
}
