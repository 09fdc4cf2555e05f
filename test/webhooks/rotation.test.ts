import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
// Loaded here, where no test waits for it.
import 'square';
import { startApi, type Api } from '../../src/api.ts';
import { providers } from '../../src/providers/registry.ts';
import { cloudEvent, signedDelivery } from '../sandbox/quickbooks/notices.ts';
import { encoded, memberFields } from '../sandbox/mailchimp/data/event-fields.ts';
import { signedEvent as squareEvent } from '../sandbox/square/webhooks.ts';
import { signedEvent as stripeEvent } from '../sandbox/stripe/webhooks.ts';
import { movableClock, type MovableClock } from '../support/clock.ts';
import { aHub, anIntegration, tenantWith, type Hub, type Tenant } from '../support/hub.ts';
import { VENDORS, type VendorId } from '../support/sandboxes.ts';

const SIZE = { customers: 2, payments: 1, invoices: 1 };
const HOUR_MS = 3_600_000;
const DAY_S = 86_400;
const PUBLIC_URL = 'https://hub.example';
const [OLD, NEW, WRONG] = ['the-secret-of-yesterday', 'the-secret-of-tomorrow', 'a-secret-of-somebody-else'];

let hub: Hub;
let api: Api;
let tenant: Tenant;
/** By which secrets are rotated and deliveries judged. */
let clock: MovableClock;
beforeAll(async () => {
  hub = await aHub({
    providers: VENDORS,
    env: { PUBLIC_URL },
    stripe: { size: SIZE },
    square: { size: SIZE },
    mailchimp: { size: { lists: 1, members: 2, campaigns: 0 } },
    quickbooks: { size: SIZE },
  });
});
afterAll(() => hub?.close());
beforeEach(async () => {
  clock = movableClock(Date.now());
  api = await startApi({ ...hub.config, http: { ...hub.config.http, port: 0 } }, hub.log, clock);
  const { id, token } = await hub.aTenant();
  tenant = tenantWith(api.url, id, token);
});
afterEach(() => api?.close());

interface Delivery {
  /** What follows the integration's route, for vendors that sign nothing. */
  readonly path?: string;
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** A delivery of something new, as each vendor would send it to the route now, with a secret. */
const deliveries: Readonly<Record<VendorId, (route: string, secret: string) => Delivery>> = {
  stripe: (_route, secret) => {
    hub.stripe.change.createCustomer({ name: 'New' });
    const event = hub.stripe.events().at(-1) ?? {};
    return stripeEvent(event, secret, Math.floor(clock.now() / 1_000));
  },
  square: (route, secret) => {
    const { sandbox } = hub.vendor('square');
    sandbox.change.createCustomer({ given_name: 'New' });
    return squareEvent(sandbox.events().at(-1) ?? {}, secret, route);
  },
  mailchimp: (_route, secret) => {
    const { sandbox } = hub.vendor('mailchimp');
    const list_id = sandbox.truth('list')[0]?.id ?? '';
    const email_address = `new-${sandbox.truth('contact').length}@example.com`;
    const member = sandbox.change.subscribe(list_id, { email_address });
    const firedAt = new Date(clock.now()).toISOString().slice(0, 19).replace('T', ' ');
    return {
      path: `/${secret}`,
      body: encoded({ type: 'subscribe', firedAt, data: { list_id, ...memberFields(member) } }),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    };
  },
  quickbooks: (_route, secret) => {
    const { sandbox } = hub.vendor('quickbooks');
    sandbox.change.create('Customer', { DisplayName: `New ${sandbox.events().length}` });
    return signedDelivery(
      sandbox
        .events()
        .slice(-1)
        .map((event) => cloudEvent(event)),
      secret,
    );
  },
};

async function deliver(providerId: VendorId, integrationId: string, secret: string): Promise<number> {
  const route = `/api/v1/webhooks/${providerId}/${integrationId}`;
  const { path = '', body, headers } = deliveries[providerId](PUBLIC_URL + route, secret);
  const response = await fetch(api.url + route + path, { method: 'POST', headers, body });
  await response.arrayBuffer();
  return response.status;
}

async function rotate(id: string, change: object): Promise<void> {
  const { updateIntegration } = await tenant.ask<{ updateIntegration: { __typename: string } }>(
    'mutation ($input: UpdateIntegrationInput!) { updateIntegration(input: $input) { __typename } }',
    { input: { id, ...change } },
  );
  expect(updateIntegration.__typename).toBe('Integration');
}

it('is tried with every provider', () => {
  expect(VENDORS.toSorted()).toEqual(providers.map(({ id }) => id).toSorted());
});

describe.each(VENDORS)('a secret of %s', (providerId) => {
  const answers = async (id: string) => ({
    old: await deliver(providerId, id, OLD),
    new: await deliver(providerId, id, NEW),
    wrong: await deliver(providerId, id, WRONG),
  });

  it('stays good beside its successor for the overlap, and not for longer', async () => {
    const id = await anIntegration(hub, tenant, { providerId, webhookSecret: OLD });
    expect(await answers(id)).toEqual({ old: 200, new: 401, wrong: 401 });
    await rotate(id, { webhookSecret: NEW, webhookSecretOverlap: DAY_S });
    // What is remembered of the secrets is looked up again after some seconds.
    await clock.advance(10_000);
    expect(await answers(id)).toEqual({ old: 200, new: 200, wrong: 401 });
    await clock.advance(23 * HOUR_MS);
    expect(await answers(id)).toEqual({ old: 200, new: 200, wrong: 401 });
    await clock.advance(HOUR_MS);
    expect(await answers(id)).toEqual({ old: 401, new: 200, wrong: 401 });
  });
});

describe.each(VENDORS)('a leaked secret of %s', (providerId) => {
  it('is good for nothing at once when it is replaced without an overlap', async () => {
    const id = await anIntegration(hub, tenant, { providerId, webhookSecret: OLD });
    await rotate(id, { webhookSecret: NEW, webhookSecretOverlap: 0 });
    await clock.advance(10_000);
    expect(await deliver(providerId, id, OLD)).toBe(401);
    expect(await deliver(providerId, id, NEW)).toBe(200);
  });
});
