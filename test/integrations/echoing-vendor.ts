/** A vendor, or a proxy before it, whose answers repeat the whole request, in every vendor's words at once. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface EchoingVendor {
  readonly url: string;
  /** `host:port`. */
  readonly host: string;
  /** What it answers with from now on. */
  status: number;
  readonly requests: () => number;
  close(): Promise<void>;
}

/** What every answer begins with. */
export const ECHO = 'You have sent';

export async function startEchoingVendor(): Promise<EchoingVendor> {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    void told(request).then((said) => {
      response.writeHead(vendor.status, {
        'content-type': 'application/json',
        date: new Date().toUTCString(),
        ...(vendor.status >= 300 && vendor.status < 400 && { location: vendor.url }),
      });
      response.end(JSON.stringify(inAllWords(said)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // `as`: a server listening on a TCP port has an address of this kind.
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const vendor: EchoingVendor = {
    url: `http://${host}`,
    host,
    status: 500,
    requests: () => count,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return vendor;
}

async function told(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const { method, url, headers } = request;
  const [, basic = ''] = /^Basic (.*)$/.exec(headers.authorization ?? '') ?? [];
  const parts = [method, url, JSON.stringify(headers), Buffer.from(basic, 'base64').toString('utf8'), body];
  return `${ECHO} ${[...parts, ...new URLSearchParams(body).values()].join(' ')}`;
}

function inAllWords(said: string): object {
  return {
    error: { type: 'invalid_request_error', message: said },
    error_description: said,
    message: said,
    errors: [{ category: 'API_ERROR', code: 'BAD_REQUEST', detail: said }],
    title: 'Refused',
    detail: said,
    Fault: { Error: [{ code: '4000', Message: said, Detail: said }] },
  };
}
