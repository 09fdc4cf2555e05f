import { createSecretKey, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { resealSigningKeys } from '../../src/keys/reseal-keys.ts';
import { rotateSigningKeysOnce } from '../../src/keys/rotate-signing-keys.ts';
import { SealBroken } from '../../src/platform/errors.ts';
import { createVault } from '../../src/platform/vault.ts';
import { rows } from '../support/rows.ts';
import { redisDb } from '../support/services.ts';
import { aStand, ISSUER } from './stand.ts';

const LIFE_S = 30 * 86_400;
const CLAIMS = { sub: 'somebody', tenant_id: '7e0c1f5c-8b0e-4b0e-9a53-54ac6b0b1a11', scope: 'sync:read' };

let redisUrl: string;
let stand: Awaited<ReturnType<typeof aStand>>;
beforeAll(async () => {
  redisUrl = (await redisDb()).url;
});
beforeEach(async () => {
  await stand?.close();
  stand = await aStand(redisUrl);
});
afterAll(() => stand?.close());

const stored = () =>
  rows<{ kid: string; status: string; sealed: boolean }>(
    stand.databaseUrl,
    'select kid, status, private_key is not null as sealed from signing_key order by status',
  );
const statuses = async () => (await stored()).map(({ status }) => status);
const advance = (seconds: number) => stand.clock.advance(seconds * 1_000);

describe('the signing keys', () => {
  it('are made once, however many processes begin at the same moment', async () => {
    const processes = await Promise.all(Array.from({ length: 4 }, () => stand.process()));
    const tokens = await Promise.all(processes.map(({ keys }) => keys.sign(CLAIMS, { lifetimeS: 60 })));
    expect(await statuses()).toEqual(['CURRENT', 'NEXT']);
    expect(new Set(tokens.map((token) => decodeProtectedHeader(token).kid)).size).toBe(1);
  });

  it('sign what everybody can verify with what is published, and only that', async () => {
    const { keys } = await stand.process();
    const token = await keys.sign({ ...CLAIMS, client_id: 'c' }, { lifetimeS: 60 });
    const published = await keys.publicKeys();
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(published), {
      issuer: ISSUER,
      audience: ISSUER,
      typ: 'at+jwt',
      currentDate: new Date(stand.clock.now()),
    });
    expect(protectedHeader).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
    expect(payload).toMatchObject({ ...CLAIMS, client_id: 'c', iat_ms: stand.clock.now() });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
    expect(published.keys).toHaveLength(2);
    for (const key of published.keys) expect(Object.keys(key)).not.toContain('d');
  });

  it('sign nothing that lives longer than a revocation is remembered', async () => {
    const { keys } = await stand.process();
    for (const lifetimeS of [3_601, 0, -1, Number.NaN])
      await expect(keys.sign(CLAIMS, { lifetimeS })).rejects.toThrow(RangeError);
  });

  it('are published before they sign, and after, until the last token has ended', async () => {
    const one = await stand.process();
    const { kid: first } = await one.keys.current();
    const [, next] = await stored();
    await advance(LIFE_S - 1);
    await rotateSigningKeysOnce(one.platform, LIFE_S);
    expect(await statuses()).toEqual(['CURRENT', 'NEXT']);
    await advance(1);
    await rotateSigningKeysOnce(one.platform, LIFE_S);
    await rotateSigningKeysOnce(one.platform, LIFE_S);
    expect(await stored()).toEqual([
      { kid: next?.kid, status: 'CURRENT', sealed: true },
      { kid: expect.any(String), status: 'NEXT', sealed: true },
      { kid: first, status: 'RETIRED', sealed: false },
    ]);
    // A process that has not noticed yet goes on with the key before, and its tokens hold.
    const late = await one.keys.sign(CLAIMS, { lifetimeS: 3_600 });
    expect(decodeProtectedHeader(late).kid).toBe(first);
    const other = await stand.process();
    expect((await other.keys.current()).kid).toBe(next?.kid);
    const believes = async (currentDate: Date) =>
      (await jwtVerify(late, (header) => other.keys.keyFor(header), { currentDate })).payload.sub;
    expect(await believes(new Date(stand.clock.now()))).toBe('somebody');
    await advance(3_600);
    await rotateSigningKeysOnce(one.platform, LIFE_S);
    expect(await statuses()).toContain('RETIRED');
    await advance(600);
    await rotateSigningKeysOnce(one.platform, LIFE_S);
    expect(await statuses()).toEqual(['CURRENT', 'NEXT']);
  });

  it('do not change to one that nobody can know yet', async () => {
    const one = await stand.process();
    await one.keys.current();
    await rows(stand.databaseUrl, `delete from signing_key where status = 'NEXT'`);
    await advance(LIFE_S);
    const before = await one.keys.current();
    await rotateSigningKeysOnce(one.platform, LIFE_S);
    expect((await stored()).find(({ status }) => status === 'CURRENT')?.kid).toBe(before.kid);
    await advance(3_600);
    await rotateSigningKeysOnce(one.platform, LIFE_S);
    expect((await stored()).find(({ status }) => status === 'CURRENT')?.kid).not.toBe(before.kid);
  });

  it('change once when several processes rotate at the same moment', async () => {
    const processes = await Promise.all([stand.process(), stand.process(), stand.process()]);
    await processes[0]?.keys.current();
    await advance(LIFE_S);
    await Promise.all(processes.map(({ platform }) => rotateSigningKeysOnce(platform, LIFE_S)));
    expect(await statuses()).toEqual(['CURRENT', 'NEXT', 'RETIRED']);
  });

  it('refuse a key id that they do not have', async () => {
    const { keys } = await stand.process();
    await expect(keys.keyFor({ kid: 'made-up' })).rejects.toThrow();
    await expect(keys.keyFor({})).rejects.toThrow();
  });

  it('are sealed anew with a new sealing key, and useless without the old one before that', async () => {
    const one = await stand.process();
    const { kid } = await one.keys.current();
    const next = { id: 'next', key: createSecretKey(randomBytes(32)) };
    const stranger = await stand.process({ vault: createVault([next]) });
    await expect(stranger.keys.current()).rejects.toThrow(SealBroken);
    expect(await resealSigningKeys(stranger.platform)).toBe(2);

    const both = await stand.process({ vault: createVault([next, ...stand.sealingKeys]) });
    expect(await resealSigningKeys(both.platform)).toBe(0);
    expect((await stranger.keys.current()).kid).toBe(kid);
  });
});
