/** Worker processes that die one after another, each with a successor standing by. */
import { createLog } from '../../src/platform/log.ts';
import { openBells } from '../../src/platform/queue/bells.ts';
import type { LaneName } from '../../src/platform/queue/lanes.ts';
import { startCommitProxy, type CommitProxy } from '../support/commit-proxy.ts';
import type { Hub } from '../support/hub.ts';
import { startWorkerProcess, workerEnvironment, type WorkerProcess } from '../support/worker-process.ts';
import { rowsOf } from './truth.ts';

export interface Crew {
  /** What all workers reach the database through. */
  readonly proxy: CommitProxy;
  /** Resolves when a worker works. */
  ready(): Promise<void>;
  /** SIGKILL for the worker that came by this door; a new one starts in its place. */
  kill(door: string): Promise<void>;
  killAll(): Promise<void>;
  /**
   * Has a dead worker's job taken over now: its lease is made to have run out, and its bell is rung. Nobody has to do so;
   * it spares the test the lease and the wait for the next sweep, a few seconds for each crash.
   */
  takeOver(jobId: string): Promise<void>;
  end(): Promise<void>;
}

/** Two at a time: the one that works, and the one that takes over while the next is starting. */
const SIZE = 2;

export async function startCrew(hub: Hub): Promise<Crew> {
  const proxy = startCommitProxy(hub.database.url);
  const bells = openBells({
    redisUrl: hub.config.redis.url,
    prefix: 'hub',
    listens: false,
    log: createLog({ level: 'silent' }),
  });
  // Only a process that ends by itself leaves behind what it has compiled, for all the others to start quickly.
  const first = startWorkerProcess(workerEnvironment(hub.config));
  await first.ready;
  await first.end();
  const workers = new Map<string, WorkerProcess>();
  const fill = async () => {
    while (workers.size < SIZE) {
      const door = await proxy.door();
      workers.set(door, startWorkerProcess(workerEnvironment(hub.config, { DATABASE_URL: door })));
    }
  };
  const ready = async () => {
    await fill();
    await Promise.any([...workers.values()].map((worker) => worker.ready));
  };
  const kill = async (door: string) => {
    const worker = workers.get(door);
    if (!worker) throw new Error('no worker came by that door');
    workers.delete(door);
    worker.kill();
    await worker.ended;
  };
  const killAll = async () => {
    await Promise.all([...workers.keys()].map(kill));
  };
  return {
    proxy,
    ready,
    kill: async (door) => {
      await kill(door);
      await fill();
    },
    killAll,
    takeOver: async (jobId) => {
      await ready();
      const [job] = await rowsOf<{ lane: LaneName }>(
        hub.database.url,
        `update sync_job set lease_until = now() - interval '1 ms' where id = $1 and status = 'RUNNING'
          returning lower(priority) as lane`,
        [jobId],
      );
      if (job) await bells.ring(job.lane);
    },
    end: async () => {
      await killAll();
      await bells.close(0);
      await proxy.close();
    },
  };
}
