import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeJwt } from 'jose';
import { revokeClient, rotateSecret } from '../../src/oauth/clients.ts';
import { shippedRateLimits } from '../../src/platform/rate-limit-table.ts';
import { rows } from '../support/rows.ts';
import { whileUnderWay } from '../identity/under-way.ts';
import { anOAuthStand, basic, CREDENTIALS, aGiver, type Client, type Server, type Stand } from './server.ts';

const SEED = Date.now();

let stand: Stand;
let server: Server;
let client: Client;
let token: string;
beforeAll(async () => {
  stand = await anOAuthStand();
  server = await stand.server();
  client = await server.aClient();
  token = String((await server.post('/oauth/token', CREDENTIALS, client)).body['access_token']);
});
afterAll(() => stand?.close());

const endpoints = [
  ['/oauth/token', () => CREDENTIALS],
  ['/oauth/introspect', () => ({ token })],
  ['/oauth/revoke', () => ({ token: 'no token at all' })],
] as const;

describe.each(endpoints)('a client at %s', (path, form) => {
  const own = () => form() as Record<string, string>;

  it('comes in with its secret in the header or in the body', async () => {
    expect((await server.post(path, own(), client)).status).toBe(200);
    const inBody = { ...own(), client_id: client.id, client_secret: client.secret };
    expect((await server.post(path, inBody)).status).toBe(200);
    expect((await server.post(path, { ...own(), client_id: client.id }, client)).status).toBe(200);
  });

  it('is refused the same way whether the id or the secret is wrong', async () => {
    const answers = [];
    for (const by of [
      { ...client, secret: `${client.secret}x` },
      { ...client, secret: client.secret.slice(0, -1) },
      { ...client, secret: (await server.aClient()).secret },
      { ...client, id: randomUUID() },
      { ...client, id: 'nobody' },
    ])
      answers.push(await server.post(path, own(), by));
    for (const { status, headers, body } of answers) {
      expect([status, body]).toEqual([
        401,
        { error: 'invalid_client', error_description: 'client authentication failed' },
      ]);
      expect(headers.get('www-authenticate')).toMatch(/^Basic /);
      expect(headers.get('cache-control')).toContain('no-store');
    }
  });

  it('is refused with two ways at once, with two names, with a name twice, and with nothing', async () => {
    const body = { ...own(), client_id: client.id, client_secret: client.secret };
    const cases: [object, Client | undefined][] = [
      [body, client],
      [{ ...own(), client_id: randomUUID() }, client],
      [own(), undefined],
      [{ ...own(), client_id: client.id }, undefined],
    ];
    for (const [sent, by] of cases) {
      const answer = await server.post(path, sent as Record<string, string>, by);
      expect([400, 401]).toContain(answer.status);
      expect(['invalid_request', 'invalid_client']).toContain(answer.body['error']);
    }
    const twice: [string, string][] = [
      ...Object.entries(own()),
      ['client_id', client.id],
      ['client_id', client.id],
    ];
    expect((await server.post(path, twice, client)).status).toBe(400);
  });

  it('never comes in by any other header, and no header breaks the server', async () => {
    const header = fc.oneof(
      fc.string({ maxLength: 60 }).map((text) => `Basic ${Buffer.from(text).toString('base64')}`),
      fc.constantFrom(
        'Basic',
        'Basic ',
        'Bearer x',
        'basic !!!!',
        `Basic ${btoa(':')}`,
        `Basic ${btoa('%:%')}`,
      ),
      fc
        .string({ minLength: 1, maxLength: 60 })
        .filter((secret) => secret !== client.secret)
        .map((secret) => basic({ id: client.id, secret })),
    );
    await fc.assert(
      fc.asyncProperty(header, async (authorization) => {
        const { status } = await server.post(path, own(), authorization);
        expect([400, 401]).toContain(status);
      }),
      { numRuns: 20, seed: SEED },
    );
  });
});

it('holds up whoever shows too many wrong secrets, but not the one with the right one', async () => {
  const limited = await anOAuthStand({ limits: shippedRateLimits });
  try {
    const strict = await limited.server();
    const right = await strict.aClient();
    const wrong = { ...right, secret: 'wrong' };
    const statuses = [];
    for (let i = 0; i < 12; i += 1) {
      const path = ['/oauth/token', '/oauth/introspect', '/oauth/revoke'][i % 3] ?? '';
      statuses.push((await strict.post(path, { ...CREDENTIALS, token }, wrong)).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
    const last = await strict.post('/oauth/token', CREDENTIALS, wrong);
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await strict.post('/oauth/token', CREDENTIALS, right)).status).toBe(200);
  } finally {
    await limited.close();
  }
});

it('counts what a client asks for, at every endpoint, apart from other clients', async () => {
  const limited = await anOAuthStand({ limits: [{ of: 'principal', measure: 'requests', perMinute: 4 }] });
  try {
    const strict = await limited.server();
    const [busy, other] = [await strict.aClient(), await strict.aClient()];
    const ask = async (path: string, by = busy) =>
      (await strict.post(path, { ...CREDENTIALS, token: 'x' }, by)).status;
    for (const path of ['/oauth/token', '/oauth/introspect', '/oauth/revoke', '/oauth/token'])
      expect(await ask(path)).toBe(200);
    for (const [path] of endpoints) expect(await ask(path)).toBe(429);
    expect(await ask('/oauth/token', other)).toBe(200);
  } finally {
    await limited.close();
  }
});

describe('a secret', () => {
  it('is stored as its hash alone, and is different each time', async () => {
    const [one, two] = [await server.aClient(), await server.aClient()];
    expect(one.secret).not.toBe(two.secret);
    const stored = await rows<object>(
      stand.databaseUrl,
      `select to_jsonb(s) as row from oauth_client_secret s union all select to_jsonb(c) from oauth_client c
       union all select to_jsonb(a) from audit_entry a`,
    );
    const text = JSON.stringify(stored);
    expect(text).toContain(one.id);
    for (const { secret } of [one, two]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });

  it('goes on beside a new one until the overlap is over, and then ends by itself', async () => {
    const before = await server.aClient();
    const giver = aGiver(server, before.tenantId, ['sync:read']);
    const { secret, previousEndsAt } = await rotateSecret(server.platform, giver, {
      id: before.id,
      overlapS: 60,
    });
    expect(previousEndsAt.getTime()).toBe(stand.clock.now() + 60_000);
    const statuses = async () =>
      Promise.all(
        [before, { ...before, secret }].map(
          async (by) => (await server.post('/oauth/token', CREDENTIALS, by)).status,
        ),
      );
    expect(await statuses()).toEqual([200, 200]);
    await stand.clock.advance(59_999);
    expect(await statuses()).toEqual([200, 200]);
    await stand.clock.advance(1);
    expect(await statuses()).toEqual([401, 200]);
  });

  it('that somebody else knows ends at once, with every token that was got by it', async () => {
    const before = await server.aClient();
    const stolen = String((await server.post('/oauth/token', CREDENTIALS, before)).body['access_token']);
    await stand.clock.advance(1);
    const giver = aGiver(server, before.tenantId, ['sync:read']);
    const { secret } = await rotateSecret(server.platform, giver, { id: before.id, overlapS: 0 });
    expect((await server.post('/oauth/token', CREDENTIALS, before)).status).toBe(401);
    const after = { ...before, secret };
    const fresh = String((await server.post('/oauth/token', CREDENTIALS, after)).body['access_token']);
    const isActive = async (text: string) =>
      (await server.post('/oauth/introspect', { token: text }, after)).body['active'];
    while (await isActive(stolen)) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await isActive(fresh)).toBe(true);
  });

  it.each([
    ['ends', `update oauth_client_secret set expires_at = now() - interval '1 day' where client_id = $1`],
    ['is revoked', `update oauth_client set status = 'REVOKED' where id = $1`],
  ])('that %s while a token is made gets none', async (_how, end) => {
    const by = await server.aClient();
    const lock = 'with locked as (select id from oauth_client where id = $1 for update) select from locked';
    const change = [
      [lock, [by.id]],
      [end, [by.id]],
    ] as const;
    const { answer } = await whileUnderWay(stand.databaseUrl, { change }, () =>
      server.post('/oauth/token', CREDENTIALS, by),
    );
    expect([answer.status, answer.body['error']]).toEqual([401, 'invalid_client']);
    expect(JSON.stringify(answer.body)).not.toContain('access_token');
  });

  it('that ends at once takes with it what was issued before it had its turn', async () => {
    const by = await server.aClient();
    const issuing = ['select id from oauth_client where id = $1 for share', [by.id]] as const;
    const giver = aGiver(server, by.tenantId, ['sync:read']);
    const waiting = () => stand.clock.advance(5);
    await whileUnderWay(stand.databaseUrl, { change: [issuing], waiting }, () =>
      rotateSecret(server.platform, giver, { id: by.id, overlapS: 0 }),
    );
    const [revoked] = await rows<{ before: Date }>(
      stand.databaseUrl,
      'select before from revocation where subject = $1',
      [by.id],
    );
    expect(revoked?.before.getTime()).toBe(stand.clock.now());
  });

  it('is changed by one of many at a time, and each new one holds', async () => {
    const before = await server.aClient();
    const giver = aGiver(server, before.tenantId, ['sync:read']);
    const made = await Promise.all(
      Array.from({ length: 5 }, () => rotateSecret(server.platform, giver, { id: before.id, overlapS: 60 })),
    );
    for (const { secret } of made)
      expect((await server.post('/oauth/token', CREDENTIALS, { ...before, secret })).status).toBe(200);
  });

  it('of a client that is revoked opens nothing any more, in another process either', async () => {
    const other = await stand.server();
    const gone = await server.aClient(['sync:read'], client.tenantId);
    const taken = String((await server.post('/oauth/token', CREDENTIALS, gone)).body['access_token']);
    await revokeClient(server.platform, aGiver(server, gone.tenantId, ['sync:read']), gone.id);
    for (const each of [server, other])
      for (const [path, form] of endpoints)
        expect((await each.post(path, form() as Record<string, string>, gone)).status).toBe(401);
    const seen = async () => (await other.post('/oauth/introspect', { token: taken }, client)).body;
    while ((await seen())['active']) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await seen()).toEqual({ active: false });
    expect(decodeJwt(taken)['client_id']).toBe(gone.id);
  });
});
