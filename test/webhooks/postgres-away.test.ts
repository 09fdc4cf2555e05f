import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signedEvent } from '../sandbox/stripe/webhooks.ts';
import { aHub, aStripeIntegration, type Hub } from '../support/hub.ts';
import { aDatabase, type TestDatabase } from '../support/services.ts';
import { rows } from '../support/rows.ts';
import { lastEvent, OWN_SECRET, ownRoute, post, SHARED, SHARED_SECRET, until } from './deliveries.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** Intuit, the strictest sender, waits 3 s. */
const PATIENCE_MS = 3_000;

let database: TestDatabase;
let proxy: TcpProxy;
let hub: Hub;
let integration: string;
beforeAll(async () => {
  database = await aDatabase();
  const url = new URL(database.url);
  proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
  url.port = String(proxy.port);
  hub = await aHub({
    env: { DATABASE_URL: url.href, STRIPE_CONNECT_WEBHOOK_SECRETS: SHARED_SECRET },
    stripe: { size: { customers: 1, payments: 0, invoices: 0 } },
  });
  hub.stripe.change.createCustomer({ name: 'Ada' });
  integration = await aStripeIntegration(hub, await hub.aTenant(), { webhookSecret: OWN_SECRET });
});
afterAll(async () => {
  await proxy?.close();
  await hub?.close();
  await database?.drop();
});

function stored(eventId: string) {
  return rows(database.url, 'select id from webhook_event where event_id = $1', [eventId]);
}

describe.each(['silence', 'refuse'] as const)('while Postgres is away (%s)', (how) => {
  it.each(['shared', 'own'] as const)(
    'a delivery on the %s route is turned down in time and taken later',
    async (route) => {
      const path = route === 'shared' ? SHARED : ownRoute(integration);
      const secret = route === 'shared' ? SHARED_SECRET : OWN_SECRET;
      const event = { ...lastEvent(hub), id: `evt_${randomUUID()}`, account: hub.stripe.account.id };
      const deliver = (id = event.id) => post(hub, path, signedEvent({ ...event, id }, secret));
      // Whose it is and which secrets are good is then known without asking.
      await until(
        () => deliver(`evt_${randomUUID()}`),
        ({ status }) => status === 200,
        15_000,
      );

      proxy[how]();
      const began = performance.now();
      const answers = await Promise.all([deliver(), deliver(), deliver()]);
      expect(performance.now() - began).toBeLessThan(PATIENCE_MS);
      for (const { status, retryAfter } of answers) {
        expect(status).toBe(503);
        expect(Number(retryAfter)).toBeGreaterThan(0);
      }
      // A signature is judged without a database where the secret is known: what does not hold is still refused.
      const forged = await post(hub, SHARED, signedEvent(event, 'whsec_of_somebody_else'));
      expect(forged.status).toBe(401);
      expect(await stored(event.id)).toEqual([]);

      proxy.restore();
      await until(
        () => deliver(),
        ({ status }) => status === 200,
        15_000,
      );
      expect(await stored(event.id)).toHaveLength(1);
    },
  );
});
