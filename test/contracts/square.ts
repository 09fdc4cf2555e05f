// Loaded here, where no test waits for it: its 4,000 files take Jest longer than a test may.
import 'square';
import type { Delivery } from '../../src/providers/provider.ts';
import { startSquareSandbox } from '../sandbox/square/square.ts';
import { signedEvent } from '../sandbox/square/webhooks.ts';
import { faultOf } from './faults.ts';
import type { ProviderStand } from './stand.ts';

const KEY = 'signature-key-of-the-contract-suite';
const URL = 'http://hub.test/api/v1/webhooks/square';

/** Three pages of customers. */
export async function startSquareStand(): Promise<ProviderStand> {
  const square = await startSquareSandbox({ size: { customers: 250, payments: 20, invoices: 10 } });
  square.change.createCustomer({ given_name: 'Of a delivery' });
  const event = square.events().at(-1) ?? {};
  const ofTheFuture = {
    ...event,
    type: 'of.the_future',
    data: { type: 'of_the_future', id: 'x', object: {} },
  };
  const signed = (
    change: { key?: string; event?: object; body?: (body: string) => string; url?: string } = {},
  ): Delivery => {
    const { body, headers } = signedEvent(change.event ?? event, change.key ?? KEY, URL);
    return { raw: Buffer.from(change.body?.(body) ?? body), headers, url: change.url ?? URL };
  };
  return {
    settings: { apiUrl: square.url, webhookSecrets: [KEY], ratePerSecond: 1_000, oauth: square.oauth },
    host: `${square.host}:${square.port}`,
    good: { accessToken: square.seller.accessToken },
    bad: { accessToken: 'EAAAnobody-has-this-token' },
    account: { externalId: square.seller.merchantId },
    paged: { resource: 'contact', ids: () => square.truth('contact').map(({ id }) => id ?? '') },
    requests: () => square.requests().length,
    sendsOnBreak: 1,
    trouble: (trouble) => square.faults.next(1, faultOf(trouble)),
    hold: () => square.faults.pause(),
    webhook: {
      secrets: [KEY],
      good: () => signed(),
      forged: () => ({
        'with another key': signed({ key: 'a-key-of-somebody-else' }),
        're-serialised': signed({ body: (body) => JSON.stringify(JSON.parse(body), null, 1) }),
        'cut off': signed({ body: (body) => body.slice(0, -2) }),
        'for another URL': signed({ url: `${URL}/other` }),
        'without a signature': { ...signed(), headers: {} },
      }),
      unknown: () => signed({ event: ofTheFuture }),
      // Square signs no time.
      stale: () => [],
    },
    close: () => square.close(),
  };
}
