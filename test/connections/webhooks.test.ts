/** What the vault tells: believed only when signed, and then only as a reason to look. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, createHmac, randomInt } from 'node:crypto';
import fc from 'fast-check';
import type { Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { send } from '../support/send.ts';
import {
  accountOf,
  allLooked,
  aStand,
  connect,
  connected,
  enter,
  lookNow,
  reconnect,
  toldOf,
  until,
  type Stand,
} from './stand.ts';

/** Printed by fast-check when a run fails. */
const SEED = Number(process.env['SEED'] ?? randomInt(2 ** 31));

let stand: Stand;
let tenant: Tenant;
beforeAll(async () => {
  stand = await aStand({ olderSigningKeys: ['an-older-key'] });
  await stand.hub.startWorker();
  tenant = await stand.hub.aTenant();
});
afterAll(() => stand?.close());

const post = (body: string, headers: Readonly<Record<string, string>>) =>
  send(String(stand.vault.webhooks.url), {
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

/** Signed as the vault does. */
async function told(event: object): Promise<{ status: number; outcome?: string }> {
  const { body, headers } = stand.vault.webhooks.sign(JSON.stringify(event));
  const { status, text } = await post(body, headers);
  return { status, ...(JSON.parse(text) as { outcome?: string }) };
}

function authEvent(id: string, change: object = {}): object {
  return {
    from: 'nango',
    type: 'auth',
    operation: 'creation',
    success: true,
    connectionId: 'from-the-webhook',
    providerConfigKey: 'github',
    provider: 'github',
    tags: { organization_id: tenant.id, hub_account_id: id, hub_attempt: '1' },
    ...change,
  };
}

const hmac = (key: string, body: string) => createHmac('sha256', key).update(body).digest('hex');

describe('a delivery', () => {
  it.each([
    ['nothing', (_body: string, _key: string) => ({})],
    ['another key', (body: string) => ({ 'x-nango-hmac-sha256': hmac('another', body) })],
    ['another body', (_body: string, key: string) => ({ 'x-nango-hmac-sha256': hmac(key, '{}') })],
    ['nonsense', () => ({ 'x-nango-hmac-sha256': 'not hex' })],
    ['half of it', (body: string, key: string) => ({ 'x-nango-hmac-sha256': hmac(key, body).slice(0, 32) })],
    [
      'the older form alone',
      (body: string, key: string) => ({
        'x-nango-signature': createHash('sha256')
          .update(key + body)
          .digest('hex'),
      }),
    ],
    ['the API key', (body: string) => ({ 'x-nango-hmac-sha256': hmac(stand.vault.apiKey, body) })],
  ])('signed with %s is refused, and changes nothing', async (_what, sign) => {
    const { connectedAccount } = await connect(tenant);
    const failure = { success: false, error: { type: 'x', description: 'y' } };
    const body = JSON.stringify(authEvent(connectedAccount.id, failure));
    const key = stand.vault.webhooks.signingKeys.at(-1) ?? '';
    expect((await post(body, sign(body, key))).status).toBe(401);
    expect(await accountOf(tenant, connectedAccount.id)).toMatchObject({ status: 'PENDING' });
  });

  it('of another kind, or for nobody here, is taken and ignored', async () => {
    expect(await told({ from: 'nango', type: 'sync', success: true })).toMatchObject({ outcome: 'ignored' });
    expect(await told({ from: 'github', type: 'forward', payload: {} })).toMatchObject({
      outcome: 'ignored',
    });
    expect(await told({ from: 'nango', type: 'of_the_future' })).toMatchObject({ outcome: 'ignored' });
    expect(await told(authEvent(crypto.randomUUID()))).toMatchObject({ status: 200, outcome: 'ignored' });
    expect(await told({ from: 'nango', type: 'auth', tags: { hub_account_id: 'x' } })).toMatchObject({
      outcome: 'ignored',
    });
    expect((await told(['nonsense'])).status).toBe(400);
  });

  it('that claims a login which never was finds nothing at the vault', async () => {
    const { connectedAccount } = await connect(tenant);
    expect(await told(authEvent(connectedAccount.id))).toMatchObject({ outcome: 'heeded' });
    await allLooked(stand);
    expect(await accountOf(tenant, connectedAccount.id)).toMatchObject({ status: 'PENDING' });
  });

  it('for a session of another tenant changes nothing of it', async () => {
    const other = await stand.hub.aTenant();
    const { connectedAccount } = await connect(other);
    const { id } = connectedAccount;
    const failure = { success: false, error: { type: 'x', description: 'y' } };
    // Our tenant's name on another's session: whoever could make the vault say so gains nothing by it.
    expect(await told(authEvent(id, failure))).toMatchObject({ outcome: 'ignored' });
    expect(await told(authEvent(id))).toMatchObject({ outcome: 'ignored' });
    expect(await accountOf(other, id)).toMatchObject({ status: 'PENDING' });
    expect(await accountOf(tenant, id)).toBeNull();
  });

  it('that comes twenty times at once tells client applications once', async () => {
    const session = await connect(tenant);
    const { id } = session.connectedAccount;
    stand.vault.webhooks.lose(1);
    await enter(session);
    const answers = await Promise.all(Array.from({ length: 20 }, () => told(authEvent(id))));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const { updatedAt } = await until(tenant, id, 'ACTIVE');
    await told(authEvent(id));
    await allLooked(stand);
    expect(await toldOf(stand, id)).toEqual(['connection.activated']);
    // Who follows it is shown nothing either.
    expect(await accountOf(tenant, id)).toMatchObject({ updatedAt });
  });

  it('in any order, as often as it comes, leads to what is true at the vault', async () => {
    const failure = { success: false, error: { type: 'provider_error', description: 'secret words' } };
    const kinds = {
      success: {},
      failure,
      override: { operation: 'override' },
      'failed refresh': { operation: 'refresh', ...failure },
    };
    const deliveries = fc.array(fc.constantFrom(...Object.values(kinds)), { minLength: 1, maxLength: 6 });
    const story = fc.record({ loggedIn: fc.boolean(), before: deliveries, after: deliveries });
    await fc.assert(
      fc.asyncProperty(story, async ({ loggedIn, before, after }) => {
        const session = await connect(tenant);
        const { id } = session.connectedAccount;
        for (const each of before) await told(authEvent(id, each));
        if (loggedIn) stand.vault.webhooks.lose(1);
        if (loggedIn) await enter(session);
        await Promise.all(after.map((each) => told(authEvent(id, each))));
        await allLooked(stand);
        const hasFailed = [...before, ...(loggedIn ? [] : after)].includes(failure);
        const last = loggedIn ? 'ACTIVE' : hasFailed ? 'FAILED' : 'PENDING';
        const types = await toldOf(stand, id);
        expect(await accountOf(tenant, id)).toMatchObject({ status: last });
        expect(types.filter((type) => type === 'connection.activated')).toHaveLength(loggedIn ? 1 : 0);
        expect(types.filter((type) => type === 'connection.failed').length).toBeLessThan(2);
        if (!loggedIn) return;
        // A failure of the same link, held up until somebody has succeeded with it.
        await told(authEvent(id, failure));
        expect(await accountOf(tenant, id)).toMatchObject({ status: 'ACTIVE' });
      }),
      { numRuns: 12, seed: SEED },
    );
  });

  it('about an older link says nothing of the newer one', async () => {
    const session = await connect(tenant);
    const { id } = session.connectedAccount;
    await enter(session, { allow: false });
    await until(tenant, id, 'FAILED');
    await reconnect(tenant, id);
    // The same delivery once more, held up on its way.
    const late = stand.vault.webhooks.sent.at(-1) ?? '';
    const { body, headers } = stand.vault.webhooks.sign(late);
    expect((await post(body, headers)).status).toBe(200);
    await allLooked(stand);
    expect(await accountOf(tenant, id)).toMatchObject({ status: 'PENDING' });
  });

  it('does not repeat what the vault quotes of the provider', async () => {
    const { connectedAccount } = await connect(tenant);
    const error = { type: 'token_err', description: 'code=abcdef0123456789 was refused' };
    await told(authEvent(connectedAccount.id, { success: false, error }));
    const failed = await until(tenant, connectedAccount.id, 'FAILED');
    expect(failed.problem?.message).toContain('token_err');
    expect(failed.problem?.message).not.toContain('abcdef');
  });

  it('is not needed: what was lost is found by looking', async () => {
    const session = await connect(tenant);
    const { id } = session.connectedAccount;
    stand.vault.webhooks.lose(1);
    await enter(session);
    expect(await accountOf(tenant, id)).toMatchObject({ status: 'PENDING' });
    await lookNow(stand, id);
    await until(tenant, id, 'ACTIVE');
  });

  it('is worked off by another worker when one dies over it, and after the vault was away', async () => {
    const session = await connect(tenant);
    const { id } = session.connectedAccount;
    stand.vault.webhooks.lose(1);
    await enter(session);
    stand.vault.faults.next(1, { kind: 'status', status: 503 }, /GET \/connections/);
    await rows(
      stand.hub.database.url,
      `update connection_look set status = 'RUNNING', lease_until = now() - interval '1 s', fence = fence + 1
        where id = $1`,
      [id],
    );
    await until(tenant, id, 'ACTIVE');
    expect(await toldOf(stand, id)).toEqual(['connection.activated']);
  });

  it('that a token could not be renewed makes the account need its owner', async () => {
    const { id } = await connected(tenant);
    await allLooked(stand);
    const stored = stand.vault.connections.all().find(({ tags }) => tags['hub_account_id'] === id);
    stand.provider.tokens.revokeAll();
    if (stored) stored.credentials.endsAt = Date.now() - 1;
    await fetch(`${stand.vault.url}/proxy/user`, {
      headers: {
        authorization: `Bearer ${stand.vault.apiKey}`,
        'connection-id': String(stored?.connection_id),
        'provider-config-key': 'github',
      },
    });
    await until(tenant, id, 'NEEDS_REAUTH');
    expect(await toldOf(stand, id)).toEqual(['connection.activated', 'connection.needs_reauth']);
  });
});

describe('the signing key', () => {
  it('may be an older one while it is being replaced', async () => {
    const body = JSON.stringify({ from: 'nango', type: 'sync' });
    const statusWith = async (key: string) =>
      (await post(body, { 'x-nango-hmac-sha256': hmac(key, body) })).status;
    expect(await statusWith(String(stand.vault.webhooks.signingKeys.at(-1)))).toBe(200);
    expect(await statusWith('an-older-key')).toBe(200);
    expect(await statusWith('a-withdrawn-key')).toBe(401);
  });
});

describe('the address that providers know', () => {
  it('hands browsers on to the vault, with all they bring', async () => {
    const url = `${stand.hub.api.url}/oauth/callback?code=a%2Bb&state=c%20d`;
    const response = await fetch(url, { redirect: 'manual' });
    expect(response.status).toBe(308);
    expect(response.headers.get('location')).toBe(`${stand.vault.url}/oauth/callback?code=a%2Bb&state=c%20d`);
    expect(stand.hub.logged()).not.toContain('a%2Bb');
  });
});
