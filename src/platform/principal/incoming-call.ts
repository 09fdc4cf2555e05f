import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';

/** A request as it stands at a door: nothing of it is believed yet. */
export interface IncomingCall {
  readonly method: string;
  /** Path with query, as it was sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** The bytes of the body, before anybody has parsed them; empty where there is none. Only who asks has them read. */
  body(): Promise<Buffer>;
  /** The connection it came on; a TLSSocket knows the peer's certificate. */
  readonly socket: Socket;
}

const EMPTY = Buffer.alloc(0);

export function noBody(): Promise<Buffer> {
  return Promise.resolve(EMPTY);
}

/** The header's only value; undefined where it is missing, and where it stands there twice. */
export function oneHeader(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
