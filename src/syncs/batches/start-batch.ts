/** Starting exports and imports. An export begins at once; an import waits for its rows. */
import { assertUsable, theView, type Actor } from '../../integrations/integrations.ts';
import { InvalidInput } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { providerOf } from '../../providers/registry.ts';
import type { SyncJobView } from '../reads.ts';
import { chosenResources, insertJob, theJob, wake } from '../syncs.ts';
import { Batch, type BatchFormat, type BatchOperation } from './batch.entity.ts';
import { BatchNotSupported } from './errors.ts';

export interface StartBatch {
  readonly integrationId: string;
  readonly operation: BatchOperation;
  readonly format?: BatchFormat | null | undefined;
  /** Of an export; all that the provider has when absent. */
  readonly resources?: readonly string[] | null | undefined;
  /** Of an export: with the provider's own objects. The caller must have the right to see them. */
  readonly raw?: boolean | null | undefined;
  /** Of an import, at providers that keep contacts in lists. */
  readonly listId?: string | null | undefined;
}

/** For how long an import waits for its rows, in milliseconds. */
const UPLOAD_WITHIN_MS = 24 * 3_600_000;

/** Queues a batch. Throws IntegrationNotFound, IntegrationNotReady, BatchNotSupported, InvalidInput. */
export async function startBatch(platform: Platform, actor: Actor, input: StartBatch): Promise<SyncJobView> {
  const integration = await theView(actor.db, input.integrationId);
  assertUsable(integration);
  const asked = { ...input, format: input.format ?? 'NDJSON', raw: input.raw ?? false };
  const of =
    input.operation === 'EXPORT'
      ? exportOf(integration.providerId, asked)
      : importOf(integration.providerId, asked);
  const { tenantId } = actor.db;
  const now = platform.clock.now();
  // An import's first try is due when its time is over; its upload makes it due at once.
  const nextAttemptAt = new Date(input.operation === 'IMPORT' ? now + UPLOAD_WITHIN_MS : now);
  const id = await actor.db.change(async (em, tx) => {
    const job = { integrationId: integration.id, kind: 'BATCH', mode: 'FULL', priority: 'LOW' } as const;
    const { operation, format, raw } = asked;
    const jobId = await insertJob(em, tx, {
      actor,
      job: { ...job, resources: of.resources, nextAttemptAt },
      detail: { operation, format, raw, resources: of.resources, integrationId: integration.id },
    });
    em.create(Batch, {
      jobId,
      tenantId,
      integrationId: integration.id,
      operation,
      format,
      raw,
      listId: of.listId,
      // Half-written files of tries that never ended are removed then; a finished one is kept from its end on.
      filesUntil: new Date(nextAttemptAt.getTime() + platform.storage.keptMs),
    });
    return jobId;
  });
  await wake(platform, actor, { id, priority: 'LOW' });
  return theJob(actor, id);
}

type Asked = StartBatch & { readonly format: BatchFormat; readonly raw: boolean };
interface Of {
  readonly resources: string[];
  readonly listId: string | null;
}

function exportOf(providerId: string, { resources, format, raw, listId }: Asked): Of {
  if (listId != null) throw new InvalidInput('An export takes no list', { field: 'input.listId' });
  const chosen = chosenResources(providerId, resources);
  if (format === 'CSV' && chosen.length !== 1) {
    throw new InvalidInput('A CSV file holds one resource: name it', { field: 'input.resources' });
  }
  if (format === 'CSV' && raw) {
    throw new InvalidInput('Only NDJSON can hold raw objects', { field: 'input.raw' });
  }
  return { resources: chosen, listId: null };
}

function importOf(providerId: string, { resources, raw, listId }: Asked): Of {
  const { contactImport, name } = providerOf(providerId);
  if (!contactImport) throw new BatchNotSupported(`${name} takes no contacts from here`);
  if (resources && !(resources.length === 1 && resources[0] === 'contact')) {
    throw new BatchNotSupported('Only contacts can be imported');
  }
  if (raw) throw new InvalidInput('An import takes no raw objects', { field: 'input.raw' });
  if (contactImport.intoList && !listId) {
    throw new InvalidInput(`${name} keeps contacts in lists: name one`, { field: 'input.listId' });
  }
  if (!contactImport.intoList && listId != null) {
    throw new InvalidInput(`${name} keeps contacts in no lists`, { field: 'input.listId' });
  }
  return { resources: ['contact'], listId: listId ?? null };
}
