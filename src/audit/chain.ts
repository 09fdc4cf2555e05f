/** Links what was audited to each tenant's chain. No change waits for it; one process at a time extends a chain. */
import { prepared, type Tx } from '../platform/db/sql.ts';
import { SealBroken } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Chore } from '../platform/work/chores.ts';
import { ENTRY, FIRST, headMac, linkHash, newChainKey, openChainKey } from './link-hash.ts';

type World = Pick<Platform, 'db' | 'vault' | 'log'>;

const EVERY_MS = 1_000;
const TENANTS_AT_ONCE = 1_000;
const LINKS_AT_ONCE = 500;

const tenantsPending = prepared(
  'audit_tenants_pending',
  'select distinct tenant_id as "tenantId" from audit_pending limit $1',
);

export function chainAudit(world: World): Chore {
  return { name: 'chain-audit', everyMs: EVERY_MS, run: () => linkPending(world) };
}

/** Links everything that waits. A chain that was tampered with is left as it is, for `audit:verify` to tell of. */
export async function linkPending(world: World): Promise<void> {
  const tenants = await world.db.routing.query<{ tenantId: string }>(tenantsPending, [TENANTS_AT_ONCE]);
  for (const { tenantId } of tenants) {
    try {
      while ((await linkSome(world, tenantId)) === LINKS_AT_ONCE);
    } catch (error) {
      if (!isBroken(error)) throw error;
      world.log.error({ err: error, tenantId }, 'the audit chain of a tenant is broken');
    }
  }
}

/** A number or an entry that already has a link: what was in the tables before was not left as it was. */
const UNIQUE_VIOLATION = '23505';

function isBroken(error: unknown): boolean {
  const code = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return error instanceof SealBroken || code === UNIQUE_VIOLATION;
}

interface Head {
  key: Buffer;
  seq: string;
  hash: Buffer;
  mac: Buffer;
}

/** Answers how many entries were linked. Throws SealBroken when the end of the chain is not what it was left as. */
async function linkSome({ db, vault, log }: World, tenantId: string): Promise<number> {
  const linked = await db.tenant(tenantId).transaction(async (tx) => {
    const chain = await lockedChain(tx, { vault, tenantId });
    const entries = await tx.query<{ id: string; entry: (string | null)[] }>(
      `select e.id, ${ENTRY} as entry from audit_pending p join audit_entry e on e.id = p.entry_id
        order by e.at, e.id limit $1`,
      [LINKS_AT_ONCE],
    );
    let { seq, hash } = chain;
    const links = entries.map(({ id, entry }) => {
      const previous = hash;
      seq += 1n;
      hash = linkHash(chain.key, { tenantId, seq: String(seq), previous, entry });
      return { id, seq: String(seq), previous, hash };
    });
    if (links.length > 0) await store(tx, { tenantId, key: chain.key, links });
    return { count: links.length, seq: String(seq), hash: hash.toString('hex') };
  });
  // Kept elsewhere too, a head proves later that not even this database's past was put back.
  if (linked.count > 0) log.info({ tenantId, seq: linked.seq, hash: linked.hash }, 'audit chain grew');
  return linked.count;
}

interface OpenChain {
  readonly key: Buffer;
  readonly seq: bigint;
  readonly hash: Buffer;
}

async function lockedChain(
  tx: Tx,
  { vault, tenantId }: Pick<World, 'vault'> & { tenantId: string },
): Promise<OpenChain> {
  const lock = () => tx.query<Head>('select key, seq, hash, mac from audit_chain for update');
  let [head] = await lock();
  if (!head) {
    const sealed = newChainKey(vault, tenantId);
    const mac = headMac(openChainKey(vault, tenantId, sealed), { tenantId, seq: '0', hash: FIRST });
    await tx.query(
      `insert into audit_chain (tenant_id, key, seq, hash, mac) values ($1, $2, 0, $3, $4)
       on conflict do nothing`,
      [tenantId, sealed, FIRST, mac],
    );
    [head] = await lock();
  }
  if (!head) throw new Error('the chain of the tenant cannot be read');
  const key = openChainKey(vault, tenantId, head.key);
  if (!headMac(key, { tenantId, seq: head.seq, hash: head.hash }).equals(head.mac)) {
    throw new SealBroken('The end of the audit chain was changed');
  }
  return { key, seq: BigInt(head.seq), hash: head.hash };
}

interface Link {
  readonly id: string;
  readonly seq: string;
  readonly previous: Buffer;
  readonly hash: Buffer;
}

async function store(
  tx: Tx,
  { tenantId, key, links }: { tenantId: string; key: Buffer; links: readonly Link[] },
): Promise<void> {
  const end = links.at(-1);
  if (!end) return;
  const ids = links.map(({ id }) => id);
  await tx.query(
    `insert into audit_link (tenant_id, seq, entry_id, previous, hash)
     select $1, * from unnest($2::bigint[], $3::uuid[], $4::bytea[], $5::bytea[])`,
    [
      tenantId,
      links.map(({ seq }) => seq),
      ids,
      links.map(({ previous }) => previous),
      links.map(({ hash }) => hash),
    ],
  );
  await tx.query('delete from audit_pending where entry_id = any($1::uuid[])', [ids]);
  await tx.query('update audit_chain set seq = $1, hash = $2, mac = $3', [
    end.seq,
    end.hash,
    headMac(key, { tenantId, seq: end.seq, hash: end.hash }),
  ]);
}
