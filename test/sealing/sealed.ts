/** Integrations whose secrets are sealed, in a database of their own, and the keys they are sealed with. */
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { entities } from '../../src/entities.ts';
import { openDatabase, type Database } from '../../src/platform/db/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { createVault, type Vault } from '../../src/platform/vault.ts';
import { rotateKeys, type Rotation } from '../../src/sealing/rotate.ts';
import { rows } from '../support/rows.ts';
import { aDatabase } from '../support/services.ts';

export type Column = 'credential' | 'webhook_secrets';
export const columns: readonly Column[] = ['credential', 'webhook_secrets'];

export interface Sealed {
  readonly id: string;
  readonly tenantId: string;
}

export interface SealedWorld {
  readonly databaseUrl: string;
  readonly db: Database;
  /** `CREDENTIAL_KEYS`: before, while and after the keys are rotated. */
  readonly keys: { readonly before: string; readonly during: string; readonly after: string };
  readonly before: Vault;
  readonly during: Vault;
  readonly after: Vault;
  /** An integration with secrets of its own, sealed with the old key. */
  anIntegration(tenantId: string): Promise<Sealed>;
  /** The sealed bytes. */
  read(of: Sealed, column: Column): Promise<Buffer>;
  /** As the superuser. */
  write(of: Sealed, column: Column, sealed: Buffer): Promise<void>;
  open(vault: Vault, of: Sealed, column: Column): Promise<string>;
  seal(vault: Vault, of: Sealed, plaintext: string): Buffer;
  /** What `seal` has sealed. */
  opened(vault: Vault, of: Sealed, sealed: Buffer): string;
  rotate(): Promise<Rotation>;
  close(): Promise<void>;
}

export const secretOf = ({ id }: Sealed, column: Column) => `${column} of ${id}`;

export async function aSealedWorld(): Promise<SealedWorld> {
  const database = await aDatabase();
  const log = createLog({ level: 'silent' });
  const db = await openDatabase({ url: database.url, poolSize: 6 }, entities, log);
  const [old, next] = ['old', 'new'].map((id) => ({ id, key: createSecretKey(randomBytes(32)) }));
  if (!old || !next) throw new Error('two keys were made');
  const text = [old, next].map(({ id, key }) => `${id}:${key.export().toString('base64')}`);
  const [before, during, after] = [createVault([old]), createVault([next, old]), createVault([next])];
  const place = ({ id, tenantId }: Sealed, column: Column) => ({
    tenantId,
    table: 'integration',
    rowId: id,
    column,
  });
  const sealIn = (vault: Vault, of: Sealed, column: Column, plaintext: string) =>
    vault.seal(plaintext, place(of, column));
  const read = async ({ id }: Sealed, column: Column) => {
    const found = await rows<{ sealed: Buffer }>(
      database.url,
      `select ${column} as sealed from integration where id = $1`,
      [id],
    );
    return found[0]?.sealed ?? Buffer.alloc(0);
  };
  return {
    databaseUrl: database.url,
    db,
    keys: { before: text[0] ?? '', during: `${text[1]},${text[0]}`, after: text[1] ?? '' },
    before,
    during,
    after,
    anIntegration: async (tenantId) => {
      const made = { id: randomUUID(), tenantId };
      await rows(
        database.url,
        `insert into integration (id, tenant_id, provider_id, name, status, external_id, account_hash, credential, webhook_secrets)
         values ($1, $2, 'stripe', 'Ours', 'ACTIVE', 'acct', 'hash', $3, $4)`,
        [made.id, tenantId, ...columns.map((column) => sealIn(before, made, column, secretOf(made, column)))],
      );
      return made;
    },
    read,
    write: async ({ id }, column, sealed) => {
      await rows(database.url, `update integration set ${column} = $2 where id = $1`, [id, sealed]);
    },
    open: async (vault, of, column) => vault.open(await read(of, column), place(of, column)),
    seal: (vault, of, plaintext) => sealIn(vault, of, 'credential', plaintext),
    opened: (vault, of, sealed) => vault.open(sealed, place(of, 'credential')),
    rotate: () => rotateKeys({ db, vault: during, log }),
    close: async () => {
      await db.close();
      await database.drop();
    },
  };
}
