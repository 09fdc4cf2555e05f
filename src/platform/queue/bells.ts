/**
 * Bells over bee-queue: "there is work in this lane". A bell may be lost or rung twice; whose turn it is stands in
 * PostgreSQL. So bee-queue keeps nothing: no payloads, no retries, no results, no delayed jobs, no stored jobs.
 */
import { createRequire } from 'node:module';
import BeeQueue from 'bee-queue';
import type { Log } from '../log.ts';
import { laneNames, lanes, type LaneName } from './lanes.ts';

const { buildCache } = createRequire(import.meta.url)('bee-queue/lib/lua') as {
  buildCache(client: unknown): Promise<unknown>;
};

export type RingResult = 'rung' | 'unheard';

export interface Bells {
  /** Asks one of the lane's workers to look; answers `unheard` within 200 ms when Redis is away. Never throws. */
  ring(lane: LaneName): Promise<RingResult>;
  /** How many bells of the lane nobody has answered yet; undefined when Redis does not tell within 200 ms. */
  waiting(lane: LaneName): Promise<number | undefined>;
  /** Calls `work` for every bell of every lane, as many at once as the lane allows. */
  listen(work: (lane: LaneName) => Promise<unknown>): void;
  /** False while no bell can be rung or heard. */
  readonly connected: boolean;
  /** Stops taking bells and waits up to `timeoutMs` for running work. */
  close(timeoutMs: number): Promise<void>;
}

const DEADLINE_MS = 200;
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
  const queues = new Map(laneNames.map((name) => [name, openQueue(name, options)]));
  const queueOf = (lane: LaneName) => queues.get(lane)!; // every lane has a queue
  let closing = false;
  return {
    get connected() {
      return [...queues.values()].every((queue) => clientOf(queue)?.connected === true);
    },
    ring: async (lane) =>
      (closing ? undefined : await inTime(queueOf(lane), () => ring(queueOf(lane)))) ?? 'unheard',
    waiting: (lane) => inTime(queueOf(lane), async () => (await queueOf(lane).checkHealth()).waiting),
    listen: (work) => {
      for (const [name, queue] of queues) {
        // A worker never lets an error reach bee-queue: what happens next stands in the row.
        queue.process(lanes[name].concurrency, () => work(name).catch((error) => log(options, error)));
        queue.checkStalledJobs(STALL_INTERVAL_MS).catch(() => undefined);
      }
    },
    close: async (timeoutMs) => {
      closing = true;
      await Promise.all([...queues.values()].map((queue) => queue.close(timeoutMs).catch(() => undefined)));
    },
  };
}

function openQueue(lane: LaneName, options: BellsOptions): BeeQueue {
  const queue = new BeeQueue(lanes[lane].queue, {
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
      client?.on('ready', () => void buildCache(client).catch((error) => log(options, error)));
    },
    () => undefined,
  );
  return queue;
}

async function ring(queue: BeeQueue): Promise<RingResult> {
  const save = async (): Promise<RingResult> => {
    const job = await queue.createJob({}).save();
    return job.id ? 'rung' : 'unheard';
  };
  return save().catch(async (error: Error) => {
    if (!error.message.includes('NOSCRIPT')) throw error;
    // Redis is back, its scripts are not yet.
    await buildCache(clientOf(queue));
    return save();
  });
}

/** Undefined when Redis is away, fails or takes too long: bee-queue itself would wait for it without end. */
async function inTime<T>(queue: BeeQueue, ask: () => Promise<T>): Promise<T | undefined> {
  if (!clientOf(queue)?.connected) return undefined;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, DEADLINE_MS, undefined)));
  const answer = ask().catch(() => undefined);
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** bee-queue's own redis@3 connection, which its types do not show. */
function clientOf(queue: BeeQueue): (NodeJS.EventEmitter & { connected?: boolean }) | null {
  return Reflect.get(queue, 'client') as (NodeJS.EventEmitter & { connected?: boolean }) | null;
}

function log(options: BellsOptions, error: Error): void {
  options.log.warn({ err: error }, 'bell');
}
