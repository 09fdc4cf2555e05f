import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aHub, aStripeIntegration, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { send } from '../support/send.ts';
import { signCall } from '../support/sign-call.ts';

const key = { id: 'k1', secret: randomUUID() + randomUUID() };

let hub: Hub;
let tenant: Tenant;
let other: Tenant;
let account: string;
let integration: string;
let foreign: string;
beforeAll(async () => {
  const services = Object.fromEntries(
    ['auth-service', 'notification-service'].map((name) => [name, { keys: [key], tenants: '*' }]),
  );
  hub = await aHub({
    stripe: { size: { customers: 1, payments: 1, invoices: 1 } },
    env: { INTERNAL_SERVICES: JSON.stringify(services) },
  });
  [tenant, other] = await Promise.all([hub.aTenant(), hub.aTenant()]);
  integration = await aStripeIntegration(hub, tenant);
  foreign = await aStripeIntegration(hub, other, { apiKey: hub.stripe.addAccount({}).apiKey });
  const [row] = await rows<{ external_id: string }>(
    hub.database.url,
    'select external_id from integration where id = $1',
    [integration],
  );
  account = row?.external_id ?? '';
});
afterAll(() => hub?.close());

const anEvent = (id: string, of: string | undefined = account) =>
  JSON.stringify({
    id,
    object: 'event',
    type: 'customer.updated',
    account: of,
    data: { object: { id: 'cus_1' } },
  });

interface Forwarding {
  readonly body: string;
  readonly route?: string;
  readonly service?: string;
  readonly tenantId?: string;
}

async function forward({
  body,
  route = 'stripe',
  service = 'auth-service',
  tenantId = tenant.id,
}: Forwarding) {
  const url = `${hub.api.url}/api/v1/webhooks/${route}`;
  const headers = signCall({ service, key }, { url, body, tenantId });
  const { status } = await send(url, { body, headers });
  return status;
}

const stored = (eventId: string) =>
  rows<{ tenant_id: string; integration_id: string; body: Buffer }>(
    hub.database.url,
    'select tenant_id, integration_id, body from webhook_event where event_id = $1',
    [eventId],
  );

describe('an event that an internal service has verified', () => {
  it('is stored as it came, by the shared route and by the integration’s own', async () => {
    for (const route of ['stripe', `stripe/${integration}`]) {
      const id = `evt_${randomUUID()}`;
      expect(await forward({ body: anEvent(id), route })).toBe(200);
      expect(await stored(id)).toEqual([
        { tenant_id: tenant.id, integration_id: integration, body: Buffer.from(anEvent(id)) },
      ]);
    }
  });

  it('counts once, though it comes again with another signature', async () => {
    const id = `evt_${randomUUID()}`;
    for (let times = 0; times < 3; times += 1) expect(await forward({ body: anEvent(id) })).toBe(200);
    expect(await stored(id)).toHaveLength(1);
  });

  it('is for the tenant that was signed, and kept for nobody else', async () => {
    const id = `evt_${randomUUID()}`;
    expect(await forward({ body: anEvent(id), tenantId: other.id })).toBe(404);
    expect(await forward({ body: anEvent(id), tenantId: other.id, route: `stripe/${integration}` })).toBe(
      404,
    );
    expect(await forward({ body: anEvent(id), route: `stripe/${foreign}` })).toBe(404);
    expect(await forward({ body: anEvent(id, 'acct_nobody') })).toBe(404);
    expect(await forward({ body: anEvent(id, 'acct_nobody'), route: `stripe/${integration}` })).toBe(404);
    expect(await stored(id)).toEqual([]);
  });

  it('needs the permission, a signature that holds, and a provider', async () => {
    const id = `evt_${randomUUID()}`;
    const body = anEvent(id);
    expect(await forward({ body, service: 'notification-service' })).toBe(403);
    expect(await forward({ body, service: 'nobody' })).toBe(401);
    expect(await forward({ body, route: 'nobody' })).toBe(404);
    const url = `${hub.api.url}/api/v1/webhooks/stripe`;
    const headers = signCall({ service: 'auth-service', key }, { url, body, tenantId: tenant.id });
    expect((await send(url, { body: `${body} `, headers })).status).toBe(401);
    expect((await send(url, { body, headers: { ...headers, 'x-service-name': 'x' } })).status).toBe(401);
    expect(await stored(id)).toEqual([]);
  });

  it.each(['{', '{}', 'null', '[]', '{"id":1,"type":2}'])('is refused when it is %j', async (body) => {
    expect(await forward({ body })).toBe(401);
  });
});
