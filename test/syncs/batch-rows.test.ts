import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import type { BatchFormat } from '../../src/syncs/batches/batch.entity.ts';
import { cellOf, valueOf } from '../../src/syncs/batches/columns.ts';
import { MAX_ROW_BYTES, rowsOf, type FileRow } from '../../src/syncs/batches/import-rows.ts';
import { contactOf } from '../../src/syncs/batches/new-contact.ts';

/** The text as a file that comes in pieces of the given sizes, cut anywhere, amid a character too. */
function fileOf(text: string, sizes: readonly number[]): Readable {
  const bytes = Buffer.from(text);
  const pieces: Buffer[] = [];
  for (let at = 0, i = 0; at < bytes.length; i += 1) {
    const size = sizes[i % sizes.length] ?? bytes.length;
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return Readable.from(pieces);
}

async function read(
  text: string,
  format: BatchFormat,
  sizes: readonly number[] = [4_096],
): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  for await (const row of rowsOf(fileOf(text, sizes), format)) rows.push(row);
  return rows;
}

const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 });
/** An apostrophe at the start may be the one that an export puts there. */
const isPlain = (text: string) => !text.startsWith("'");
const line = fc
  .string({ unit: 'grapheme', maxLength: 30 })
  .map((each) => each.trim())
  .filter(isPlain);

describe('rows of a file', () => {
  it('are the same however the file is cut into pieces (NDJSON)', async () => {
    const row = fc.record({ email: fc.emailAddress(), name: fc.string({ unit: 'grapheme' }) });
    const breaks = fc.constantFrom('\n', '\r\n', '\n\n');
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), sizes, breaks, async (rows, cuts, lineBreak) => {
        const text = rows.map((each) => JSON.stringify(each)).join(lineBreak);
        const expected = rows.map((values, i) => ({ row: i + 1, read: { values } }));
        expect(await read(text, 'NDJSON', cuts)).toEqual(expected);
      }),
    );
  });

  it('are the same however the file is cut into pieces (CSV)', async () => {
    const row = fc.record({ email: fc.emailAddress().filter(isPlain), name: line, city: line });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), sizes, async (rows, cuts) => {
        const cells = rows.map(({ email, name, city }) => [
          email,
          cellOf({ name }, 'name'),
          cellOf({ city }, 'city'),
        ]);
        const text = stringify([['email', 'name', 'address.city'], ...cells]);
        const found = await read(text, 'CSV', cuts);
        expect(found.map((each) => ('values' in each.read ? each.read.values : each.read))).toEqual(
          rows.map(({ email, name, city }) => ({
            email,
            ...(name !== '' && { name }),
            ...(city !== '' && { address: { city } }),
          })),
        );
      }),
    );
  });

  it('that are too long are told of, and those behind them read', async () => {
    const long = JSON.stringify({ email: 'x'.repeat(MAX_ROW_BYTES) });
    const rows = await read(`{"a":1}\n${long}\n{"b":2}\n${long}`, 'NDJSON', [10_000]);
    expect(rows.map(({ read: each }) => ('values' in each ? each.values : 'too long'))).toEqual([
      { a: 1 },
      'too long',
      { b: 2 },
      'too long',
    ]);
  });

  it('fail with their source', async () => {
    async function* broken() {
      yield Buffer.from('email\na@b.test\n');
      throw new Error('the disk broke');
    }
    for (const format of ['NDJSON', 'CSV'] as const) {
      const reading = async () => {
        for await (const row of rowsOf(Readable.from(broken()), format)) void row;
      };
      await expect(reading()).rejects.toThrow('the disk broke');
    }
  });
});

describe('a cell', () => {
  it('never begins like a formula, and becomes its value again', () => {
    const dangerous = fc
      .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string())
      .map(([a, b]) => a + b);
    fc.assert(
      fc.property(fc.oneof(dangerous, fc.string()), (value) => {
        const cell = cellOf({ value }, 'value');
        expect(/^[=+\-@\t\r]/.test(cell) && !/^-\d+(\.\d+)?$/.test(cell)).toBe(false);
      }),
    );
  });

  it('becomes its value again, unless that began with an apostrophe itself', () => {
    const plain = fc.string().filter((value) => !value.startsWith("'"));
    const formula = fc.string().map((value) => `=${value}`);
    fc.assert(
      fc.property(fc.oneof(plain, formula), (value) => {
        expect(valueOf(cellOf({ value }, 'value'))).toBe(value);
      }),
    );
  });

  it('keeps a negative amount a number', () => {
    expect(cellOf({ balance: { amount: '-12.50' } }, 'balance.amount')).toBe('-12.50');
    expect(cellOf({ balance: null }, 'balance.amount')).toBe('');
    expect(cellOf({ items: [{ id: 'a' }] }, 'items')).toBe('[{"id":"a"}]');
  });
});

describe('a contact', () => {
  const of = (values: unknown) => contactOf({ row: 1, read: { values } });

  it('is what a row says, with nothing made up', () => {
    expect(of({ email: ' ada@company.test ', name: '', address: { city: 'Bonn' } })).toEqual({
      contact: {
        email: 'ada@company.test',
        name: null,
        phone: null,
        consent: null,
        address: { line1: null, line2: null, city: 'Bonn', region: null, postalCode: null, country: null },
      },
    });
  });

  it('or a problem, whatever the row holds', () => {
    fc.assert(
      fc.property(fc.anything(), (values) => {
        const found = of(values);
        expect('problem' in found ? found.problem.code : 'contact').toMatch(/^(ROW_INVALID|contact)$/);
      }),
    );
    expect(of({ email: 'a@b.test', name: 'a\u0000b' })).toMatchObject({ problem: { field: 'name' } });
  });
});
