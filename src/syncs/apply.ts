/** Brings changes, whoever told of them, into the records of one integration. Sync pages and webhooks share this path. */
import { writeEvent } from '../notifications/write-event.ts';
import type { Tx } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import type { Change } from '../providers/provider.ts';
import { merge, Overtaken, type ObjectKey } from './merge.ts';
import type { Counts } from './progress.ts';
import { asHint, fetchAll, keyOf, settle, type State, type Target } from './settle.ts';

export interface Unit {
  readonly changes: readonly Change[];
  readonly signal: AbortSignal;
  /** What is written in the same transaction (checkpoint, progress, inbox row). Throwing undoes the unit. */
  readonly alongside: (tx: Tx, counts: Counts) => Promise<void>;
}

/**
 * Applies a unit of changes in one transaction. What cannot be ordered against what is stored is fetched first: nothing
 * is committed before every object of the unit is decided. Answers what became of the objects.
 */
export async function applyChanges(platform: Platform, target: Target, unit: Unit): Promise<Counts> {
  let states = await settle(platform, target, unit);
  for (;;) {
    unit.signal.throwIfAborted();
    const outcome = await write(platform, target, { unit, states });
    if (outcome instanceof Overtaken) continue;
    if (!(outcome instanceof Undecided)) return outcome;
    const undecided = new Set(outcome.keys.map(keyOf));
    const hints = states.filter((state) => undecided.has(keyOf(state))).map(asHint);
    const fetched = await fetchAll(target, hints, unit.signal);
    states = [...states.filter((state) => !undecided.has(keyOf(state))), ...fetched];
  }
}

/** Rolls the unit back: some of its objects have the version that is stored, and another content. */
class Undecided extends Error {
  readonly keys: readonly ObjectKey[];

  constructor(keys: readonly ObjectKey[]) {
    super('the order of some states is not known');
    this.keys = keys;
  }
}

async function write(
  platform: Platform,
  target: Target,
  { unit, states }: { unit: Unit; states: readonly State[] },
): Promise<Counts | Undecided | Overtaken> {
  try {
    return await platform.db.tenant(target.tenantId).transaction(async (tx) => {
      const { undecided, ...became } = await merge(tx.client, target, states);
      if (undecided.length > 0) throw new Undecided(undecided);
      const processed = unit.changes.length;
      // Changes that a newer one of the same object, or what is stored, made superfluous.
      const superfluous = processed - states.length;
      const counts = { ...became, processed, unchanged: became.unchanged + superfluous };
      await unit.alongside(tx, counts);
      await tellChanged(tx, target, { states, counts });
      return counts;
    });
  } catch (error) {
    if (error instanceof Undecided || error instanceof Overtaken) return error;
    throw error;
  }
}

/** Client applications are told of a unit as a whole. */
async function tellChanged(
  tx: Tx,
  { tenantId, integrationId }: Target,
  { states, counts }: { states: readonly State[]; counts: Counts },
): Promise<void> {
  const { created, updated, deleted } = counts;
  if (created + updated + deleted === 0) return;
  const resources = [...new Set(states.map(({ resource }) => resource))];
  const payload = { integrationId, resources, created, updated, deleted };
  await writeEvent(tx, tenantId, { type: 'records.changed', subject: integrationId, payload });
}
