/** One request on a connection of its own: by HTTP, or by HTTPS with a client certificate. */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** PEM. Without `cert` no certificate is shown. */
export interface ClientTls {
  readonly ca: string;
  readonly cert?: string;
  readonly key?: string;
}

export interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly tls?: ClientTls;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Rejects when there is no connection, or it ends before the answer. */
export function send(url: string | URL, sending: Sending = {}): Promise<Received> {
  const { method = 'POST', headers = {}, body, tls } = sending;
  const options = { method, headers: { ...headers }, agent: false as const };
  return new Promise((resolve, reject) => {
    const request = tls ? httpsRequest(url, { ...options, ...tls }) : httpRequest(url, options);
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('error', reject);
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    request.end(body);
  });
}
