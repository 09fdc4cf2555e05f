/** How far a sync has come, counted per resource. Stored whole in the job's row, so counts never add up wrongly. */

export interface ResourceProgress {
  state: 'PENDING' | 'RUNNING' | 'DONE';
  /** Objects looked at, of which the next four say what became of them. */
  processed: number;
  created: number;
  updated: number;
  deleted: number;
  unchanged: number;
  /** How many there will be, when the provider tells. */
  total: number | null;
  /** 0 to 1: how far the pull has come, by the total or by the provider's own estimate; null when neither is known. */
  fraction: number | null;
}

export type Progress = Record<string, ResourceProgress>;

export interface Counts {
  processed: number;
  created: number;
  updated: number;
  deleted: number;
  unchanged: number;
}

const nothing = (): ResourceProgress => ({
  state: 'PENDING',
  processed: 0,
  created: 0,
  updated: 0,
  deleted: 0,
  unchanged: 0,
  total: null,
  fraction: null,
});

export function emptyProgress(resources: readonly string[]): Progress {
  return Object.fromEntries(resources.map((resource) => [resource, nothing()]));
}

/** Adds what one commit unit did. The fraction never falls, whatever the provider estimates. */
export function advance(
  now: ResourceProgress,
  counts: Counts,
  hint: { total?: number | undefined; fraction?: number | undefined },
): ResourceProgress {
  const processed = now.processed + counts.processed;
  const told = hint.total ?? now.total;
  // What the provider told may have been overtaken.
  const total = told === null ? null : Math.max(told, processed);
  const estimate = total ? processed / total : (hint.fraction ?? now.fraction);
  return {
    state: 'RUNNING',
    processed,
    created: now.created + counts.created,
    updated: now.updated + counts.updated,
    deleted: now.deleted + counts.deleted,
    unchanged: now.unchanged + counts.unchanged,
    total,
    fraction: estimate === null ? null : Math.min(1, Math.max(now.fraction ?? 0, estimate)),
  };
}

export function completed(now: ResourceProgress): ResourceProgress {
  return { ...now, state: 'DONE', total: now.processed, fraction: 1 };
}

/** The job's own totals: counts add up; total and percent are known only when known for every resource. */
export function summarize(progress: Progress): Counts & { total: number | null; percent: number | null } {
  const parts = Object.values(progress);
  const sum = (pick: (part: ResourceProgress) => number) => parts.reduce((all, part) => all + pick(part), 0);
  const known = parts.every((part) => part.total !== null);
  // What has brought nothing yet counts as nothing done; under way without an estimate it makes the whole unknown.
  const guessable = parts.every(
    (part) => part.state !== 'RUNNING' || part.processed === 0 || part.fraction !== null,
  );
  return {
    processed: sum((part) => part.processed),
    created: sum((part) => part.created),
    updated: sum((part) => part.updated),
    deleted: sum((part) => part.deleted),
    unchanged: sum((part) => part.unchanged),
    total: known ? sum((part) => part.total ?? 0) : null,
    percent:
      guessable && parts.length > 0
        ? Math.floor((100 * sum((part) => part.fraction ?? 0)) / parts.length)
        : null,
  };
}
