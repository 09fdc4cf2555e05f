/** Columns of sealed values, as data: what a rotation of the sealing keys goes through. */
import { SealBroken } from '../errors.ts';
import type { Place, Vault } from '../vault.ts';
import type { TenantDb } from './tenant-db.ts';

export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The column whose value is the `rowId` of the value's place. */
  readonly id: string;
}

export interface Resealed {
  resealed: number;
  /** They open with none of the keys: tampered with, or sealed with a key that was withdrawn too early. */
  unreadable: Place[];
}

const ROWS_AT_ONCE = 50;

/**
 * Seals everything of the tenant that another key has sealed with the current key. In small steps, each for itself: it may
 * end anywhere, and whoever begins again finds what is left. A value that is changed meanwhile stays as it was changed.
 */
export async function resealTenant(
  db: TenantDb,
  vault: Vault,
  columns: readonly SealedColumn[],
): Promise<Resealed> {
  const result: Resealed = { resealed: 0, unreadable: [] };
  for (const column of columns) {
    for (let after: string | null = null; ;) {
      const rows = await rowsOnOldKeys(db, vault, { column, after });
      for (const row of rows) await resealRow(db, vault, { column, row, result });
      const last = rows.at(-1);
      if (!last || rows.length < ROWS_AT_ONCE) break;
      after = last.id;
    }
  }
  return result;
}

/** How many values of the tenant need another key than the current one. */
export async function countOnOldKeys(
  db: TenantDb,
  vault: Vault,
  columns: readonly SealedColumn[],
): Promise<number> {
  const counts = columns.map(
    (column) => `(select count(*) from ${column.table} where tenant_id = $2 and ${onOldKey(column)})`,
  );
  const rows = await db.transaction((tx) =>
    tx.query<{ count: string }>(`select ${counts.join(' + ')} as count`, [vault.currentHeader, db.tenantId]),
  );
  return Number(rows[0]?.count ?? 0);
}

interface SealedRow {
  readonly id: string;
  readonly sealed: Buffer;
}

function rowsOnOldKeys(
  db: TenantDb,
  vault: Vault,
  { column, after }: { column: SealedColumn; after: string | null },
): Promise<SealedRow[]> {
  const { table, id } = column;
  return db.transaction((tx) =>
    tx.query<SealedRow>(
      `select ${id} as id, ${column.column} as sealed from ${table}
        where tenant_id = $2 and ($3::uuid is null or ${id} > $3) and ${onOldKey(column)}
        order by ${id} limit $4`,
      [vault.currentHeader, db.tenantId, after, ROWS_AT_ONCE],
    ),
  );
}

/** Names are this program's own; `$1` is the vault's current header. */
function onOldKey({ column }: SealedColumn): string {
  return `substring(${column} from 1 for length($1::bytea)) <> $1`;
}

async function resealRow(
  db: TenantDb,
  vault: Vault,
  { column, row, result }: { column: SealedColumn; row: SealedRow; result: Resealed },
): Promise<void> {
  const place = { tenantId: db.tenantId, table: column.table, rowId: row.id, column: column.column };
  const plaintext = opened(vault, row.sealed, place);
  if (plaintext === undefined) {
    result.unreadable.push(place);
    return;
  }
  const changed = await db.transaction((tx) =>
    tx.query(
      `update ${column.table} set ${column.column} = $3
        where tenant_id = $1 and ${column.id} = $2 and ${column.column} = $4 returning ${column.id}`,
      [db.tenantId, row.id, vault.seal(plaintext, place), row.sealed],
    ),
  );
  result.resealed += changed.length;
}

function opened(vault: Vault, sealed: Buffer, place: Place): string | undefined {
  try {
    return vault.open(sealed, place);
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}
