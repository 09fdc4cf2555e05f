/** Reads the rows of an import from its file, one after the other. What cannot be read is a row too, with its problem. */
import { pipeline, type Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { ImportFileInvalid } from './errors.ts';
import type { BatchFormat } from './batch.entity.ts';
import { COLUMNS, COMMON_COLUMNS, valueOf } from './columns.ts';

export interface FileRow {
  /** From 1, without the header and without empty lines. */
  readonly row: number;
  /** As it stands in the file, nested where the contact is; or why it could not be read. */
  readonly read: { readonly values: unknown } | { readonly problem: string };
}

/** Longest row, in bytes. */
export const MAX_ROW_BYTES = 65_536;
const NEWLINE = 0x0a;
const BOM = '\uFEFF';

/** Throws ImportFileInvalid for a CSV file whose header is not understood. */
export function rowsOf(file: Readable, format: BatchFormat): AsyncGenerator<FileRow> {
  return format === 'CSV' ? csvRows(file) : ndjsonRows(file);
}

async function* ndjsonRows(file: Readable): AsyncGenerator<FileRow> {
  let row = 0;
  for await (const line of linesOf(file)) {
    if (line === undefined) {
      row += 1;
      yield { row, read: { problem: `The row is longer than ${MAX_ROW_BYTES} bytes` } };
      continue;
    }
    const text = line.replace(BOM, '').trim();
    if (text === '') continue;
    row += 1;
    yield { row, read: parsed(text) };
  }
}

function parsed(text: string): FileRow['read'] {
  try {
    return { values: JSON.parse(text) as unknown };
  } catch {
    return { problem: 'The row is not JSON' };
  }
}

/** Lines without their ends; undefined in place of one that is too long to be held. */
async function* linesOf(file: Readable): AsyncGenerator<string | undefined> {
  let held: Buffer[] = [];
  let bytes = 0;
  const line = () => {
    const whole = bytes > MAX_ROW_BYTES ? undefined : Buffer.concat(held).toString('utf8');
    held = [];
    bytes = 0;
    return whole;
  };
  for await (const chunk of file as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      bytes += end - start;
      if (bytes <= MAX_ROW_BYTES) held.push(chunk.subarray(start, end));
      yield line();
      start = end + 1;
    }
    bytes += chunk.length - start;
    if (bytes <= MAX_ROW_BYTES) held.push(chunk.subarray(start));
  }
  if (bytes > 0) yield line();
}

/** Columns of an import, and those that only an export has: they are passed over, so that an exported file can come back. */
const CONTACT = new Set<string>([
  'email',
  'name',
  'phone',
  'consent',
  ...COLUMNS.contact.filter((path) => path.startsWith('address.')),
]);
const PASSED_OVER = new Set<string>([...COMMON_COLUMNS, 'role', 'listId', 'active']);

async function* csvRows(file: Readable): AsyncGenerator<FileRow> {
  const parser = parse({
    bom: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: MAX_ROW_BYTES,
  });
  // Whoever reads is told of a failure, and leaving early ends the file too.
  pipeline(file, parser, () => undefined);
  let header: readonly string[] | undefined;
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      if (!header) {
        header = headerOf(cells);
        continue;
      }
      row += 1;
      yield { row, read: nested(header, cells) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // Behind a broken quote nothing can be told apart: it is the last row.
    yield { row: row + 1, read: { problem: `From here on the file cannot be read: ${error.code}` } };
  }
}

function headerOf(cells: readonly string[]): readonly string[] {
  const header = cells.map((cell) => cell.trim());
  const unknown = header.find((name) => !CONTACT.has(name) && !PASSED_OVER.has(name));
  if (unknown !== undefined) {
    throw new ImportFileInvalid(
      `The header names the column ${JSON.stringify(unknown.slice(0, 50))}; known are ${[...CONTACT].join(', ')}`,
    );
  }
  if (!header.includes('email')) throw new ImportFileInvalid('The header names no column email');
  if (new Set(header).size < header.length) throw new ImportFileInvalid('The header names a column twice');
  return header;
}

function nested(header: readonly string[], cells: readonly string[]): FileRow['read'] {
  if (cells.length !== header.length) {
    return { problem: `The row has ${cells.length} values, the header ${header.length}` };
  }
  const values: Record<string, unknown> = {};
  const address: Record<string, string> = {};
  header.forEach((name, i) => {
    const value = valueOf((cells[i] ?? '').trim());
    if (value === '' || !CONTACT.has(name)) return;
    if (name.startsWith('address.')) address[name.slice('address.'.length)] = value;
    else values[name] = value;
  });
  return { values: Object.keys(address).length > 0 ? { ...values, address } : values };
}
