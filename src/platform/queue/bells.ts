/**
 * Bells over bee-queue: "there is work, id so-and-so". A bell may be lost or rung twice; the row in Postgres decides.
 * So bee-queue keeps nothing: no retries, no results, no delayed jobs, no stored jobs.
 */
import { createRequire } from 'node:module';
import BeeQueue from 'bee-queue';
import type { Log } from '../log.ts';
import { laneNames, lanes, type LaneName } from './lanes.ts';

const { buildCache } = createRequire(import.meta.url)('bee-queue/lib/lua') as {
  buildCache(client: unknown): Promise<unknown>;
};

export interface Bell {
  /** Which job kind works on it (`sync`, `webhook`). */
  readonly kind: string;
  /** The id of the durable row. */
  readonly id: string;
}

export type RingResult = 'rung' | 'unheard';

export interface Bells {
  /** Tells the lane's workers about a row; answers `unheard` within 200 ms when Redis is away. Never throws. */
  ring(lane: LaneName, bell: Bell): Promise<RingResult>;
  /** Calls `work` for every bell of every lane, as many at once as the lane allows. */
  listen(work: (lane: LaneName, bell: Bell) => Promise<void>): void;
  /** False while no bell can be rung or heard. */
  readonly connected: boolean;
  /** Called each time Redis is back after having been away: every bell rung before may be gone. */
  onRecovered(listener: () => void): void;
  /** Stops taking bells and waits up to `timeoutMs` for running work. */
  close(timeoutMs: number): Promise<void>;
}

const RING_DEADLINE_MS = 200;
/** Far above any pause a healthy worker makes; a bell heard twice is harmless, a flood of them is not. */
const STALL_INTERVAL_MS = 30_000;

export interface BellsOptions {
  redisUrl: string;
  /** Keeps several installations apart on one Redis. */
  prefix: string;
  /** Whether this process will `listen`; others save themselves the blocking connections. */
  listens: boolean;
  log: Log;
}

export function openBells(options: BellsOptions): Bells {
  const recovered = new Set<() => void>();
  const queues = new Map<LaneName, BeeQueue<Bell>>();
  for (const name of laneNames)
    queues.set(
      name,
      openQueue(name, options, () => recovered.forEach((call) => call())),
    );
  let closing = false;
  return {
    get connected() {
      return [...queues.values()].every((queue) => clientOf(queue)?.connected === true);
    },
    ring: (lane, bell) => (closing ? Promise.resolve('unheard') : ring(queues.get(lane)!, bell)), // every lane has a queue
    listen: (work) => {
      for (const [name, queue] of queues) {
        // A worker never lets an error reach bee-queue: what happens next stands in the row.
        const handle = (job: BeeQueue.Job<Bell>) =>
          work(name, job.data).catch((error) => log(options, error));
        queue.process(lanes[name].concurrency, handle);
        queue.checkStalledJobs(STALL_INTERVAL_MS).catch(() => undefined);
      }
    },
    onRecovered: (listener) => void recovered.add(listener),
    close: async (timeoutMs) => {
      closing = true;
      await Promise.all([...queues.values()].map((queue) => queue.close(timeoutMs).catch(() => undefined)));
    },
  };
}

function openQueue(lane: LaneName, options: BellsOptions, onRecovered: () => void): BeeQueue<Bell> {
  const queue = new BeeQueue<Bell>(lanes[lane].queue, {
    prefix: options.prefix,
    // An ioredis client would be ignored silently; a retry strategy keeps redis@3 from giving up for good.
    redis: {
      url: options.redisUrl,
      retry_strategy: ({ attempt }: { attempt: number }) => Math.min(attempt * 100, 1_000),
    },
    isWorker: options.listens,
    getEvents: false,
    sendEvents: false,
    storeJobs: false,
    removeOnSuccess: true,
    removeOnFailure: true,
    activateDelayedJobs: false,
    stallInterval: STALL_INTERVAL_MS,
  });
  queue.on('error', (error) => log(options, error));
  queue.ready().then(
    () => {
      const client = clientOf(queue);
      // A restarted Redis has forgotten bee-queue's scripts, and bee-queue loads them only once (its issue 489).
      client?.on('ready', () => void buildCache(client).then(onRecovered, (error) => log(options, error)));
    },
    () => undefined,
  );
  return queue;
}

async function ring(queue: BeeQueue<Bell>, bell: Bell): Promise<RingResult> {
  const client = clientOf(queue);
  if (!client?.connected) return 'unheard';
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<RingResult>(
    (resolve) => (timer = setTimeout(resolve, RING_DEADLINE_MS, 'unheard')),
  );
  const save = (): Promise<RingResult> =>
    queue
      .createJob(bell)
      .save()
      .then((job) => (job.id ? 'rung' : 'unheard'));
  const saved = save()
    .catch(async (error: Error) => {
      if (!error.message.includes('NOSCRIPT')) throw error;
      // Redis is back, its scripts are not yet.
      await buildCache(client);
      return save();
    })
    .catch((): RingResult => 'unheard');
  return Promise.race([saved, late]).finally(() => clearTimeout(timer));
}

/** bee-queue's own redis@3 connection, which its types do not show. */
function clientOf(queue: BeeQueue<Bell>): (NodeJS.EventEmitter & { connected?: boolean }) | null {
  return Reflect.get(queue, 'client') as (NodeJS.EventEmitter & { connected?: boolean }) | null;
}

function log(options: BellsOptions, error: Error): void {
  options.log.warn({ err: error }, 'bell');
}
