/** Batches as their users drive them: a mutation, a signed link, and what came of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aHub, finished, type Hub, type HubOptions, type JobState, type Tenant } from '../support/hub.ts';

export interface BatchHub extends Hub {
  /** The folder that is its storage. */
  readonly folder: string;
}

/** A hub whose files lie in a folder of their own. */
export async function aBatchHub(options: HubOptions): Promise<BatchHub> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-storage-'));
  const hub = await aHub({ ...options, env: { STORAGE_URL: `file:${folder}`, ...options.env } });
  const close = async () => {
    await hub.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...hub, folder, close };
}

export type Started = { __typename: string; id: string; code?: string; message?: string; field?: string };

/** Whatever `startBatch` answers. */
export async function startBatch(tenant: Tenant, input: object): Promise<Started> {
  const { startBatch: result } = await tenant.ask<{ startBatch: Started }>(
    `mutation ($input: StartBatchInput!) {
      startBatch(input: $input) {
        __typename ... on SyncJob { id } ... on HubProblem { code message } ... on HubInvalidInput { field }
      }
    }`,
    { input },
  );
  return result;
}

export interface ExportFile {
  format: string;
  rows: number;
  bytes: number;
  url: string;
  expiresAt: string;
}

export async function exportOf(tenant: Tenant, id: string): Promise<ExportFile | null> {
  const { syncJob } = await tenant.ask<{ syncJob: { export: ExportFile | null } }>(
    'query ($id: ID!) { syncJob(id: $id) { export { format rows bytes url expiresAt } } }',
    { id },
  );
  return syncJob.export;
}

/** Starts an export, waits for its end and downloads it. */
export async function exported(
  tenant: Tenant,
  input: object,
): Promise<{ id: string; job: JobState; file: ExportFile; response: Response; text: string }> {
  const { id } = await startBatch(tenant, { operation: 'EXPORT', ...input });
  const job = await finished(tenant, id);
  const file = await exportOf(tenant, id);
  if (!file) throw new Error(`no file of ${JSON.stringify(job)}`);
  const response = await fetch(file.url);
  return { id, job, file, response, text: await response.text() };
}

export async function uploadOf(tenant: Tenant, id: string): Promise<{ url: string } | null> {
  const { syncJob } = await tenant.ask<{ syncJob: { upload: { url: string } | null } }>(
    'query ($id: ID!) { syncJob(id: $id) { upload { format url expiresAt } } }',
    { id },
  );
  return syncJob.upload;
}

/** Starts an import, sends its rows, and answers the job's id. */
export async function startImport(tenant: Tenant, input: object, rows: string): Promise<string> {
  const started = await startBatch(tenant, { operation: 'IMPORT', ...input });
  if (started.__typename !== 'SyncJob') throw new Error(JSON.stringify(started));
  const upload = await uploadOf(tenant, started.id);
  const response = await fetch(upload?.url ?? '', { method: 'PUT', body: rows });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return started.id;
}

export interface ImportRow {
  row: number;
  outcome: string;
  externalId: string | null;
  problem: { code: string; message: string; field: string | null } | null;
}

/** Every row of an import, page by page. */
export async function importRows(tenant: Tenant, id: string, outcome?: string): Promise<ImportRow[]> {
  const rows: ImportRow[] = [];
  for (let after: string | null = null; ;) {
    const { syncJob } = (await tenant.ask(
      `query ($id: ID!, $after: String, $outcome: ImportRowOutcome) {
        syncJob(id: $id) {
          importRows(first: 100, after: $after, outcome: $outcome) {
            edges { node { row outcome externalId problem { code message field } } }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
      { id, after, outcome },
    )) as {
      syncJob: {
        importRows: {
          edges: { node: ImportRow }[];
          pageInfo: { hasNextPage: boolean; endCursor: string | null };
        };
      };
    };
    rows.push(...syncJob.importRows.edges.map(({ node }) => node));
    if (!syncJob.importRows.pageInfo.hasNextPage) return rows;
    after = syncJob.importRows.pageInfo.endCursor;
  }
}
