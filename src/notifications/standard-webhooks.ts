/** Signing as Standard Webhooks says: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
/** The specification asks for 24 to 64 bytes. */
const SECRET_BYTES = 32;

export interface Message {
  /** The same at every try: by it receivers tell a repeated delivery. */
  readonly id: string;
  /** Of the try, in milliseconds since the epoch. */
  readonly atMs: number;
  readonly body: string;
}

/** `whsec_…`: base64 of what signs. */
export function newSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64');
}

/** The headers of a delivery. One signature for each secret: a receiver accepts the message if any of them holds. */
export function signedHeaders(message: Message, secrets: readonly string[]): Record<string, string> {
  const { id, atMs, body } = message;
  const timestamp = String(Math.floor(atMs / 1000));
  const signatures = secrets.map((secret) => {
    const mac = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`);
    return `v1,${mac.digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), 'base64');
}
