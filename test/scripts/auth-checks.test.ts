// `npm run test:auth:…` as an operator runs them against a hub that is there: all hold, and one that does not is told.
import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTokenSource } from '../../clients/typescript/src/index.ts';
import { cloneFolder } from '../../scripts/services/folders.ts';
import { aHub, type Hub } from '../support/hub.ts';

const SERVICE = 'payment-service';
const tenantId = randomUUID();
const key = { id: 'k1', secret: randomBytes(32).toString('base64url') };

let hub: Hub;
beforeAll(async () => {
  const services = { [SERVICE]: { keys: [key], tenants: [tenantId] } };
  hub = await aHub({
    stripe: { size: { customers: 0, payments: 0, invoices: 0 } },
    env: { INTERNAL_SERVICES: JSON.stringify(services) },
  });
}, 60_000);
afterAll(() => hub?.close());

function check(door: string, env: Record<string, string>): Promise<{ code: unknown; told: string }> {
  const args = [`scripts/auth-checks/${door}.ts`, '--url', `${hub.api.url}/`];
  return new Promise((resolve) => {
    const options = { cwd: cloneFolder, env: { ...process.env, ...env } };
    execFile(process.execPath, args, options, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, told: stdout + stderr }),
    );
  });
}

async function clientToken(): Promise<string> {
  const tenant = await hub.aTenant(['clients:write', 'sync:read']);
  const { createOAuthClient: made } = await tenant.ask<{
    createOAuthClient: { secret: string; client: { id: string } };
  }>(
    `mutation { createOAuthClient(input: { name: "Checked", scopes: ["sync:read"] }) {
      ... on OAuthClientWithSecret { secret client { id } } } }`,
  );
  const { publicUrl: issuer } = hub.config.http;
  return createTokenSource({ issuer, clientId: made.client.id, clientSecret: made.secret }).token();
}

const signer = () => ({
  SERVICE_NAME: SERVICE,
  SERVICE_KEY_ID: key.id,
  SERVICE_SECRET: key.secret,
  SERVICE_TENANT: tenantId,
});

describe('the checks of the doors', () => {
  it.each<[string, () => Promise<Record<string, string>>, number]>([
    [
      'user',
      async () => ({ USER_TOKEN: await hub.issuer.token({ subject: 'ada', tenantId, scopes: [] }) }),
      14,
    ],
    ['oauth', async () => ({ CLIENT_TOKEN: await clientToken() }), 15],
    ['hmac', async () => signer(), 15],
  ])(
    'hold for people, clients and services: %s',
    async (door, credential, count) => {
      const { code, told } = await check(door, await credential());
      expect(told).toContain('All hold.');
      expect(told.match(/^ {2}ok /gm)).toHaveLength(count);
      expect(code).toBe(0);
    },
    60_000,
  );

  it('fail when one does not hold', async () => {
    const { code, told } = await check('hmac', { ...signer(), SERVICE_SECRET: 'another secret' });
    expect(told).toContain('FAIL  a signed call is let in');
    expect(code).toBe(1);
  }, 60_000);

  it('say which variables are missing', async () => {
    const { code, told } = await check('hmac', { SERVICE_NAME: SERVICE, SERVICE_SECRET: key.secret });
    expect(told).toContain('With --url, set SERVICE_KEY_ID, SERVICE_TENANT');
    expect(code).toBe(2);
  }, 60_000);
});
