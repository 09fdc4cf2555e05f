import type { Delivery } from '../../src/providers/provider.ts';
import { cloudEvent, signedDelivery } from '../sandbox/quickbooks/notices.ts';
import { startQuickbooksSandbox } from '../sandbox/quickbooks/quickbooks.ts';
import { faultOf } from './faults.ts';
import type { ProviderStand } from './stand.ts';

const TOKEN = 'verifier-token-of-the-contract-suite';

/** A page of customers, then one of vendors. */
export async function startQuickbooksStand(): Promise<ProviderStand> {
  const quickbooks = await startQuickbooksSandbox({
    rateLimit: null,
    size: { customers: 250, vendors: 20, invoices: 20, payments: 20 },
  });
  quickbooks.change.create('Customer', { DisplayName: 'Of a delivery' });
  const sent = quickbooks.events().at(-1);
  if (!sent) throw new Error('the sandbox tells nothing of a new customer');
  const event = cloudEvent(sent);
  const ofTheFuture = { ...event, type: 'qbo.thingofthefuture.created.v1' };
  const signed = (
    change: { token?: string; event?: object; body?: (body: string) => string } = {},
  ): Delivery => {
    const { body, headers } = signedDelivery([change.event ?? event], change.token ?? TOKEN);
    const raw = Buffer.from(change.body?.(body) ?? body);
    return { raw, headers: { ...headers }, url: 'http://hub.test/' };
  };
  const { realmId, credential } = quickbooks;
  return {
    settings: {
      apiUrl: quickbooks.url,
      webhookSecrets: [TOKEN],
      ratePerSecond: 1_000,
      oauth: quickbooks.oauth,
    },
    host: `${quickbooks.host}:${quickbooks.port}`,
    good: { ...credential },
    bad: { ...credential, accessToken: 'nobody-has-this-token', refreshToken: 'nor-has-anybody-this-one' },
    account: { externalId: realmId },
    paged: {
      resource: 'contact',
      ids: () =>
        (['Customer', 'Vendor'] as const).flatMap((entity) =>
          quickbooks.truth(entity).map(({ Id }) => `${entity}:${Id}`),
        ),
    },
    requests: () => quickbooks.requests().length,
    sendsOnBreak: 1,
    trouble: (trouble) => quickbooks.faults.next(1, faultOf(trouble)),
    hold: () => quickbooks.faults.pause(),
    webhook: {
      secrets: [TOKEN],
      good: () => signed(),
      forged: () => ({
        'with another token': signed({ token: 'a-token-of-somebody-else' }),
        're-serialised': signed({ body: (body) => JSON.stringify(JSON.parse(body), null, 1) }),
        'cut off': signed({ body: (body) => body.slice(0, -2) }),
        'without a signature': { ...signed(), headers: {} },
      }),
      unknown: () => signed({ event: ofTheFuture }),
      // Intuit signs no time.
      stale: () => [],
    },
    close: () => quickbooks.close(),
  };
}
