import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { entities } from '../../src/entities.ts';
import { personPlace, resealPeoplesSecrets } from '../../src/identity/sealed-secrets.ts';
import { openDatabase, type Database } from '../../src/platform/db/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { createVault, type Place, type Vault } from '../../src/platform/vault.ts';
import { rows } from '../support/rows.ts';
import { aDatabase, type TestDatabase } from '../support/services.ts';

const key = (id: string) => ({ id, key: createSecretKey(randomBytes(32)) });
const [old, next] = [key('old'), key('new')];
const [before, during, after] = [createVault([old]), createVault([next, old]), createVault([next])];
const log = createLog({ level: 'silent' });

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await aDatabase();
  db = await openDatabase({ url: database.url, poolSize: 4 }, entities, log);
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

const sql = <Row>(text: string, params: readonly unknown[] = []) => rows<Row>(database.url, text, params);

/** One of each kind. */
async function somebody(vault: Vault): Promise<Place[]> {
  const id = randomUUID();
  const places = [
    personPlace('totp_factor', id, 'secret'),
    personPlace('linked_account', id, 'tokens'),
    personPlace('external_proof', id, 'tokens'),
  ];
  const [secret, tokens, proof] = places.map((place) => vault.seal(`of ${place.table}`, place));
  await sql('insert into totp_factor (user_id, secret) values ($1, $2)', [id, secret]);
  await sql(
    `insert into linked_account (id, user_id, issuer_id, subject, tokens) values ($1, $1, 'acme', $2, $3)`,
    [id, id, tokens],
  );
  await sql(
    `insert into external_proof (id, code, code_challenge, issuer_id, subject, second_factor, tokens, expires_at)
     values ($1, $2, '', 'acme', '', false, $3, now())`,
    [id, randomBytes(32), proof],
  );
  return places;
}

async function sealedAt({ table, rowId, column }: Place): Promise<Buffer> {
  const id = table === 'totp_factor' ? 'user_id' : 'id';
  const [row] = await sql<{ sealed: Buffer }>(`select ${column} as sealed from ${table} where ${id} = $1`, [
    rowId,
  ]);
  return row?.sealed ?? Buffer.alloc(0);
}

it('seals with the current key what another one has sealed, in more rows than one step takes', async () => {
  const places: Place[] = [];
  for (let n = 0; n < 120; n += 1) places.push(...(await somebody(before)));
  expect(await resealPeoplesSecrets({ db, vault: during, log })).toBe(0);
  for (const place of places) expect(after.open(await sealedAt(place), place)).toBe(`of ${place.table}`);
});

it('counts what opens with no key, leaves it as it is, and goes on', async () => {
  const strange = await somebody(createVault([key('lost')]));
  const known = await somebody(before);
  const bytes = await Promise.all(strange.map(sealedAt));
  expect(await resealPeoplesSecrets({ db, vault: during, log })).toBe(3);
  expect(await Promise.all(strange.map(sealedAt))).toEqual(bytes);
  for (const place of known) expect(after.open(await sealedAt(place), place)).toBe(`of ${place.table}`);
});

it('takes no value of another person, kind or place', async () => {
  const [mine, theirs] = [await somebody(during), await somebody(during)];
  for (const here of mine)
    for (const there of [...mine, ...theirs].filter((place) => place !== here)) {
      const sealed = await sealedAt(there);
      expect(() => during.open(sealed, here)).toThrow();
    }
});
