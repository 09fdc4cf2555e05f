import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { placeOf } from '../../src/integrations/place.ts';
import { createVault } from '../../src/platform/vault.ts';
import { aHub, ALL_SCOPES, aStripeIntegration, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';

const OLD = `old:${randomBytes(32).toString('base64')}`;
const NEW = `new:${randomBytes(32).toString('base64')}`;

let hub: Hub;
let tenant: Tenant;
let integration: string;
beforeAll(async () => {
  hub = await aHub({
    env: { CREDENTIAL_KEYS: `${NEW},${OLD}` },
    stripe: { size: { customers: 1, payments: 1, invoices: 1 } },
  });
  tenant = await hub.aTenant([...ALL_SCOPES, 'admin']);
  integration = await aStripeIntegration(hub, tenant);
});
afterAll(() => hub?.close());

async function keyRotation() {
  const answer = await tenant.ask<{ keyRotation: object }>('{ keyRotation { currentKeyId rowsOnOldKeys } }');
  return answer.keyRotation;
}

it('is done by a worker, and an administrator sees when the old keys are needed no more', async () => {
  expect(await keyRotation()).toEqual({ currentKeyId: 'new', rowsOnOldKeys: 0 });
  // As it was stored while the other key was the first.
  const [, old] = hub.config.vault.keys;
  if (!old) throw new Error('the hub has two keys');
  const sealed = createVault([old]).seal(
    JSON.stringify({ apiKey: hub.stripe.apiKey }),
    placeOf(tenant.id, integration, 'credential'),
  );
  await rows(hub.database.url, 'update integration set credential = $2 where id = $1', [integration, sealed]);
  expect(await keyRotation()).toEqual({ currentKeyId: 'new', rowsOnOldKeys: 1 });

  await hub.startWorker();
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    if (JSON.stringify(await keyRotation()).includes('"rowsOnOldKeys":0')) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await keyRotation()).toEqual({ currentKeyId: 'new', rowsOnOldKeys: 0 });
  const { testIntegration } = await tenant.ask<{ testIntegration: { __typename: string } }>(
    'mutation ($id: ID!) { testIntegration(id: $id) { __typename } }',
    { id: integration },
  );
  expect(testIntegration.__typename).toBe('IntegrationWorks');
});
