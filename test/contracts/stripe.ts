import type { Delivery } from '../../src/providers/provider.ts';
import { startStripeSandbox } from '../sandbox/stripe/stripe.ts';
import { signedEvent } from '../sandbox/stripe/webhooks.ts';
import { faultOf } from './faults.ts';
import type { ProviderStand } from './stand.ts';

const SECRET = 'whsec_of_the_contract_suite';
const STALE_S = 301;
/** Its SDK sends once more when a connection closes, also with retries off (23.1.0, RequestSender._shouldRetry). */
const SENDS_ON_BREAK = 2;

/** Three pages of customers. */
export async function startStripeStand(): Promise<ProviderStand> {
  const stripe = await startStripeSandbox({
    rateLimit: null,
    size: { customers: 250, payments: 20, invoices: 10 },
  });
  stripe.change.createCustomer({ name: 'Of a delivery' });
  const event = stripe.events().at(-1) ?? {};
  const ofTheFuture = { ...event, type: 'of.the_future', data: { object: { object: 'of_the_future' } } };
  const signed = (
    atMs: number,
    change: { secret?: string; event?: object; body?: (body: string) => string } = {},
  ): Delivery => {
    const { body, headers } = signedEvent(
      change.event ?? event,
      change.secret ?? SECRET,
      Math.floor(atMs / 1000),
    );
    return { raw: Buffer.from(change.body?.(body) ?? body), headers, url: 'http://hub.test/' };
  };
  return {
    settings: { apiUrl: stripe.url, webhookSecrets: [SECRET], ratePerSecond: 1_000 },
    host: `${stripe.host}:${stripe.port}`,
    good: { apiKey: stripe.apiKey },
    bad: { apiKey: 'sk_test_nobody_has_this_key' },
    account: { externalId: stripe.account.id },
    paged: { resource: 'contact', ids: () => stripe.truth('customers').map(({ id }) => id) },
    requests: () => stripe.requests().length,
    sendsOnBreak: SENDS_ON_BREAK,
    trouble: (trouble, sends) =>
      stripe.faults.next(trouble.kind === 'broken connection' ? sends : 1, faultOf(trouble)),
    hold: () => stripe.faults.pause(),
    webhook: {
      secrets: [SECRET],
      good: (nowMs) => signed(nowMs),
      forged: (nowMs) => ({
        'with another secret': signed(nowMs, { secret: 'whsec_of_somebody_else' }),
        're-serialised': signed(nowMs, { body: (body) => JSON.stringify(JSON.parse(body)) }),
        'cut off': signed(nowMs, { body: (body) => body.slice(0, -2) }),
        'without a signature': { ...signed(nowMs), headers: {} },
      }),
      unknown: (nowMs) => signed(nowMs, { event: ofTheFuture }),
      stale: (nowMs) => [signed(nowMs - STALE_S * 1000)],
    },
    close: () => stripe.close(),
  };
}
