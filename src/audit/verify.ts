/** Looks through a tenant's whole audit for what was changed, removed, added or moved behind the system's back. */
import type { Tx } from '../platform/db/sql.ts';
import { SealBroken } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { ENTRY, FIRST, headMac, linkHash, openChainKey } from './link-hash.ts';

export interface AuditFault {
  readonly tenantId: string;
  readonly fault: 'CHANGED' | 'MISSING' | 'FORGED';
  /** What it is that is not as it was left. */
  readonly of: 'entry' | 'link' | 'head' | 'pending';
  /** Its place in the chain, if that is known. */
  readonly seq: string | null;
  readonly entryId: string | null;
}

/** The end of a chain, as a log told it at the time. */
export interface KnownHead {
  readonly seq: string;
  /** In hex. */
  readonly hash: string;
}

export interface Verification {
  /** How many entries are linked. */
  readonly links: number;
  /** How many wait for their link; a running worker leaves none for longer than seconds. */
  readonly pending: number;
  readonly head: KnownHead | null;
}

interface Examination {
  readonly tx: Tx;
  readonly tenantId: string;
  readonly known: KnownHead | undefined;
  tell(fault: Omit<AuditFault, 'tenantId'>): void;
}

/** Reports every fault it finds. `known` must be a head of this chain then. */
export function verifyTenant(
  { db, vault }: Pick<Platform, 'db' | 'vault'>,
  tenantId: string,
  how: { report(fault: AuditFault): void; known?: KnownHead | undefined },
): Promise<Verification> {
  return db.tenant(tenantId).transaction(async (tx) => {
    // One moment of all tables, while entries and links go on being written.
    await tx.query('set transaction isolation level repeatable read, read only');
    const tell = (fault: Omit<AuditFault, 'tenantId'>) => how.report({ tenantId, ...fault });
    const examination: Examination = { tx, tenantId, known: how.known, tell };
    const [head] = await tx.query<Head>('select key, seq, hash, mac from audit_chain');
    const key = head ? keyOf(examination, { vault, head }) : undefined;
    const end = await examineLinks(examination, key);
    examineHead(examination, { head, key, end });
    await examineUnlinked(examination);
    const [{ count } = { count: 0 }] = await tx.query<{ count: number }>(
      'select count(*)::int as count from audit_pending',
    );
    const at = head ? { seq: head.seq, hash: head.hash.toString('hex') } : null;
    return { links: end.links, pending: count, head: at };
  });
}

interface Head {
  key: Buffer;
  seq: string;
  hash: Buffer;
  mac: Buffer;
}

function keyOf(
  { tenantId, tell }: Examination,
  { vault, head }: Pick<Platform, 'vault'> & { head: Head },
): Buffer | undefined {
  try {
    const key = openChainKey(vault, tenantId, head.key);
    const mac = headMac(key, { tenantId, seq: head.seq, hash: head.hash });
    if (!mac.equals(head.mac)) tell({ fault: 'CHANGED', of: 'head', seq: head.seq, entryId: null });
    return key;
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    tell({ fault: 'CHANGED', of: 'head', seq: head.seq, entryId: null });
    return undefined;
  }
}

interface Link {
  seq: string;
  entryId: string;
  previous: Buffer;
  hash: Buffer;
  entry: (string | null)[] | null;
}

/** The last link that there is. */
interface End {
  readonly links: number;
  readonly seq: bigint;
  readonly hash: Buffer;
}

const LINKS_AT_ONCE = 1_000;

async function examineLinks(examination: Examination, key: Buffer | undefined): Promise<End> {
  const { tx, known, tell } = examination;
  let end: End & { sound: boolean } = { links: 0, seq: 0n, hash: FIRST, sound: true };
  let knownFound = known === undefined || known.seq === '0';
  // Below every number a column can hold: a link that was moved before the first is one of them too.
  for (let after = '-9223372036854775808', page: Link[] = [], first = true; ; first = false) {
    if (!first && page.length < LINKS_AT_ONCE) break;
    page = await tx.query<Link>(
      `select l.seq, l.entry_id as "entryId", l.previous, l.hash,
              case when e.id is not null then ${ENTRY} end as entry
         from audit_link l left join audit_entry e on e.id = l.entry_id
        where l.seq > $1 order by l.seq limit $2`,
      [after, LINKS_AT_ONCE],
    );
    for (const link of page) {
      const sound = examineLink(examination, { link, end, key });
      knownFound ||= link.seq === known?.seq && link.hash.toString('hex') === known.hash;
      end = { links: end.links + 1, seq: BigInt(link.seq), hash: link.hash, sound };
    }
    after = page.at(-1)?.seq ?? after;
  }
  if (!knownFound) tell({ fault: 'MISSING', of: 'link', seq: known?.seq ?? null, entryId: null });
  return end;
}

/** Answers whether the link is what it was made as. */
function examineLink(
  { tenantId, tell }: Examination,
  { link, end, key }: { link: Link; end: End & { sound: boolean }; key: Buffer | undefined },
): boolean {
  const { entryId, previous, entry } = link;
  const seq = BigInt(link.seq);
  const isNext = seq === end.seq + 1n;
  if (!isNext) tell({ fault: 'MISSING', of: 'link', seq: String(end.seq + 1n), entryId: null });
  if (!entry) {
    tell({ fault: 'MISSING', of: 'entry', seq: link.seq, entryId });
    return false;
  }
  // Without the key only the order can be looked at; that the key is gone was told already.
  const sound = !key || linkHash(key, { tenantId, seq: link.seq, previous, entry }).equals(link.hash);
  const follows = !isNext || !end.sound || previous.equals(end.hash);
  if (!sound || !follows) tell({ fault: 'CHANGED', of: 'entry', seq: link.seq, entryId });
  return sound;
}

function examineHead(
  { tell }: Examination,
  { head, key, end }: { head: Head | undefined; key: Buffer | undefined; end: End },
): void {
  if (!head) {
    if (end.links > 0) tell({ fault: 'MISSING', of: 'head', seq: String(end.seq), entryId: null });
    return;
  }
  if (BigInt(head.seq) > end.seq)
    tell({ fault: 'MISSING', of: 'link', seq: String(end.seq + 1n), entryId: null });
  if (BigInt(head.seq) < end.seq) tell({ fault: 'FORGED', of: 'link', seq: String(end.seq), entryId: null });
  if (key && BigInt(head.seq) === end.seq && !head.hash.equals(end.hash))
    tell({ fault: 'CHANGED', of: 'head', seq: head.seq, entryId: null });
}

/** What has no place in the chain and does not wait for one, and what waits without need. */
async function examineUnlinked({ tx, tell }: Examination): Promise<void> {
  const strays = await tx.query<{ fault: AuditFault['fault']; of: AuditFault['of']; entryId: string }>(
    `select 'FORGED' as fault, 'entry' as of, e.id as "entryId" from audit_entry e
      where not exists (select from audit_link l where l.entry_id = e.id)
        and not exists (select from audit_pending p where p.entry_id = e.id)
     union all
     select 'MISSING', 'entry', p.entry_id from audit_pending p
      where not exists (select from audit_entry e where e.id = p.entry_id)
     union all
     select 'FORGED', 'pending', p.entry_id from audit_pending p
      where exists (select from audit_link l where l.entry_id = p.entry_id)`,
  );
  for (const stray of strays) tell({ ...stray, seq: null });
}
