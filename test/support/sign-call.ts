/** Signs requests as an internal service does: written from the contract, so that it proves the door and not itself. */
import { createHash, createHmac, randomUUID } from 'node:crypto';

export interface Signer {
  readonly service: string;
  readonly key: { readonly id: string; readonly secret: string };
}

export interface ToSign {
  /** Default `POST`. */
  readonly method?: string;
  readonly url: string | URL;
  /** Default: none. */
  readonly body?: string | Buffer;
  readonly tenantId: string;
  /** Milliseconds since the epoch. Default: now. */
  readonly timestamp?: number;
  readonly nonce?: string;
}

/** The headers of version 2. */
export function signCall({ service, key }: Signer, call: ToSign): Record<string, string> {
  const { method = 'POST', body = '', tenantId, timestamp = Date.now(), nonce = randomUUID() } = call;
  const { host, pathname, search } = new URL(call.url);
  const digest = createHash('sha256').update(body).digest('hex');
  const lines = [service, timestamp, nonce, method, host, pathname + search, digest, tenantId];
  return {
    'x-internal-service-key': key.id,
    'x-service-name': service,
    'x-request-timestamp': String(timestamp),
    'x-request-nonce': nonce,
    'x-signature-version': '2',
    'x-tenant-id': tenantId,
    'x-request-signature': createHmac('sha256', key.secret).update(lines.join('\n')).digest('hex'),
  };
}

/** The headers of version 1, for requests without a body. */
export function signCallV1({ service, key }: Signer, call: Omit<ToSign, 'body' | 'tenantId' | 'nonce'>) {
  const { method = 'POST', timestamp = Date.now() } = call;
  const { pathname, search } = new URL(call.url);
  const text = `${service}:${timestamp}:${method}:${pathname}${search}`;
  return {
    'x-internal-service-key': key.id,
    'x-service-name': service,
    'x-request-timestamp': String(timestamp),
    'x-request-signature': createHmac('sha256', key.secret).update(text).digest('hex'),
  };
}
