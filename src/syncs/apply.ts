/** Brings changes, whoever told of them, into the records of one integration. Sync pages and webhooks share this path. */
import type { Platform } from '../platform/platform.ts';
import type { Tx } from '../platform/db/sql.ts';
import type { Change, Connection, Gone, Hint, Seen } from '../providers/provider.ts';
import { merge } from './merge.ts';
import type { Counts } from './progress.ts';
import { storedVersions, doubts } from './versions.ts';

export interface Target {
  readonly tenantId: string;
  readonly integrationId: string;
  /** Called only when something must be fetched. */
  readonly connect: () => Promise<Connection>;
}

/** Objects fetched at once: enough to hide latency, few enough to leave the rate budget to others. */
const FETCHES_AT_ONCE = 4;

/**
 * Applies a unit of changes in one transaction together with what `alongside` writes (checkpoint, progress, inbox row).
 * What cannot be ordered is fetched before anything is committed. Answers what became of the objects.
 */
export async function applyChanges(
  platform: Platform,
  target: Target,
  unit: {
    changes: readonly Change[];
    signal: AbortSignal;
    alongside: (tx: Tx, counts: Counts) => Promise<void>;
  },
): Promise<Counts> {
  const { states, hints } = await sort(platform, target, latestOfEach(unit.changes));
  let settled = [...states, ...(await fetchAll(target, hints, unit.signal))];
  for (;;) {
    const undecided: Hint[] = [];
    const counts = await platform.db
      .tenant(target.tenantId)
      .transaction(async (tx) => {
        const merged = await merge(tx.client, target, settled);
        for (const key of merged.undecided) {
          const state = settled.find(
            (each) => each.resource === key.resource && each.externalId === key.externalId,
          );
          if (state) undecided.push({ ...state, kind: 'hint' });
        }
        if (undecided.length > 0) throw new Undecided();
        const counts = { ...merged, processed: unit.changes.length, unchanged: merged.unchanged + skipped() };
        await unit.alongside(tx, counts);
        return counts;
      })
      .catch((error) => {
        if (error instanceof Undecided) return undefined;
        throw error;
      });
    if (counts) return counts;
    const fetched = await fetchAll(target, undecided, unit.signal);
    settled = [...settled.filter((state) => !undecided.some((hint) => sameObject(hint, state))), ...fetched];
  }

  /** Changes that another of the same unit, or what is stored, made superfluous. */
  function skipped(): number {
    return unit.changes.length - settled.length;
  }
}

/** Rolls the unit back: some of its objects must be looked at first. */
class Undecided extends Error {}

/** Of several changes to one object only the newest counts; at equal versions the one that makes us look. */
function latestOfEach(changes: readonly Change[]): Change[] {
  const latest = new Map<string, Change>();
  for (const change of changes) {
    const key = `${change.resource}\n${change.externalId}`;
    const other = latest.get(key);
    if (!other || change.version > other.version) latest.set(key, change);
    else if (change.version === other.version && !sameState(change, other)) {
      latest.set(key, {
        kind: 'hint',
        resource: change.resource,
        externalId: change.externalId,
        version: change.version,
      });
    }
  }
  return [...latest.values()];
}

function sameState(a: Change, b: Change): boolean {
  if (a.kind !== 'seen' || b.kind !== 'seen') return a.kind === b.kind;
  return JSON.stringify(a.raw) === JSON.stringify(b.raw);
}

/** States to write, and objects to fetch: hints, and events that a full pass may have overtaken without a trace. */
async function sort(
  platform: Platform,
  target: Target,
  changes: readonly Change[],
): Promise<{ states: (Seen | Gone)[]; hints: Hint[] }> {
  const states: (Seen | Gone)[] = [];
  const hints: Hint[] = [];
  const told = changes.filter((change) => change.kind !== 'seen' || change.from === 'event');
  const doubted = told.length > 0 ? await doubts(platform, target) : new Map<string, bigint>();
  for (const change of changes) {
    const doubtful =
      change.kind === 'seen' &&
      change.from === 'event' &&
      change.version <= (doubted.get(change.resource) ?? -1n);
    if (change.kind === 'hint' || doubtful) {
      hints.push({
        kind: 'hint',
        resource: change.resource,
        externalId: change.externalId,
        version: change.version,
      });
    } else states.push(change);
  }
  const stored = hints.length > 0 ? await storedVersions(platform, target, hints) : new Map<string, bigint>();
  return {
    states,
    hints: hints.filter(
      (hint) => (stored.get(`${hint.resource}\n${hint.externalId}`) ?? -1n) <= hint.version,
    ),
  };
}

async function fetchAll(
  target: Target,
  hints: readonly Hint[],
  signal: AbortSignal,
): Promise<(Seen | Gone)[]> {
  const states: (Seen | Gone)[] = [];
  for (let at = 0; at < hints.length; at += FETCHES_AT_ONCE) {
    const some = hints.slice(at, at + FETCHES_AT_ONCE);
    states.push(...(await Promise.all(some.map((hint) => fetchOne(target, hint, signal)))));
  }
  return states;
}

/** We heard of the change before we asked, so the answer is at least as new as what we heard. */
async function fetchOne(target: Target, hint: Hint, signal: AbortSignal): Promise<Seen | Gone> {
  const connection = await target.connect();
  const state = await connection.resource(hint.resource).fetch(hint.externalId, signal);
  if (state.kind === 'hint') throw new TypeError(`fetching ${hint.resource} answered a hint`);
  return { ...state, version: state.version > hint.version ? state.version : hint.version };
}

function sameObject(a: Change, b: Change): boolean {
  return a.resource === b.resource && a.externalId === b.externalId;
}
