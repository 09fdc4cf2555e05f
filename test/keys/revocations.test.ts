import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openRevocations } from '../../src/keys/known-revocations.ts';
import {
  announceRevocations,
  forgetRevocations,
  membershipOf,
  revoke,
  type Revoked,
} from '../../src/keys/revocations.ts';
import type { Principal } from '../../src/platform/principal/principal.ts';
import { rows } from '../support/rows.ts';
import { aRedis, redisDb, type TestRedis } from '../support/services.ts';
import { until } from '../syncs/until.ts';
import { aStand, ISSUER, type Process } from './stand.ts';

const TENANT = '7e0c1f5c-8b0e-4b0e-9a53-54ac6b0b1a11';
/** Redis away or not. */
const WITHIN_MS = 5_000;

let redis: TestRedis;
let stand: Awaited<ReturnType<typeof aStand>>;
let lonely: Awaited<ReturnType<typeof aStand>>;
beforeAll(async () => {
  redis = await aRedis();
  stand = await aStand((await redisDb()).url);
  lonely = await aStand(redis.url);
});
afterAll(async () => {
  await stand?.close();
  await lonely?.close();
  await redis?.stop();
});

function aPerson(more: Partial<Principal> = {}): Principal {
  return {
    kind: 'user',
    subject: randomUUID(),
    tenantId: TENANT,
    scopes: new Set(),
    issuer: ISSUER,
    tokenId: randomUUID(),
    sessionId: randomUUID(),
    issuedAt: 1_000_000,
    expiresAt: Infinity,
    ...more,
  };
}

async function take(back: Revoked, by: Process): Promise<void> {
  await by.platform.db.tenant(TENANT).transaction((tx) => revoke(tx, back));
}

/** How long until the process refuses, at most `WITHIN_MS`. */
async function refusedAfter({ revocations }: Process, person: Principal): Promise<number> {
  const begun = performance.now();
  await until(() => revocations.isRevoked(person));
  return performance.now() - begun;
}

describe('a revocation', () => {
  it('is known at once in every process where Redis is there', async () => {
    const [one, two] = await Promise.all([stand.process(), stand.process()]);
    await Promise.all([one.revocations.assertKnown(), two.revocations.assertKnown()]);
    const person = aPerson();
    await take({ kind: 'session', id: person.sessionId ?? '' }, one);
    announceRevocations(one.platform);
    await Promise.all([refusedAfter(one, person), refusedAfter(two, person)]);
    expect(one.revocations.isRevoked(aPerson())).toBe(false);
  });

  it('is known within five seconds without Redis, and to a process that comes later', async () => {
    const [one, two] = await Promise.all([lonely.process(), lonely.process()]);
    await Promise.all([one.revocations.assertKnown(), two.revocations.assertKnown()]);
    await redis.kill();
    const person = aPerson();
    await take({ kind: 'token', id: person.tokenId ?? '' }, one);
    announceRevocations(one.platform);
    expect(await refusedAfter(two, person)).toBeLessThan(WITHIN_MS);
    const late = await lonely.process();
    await late.revocations.assertKnown();
    expect(late.revocations.isRevoked(person)).toBe(true);
  });

  it('is not missed when it commits after one that was written later', async () => {
    const [one, two] = await Promise.all([stand.process(), stand.process()]);
    const [slow, fast] = [aPerson(), aPerson()];
    const written = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const committing = one.platform.db.tenant(TENANT).transaction(async (tx) => {
      await revoke(tx, { kind: 'user', id: slow.subject });
      written.resolve();
      await release.promise;
    });
    await written.promise;
    await take({ kind: 'user', id: fast.subject }, one);
    announceRevocations(one.platform);
    await refusedAfter(two, fast);
    expect(two.revocations.isRevoked(slow)).toBe(false);
    release.resolve();
    await committing;
    announceRevocations(one.platform);
    await refusedAfter(two, slow);
  });

  it('takes back what it names and nothing else', async () => {
    const one = await stand.process();
    const cases: [Revoked, Principal, Principal][] = [];
    const person = aPerson();
    const add = (back: Revoked, revoked: Principal, spared: Principal) => cases.push([back, revoked, spared]);
    add({ kind: 'token', id: person.tokenId ?? '' }, person, { ...person, tokenId: randomUUID() });
    const member = aPerson();
    add({ kind: 'membership', id: membershipOf(TENANT, member.subject) }, member, {
      ...member,
      tenantId: randomUUID(),
    });
    const user = aPerson();
    add({ kind: 'user', id: user.subject }, { ...user, tenantId: randomUUID() }, { ...user, kind: 'client' });
    const early = aPerson();
    add({ kind: 'user', id: early.subject, before: new Date(1_000_001) }, early, {
      ...early,
      issuedAt: 1_000_001,
    });
    const { sessionId: _none, ...machine } = aPerson({ kind: 'client', clientId: randomUUID() });
    add({ kind: 'client', id: machine.clientId ?? '' }, machine, { ...machine, clientId: randomUUID() });
    const foreign = aPerson();
    add({ kind: 'session', id: foreign.sessionId ?? '' }, foreign, { ...foreign, issuer: 'https://other' });
    for (const [back] of cases) await take(back, one);
    announceRevocations(one.platform);
    for (const [back, revoked, spared] of cases) {
      await refusedAfter(one, revoked);
      expect([back, one.revocations.isRevoked(spared)]).toEqual([back, false]);
    }
  });

  it('of less does not shorten one of more', async () => {
    const one = await stand.process();
    const person = aPerson();
    await take({ kind: 'user', id: person.subject }, one);
    await take({ kind: 'user', id: person.subject, before: new Date(5) }, one);
    await take({ kind: 'token', id: 'the last' }, one);
    announceRevocations(one.platform);
    await refusedAfter(one, aPerson({ tokenId: 'the last' }));
    expect(one.revocations.isRevoked(person)).toBe(true);
  });

  it('goes with the change that was its reason', async () => {
    const one = await stand.process();
    const person = aPerson();
    const failed = one.platform.db.tenant(TENANT).transaction(async (tx) => {
      await revoke(tx, { kind: 'user', id: person.subject });
      throw new Error('the change failed');
    });
    await expect(failed).rejects.toThrow('the change failed');
    const found = await rows(stand.databaseUrl, 'select 1 from revocation where subject = $1', [
      person.subject,
    ]);
    expect(found).toEqual([]);
  });

  it('tells who listens, and is forgotten when no token can be left', async () => {
    const one = await stand.process();
    await one.revocations.assertKnown();
    const person = aPerson();
    const told = new Promise<void>((resolve) => one.revocations.onChange(resolve));
    await take({ kind: 'user', id: person.subject }, one);
    announceRevocations(one.platform);
    await told;
    const left = () =>
      rows<{ lives: boolean }>(
        stand.databaseUrl,
        `select until > now() + interval '1 h' as lives from revocation where subject = $1`,
        [person.subject],
      );
    await forgetRevocations(one.platform).run();
    expect(await left()).toEqual([{ lives: true }]);
    await rows(stand.databaseUrl, `update revocation set until = now() - interval '1 s' where subject = $1`, [
      person.subject,
    ]);
    await forgetRevocations(one.platform).run();
    expect(await left()).toEqual([]);
  });
});

it('lets nobody in while it was never known what is revoked', async () => {
  const one = await stand.process();
  const dead = {
    ...one.platform,
    db: { ...one.platform.db, routing: { query: () => Promise.reject(new Error('away')) } },
  };
  const blind = openRevocations(dead);
  await expect(blind.assertKnown()).rejects.toMatchObject({ code: 'UNAVAILABLE', retryable: true });
  blind.close();
});
