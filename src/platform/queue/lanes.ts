/** The four priority lanes, as data. Retries and waiting times are decided in Postgres by this table, not by the queue. */

export interface Lane {
  readonly queue: string;
  /** Jobs of this lane that one worker process runs at once. */
  readonly concurrency: number;
  /** Tries in a row without progress before the work is given up. */
  readonly attempts: number;
  readonly backoff: { readonly kind: 'exponential' | 'fixed'; readonly ms: number };
  /** Finished jobs that stay listed, for each tenant, beyond the retention time. */
  readonly listed: { readonly done: number; readonly failed: number };
}

export const lanes = {
  critical: {
    queue: 'integration-critical',
    concurrency: 10,
    attempts: 5,
    backoff: { kind: 'exponential', ms: 1_000 },
    listed: { done: 50, failed: 100 },
  },
  high: {
    queue: 'integration-high',
    concurrency: 5,
    attempts: 3,
    backoff: { kind: 'exponential', ms: 2_000 },
    listed: { done: 100, failed: 200 },
  },
  normal: {
    queue: 'integration-normal',
    concurrency: 3,
    attempts: 3,
    backoff: { kind: 'exponential', ms: 5_000 },
    listed: { done: 200, failed: 500 },
  },
  low: {
    queue: 'integration-low',
    concurrency: 1,
    attempts: 2,
    backoff: { kind: 'fixed', ms: 10_000 },
    listed: { done: 500, failed: 1000 },
  },
} as const satisfies Record<string, Lane>;

export type LaneName = keyof typeof lanes;
export const laneNames = Object.keys(lanes) as LaneName[];

/** Milliseconds to wait after the `attempts`-th failed try (1 = the first). */
export function backoffMs(lane: Lane, attempts: number): number {
  return lane.backoff.kind === 'fixed' ? lane.backoff.ms : lane.backoff.ms * 2 ** (attempts - 1);
}
