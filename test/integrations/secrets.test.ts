import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
// Loaded here, where no test waits for it.
import 'square';
import { startApi } from '../../src/api.ts';
import type { Config } from '../../src/config.ts';
import { entities } from '../../src/entities.ts';
import { readCredential } from '../../src/integrations/renewal.ts';
import { openPlatform } from '../../src/platform/platform.ts';
import { providerOf } from '../../src/providers/registry.ts';
import { startWorker } from '../../src/worker.ts';
import { aHub, finished, startSync, tenantWith, type Hub, type Tenant } from '../support/hub.ts';
import { everyRow, leaksIn } from '../support/leaks.ts';
import { rows } from '../support/rows.ts';
import { VENDORS, type VendorId } from '../support/sandboxes.ts';
import { until } from '../webhooks/deliveries.ts';
import { ECHO, startEchoingVendor, type EchoingVendor } from './echoing-vendor.ts';

const SIZE = { customers: 3, payments: 2, invoices: 1 };
const VERIFIER = 'verifier-token-of-the-application-7f3a';
const SIGNATURE_KEY = 'signature-key-of-the-subscription-9c1d';
const OWN_SECRET = 'own-secret-of-one-integration-4e8b';
const REGISTERING: readonly VendorId[] = ['stripe', 'mailchimp'];

let hub: Hub;
let tenant: Tenant;
const integrations = new Map<VendorId, string>();
/** Everything any caller was answered. */
const answers: string[] = [];
const secrets: Record<string, string> = { VERIFIER, SIGNATURE_KEY, OWN_SECRET };
let echoed = 0;

beforeAll(async () => {
  hub = await aHub({
    providers: VENDORS,
    env: { QUICKBOOKS_WEBHOOK_VERIFIER_TOKENS: VERIFIER, SQUARE_WEBHOOK_SIGNATURE_KEYS: SIGNATURE_KEY },
    stripe: { size: SIZE },
    square: { size: SIZE },
    mailchimp: { size: { lists: 1, members: 3, campaigns: 1 } },
    quickbooks: { size: SIZE },
  });
  secrets['Square application'] = hub.vendor('square').sandbox.oauth.clientSecret;
  secrets['QuickBooks application'] = hub.vendor('quickbooks').sandbox.oauth.clientSecret;
  tenant = await hub.aTenant();
  await connectAll();
  await collectSecrets('at first');
  await sandboxesFail();
  await collectSecrets('at last');
  const echo = await startEchoingVendor();
  await allIsEchoed(echo);
  echoed = echo.requests();
  await echo.close();
}, 90_000);
afterAll(() => hub?.close());

async function say(who: Tenant, query: string, variables: object): Promise<Record<string, { id?: string }>> {
  const { body } = await who.post(query, variables);
  answers.push(JSON.stringify(body));
  return (body.data ?? {}) as Record<string, { id?: string }>;
}

const PROBLEM = '__typename ... on HubProblem { code message }';
const CREATE = `mutation ($input: CreateIntegrationInput!) { createIntegration(input: $input) { ${PROBLEM} ... on Integration { id } } }`;
const UPDATE = `mutation ($input: UpdateIntegrationInput!) { updateIntegration(input: $input) { ${PROBLEM} } }`;
const TEST = `mutation ($id: ID!) { testIntegration(id: $id) { ${PROBLEM} } }`;
const SHOW = `query ($id: ID!) { integration(id: $id) { status webhook { url registered pending problem } } }`;

const entered = (providerId: VendorId) =>
  Object.entries(hub.vendor(providerId).credential()).map(([name, value]) => ({ name, value }));

/** Of Stripe and Mailchimp the hub registers the webhooks, so that their secrets are made by others. */
async function connectAll(): Promise<void> {
  for (const providerId of VENDORS) {
    const registered = REGISTERING.includes(providerId);
    const webhook = registered ? { registerWebhook: true } : { webhookSecret: OWN_SECRET };
    const input = { providerId, name: 'Canary', credential: entered(providerId), ...webhook };
    const { createIntegration } = await say(tenant, CREATE, { input });
    integrations.set(providerId, createIntegration?.id ?? '');
  }
  const worker = await startWorker(hub.config, hub.log);
  for (const providerId of REGISTERING)
    await until(
      () => say(tenant, SHOW, { id: integrations.get(providerId) }),
      (shown) => JSON.stringify(shown).includes('"registered":true'),
    );
  await worker.close();
}

/** Every secret that is stored, as it is now. */
async function collectSecrets(when: string): Promise<void> {
  const settings = { ...hub.config, vendors: hub.config.providers, worker: false };
  const platform = await openPlatform(settings, entities, { log: hub.log });
  for (const [providerId, id] of integrations) {
    const { credential } = await readCredential(platform, tenant.id, id);
    for (const { name, secret } of providerOf(providerId).credentialFields)
      if (secret) secrets[`${providerId} ${name} ${when}`] = credential[name] ?? '';
    const [row] = await rows<{ sealed: Buffer }>(
      hub.database.url,
      'select webhook_secrets as sealed from integration where id = $1',
      [id],
    );
    const place = { tenantId: tenant.id, table: 'integration', rowId: id, column: 'webhook_secrets' };
    const opened = row ? platform.vault.open(row.sealed, place) : '[]';
    for (const { secret } of JSON.parse(opened) as { secret: string }[])
      secrets[`${providerId} webhook ${when}`] = secret;
  }
  await platform.close();
}

/** What vendors do to a credential, a renewal and a sync; Mailchimp's redirects once ended the process. */
async function sandboxesFail(): Promise<void> {
  const worker = await startWorker(hub.config, hub.log);
  const faults = [
    ...[302, 400, 403, 404, 500].map((status) => ({ kind: 'status' as const, status })),
    ...(['reset', 'truncated', 'html', 'rate-limit'] as const).map((kind) => ({ kind })),
  ];
  for (const [providerId, id] of integrations) {
    const { sandbox } = hub.vendor(providerId);
    for (const fault of faults) {
      sandbox.faults.next(1, fault);
      await say(tenant, TEST, { id });
      sandbox.faults.clear();
    }
    await say(tenant, TEST, { id });
  }
  hub.vendor('quickbooks').sandbox.expireAccessTokens();
  for (const fault of [{ kind: 'html' }, { kind: 'reset' }] as const) {
    hub.vendor('quickbooks').sandbox.faults.next(1, fault, /token/);
    await say(tenant, TEST, { id: integrations.get('quickbooks') });
  }
  await Promise.all(
    [...integrations].map(async ([providerId, id]) => {
      const wrong = `/api/v1/webhooks/${providerId}/${id}/a-wrong-secret-in-the-path`;
      for (const path of [wrong, `/api/v1/webhooks/${providerId}/${id}`, `/api/v1/webhooks/${providerId}`]) {
        const response = await fetch(hub.api.url + path, { method: 'POST', body: '{"not": "an event"' });
        answers.push(await response.text());
      }
      const job = await finished(tenant, await startSync(tenant, id, { mode: 'FULL' }));
      expect([providerId, job.status]).toEqual([providerId, 'SUCCEEDED']);
    }),
  );
  await worker.close();
}

/** The same hub, its vendors replaced by one that repeats whatever it is sent. */
function echoConfig({ url, host }: EchoingVendor): Config {
  const vendors = Object.entries(hub.config.providers).map(([id, settings]) => {
    const oauth = settings.oauth && { oauth: { ...settings.oauth, tokenUrl: `${url}/token` } };
    return [id, { ...settings, apiUrl: url, ...oauth }];
  });
  return {
    ...hub.config,
    http: { ...hub.config.http, port: 0 },
    egress: { allowedHosts: [...hub.config.egress.allowedHosts, host] },
    providers: Object.fromEntries(vendors),
  };
}

async function allIsEchoed(echo: EchoingVendor): Promise<void> {
  const config = echoConfig(echo);
  const api = await startApi(config, hub.log);
  const worker = await startWorker(config, hub.log);
  const who = tenantWith(api.url, tenant.id, tenant.token);
  for (const status of [200, 302, 400, 401, 403, 404, 429, 500]) {
    echo.status = status;
    for (const [providerId, id] of integrations) {
      await say(who, TEST, { id });
      // Known to have ended: what is entered is renewed, and that is echoed too.
      const credential = entered(providerId).map(({ name, value }) => ({
        name,
        value: name === 'expiresAt' ? '2026-01-01T00:00:00Z' : value,
      }));
      await say(who, CREATE, { input: { providerId, name: 'Echoed', credential } });
      await say(who, UPDATE, { input: { id, credential } });
    }
    // A refused renewal asks for a person; the story needs none.
    await rows(hub.database.url, `update integration set status = 'ACTIVE'`);
  }
  for (const status of [400, 401]) {
    echo.status = status;
    await Promise.all(
      [...integrations.values()].map(async (id) => {
        const failed = await finished(who, await startSync(who, id, { mode: 'FULL' }));
        answers.push(JSON.stringify(failed));
      }),
    );
    await rows(hub.database.url, `update integration set status = 'ACTIVE'`);
  }
  echo.status = 400;
  for (const providerId of REGISTERING) {
    const id = integrations.get(providerId);
    await say(who, UPDATE, { input: { id, registerWebhook: true } });
    const shown = await until(
      () => say(who, SHOW, { id }),
      (now) => JSON.stringify(now).includes(ECHO),
    );
    answers.push(JSON.stringify(shown));
    await say(who, 'mutation ($id: ID!) { deleteIntegration(id: $id) { __typename } }', { id });
  }
  await worker.close();
  await api.close();
}

describe('no secret of any provider', () => {
  it('is in the logs, whatever vendors answer and repeat', () => {
    expect(hub.logged()).toContain(ECHO);
    expect(leaksIn(hub.logged(), secrets)).toEqual([]);
  });

  it('is in any answer', () => {
    expect(answers.filter((answer) => answer.includes(ECHO)).length).toBeGreaterThan(20);
    expect(leaksIn(answers.join('\n'), secrets)).toEqual([]);
  });

  it('is in plain sight in PostgreSQL', async () => {
    const all = await everyRow(hub.database.url);
    expect(all).toContain(ECHO);
    expect(leaksIn(all, secrets)).toEqual([]);
  });
});

describe('this story', () => {
  it('knows the secrets of every provider, those made by others included', () => {
    expect(Object.keys(secrets)).toEqual(
      expect.arrayContaining([
        'stripe apiKey at first',
        'stripe webhook at first',
        'mailchimp apiKey at first',
        'mailchimp webhook at first',
        'square refreshToken at first',
        'quickbooks refreshToken at last',
      ]),
    );
    expect(secrets['quickbooks refreshToken at last']).not.toBe(secrets['quickbooks refreshToken at first']);
    expect(Object.values(secrets).every((secret) => secret.length >= 16)).toBe(true);
    expect(echoed).toBeGreaterThan(50);
  });

  it('would find them', () => {
    for (const [name, secret] of Object.entries(secrets)) {
      expect(leaksIn(`{"text":"Bearer ${secret}"}`, secrets)).toContain(name);
      expect(leaksIn(Buffer.from(`hub:${secret}`).toString('base64'), secrets)).toContain(name);
    }
  });
});
