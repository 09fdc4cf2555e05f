/**
 * How every resource of Square is pulled. Lists that are sorted by a time are read oldest first, all of it or what changed
 * since; the others are read whole. Some are asked for location by location. Every page's position can go on by itself,
 * also when its cursor has died meanwhile.
 */
import type { Change, Page, Position } from '../provider.ts';
import { catalogChanges } from './catalog.ts';
import { seen } from './change.ts';
import type { Answer, SquareApi } from './client.ts';
import { ProviderAnswerInvalid } from '../../platform/errors.ts';
import { objectOf, type SquareObject } from './object.ts';
import { CursorRefused } from './refusal.ts';
import { resources, type ListQuery, type SquareResource, type SquareResourceName } from './resources.ts';

/**
 * Searches show changes late: customers within 30 seconds as a rule, sometimes more than a minute
 * (https://developer.squareup.com/reference/square/customers-api/search-customers). So much is read again.
 */
const OVERLAP_MS = 300_000;
/** A cursor that dies this often within one pull is not old but wrong. */
const MOST_RESTARTS = 3;

/** All times are RFC 3339, by Square's clock. */
interface At {
  /** What changed since then is pulled; everything when undefined. */
  since?: string | undefined;
  /** What the next pull will ask since: when this one began. */
  until?: string | undefined;
  /** What is still to be listed: the locations of each further request, this one's first. */
  groups?: readonly (readonly string[])[];
  /** How many groups there were in the beginning. */
  of?: number | undefined;
  cursor?: string | undefined;
  /** Where the list of this group begins, the oldest object in it, and how far it was read. */
  from?: string | undefined;
  first?: string | undefined;
  reached?: string | undefined;
}

export interface Puller {
  client: SquareApi;
  resource: SquareResourceName;
}

export async function* pull(
  puller: Puller,
  position: Position | undefined,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  const { client } = puller;
  const resource: SquareResource = resources[puller.resource];
  // A position is what an earlier pull of this resource left.
  let at = (position ?? {}) as At;
  const groups = at.groups ?? (await groupsOf(client, resource, signal));
  if (groups.length === 0) {
    yield { changes: [], position: position ?? {}, fullPass: at.since ? null : 'complete' };
    return;
  }
  at = { ...at, groups, of: at.of ?? groups.length };
  for (let restarts = 0; ;) {
    const query = queryOf(at);
    const answer = await client
      .ask((sdk) => resource.list(sdk, query), signal)
      .catch((error: unknown) => {
        if (error instanceof CursorRefused && at.cursor && restarts < MOST_RESTARTS) return undefined;
        throw error;
      });
    if (!answer) {
      restarts += 1;
      at = { ...at, cursor: undefined, from: at.reached ?? at.from };
      continue;
    }
    const list = read(resource, answer);
    const next = behind(at, { list, sortedBy: resource.sortedBy?.(query) });
    const isLast = next.groups?.length === 0;
    yield {
      changes: changesOf(puller.resource, list),
      position: isLast ? (resource.tellsChanges ? { since: next.until } : {}) : { ...next },
      fullPass: at.since ? null : isLast ? 'complete' : 'more',
      ...(resource.datedBy === 'looked' && { observedAt: BigInt(list.asOf) }),
      ...(!at.since && progress(next, list)),
    };
    if (isLast) return;
    at = next;
  }
}

/** The locations of each request: one group without any for resources that are not listed by location. */
async function groupsOf(
  client: SquareApi,
  { locationsAtOnce }: SquareResource,
  signal: AbortSignal,
): Promise<string[][]> {
  if (locationsAtOnce === undefined) return [[]];
  const answer = await client.ask((sdk) => sdk.locations.list(), signal);
  const ids = read(resources.location, answer).objects.map(({ id }) => id);
  const count = Math.ceil(ids.length / locationsAtOnce);
  return Array.from({ length: count }, (_, n) => ids.slice(n * locationsAtOnce, (n + 1) * locationsAtOnce));
}

function queryOf({ groups, since, from, cursor }: At): ListQuery {
  const start = since && new Date(Date.parse(since) - OVERLAP_MS).toISOString();
  return { locations: groups?.[0] ?? [], since: start, from, cursor };
}

interface List {
  objects: SquareObject[];
  cursor: string | undefined;
  total: number | undefined;
  /** The catalog's own time of its last change, which is what its changes are asked by. */
  latest: string | undefined;
  asOf: number;
}

/** Square leaves out the member of a list that is empty. Throws ProviderAnswerInvalid. */
function read({ listed }: SquareResource, { body, asOf }: Answer): List {
  const objects = body[listed] ?? [];
  if (!Array.isArray(objects)) throw new ProviderAnswerInvalid(`Square sent ${listed} that are no list`);
  const { cursor, count, latest_time: latest } = body;
  return {
    objects: objects.map(objectOf),
    cursor: typeof cursor === 'string' && cursor !== '' ? cursor : undefined,
    total: typeof count === 'number' ? count : undefined,
    latest: typeof latest === 'string' ? latest : undefined,
    asOf,
  };
}

/** Where the pull stands behind a page. A group ends with its list, or where the list comes to what is newer than the pull. */
function behind(at: At, page: { list: List; sortedBy: 'created_at' | 'updated_at' | undefined }): At {
  const { list, sortedBy } = page;
  const { since, of, groups = [], from } = at;
  const until = at.until ?? list.latest ?? new Date(list.asOf).toISOString();
  const timeOf = (object: SquareObject | undefined) => (sortedBy && object?.[sortedBy]) ?? undefined;
  const reached = timeOf(list.objects.at(-1)) ?? at.reached;
  const isPast = reached !== undefined && Date.parse(reached) > Date.parse(until);
  const pass = { since, until, of };
  if (!list.cursor || isPast) return { ...pass, groups: groups.slice(1) };
  const first = at.first ?? timeOf(list.objects[0]);
  return { ...pass, groups, cursor: list.cursor, from, first, reached };
}

function changesOf(resource: SquareResourceName, list: List): Change[] {
  const { objects, asOf } = list;
  const see = (object: SquareObject) => seen({ resource, object, from: 'page', asOf });
  return resource === 'product' ? catalogChanges(list, see) : objects.map(see);
}

/** How far a full pass has come: of a known number, or of the time that its lists span. */
function progress(next: At, { total }: List): { total: number } | { fraction: number } {
  if (total !== undefined) return { total };
  const { groups = [], of = 1, first, reached, until } = next;
  const span = first && until ? Date.parse(until) - Date.parse(first) : 0;
  const within = span > 0 && first && reached ? (Date.parse(reached) - Date.parse(first)) / span : 0;
  return { fraction: of > 0 ? (of - groups.length + within) / of : 1 };
}
