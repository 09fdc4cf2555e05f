// Webhooks to the environment's URL. https://nango.dev/docs/implementation-guides/platform/webhooks-from-nango
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { VaultIntegration } from './integrations.ts';

export interface AuthEvent {
  readonly operation: 'creation' | 'override' | 'refresh';
  readonly integration: VaultIntegration;
  readonly connectionId: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Failed with it; succeeded without. */
  readonly error?: { readonly type: string; readonly description: string };
}

export interface Signed {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Deliveries {
  /** Where to; nothing is sent before it is set. */
  url: string | undefined;
  /** Every body, in order, also of those that were lost. */
  readonly sent: string[];
  tell(event: AuthEvent): void;
  /** The next `times` deliveries are lost on their way. */
  lose(times: number): void;
  /** Signs as the vault does, with the current key. */
  sign(body: string): Signed;
  /** The current key last. */
  readonly signingKeys: readonly string[];
  /** Signs with a new key from now on. */
  rotate(): string;
  /** Resolves when everything told so far has been delivered or given up. */
  settled(): Promise<void>;
}

const TIMEOUT_MS = 20_000;

/** `retryAfterMs`: the pauses before the two retries; Nango waits 3 and 6 seconds. */
export function deliveryDesk(retryAfterMs: readonly number[] = [3_000, 6_000]): Deliveries {
  const signingKeys = [randomUUID()];
  const sent: string[] = [];
  const running = new Set<Promise<void>>();
  let toLose = 0;

  const desk: Deliveries = {
    url: undefined,
    sent,
    signingKeys,
    tell(event) {
      const body = JSON.stringify(bodyOf(event));
      sent.push(body);
      if (toLose > 0) {
        toLose -= 1;
        return;
      }
      if (!desk.url) return;
      const sending = deliver(desk.url, desk.sign(body), retryAfterMs).finally(() => running.delete(sending));
      running.add(sending);
    },
    lose: (times) => void (toLose += times),
    sign(body) {
      // There is always one: the list begins with one and only grows.
      const key = signingKeys.at(-1) ?? '';
      return {
        body,
        headers: {
          'content-type': 'application/json',
          // The older form, open to length extension: https://nango.dev/docs names it deprecated.
          'x-nango-signature': createHash('sha256')
            .update(key + body)
            .digest('hex'),
          'x-nango-hmac-sha256': createHmac('sha256', key).update(body).digest('hex'),
        },
      };
    },
    rotate() {
      const key = randomUUID();
      signingKeys.push(key);
      return key;
    },
    settled: async () => {
      while (running.size > 0) await Promise.all(running);
    },
  };
  return desk;
}

function bodyOf({ operation, integration, connectionId, tags, error }: AuthEvent): object {
  return {
    from: 'nango',
    type: 'auth',
    connectionId,
    authMode: 'OAUTH2',
    providerConfigKey: integration.key,
    provider: integration.provider,
    environment: 'dev',
    operation,
    tags,
    endUser: { endUserId: tags['end_user_id'] ?? '', organizationId: tags['organization_id'], tags },
    ...(error ? { success: false, error } : { success: true }),
  };
}

/** Only network errors and 5xx are sent again. */
async function deliver(url: string, { body, headers }: Signed, pauses: readonly number[]): Promise<void> {
  for (let tries = 0; ; tries++) {
    const status = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).then(
      async (response) => (await response.body?.cancel(), response.status),
      () => 599,
    );
    const pause = pauses[tries];
    if (status < 500 || pause === undefined) return;
    await delay(pause, undefined, { ref: false });
  }
}
