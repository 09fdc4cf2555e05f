/** Signs calls as an internal service of the hub, version 2: one signature for one request, good for five minutes. */
import { createHash, createHmac, randomUUID } from 'node:crypto';

export interface Signer {
  /** The name of the service. */
  readonly service: string;
  readonly keyId: string;
  readonly secret: string;
  /** For whom it calls. */
  readonly tenantId: string;
}

export interface CallToSign {
  /** Default `GET`. */
  readonly method?: string;
  /** With its query, as it is sent. */
  readonly url: string | URL;
  /** The bytes that are sent; default none. */
  readonly body?: string | Uint8Array;
}

/** The headers of the call. Sign again for every try: a signature is accepted once. */
export function signCall(
  signer: Signer,
  { method = 'GET', url, body = '' }: CallToSign,
): Record<string, string> {
  const { service, keyId, secret, tenantId } = signer;
  const { host, pathname, search } = new URL(url);
  const timestamp = String(Date.now());
  const nonce = randomUUID();
  const digest = createHash('sha256').update(body).digest('hex');
  const lines = [service, timestamp, nonce, method, host, pathname + search, digest, tenantId];
  return {
    'x-internal-service-key': keyId,
    'x-service-name': service,
    'x-request-timestamp': timestamp,
    'x-request-nonce': nonce,
    'x-signature-version': '2',
    'x-tenant-id': tenantId,
    'x-request-signature': createHmac('sha256', secret).update(lines.join('\n')).digest('hex'),
  };
}
