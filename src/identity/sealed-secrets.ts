/** What is sealed of people's: it belongs to no tenant. When the sealing keys are rotated, it is sealed anew. */
import { SealBroken } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Place } from '../platform/vault.ts';
import type { Chore } from '../platform/work/chores.ts';

interface SealedColumn {
  readonly table: string;
  readonly id: string;
  readonly column: string;
}

const columns: readonly SealedColumn[] = [
  { table: 'totp_factor', id: 'user_id', column: 'secret' },
  { table: 'linked_account', id: 'id', column: 'tokens' },
  { table: 'external_proof', id: 'id', column: 'tokens' },
];

/** Stands for the tenant in the place of what belongs to a person. */
const NO_TENANT = 'person';
const ROWS_AT_ONCE = 100;
const EVERY_MS = 60_000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

type World = Pick<Platform, 'db' | 'vault' | 'log'>;

/** Where a secret of a person is kept. */
export function personPlace(table: string, rowId: string, column: string): Place {
  return { tenantId: NO_TENANT, table, rowId, column };
}

export function resealPeoplesSecretsRegularly(world: World): Chore {
  return {
    name: 'reseal-peoples-secrets',
    everyMs: EVERY_MS,
    run: async () => void (await resealPeoplesSecrets(world)),
  };
}

/**
 * Seals with the current key what another one has sealed. May be ended and begun again at any moment. Answers how many still
 * need another key: those that open with none.
 */
export async function resealPeoplesSecrets(world: World): Promise<number> {
  let unreadable = 0;
  for (const column of columns) {
    for (let after: string | undefined = BEFORE_ALL; after;) {
      const rows: Sealed[] = await rowsOnOldKeys(world, column, after);
      for (const row of rows) if (!(await reseal(world, column, row))) unreadable += 1;
      after = rows.length < ROWS_AT_ONCE ? undefined : rows.at(-1)?.id;
    }
  }
  return unreadable;
}

interface Sealed {
  readonly id: string;
  readonly sealed: Buffer;
}

/** Names are this program's own. */
function rowsOnOldKeys(
  { db, vault }: World,
  { table, id, column }: SealedColumn,
  after: string,
): Promise<Sealed[]> {
  return db.identity.transaction((tx) =>
    tx.query<Sealed>(
      `select ${id} as id, ${column} as sealed from ${table}
        where ${id} > $2 and substring(${column} from 1 for length($1::bytea)) <> $1
        order by ${id} limit ${ROWS_AT_ONCE}`,
      [vault.currentHeader, after],
    ),
  );
}

/** A value that is changed meanwhile stays as it was changed. */
async function reseal(
  { db, vault, log }: World,
  { table, id, column }: SealedColumn,
  row: Sealed,
): Promise<boolean> {
  const place = personPlace(table, row.id, column);
  try {
    const anew = vault.seal(vault.open(row.sealed, place), place);
    await db.identity.transaction((tx) =>
      tx.query(`update ${table} set ${column} = $2 where ${id} = $1 and ${column} = $3`, [
        row.id,
        anew,
        row.sealed,
      ]),
    );
    return true;
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    log.error({ place }, 'a sealed value opens with no key');
    return false;
  }
}
