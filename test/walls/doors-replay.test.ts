import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { startHubProcess, type HubProcess } from '../../scripts/stack/hub-process.ts';
import { onFreePort } from '../../scripts/services/processes.ts';
import { entities } from '../../src/entities.ts';
import { createLog } from '../../src/platform/log.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { openDatabase, type Database } from '../../src/platform/db/database.ts';
import { createUsedSignatures, forgetUsedSignatures } from '../../src/platform/principal/used-signatures.ts';
import { aHub, type GraphqlBody, type Hub } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { send, type Sending } from '../support/send.ts';
import { signCall } from '../support/sign-call.ts';

const tenantId = randomUUID();
const key = { id: 'k1', secret: randomUUID() + randomUUID() };
const payment = { service: 'payment-service', key };
const services = JSON.stringify({ 'payment-service': { keys: [key], tenants: [tenantId] } });
/** What a caller signs, whichever process the request reaches: as behind a balancer that keeps the Host. */
const HOST = 'hub.internal';

let hub: Hub;
let other: HubProcess & { url: string };
let database: Database;
const folder = mkdtempSync(join(tmpdir(), 'hub-doors-'));

beforeAll(async () => {
  hub = await aHub({
    stripe: { size: { customers: 1, payments: 1, invoices: 1 } },
    env: { INTERNAL_SERVICES: services },
  });
  const { config } = hub;
  database = await openDatabase(
    { url: config.database.url, poolSize: 2 },
    entities,
    createLog({ level: 'silent' }),
  );
  other = await onFreePort(async (port) => {
    const child = await startHubProcess({
      name: 'Another API',
      entry: new URL('../../src/api.ts', import.meta.url),
      env: {
        ENVIRONMENT: 'development',
        PORT: String(port),
        DATABASE_URL: config.database.url,
        REDIS_URL: config.redis.url,
        CREDENTIAL_KEYS: config.vault.keys
          .map(({ id, key: secret }) => `${id}:${secret.export().toString('base64')}`)
          .join(','),
        TRUSTED_ISSUERS: JSON.stringify(config.issuers),
        EGRESS_ALLOWED_HOSTS: config.egress.allowedHosts.join(','),
        INTERNAL_SERVICES: services,
      },
      logFile: join(folder, 'api.log'),
      readyLine: 'api listens',
    });
    return { ...child, url: `http://127.0.0.1:${port}` };
  });
}, 60_000);
afterAll(async () => {
  await other?.stop();
  await database?.close();
  await hub?.close();
  rmSync(folder, { recursive: true });
});

const ME = JSON.stringify({ query: '{ me { kind subject tenantId } }' });

function aCall(body = ME): Sending {
  const signed = signCall(payment, { url: `http://${HOST}/graphql`, body, tenantId });
  return { headers: { 'content-type': 'application/json', host: HOST, ...signed }, body };
}

async function outcome(base: string, call: Sending): Promise<string> {
  const { status, text } = await send(`${base}/graphql`, call);
  const { data, errors } = JSON.parse(text) as GraphqlBody;
  return errors
    ? `${status} ${errors[0]?.extensions?.code} ${errors[0]?.message}`
    : `${status} ${JSON.stringify(data)}`;
}

const accepted = `200 ${JSON.stringify({ me: { kind: 'SERVICE', subject: 'payment-service', tenantId } })}`;
const refused = '401 UNAUTHENTICATED Invalid signature';

describe('a signed call that is sent again', () => {
  it('is refused by the process that accepted it, and by another one', async () => {
    const call = aCall();
    expect(await outcome(hub.api.url, call)).toBe(accepted);
    expect(await outcome(hub.api.url, call)).toBe(refused);
    expect(await outcome(other.url, call)).toBe(refused);
  });

  it('counts once, in whichever of two processes, however many come at the same moment', async () => {
    const call = aCall();
    const sent = Array.from({ length: 40 }, (_, i) => outcome(i % 2 ? hub.api.url : other.url, call));
    const outcomes = await Promise.all(sent);
    expect(outcomes.filter((each) => each === accepted)).toHaveLength(1);
    expect(outcomes.filter((each) => each === refused)).toHaveLength(39);
  });

  it('is refused after Redis was emptied', async () => {
    const call = aCall();
    expect(await outcome(other.url, call)).toBe(accepted);
    const redis = new Redis(hub.config.redis.url);
    await redis.flushdb();
    redis.disconnect();
    for (const base of [hub.api.url, other.url]) expect(await outcome(base, call)).toBe(refused);
  });

  it('is remembered as a hash only, until nobody would accept it any more', async () => {
    const count = () =>
      rows<{ n: number }>(hub.database.url, 'select count(*)::int as n from used_signature').then(
        ([row]) => row?.n ?? 0,
      );
    const used = createUsedSignatures(database.routing);
    const { run } = forgetUsedSignatures(database.routing);
    const [old, recent] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const before = await count();
    expect(await used.use(old, systemClock.now() - 3_600_000)).toBe(true);
    expect(await used.use(recent, systemClock.now())).toBe(true);
    await run();
    expect(await count()).toBe(before + 1);
    expect(await used.use(recent, systemClock.now())).toBe(false);
    expect(await used.use(old, systemClock.now())).toBe(true);
  });
});

describe('the body of a signed call', () => {
  it('is looked at as the bytes that came', async () => {
    const { headers = {}, body = '' } = aCall();
    const spaced = JSON.stringify(JSON.parse(String(body)), null, 1);
    expect(await outcome(hub.api.url, { headers, body: spaced })).toBe(refused);
    const escaped = JSON.stringify({ query: '{ me { subject } } # \u00e9' });
    expect(await outcome(hub.api.url, aCall(escaped))).toContain('200');
  });

  it('is not parsed before it is known to be signed', async () => {
    const { headers = {} } = aCall('[[[[');
    expect(
      await outcome(hub.api.url, { headers: { ...headers, 'x-request-signature': 'x' }, body: '[[[[' }),
    ).toBe(refused);
    expect(await outcome(hub.api.url, aCall('[[[['))).toMatch(/^400 /);
  });

  it('is not read beyond the limit', async () => {
    const huge = JSON.stringify({ query: '{ me { subject } }', variables: { x: 'x'.repeat(3_000_000) } });
    const answer = await outcome(hub.api.url, aCall(huge)).catch(
      (error: NodeJS.ErrnoException) => error.code,
    );
    // The connection may end before the answer was read: the rest of the body is not waited for.
    expect(answer).toMatch(/^413 |EPIPE|ECONNRESET/);
  });
});

describe('a token and a signature', () => {
  it('together are nobody', async () => {
    const { headers = {}, body } = aCall();
    const token = await hub.issuer.token({ subject: 'ada', tenantId, scopes: [] });
    const both = { headers: { ...headers, authorization: `Bearer ${token}` }, body: body ?? '' };
    expect(await outcome(hub.api.url, both)).toBe('401 UNAUTHENTICATED Invalid token');
  });
});
