import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { lanes } from '../../src/platform/queue/lanes.ts';
import { aHub, aStripeIntegration, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { aRedis, type TestRedis } from '../support/services.ts';
import { allDone, contact, lastEvent, OWN_SECRET, ownRoute, send, until } from './deliveries.ts';

const EVENTS = 500;
const SENDERS = 8;

let redis: TestRedis;
let hub: Hub;
let tenant: Tenant;
let integration: string;
beforeAll(async () => {
  redis = await aRedis();
  await redis.kill();
  hub = await aHub({ redisUrl: redis.url, stripe: { size: { customers: 1, payments: 0, invoices: 0 } } });
  await hub.startWorker();
  tenant = await hub.aTenant();
  integration = await aStripeIntegration(hub, tenant, { webhookSecret: OWN_SECRET });
});
afterAll(async () => {
  await hub?.close();
  await redis?.stop();
});

/** How many bells the lane of webhooks has been rung on this Redis since it started; bee-queue counts its jobs. */
async function bellsRung(): Promise<number> {
  const client = new Redis(redis.url);
  const count = await client.get(`hub:${lanes.critical.queue}:id`);
  client.disconnect();
  return Number(count ?? 0);
}

function newCustomer(name: string) {
  const { id } = hub.stripe.change.createCustomer({ name });
  return { id, name, event: lastEvent(hub) };
}

const deliver = (event: object) => send(hub, ownRoute(integration), { event, secret: OWN_SECRET });

describe('webhooks', () => {
  it('are accepted and applied while Redis has not been there since the start', async () => {
    expect((await fetch(`${hub.api.url}/health/ready`)).status).toBe(200);
    const customers = Array.from({ length: 20 }, (_, i) => newCustomer(`Early ${i}`));
    const statuses = await Promise.all(customers.map(({ event }) => deliver(event)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    await allDone(hub);
    for (const { id, name } of customers)
      expect(await contact(tenant, integration, id)).toMatchObject({ name });
  });

  it('are all applied, once, when Redis dies and comes back empty among them', async () => {
    await redis.startEmpty();
    const customers = Array.from({ length: EVENTS }, (_, i) => newCustomer(`Customer ${i}`));
    const sent = shuffled(customers.flatMap(({ event }, i) => (i % 10 === 0 ? [event, event] : [event])));
    let delivered = 0;
    let outage: Promise<void> | undefined;
    const outOfRedis = async () => {
      await redis.kill();
      await redis.startEmpty();
    };
    const sender = async () => {
      for (let event = sent.pop(); event; event = sent.pop()) {
        expect(await deliver(event)).toBe(200);
        delivered += 1;
        if (delivered === EVENTS / 2) outage = outOfRedis();
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, sender));
    await outage;

    const events = await allDone(hub, 25_000);
    const ids = new Set(customers.map(({ event }) => event.id));
    const ours = events.filter((event) => ids.has(event.event_id));
    expect(ours).toHaveLength(EVENTS);
    expect(new Set(ours.map(({ status }) => status))).toEqual(new Set(['APPLIED']));
    const records = await rows<{ external_id: string; name: string }>(
      hub.database.url,
      `select external_id, data ->> 'name' as name from record where data ->> 'name' like 'Customer %'`,
    );
    const names = (all: { id: string; name: string }[]) => all.map(({ id, name }) => `${id} ${name}`).sort();
    expect(names(records.map(({ external_id: id, name }) => ({ id, name })))).toEqual(names(customers));
  });

  it('ring bells again within 5 seconds of an empty Redis', async () => {
    await redis.kill();
    await redis.startEmpty();
    const back = performance.now();
    const look = async () => {
      const { event } = newCustomer('Bell');
      expect(await deliver(event)).toBe(200);
      return bellsRung();
    };
    expect(await until(look, (bells) => bells > 0, 5_000)).toBeGreaterThan(0);
    expect(performance.now() - back).toBeLessThan(6_000);
    await allDone(hub);
  });
});

/** About every fifth changes places with another: deliveries overtake each other. */
function shuffled<T>(items: readonly T[]): T[] {
  const mixed = [...items];
  for (let i = 0; i + 7 < mixed.length; i += 10)
    [mixed[i], mixed[i + 7]] = [mixed[i + 7] as T, mixed[i] as T];
  return mixed;
}
