import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { entryColumns } from '../../src/audit/link-hash.ts';
import { anAudit, AUDIT_TABLES, type Audited } from './audited.ts';

/** Entries of each tenant that are linked; one more waits. */
const LINKED = 6;
const [ours, theirs] = [randomUUID(), randomUUID()];

let audit: Audited;
let restore: () => Promise<void>;
beforeAll(async () => {
  audit = await anAudit();
  for (const tenant of [ours, theirs]) {
    for (let n = 0; n < LINKED; n += 1)
      await audit.write(tenant, { on: { type: 'Thing', id: `thing-${n}` }, ...(n === 2 && { detail: {} }) });
  }
  await audit.link();
  for (const tenant of [ours, theirs]) await audit.write(tenant);
  // What somebody with all rights would do first.
  for (const rule of ['actor_kind_check', 'outcome_check'])
    await audit.sql(`alter table audit_entry drop constraint audit_entry_${rule}`);
  for (const rule of ['pkey', 'once'])
    await audit.sql(`alter table audit_link drop constraint audit_link_${rule}`);
  restore = await audit.remember();
});
afterAll(() => audit?.close());

/** What waits for its link is not yet proven by anything. */
const LINKED_ONLY = 'where id in (select entry_id from audit_link)';

/** What was found after the change, with everything put back as it was. */
async function found(...changes: string[]) {
  try {
    for (const change of changes) await audit.sql(change);
    return await audit.faults();
  } finally {
    await restore();
  }
}

async function entryAt(seq: number): Promise<string> {
  const [link] = await audit.sql<{ id: string }>(
    'select entry_id as id from audit_link where tenant_id = $1 and seq = $2',
    [ours, seq],
  );
  return link?.id ?? '';
}

/** By data type: an SQL expression for the column's value with the byte at `place` changed. */
const changed: Record<string, (column: string, place: number) => string> = {
  uuid: (column, place) => {
    const at = [1, 10, 15, 20, 25, 36][place % 6] ?? 1;
    return `overlay(${column}::text placing to_hex((('x0' || substr(${column}::text, ${at}, 1))::bit(8)::int + 1) % 16) from ${at} for 1)::uuid`;
  },
  text: (column, place) =>
    `case when coalesce(${column}, '') = '' then 'x' else overlay(${column} placing
       chr(ascii(substr(${column}, 1 + ${place} % length(${column}), 1)) # 1) from 1 + ${place} % length(${column}) for 1) end`,
  'timestamp with time zone': (column, place) => `${column} + interval '1 ms' * (1 + ${place})`,
  bytea: (column, place) =>
    `set_byte(${column}, ${place} % length(${column}), get_byte(${column}, ${place} % length(${column})) # (1 << (${place} % 8)))`,
  bigint: (column, place) => `${column} + (1 << (${place} % 20))`,
  jsonb: (column, place) =>
    `case when ${column}->>'text' is null then '{"a": ${place}}'::jsonb when ${place} % 2 = 0 then jsonb_set(${column}, '{number}', '12345.${place}')
       else jsonb_set(${column}, '{text}', to_jsonb('some word${place}'::text)) end`,
};
changed['character varying'] = changed['text'] ?? (() => '');

describe('an audit that nobody touched', () => {
  it('has no fault', async () => {
    expect(await audit.faults()).toEqual([]);
  });

  it('is covered in every column', async () => {
    const columns = await audit.sql<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name = 'audit_entry' and table_schema = 'public'`,
    );
    expect(columns.map(({ name }) => name).sort()).toEqual([...entryColumns].sort());
  });
});

describe('any single change of any column of any row', () => {
  it('is found', async () => {
    const columns = await audit.sql<{ table: string; column: string; type: string }>(
      `select table_name as table, column_name as column, data_type as type from information_schema.columns
        where table_name = any($1) and table_schema = 'public'`,
      [AUDIT_TABLES],
    );
    expect(columns.length).toBeGreaterThan(20);
    const places = fc.record({
      of: fc.constantFrom(...columns),
      row: fc.nat(LINKED * 2),
      place: fc.nat(40),
    });
    await fc.assert(
      fc.asyncProperty(places, async ({ of: { table, column, type }, row, place }) => {
        const expression = changed[type];
        if (!expression) throw new Error(`no way to change a ${type}`);
        const all = await audit.sql<{ ctid: string }>(
          `select ctid::text from ${table} ${table === 'audit_entry' ? LINKED_ONLY : ''} order by 1`,
        );
        const { ctid } = all[row % all.length] ?? { ctid: '' };
        const faults = await found(
          `update ${table} set ${column} = ${expression(`"${column}"`, place)} where ctid = '${ctid}'`,
        );
        expect(faults).not.toEqual([]);
        for (const { seq, entryId } of faults) expect(seq ?? entryId).not.toBeNull();
      }),
      { numRuns: 120 },
    );
  }, 120_000);

  it('is named, where the row is an entry', async () => {
    for (const column of ['action', 'actor', 'remote_address', 'user_agent', 'at', 'detail']) {
      const entryId = await entryAt(4);
      const type = { at: 'timestamp with time zone', detail: 'jsonb' }[column] ?? 'text';
      const faults = await found(
        `update audit_entry set ${column} = ${changed[type]?.(column, 3)} where id = '${entryId}'`,
      );
      expect(faults).toEqual([{ tenantId: ours, fault: 'CHANGED', of: 'entry', seq: '4', entryId }]);
    }
  });

  it('is found where JavaScript would see no difference', async () => {
    const entryId = await entryAt(2);
    const set = (number: string) =>
      audit.sql(`update audit_entry set detail = '{"n": ${number}}' where id = '${entryId}'`);
    await set('12345678901234567890');
    const before = await audit.sql<{ text: string }>(
      `select detail::text as text from audit_entry where id = $1`,
      [entryId],
    );
    await set('12345678901234567891');
    const after = await audit.sql<{ text: string }>(
      `select detail::text as text from audit_entry where id = $1`,
      [entryId],
    );
    await restore();
    expect(JSON.parse(before[0]?.text ?? '')).toEqual(JSON.parse(after[0]?.text ?? ''));
    expect(before).not.toEqual(after);
  });
});

describe('what was removed', () => {
  it.each([1, 3, LINKED])('is missed: entry %i', async (seq) => {
    const entryId = await entryAt(seq);
    expect(await found(`delete from audit_entry where id = '${entryId}'`)).toEqual([
      { tenantId: ours, fault: 'MISSING', of: 'entry', seq: String(seq), entryId },
    ]);
  });

  it('is missed with its link, in the middle and at the end', async () => {
    for (const seq of [3, LINKED]) {
      const entryId = await entryAt(seq);
      const faults = await found(
        `delete from audit_entry where id = '${entryId}'`,
        `delete from audit_link where entry_id = '${entryId}'`,
      );
      expect(faults).toContainEqual({
        tenantId: ours,
        fault: 'MISSING',
        of: 'link',
        seq: String(seq),
        entryId: null,
      });
    }
  });

  it('is missed at the end even when the head is set back, and nothing is linked to such a chain', async () => {
    const cut = [
      `delete from audit_entry where id in (select entry_id from audit_link where tenant_id = '${ours}' and seq > 4)`,
      `delete from audit_link where tenant_id = '${ours}' and seq > 4`,
      `update audit_chain c set seq = 4, hash = (select hash from audit_link l where l.tenant_id = c.tenant_id and seq = 4)
        where tenant_id = '${ours}'`,
    ];
    expect(await found(...cut)).toEqual([
      { tenantId: ours, fault: 'CHANGED', of: 'head', seq: '4', entryId: null },
    ]);
    try {
      for (const change of cut) await audit.sql(change);
      await audit.link();
      const links = await audit.sql<{ tenant: string; count: string }>(
        'select tenant_id as tenant, count(*) from audit_link group by 1',
      );
      expect(Object.fromEntries(links.map(({ tenant, count }) => [tenant, Number(count)]))).toEqual({
        [ours]: 4,
        [theirs]: LINKED + 1,
      });
      expect(audit.logged()).toContain('the audit chain of a tenant is broken');
    } finally {
      await restore();
    }
  });

  it('is missed before it has a link', async () => {
    const faults = await found(
      `delete from audit_entry e using audit_pending p where p.entry_id = e.id and p.tenant_id = '${ours}'`,
    );
    expect(faults).toMatchObject([{ tenantId: ours, fault: 'MISSING', of: 'entry', seq: null }]);
  });

  it('is missed with the whole chain, as long as one entry is left', async () => {
    const faults = await found(
      `delete from audit_link where tenant_id = '${ours}'`,
      `delete from audit_chain where tenant_id = '${ours}'`,
    );
    expect(faults).toHaveLength(LINKED);
    for (const fault of faults) expect(fault).toMatchObject({ tenantId: ours, fault: 'FORGED', of: 'entry' });
  });

  it('is missed when all of the database was put back to an earlier day, by who knows a later head', async () => {
    const tenantId = randomUUID();
    await audit.write(tenantId);
    await audit.link();
    const putBack = await audit.remember();
    await audit.write(tenantId);
    await audit.link();
    const [, seq = '', hash = ''] =
      new RegExp(`"tenantId":"${tenantId}","seq":"(2)","hash":"([0-9a-f]{64})"`).exec(audit.logged()) ?? [];
    const known = { tenantId, seq, hash };
    expect(await audit.faults(known)).toEqual([]);
    await putBack();
    expect(await audit.faults()).toEqual([]);
    expect(await audit.faults(known)).toEqual([
      { tenantId, fault: 'MISSING', of: 'link', seq: '2', entryId: null },
    ]);
    await restore();
  });
});

describe('what was added or moved', () => {
  const insert = `insert into audit_entry (tenant_id, actor_kind, actor, action, target_type, target_id, outcome)
                  values ('${ours}', 'user', 'eve', 'thing.changed', 'Thing', 't', 'SUCCEEDED')`;

  it('is found: an entry of nowhere', async () => {
    expect(await found(insert)).toMatchObject([{ tenantId: ours, fault: 'FORGED', of: 'entry', seq: null }]);
  });

  it('is found: an entry with a link of its own making, and the head that goes with it', async () => {
    const link = `with e as (${insert} returning id, tenant_id), h as (select decode(repeat('ab', 32), 'hex') as hash),
      l as (insert into audit_link select tenant_id, ${LINKED + 1}, id, (select hash from audit_chain where tenant_id = '${ours}'), h.hash from e, h)
      update audit_chain set seq = ${LINKED + 1}, hash = h.hash from h where tenant_id = '${ours}'`;
    const faults = await found(link);
    expect(faults).toContainEqual(
      expect.objectContaining({ fault: 'CHANGED', of: 'entry', seq: String(LINKED + 1) }),
    );
    expect(faults).toContainEqual(expect.objectContaining({ fault: 'CHANGED', of: 'head' }));
  });

  it('is found: two entries that changed places', async () => {
    const [a, b] = [await entryAt(2), await entryAt(5)];
    const swap = `update audit_link set entry_id = case entry_id when '${a}' then '${b}'::uuid else '${a}' end
                   where entry_id in ('${a}', '${b}')`;
    const faults = await found(swap);
    expect(faults.map(({ fault, seq }) => [fault, seq])).toEqual([
      ['CHANGED', '2'],
      ['CHANGED', '5'],
    ]);
  });

  it('is found: the chain of another tenant in its place', async () => {
    const faults = await found(
      `delete from audit_chain where tenant_id = '${ours}'`,
      `insert into audit_chain select '${ours}', key, seq, hash, mac from audit_chain where tenant_id = '${theirs}'`,
    );
    expect(faults).toContainEqual(expect.objectContaining({ tenantId: ours, fault: 'CHANGED', of: 'head' }));
  });
});
