/** A vendor, or a proxy before it, that refuses every request by quoting its credential, in every vendor's form at once. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface QuotingVendor {
  readonly url: string;
  /** `host:port`. */
  readonly host: string;
  close(): Promise<void>;
}

/** What every refusal begins with. */
export const QUOTE = 'I do not like';

export async function startQuotingVendor(status: number): Promise<QuotingVendor> {
  const server = createServer(({ headers }, response) => {
    const { authorization = '' } = headers;
    const said = `${QUOTE} ${authorization} (${passwordIn(authorization)})`;
    const refusal = {
      error: { type: 'invalid_request_error', message: said },
      errors: [{ category: 'API_ERROR', code: 'BAD_REQUEST', detail: said }],
      title: 'Bad Request',
      detail: said,
      Fault: { Error: [{ code: '4000', Message: said, Detail: said }] },
    };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(refusal));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // `as`: a server listening on a TCP port has an address of this kind.
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The password of Basic credentials (RFC 7617); nothing of others. */
function passwordIn(authorization: string): string {
  const [scheme, credentials = ''] = authorization.split(' ');
  if (scheme !== 'Basic') return '';
  return Buffer.from(credentials, 'base64').toString('utf8').split(':')[1] ?? '';
}
