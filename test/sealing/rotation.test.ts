import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SealBroken } from '../../src/platform/errors.ts';
import { sealedColumns } from '../../src/sealing/sealed-columns.ts';
import { rows } from '../support/rows.ts';
import { aTrustedIssuer } from '../support/trusted-issuer.ts';
import { aSealedWorld, columns, secretOf, type Sealed, type SealedWorld } from './sealed.ts';

let world: SealedWorld;
beforeEach(async () => {
  world = await aSealedWorld();
});
afterEach(() => world?.close());

/** `count` integrations of each of three tenants. */
async function someIntegrations(count: number): Promise<Sealed[]> {
  const tenants = [randomUUID(), randomUUID(), randomUUID()];
  const made: Sealed[] = [];
  for (const tenant of tenants)
    for (let n = 0; n < count; n += 1) made.push(await world.anIntegration(tenant));
  return made;
}

async function expectAllReadable(integrations: readonly Sealed[]): Promise<void> {
  for (const each of integrations) {
    for (const column of columns)
      expect(await world.open(world.after, each, column)).toBe(secretOf(each, column));
  }
}

describe('a rotation', () => {
  it('leaves nothing that the old key is needed for, in more rows than one step takes', async () => {
    const all = await someIntegrations(60);
    expect(await world.rotate()).toEqual({
      currentKeyId: 'new',
      tenants: 3,
      resealed: 360,
      unreadable: 0,
      rowsOnOldKeys: 0,
    });
    await expectAllReadable(all);
    const [one] = all;
    if (!one) throw new Error('there are integrations');
    await expect(world.open(world.before, one, 'credential')).rejects.toThrow(SealBroken);
    expect(await world.rotate()).toMatchObject({ resealed: 0, rowsOnOldKeys: 0 });
  });

  it('never overwrites what is stored meanwhile, by processes with the new keys or the old', async () => {
    const all = await someIntegrations(15);
    const stored = new Map(all.map((each) => [each.id, secretOf(each, 'credential')]));
    const lost: string[] = [];
    let writes = 0;
    let rotating = true;
    const store = async (seed: number) => {
      for (let n = 0; rotating; n += 1) {
        const each = all[(seed + n * 7) % all.length];
        if (!each) continue;
        const plaintext = `stored ${seed} ${n}`;
        const vault = n % 2 === 0 ? world.before : world.during;
        await world.db.tenant(each.tenantId).transaction(async (tx) => {
          const [row] = await tx.query<{ sealed: Buffer }>(
            'select credential as sealed from integration where id = $1 for update',
            [each.id],
          );
          const found = row && world.opened(world.during, each, row.sealed);
          if (found !== stored.get(each.id)) lost.push(`${stored.get(each.id)} became ${found}`);
          await tx.query('update integration set credential = $2 where id = $1', [
            each.id,
            world.seal(vault, each, plaintext),
          ]);
          // In the order of the locks: what is committed last stands here last.
          stored.set(each.id, plaintext);
          writes += 1;
        });
      }
    };
    const storing = [0, 5, 10].map(store);
    for (let n = 0; n < 10; n += 1) await world.rotate();
    rotating = false;
    await Promise.all(storing);
    expect((await world.rotate()).rowsOnOldKeys).toBe(0);
    expect(lost).toEqual([]);
    expect(writes).toBeGreaterThan(50);
    for (const each of all) {
      expect(await world.open(world.after, each, 'credential')).toBe(stored.get(each.id));
    }
  });

  it('that is killed midway leaves every row readable, and the next one ends it', async () => {
    const all = await someIntegrations(100);
    const run = () =>
      spawn(
        process.execPath,
        [
          '--disable-warning=ExperimentalWarning',
          fileURLToPath(new URL('../../src/rotate-keys.ts', import.meta.url)),
        ],
        {
          env: {
            ENVIRONMENT: 'development',
            DATABASE_URL: world.databaseUrl,
            REDIS_URL: 'redis://127.0.0.1:1',
            CREDENTIAL_KEYS: world.keys.during,
            TRUSTED_ISSUERS: JSON.stringify([aTrustedIssuer]),
            LOG_LEVEL: 'silent',
          },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
    const first = run();
    const ended = once(first, 'close');
    const onOld = async () => {
      const found = await rows<{ count: number }>(
        world.databaseUrl,
        'select count(*)::int as count from integration where substring(credential from 1 for 5) <> $1',
        [world.after.currentHeader],
      );
      return found[0]?.count ?? 0;
    };
    while ((await onOld()) === all.length) await new Promise((resolve) => setTimeout(resolve, 5));
    first.kill('SIGKILL');
    await ended;
    const left = await onOld();
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(all.length);
    for (const each of all.slice(0, 50))
      expect(await world.open(world.during, each, 'credential')).toBe(secretOf(each, 'credential'));

    const second = run();
    let told = '';
    second.stdout?.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
    const [code] = await once(second, 'close');
    expect({ code, ...JSON.parse(told) }).toMatchObject({ code: 0, unreadable: 0, rowsOnOldKeys: 0 });
    expect(await onOld()).toBe(0);
  }, 60_000);
});

describe('a sealed value that was tampered with', () => {
  it('opens nowhere, is counted and left as it is, and holds up no other', async () => {
    const tenant = randomUUID();
    const [victim, sibling] = [await world.anIntegration(tenant), await world.anIntegration(tenant)];
    const stranger = await world.anIntegration(randomUUID());
    const own = await world.read(victim, 'credential');
    const others = [
      await world.read(victim, 'webhook_secrets'),
      await world.read(sibling, 'credential'),
      await world.read(stranger, 'credential'),
    ];
    const header = 5;
    const forgery = fc.oneof(
      fc.constantFrom(...others),
      fc.nat(own.length * 8 - 1).map((bit) => {
        const forged = Buffer.from(own);
        forged.writeUInt8(forged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        return forged;
      }),
      fc.integer({ min: 1, max: own.length - header }).map((cut) => own.subarray(0, own.length - cut)),
      fc.constant(Buffer.concat([own, Buffer.of(0)])),
    );
    await fc.assert(
      fc.asyncProperty(forgery, async (forged) => {
        await world.write(victim, 'credential', forged);
        await expect(world.open(world.during, victim, 'credential')).rejects.toThrow(SealBroken);
        expect(await world.rotate()).toMatchObject({ unreadable: 1, rowsOnOldKeys: 1 });
        expect(await world.read(victim, 'credential')).toEqual(forged);
      }),
      { numRuns: 40 },
    );
    for (const each of [sibling, stranger])
      expect(await world.open(world.after, each, 'credential')).toBe(secretOf(each, 'credential'));
  }, 60_000);
});

describe('the list of sealed columns', () => {
  /** Bytes that are no secret of others. */
  const OPEN = [
    'audit_chain.hash',
    'audit_chain.mac',
    'audit_link.hash',
    'audit_link.previous',
    'backup_code.hash',
    'external_attempt.browser',
    'external_attempt.state',
    'external_proof.code',
    'mailed_link.hash',
    'oauth_client_secret.hash',
    'oauth_registration_token.hash',
    'proposal.body_hash',
    'quote_request.body_hash',
    'record.hash',
    'refresh_token.hash',
    'sign_in_challenge.hash',
    'sync_batch_row.contact',
    'used_signature.hash',
    'webhook_event.body',
    'webhook_event.dedupe_key',
  ];

  it('has every column of bytes that is not known to be none', async () => {
    const bytes = await rows<{ name: string }>(
      world.databaseUrl,
      `select table_name || '.' || column_name as name from information_schema.columns
        where table_schema = 'public' and data_type = 'bytea'`,
    );
    // Of no tenant: src/keys and src/identity seal them anew.
    const ofTheHub = [
      'external_proof.tokens',
      'linked_account.tokens',
      'signing_key.private_key',
      'totp_factor.secret',
    ];
    const sealed = [...sealedColumns.map(({ table, column }) => `${table}.${column}`), ...ofTheHub];
    expect(
      bytes
        .map(({ name }) => name)
        .filter((name) => !OPEN.includes(name))
        .sort(),
    ).toEqual([...sealed].sort());
  });
});
