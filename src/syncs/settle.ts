/** Decides, before anything is written, which of the changes are believed as told and which objects must be looked at. */
import type { Platform } from '../platform/platform.ts';
import type { Change, Connection, Gone, Hint, Seen } from '../providers/provider.ts';
import { doubts, storedVersions } from './versions.ts';

export interface Target {
  readonly tenantId: string;
  readonly integrationId: string;
  /** Called only when something must be fetched. */
  readonly connect: () => Promise<Connection>;
}

/** A state that can be written. */
export type State = Seen | Gone;

/** Objects fetched at once: enough to hide latency, few enough to leave the rate budget to others. */
const FETCHES_AT_ONCE = 4;

/** One state per object: the newest told, or the fetched one where telling is not enough. */
export async function settle(
  platform: Platform,
  target: Target,
  unit: { changes: readonly Change[]; signal: AbortSignal },
): Promise<State[]> {
  const changes = newestOfEach(unit.changes);
  const isTold = (change: Change) => change.kind === 'hint' || change.from === 'event';
  const doubted = changes.some(isTold) ? await doubts(platform, target) : new Map<string, bigint>();
  const isOpen = (change: Change) =>
    change.kind === 'hint' ||
    (change.from === 'event' && change.version <= (doubted.get(change.resource) ?? -1n));

  const states = changes.filter((change): change is State => !isOpen(change));
  const open = changes.filter(isOpen).map(asHint);
  const stored = open.length > 0 ? await storedVersions(platform, target, open) : new Map<string, bigint>();
  // What is stored is newer than what was told: there is nothing to look for.
  const unknown = open.filter((hint) => (stored.get(keyOf(hint)) ?? -1n) <= hint.version);
  return [...states, ...(await fetchAll(target, unknown, unit.signal))];
}

/** The current states of the objects. We heard of each before we asked, so an answer is at least as new as the hint. */
export async function fetchAll(
  target: Target,
  hints: readonly Hint[],
  signal: AbortSignal,
): Promise<State[]> {
  if (hints.length === 0) return [];
  const connection = await target.connect();
  const fetchOne = async (hint: Hint): Promise<State> => {
    const { notAfter, ...state } = await connection.resource(hint.resource).fetch(hint.externalId, signal);
    const told = notAfter === undefined ? hint.version : least(hint.version, notAfter);
    return { ...state, version: state.version > told ? state.version : told };
  };
  const states: State[] = [];
  for (let at = 0; at < hints.length; at += FETCHES_AT_ONCE) {
    states.push(...(await Promise.all(hints.slice(at, at + FETCHES_AT_ONCE).map(fetchOne))));
  }
  return states;
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function asHint(change: Change): Hint {
  const { resource, externalId, version } = change;
  return { kind: 'hint', resource, externalId, version };
}

export function keyOf(object: { resource: string; externalId: string }): string {
  return `${object.resource}\n${object.externalId}`;
}

/** Of several changes to one object only the newest counts; different ones of the same version make us look. */
function newestOfEach(changes: readonly Change[]): Change[] {
  const newest = new Map<string, Change>();
  for (const change of changes) {
    const key = keyOf(change);
    const other = newest.get(key);
    if (!other || change.version > other.version) newest.set(key, change);
    else if (change.version === other.version && !sameState(change, other)) newest.set(key, asHint(change));
  }
  return [...newest.values()];
}

function sameState(a: Change, b: Change): boolean {
  if (a.kind !== 'seen' || b.kind !== 'seen') return a.kind === b.kind;
  return JSON.stringify(a.raw) === JSON.stringify(b.raw);
}
