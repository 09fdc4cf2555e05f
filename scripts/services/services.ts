// PostgreSQL and Redis for everything that runs from this clone without configuration: tests, demo, npm start.
import { constants } from 'node:os';
import { join } from 'node:path';
import { removeEmptyTemporaryFolder, servicesFolder } from './folders.ts';
import { withLock } from './lock.ts';
import { startPostgres, type PostgresOptions } from './postgres.ts';
import type { Filling } from './prepared.ts';
import { startRedis } from './redis.ts';
import { abandonRun, closeRun, keptFolder, openRun, sweep } from './runs.ts';

export type ServicesOptions = {
  /** True: fresh data, fast instead of safe, removed at the end. False: the data kept in this clone. */
  ephemeral: boolean;
  /** What the embedded PostgreSQL begins with where it has no data yet. */
  filling?: Filling;
  /** End the services, then this process, on SIGINT, SIGTERM and SIGHUP (default). False: the caller does. */
  stopOnSignals?: boolean;
};

export type Services = {
  /** DATABASE_URL, or the superuser URL of the embedded server's maintenance database. */
  databaseUrl: string;
  /** REDIS_URL, or that of the embedded server. */
  redisUrl: string;
  /** A folder that goes with this run: every server whose data lies in a subfolder is ended by `stop`. */
  runFolder: string;
  /** Ends what was started here, unless another process of this clone still uses it. May be called twice. */
  stop(): Promise<void>;
};

/**
 * Starts what the environment does not name by DATABASE_URL and REDIS_URL. Whatever happens to this process, nothing
 * stays: it ends the servers when it exits, and after a SIGKILL the next start in this clone does.
 */
export async function startServices({
  ephemeral,
  filling,
  stopOnSignals = true,
}: ServicesOptions): Promise<Services> {
  const root = servicesFolder();
  const runFolder = openRun({ usesKept: !ephemeral });
  const abandon = () => abandonRun(runFolder);
  process.once('exit', abandon);
  const stop = once(async () => {
    await withLock(root, () => closeRun(runFolder));
    removeEmptyTemporaryFolder();
    process.off('exit', abandon);
  });
  if (stopOnSignals) stopThenExitOnSignals(stop);
  const place = (name: string) => join(ephemeral ? runFolder : keptFolder(), name);
  try {
    return await withLock(root, async () => {
      await sweep();
      const [databaseUrl, redisUrl] = await Promise.all([
        process.env['DATABASE_URL'] ||
          embeddedPostgres({ dataDir: place('postgres'), durable: !ephemeral, filling }),
        process.env['REDIS_URL'] || embeddedRedis(place('redis'), !ephemeral),
      ]);
      return { databaseUrl, redisUrl, runFolder, stop };
    });
  } catch (error) {
    await stop();
    throw error;
  }
}

async function embeddedPostgres(options: PostgresOptions): Promise<string> {
  return (await startPostgres(options)).url;
}

async function embeddedRedis(dataDir: string, persistent: boolean): Promise<string> {
  return (await startRedis({ dataDir, persistent })).url;
}

function stopThenExitOnSignals(stop: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // 128 + number is the exit code a shell shows for a process ended by that signal.
    const exit = () => process.exit(128 + constants.signals[signal]);
    process.once(signal, () => void stop().then(exit, exit));
  }
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= action());
}
