/** What a signature of an internal call is over. */
import { createHash, createHmac } from 'node:crypto';

export interface SignedParts {
  readonly service: string;
  /** Milliseconds since the epoch, in decimal digits. */
  readonly timestamp: string;
  readonly method: string;
  /** Path with query, as it is sent. */
  readonly url: string;
}

export interface SignedPartsV2 extends SignedParts {
  readonly nonce: string;
  readonly host: string;
  readonly body: Buffer;
  readonly tenant: string;
}

/** Version 2: one part per line, no newline at the end. No part can hold a newline: all but the hash are of the request's head. */
export function signedText(parts: SignedPartsV2): string {
  const { service, timestamp, nonce, method, host, url, body, tenant } = parts;
  const digest = createHash('sha256').update(body).digest('hex');
  return [service, timestamp, nonce, method, host, url, digest, tenant].join('\n');
}

/** Version 1, of older callers: neither body nor host nor tenant are in it. */
export function signedTextV1({ service, timestamp, method, url }: SignedParts): string {
  return `${service}:${timestamp}:${method}:${url}`;
}

/** Hex HMAC-SHA256, in lower case. */
export function signatureOf(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}
