/**
 * How a resource is pulled. The first pass pages through a query in the order of last change, so that whatever changes
 * meanwhile moves behind the reader and nothing can slip past. Later changes come from change data capture, which also
 * tells deletions, reaches back 30 days and answers at most 1,000 objects.
 */
import { ProviderAnswerInvalid } from '../../platform/errors.ts';
import type { Change, Page, Position } from '../provider.ts';
import type { ResourceName } from '../resources.ts';
import { changedAt, deleted, seen } from './change.ts';
import { objectsIn, type QuickbooksClient } from './client.ts';
import { readChanges } from './changes.ts';
import type { Entity } from './entities.ts';
import { objectOf } from './faults.ts';
import { kindsOf, type Kind } from './kinds.ts';

/** The most that QuickBooks hands out at once, in a query as in a change report. */
const PAGE = 1_000;
/** Changes may become visible a little late: so much is read again, and dropped by version. */
const OVERLAP_MS = 300_000;
/** Where a page ends amid objects of one second, so many are read again, in case some before them moved away. */
const TIE_OVERLAP = 100;
const SECOND_MS = 1_000;

/** Reading a query. Times are ms by QuickBooks' clock. */
interface Querying {
  phase: 'query';
  /** Whether everything is read, or only what changed since `from`. */
  full: boolean;
  from?: number;
  /** When the pull began; what changes later is left to the next one. */
  started?: number;
  /** Which of the resource's entities is read, and where in it: the last change read, and how many of its second. */
  entity: number;
  since?: number;
  skip: number;
  total?: number;
}

type At = Querying | { phase: 'changes'; since: number };

const FULL: Querying = { phase: 'query', full: true, entity: 0, skip: 0 };

export interface Puller {
  readonly client: QuickbooksClient;
  readonly resource: ResourceName;
}

export async function* pull(
  puller: Puller,
  position: Position | undefined,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  // Positions come from here; nobody else makes any.
  const at = (position ?? FULL) as unknown as At;
  if (at.phase === 'query') return yield* pullQuery(puller, at, signal);

  const kinds = kindsOf(puller.resource);
  const from = at.since - OVERLAP_MS;
  const report = await readChanges(puller.client, { kinds, since: from }, signal);
  if (report === 'too old') return yield* pullQuery(puller, FULL, signal);
  const { found, time } = report;
  if (found.reduce((sum, { objects }) => sum + objects.length, 0) >= PAGE) {
    // Cut off, deletions first. Lists have none, and a query shows the rest of them; of transactions all must be seen.
    const rest = kinds.every((kind) => kind.list)
      ? { ...FULL, full: false, from, since: from, started: time }
      : FULL;
    return yield* pullQuery(puller, rest, signal);
  }
  const changes: Change[] = [];
  for (const { kind, objects } of found) changes.push(...(await told(puller, { kind, objects }, signal)));
  yield { changes, position: { phase: 'changes', since: time }, fullPass: null };
}

async function* pullQuery(puller: Puller, from: Querying, signal: AbortSignal): AsyncGenerator<Page> {
  const { client, resource } = puller;
  const kinds = kindsOf(resource);
  let at = from;
  for (;;) {
    const kind = kinds[at.entity];
    if (!kind) throw new ProviderAnswerInvalid(`No ${resource} is to be read at this position`);
    const { body, time } = await client.get('query', { query: selectAt(kind, at) }, signal);
    const objects = objectsIn(body['QueryResponse'], kind.entity);
    const started = at.started ?? time;
    const last = objects.at(-1);
    const isFull = objects.length >= PAGE;
    const total = at.total ?? (at.full && isFull ? await count(puller, signal) : undefined);
    const changes = await told(puller, { kind, objects }, signal);
    const entityDone = !isFull || !last || changedAt(last) > started;
    const known = total === undefined ? {} : { total };
    if (entityDone && at.entity === kinds.length - 1) {
      const position = { phase: 'changes', since: started };
      yield { changes, position, fullPass: at.full ? 'complete' : null, ...known };
      return;
    }
    at = entityDone
      ? { ...at, ...known, started, entity: at.entity + 1, since: at.from, skip: 0 }
      : { ...at, ...known, started, ...behind(at, objects, changedAt(last)) };
    yield { changes, position: { ...at }, fullPass: at.full ? 'more' : null, ...known };
  }
}

/** Where to go on: in the last second read, behind what was read of it. */
function behind(at: Querying, objects: readonly Entity[], lastMs: number): { since: number; skip: number } {
  const since = Math.floor(lastMs / SECOND_MS) * SECOND_MS;
  const before = since === at.since ? at.skip : 0;
  const read = before + objects.filter((object) => changedAt(object) >= since).length;
  return { since, skip: Math.max(0, read - TIE_OVERLAP) };
}

function selectAt(kind: Kind, at: Querying): string {
  const conditions = [
    ...(at.since === undefined ? [] : [`MetaData.LastUpdatedTime >= '${isoSecond(at.since)}'`]),
    ...active(kind),
  ];
  const where = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
  const order = `orderby MetaData.LastUpdatedTime startposition ${at.skip + 1} maxresults ${PAGE}`;
  return `select * from ${kind.entity}${where} ${order}`;
}

/** What is put away is hidden unless it is asked for. */
function active(kind: Kind): string[] {
  return kind.list ? ['Active in (true, false)'] : [];
}

function isoSecond(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** How many objects the resource has. */
async function count({ client, resource }: Puller, signal: AbortSignal): Promise<number> {
  let total = 0;
  for (const kind of kindsOf(resource)) {
    const where = active(kind).map((condition) => ` where ${condition}`);
    const query = `select count(*) from ${kind.entity}${where.join('')}`;
    const { body } = await client.get('query', { query }, signal);
    const counted = objectOf(body['QueryResponse'])?.['totalCount'];
    if (typeof counted !== 'number') throw new ProviderAnswerInvalid('QuickBooks did not count');
    total += counted;
  }
  return total;
}

async function told(
  { client }: Puller,
  { kind, objects }: { kind: Kind; objects: readonly Entity[] },
  signal: AbortSignal,
): Promise<Change[]> {
  const lacksCurrency = (object: Entity) => !object.CurrencyRef && object.status !== 'Deleted';
  const home = kind.hasMoney && objects.some(lacksCurrency) ? await client.homeCurrency(signal) : undefined;
  return objects.map((object) =>
    object.status === 'Deleted'
      ? deleted(kind, { id: object.Id, atMs: changedAt(object), from: 'page' })
      : seen(kind, object, { from: 'page', home }),
  );
}
