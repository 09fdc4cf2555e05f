/**
 * IMPORT: the rows of a file into the contacts of a provider. What became of each row is written with the contacts it made
 * and with the progress, in one transaction per call to the provider; a worker that takes over goes on behind the last row
 * that is written. A call whose answer was lost is made again, which the provider's contract makes harmless.
 */
import { hash } from 'node:crypto';
import { pipeline, Transform, type Readable } from 'node:stream';
import { connectIntegration } from '../../integrations/connection.ts';
import { ProviderAnswerInvalid, ProviderThrottled } from '../../platform/errors.ts';
import { backoffMs, lanes } from '../../platform/queue/lanes.ts';
import type { Connection, Imported, NewContact, Provider, Seen } from '../../providers/provider.ts';
import { providerOf } from '../../providers/registry.ts';
import { applyChanges } from '../apply.ts';
import type { Run } from '../job-work.ts';
import { saveProgress } from '../job-row.ts';
import { advance, completed, emptyProgress, type ResourceProgress } from '../progress.ts';
import { doneUpTo, rowsOfContacts, saveRows, type DoneRow } from './done-rows.ts';
import { BatchNotSupported, ImportFileMissing } from './errors.ts';
import { rowsOf, type FileRow } from './import-rows.ts';
import { contactOf, type RowProblem } from './new-contact.ts';
import type { BatchView } from './reads.ts';

/** How often in a row a provider may say "slow down" before the job gives its place to others. */
const PATIENCE = 8;

interface Import {
  readonly run: Run;
  readonly connection: Connection;
  readonly listId: string | null;
  readonly provider: Provider;
}

/** A row on its way: a contact to be sent, or why it is not. */
type Row = { readonly row: number } & (
  { readonly contact: NewContact; readonly key: Buffer } | { readonly problem: RowProblem }
);

export async function importContacts(run: Run, batch: BatchView): Promise<void> {
  const { platform, job } = run;
  const provider = providerOf(job.providerId);
  const { contactImport } = provider;
  if (!contactImport) throw new BatchNotSupported('The provider takes no contacts');
  const file = batch.file === null ? undefined : await platform.storage.read(batch.file);
  if (!file) throw new ImportFileMissing('No rows were uploaded in time, or they were removed since');
  const connection = await connectIntegration(platform, job.tenantId, job.integrationId);
  const done = await doneUpTo(platform.db.tenant(job.tenantId), job.id);
  const { measured, readBytes } = meter(file.stream);
  for await (const rows of inUnits(rowsOf(measured, batch.format), done, contactImport.atOnce)) {
    await importUnit({ run, connection, listId: batch.listId, provider }, rows, readBytes() / file.bytes);
    run.signal.throwIfAborted();
  }
  await platform.db
    .tenant(job.tenantId)
    .transaction((tx) => saveProgress(tx, job, { contact: completed(progressOf(run)) }, false));
}

/** Tells how much of the file was read: the only measure of the whole before its end is seen. */
function meter(file: Readable): { measured: Readable; readBytes: () => number } {
  let bytes = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  // Whoever reads is told of a failure, and leaving early ends the file too.
  pipeline(file, measured, () => undefined);
  return { measured, readBytes: () => bytes };
}

async function* inUnits(
  rows: AsyncIterable<FileRow>,
  done: number,
  atOnce: number,
): AsyncGenerator<FileRow[]> {
  let unit: FileRow[] = [];
  for await (const row of rows) {
    if (row.row <= done) continue;
    unit.push(row);
    if (unit.length < atOnce) continue;
    yield unit;
    unit = [];
  }
  if (unit.length > 0) yield unit;
}

async function importUnit(task: Import, fileRows: readonly FileRow[], fraction: number): Promise<void> {
  const { run, connection } = task;
  const { platform, job, signal } = run;
  const rows = await examined(task, fileRows);
  const imported = await send(
    task,
    rows.flatMap((each) => ('contact' in each ? each.contact : [])),
  );
  const doneRows = outcomesOf(rows, imported);
  const counts = countsOf(doneRows);
  const progress = { contact: advance(progressOf(run), counts, { fraction }) };
  const { tenantId, integrationId } = job;
  await applyChanges(
    platform,
    { tenantId, integrationId, connect: async () => connection },
    {
      changes: imported.flatMap((each): Seen[] => (each.outcome === 'REFUSED' ? [] : [each.state])),
      signal,
      alongside: async (tx) => {
        await saveRows(tx, job, doneRows);
        await saveProgress(tx, job, progress, true);
      },
    },
  );
  job.progress = progress;
  job.attempts = 1;
  run.announce();
}

/** Which rows are contacts, each named for the first time in this import. */
async function examined({ run, provider }: Import, fileRows: readonly FileRow[]): Promise<Row[]> {
  const { platform, job } = run;
  const rows = fileRows.map((fileRow): Row => {
    const found = contactOf(fileRow);
    if ('problem' in found) return { row: fileRow.row, problem: found.problem };
    // Whether somebody may be written to is not ours to guess.
    if (provider.contactImport?.keepsConsent && found.contact.consent === null) {
      const message = `${provider.name} must know the consent`;
      return { row: fileRow.row, problem: { code: 'CONSENT_MISSING', message, field: 'consent' } };
    }
    const key = hash('sha256', found.contact.email.toLowerCase(), 'buffer');
    return { row: fileRow.row, contact: found.contact, key };
  });
  const keys = rows.flatMap((each) => ('key' in each ? each.key : []));
  const firstRows = await rowsOfContacts(platform.db.tenant(job.tenantId), job.id, keys);
  return rows.map((each) => {
    if (!('key' in each)) return each;
    const name = each.key.toString('hex');
    const first = firstRows.get(name);
    if (first === undefined) firstRows.set(name, each.row);
    if (first === undefined) return each;
    const message = `Row ${first} has the same address already`;
    return { row: each.row, problem: { code: 'ROW_REPEATED', message, field: 'email' } };
  });
}

/** A provider that asks us to slow down is waited for and asked again; that is no failure of the job. */
async function send(
  { run, connection, listId }: Import,
  contacts: readonly NewContact[],
): Promise<readonly Imported[]> {
  if (contacts.length === 0) return [];
  if (!connection.importContacts) throw new BatchNotSupported('The provider takes no contacts');
  for (let refusals = 1; ; refusals += 1) {
    try {
      const imported = await connection.importContacts({ contacts, listId }, run.signal);
      if (imported.length === contacts.length) return imported;
      throw new ProviderAnswerInvalid('The provider did not say what became of each contact');
    } catch (error) {
      if (!(error instanceof ProviderThrottled) || refusals >= PATIENCE) throw error;
      const backoff = Math.min(30_000, backoffMs(lanes.critical, refusals)) * (1 + Math.random() / 4);
      await run.pause(error.retryAfterMs ?? backoff);
    }
  }
}

function outcomesOf(rows: readonly Row[], imported: readonly Imported[]): DoneRow[] {
  const answers = imported.values();
  return rows.map((each): DoneRow => {
    const nothing = { row: each.row, externalId: null, code: null, message: null, field: null };
    if ('problem' in each) return { ...nothing, contact: null, outcome: 'REFUSED', ...each.problem };
    const answer = answers.next().value;
    // Their number was compared when they came.
    if (!answer) throw new TypeError('fewer answers than contacts');
    if (answer.outcome !== 'REFUSED') {
      const { outcome, state } = answer;
      return { ...nothing, contact: each.key, outcome, externalId: state.externalId };
    }
    const { code, message, field } = answer;
    return { ...nothing, contact: each.key, outcome: 'REFUSED', code, message, field };
  });
}

/** A row that was refused changed nothing: it counts as unchanged. */
function countsOf(rows: readonly DoneRow[]) {
  const count = (outcome: DoneRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  return {
    processed: rows.length,
    created: count('CREATED'),
    updated: count('UPDATED'),
    unchanged: count('REFUSED'),
    deleted: 0,
  };
}

function progressOf({ job }: Run): ResourceProgress {
  // Made with a part for the one resource that can be imported.
  return job.progress['contact'] ?? emptyProgress(['contact'])['contact']!;
}
