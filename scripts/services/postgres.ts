// Launches the PostgreSQL that comes with npm, on 127.0.0.1 only, as an ordinary user.
import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { isRoot, nobody, openTheWayTo } from './folders.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { keepCopy, takeCopy, type Filling } from './prepared.ts';
import { commandLine, launch, onFreePort, stopProcess } from './processes.ts';

export type PostgresOptions = {
  /** Holds the cluster and its log. Must be reachable for the user PostgreSQL runs as (`servicesFolder`). */
  dataDir: string;
  /** False gives up safety against power loss for speed: tests only. */
  durable: boolean;
  /** A free port by default. */
  port?: number;
  /** What a new cluster begins with; done once, and copied from then on. */
  filling?: Filling | undefined;
};

export type Postgres = {
  /** Superuser URL of the maintenance database. */
  url: string;
  port: number;
  pid: number;
  /** Fast shutdown; resolves when the server has ended. */
  stop(): Promise<void>;
  /** Immediate shutdown, as in a crash: the next start on the same folder recovers from the log. */
  crash(): Promise<void>;
};

const loopback = '127.0.0.1';
const startWithinMs = 60_000;
const sloppy = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
const settings = ['max_connections=200', 'shared_buffers=256MB', 'timezone=UTC', 'log_timezone=UTC'];
/** Nothing of the caller's PG* or LD_* variables may reach the server. */
const environment = { LC_ALL: 'C', PATH: process.env['PATH'] };

/**
 * Starts PostgreSQL on `dataDir`, creating the cluster when there is none. A server left running on this folder by a
 * starter that was killed is taken over instead. Throws with the end of the server's log when it does not come up.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const running = runningPostgres(options.dataDir);
  if (running) {
    await untilReady(running, options.dataDir);
    return handle(running);
  }
  const binaries = postgresBinaries();
  await makeCluster(binaries, options);
  // Only a server that is gone left it: PostgreSQL would refuse to start if its number belongs to another program now.
  rmSync(pidFileOf(options.dataDir), { force: true });
  const start = (port: number) => startOn(port, binaries, options);
  return options.port === undefined ? onFreePort(start) : start(options.port);
}

async function startOn(port: number, binaries: string, options: PostgresOptions): Promise<Postgres> {
  const pid = await launch({
    command: join(binaries, 'bin', 'postgres'),
    args: serverArguments(options, port),
    cwd: '/',
    env: environment,
    logFile: join(options.dataDir, 'postgres.log'),
    ...(isRoot() ? { user: nobody } : {}),
  });
  await untilReady({ pid, port }, options.dataDir);
  return handle({ pid, port });
}

/** The server that runs on this folder, whoever started it. */
export function runningPostgres(dataDir: string): { pid: number; port: number } | undefined {
  const file = pidFileOf(dataDir);
  if (!existsSync(file)) return undefined;
  // Line 1 is the process, line 4 the port (PostgreSQL source, miscadmin.h, LOCK_FILE_LINE_*).
  const lines = readFileSync(file, 'utf8').split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  // After a power loss the number in the file may belong to any other program.
  return commandLine(pid).includes(clusterOf(dataDir)) ? { pid, port } : undefined;
}

function handle({ pid, port }: { pid: number; port: number }): Postgres {
  return {
    url: `postgres://postgres@${loopback}:${port}/postgres`,
    port,
    pid,
    stop: () => stopProcess(pid, 'SIGINT'),
    crash: () => stopProcess(pid, 'SIGQUIT'),
  };
}

function clusterOf(dataDir: string): string {
  return join(existsSync(dataDir) ? realpathSync(dataDir) : dataDir, 'cluster');
}

function pidFileOf(dataDir: string): string {
  return join(clusterOf(dataDir), 'postmaster.pid');
}

function serverArguments(options: PostgresOptions, port: number): string[] {
  const all = [
    ...settings,
    ...(options.durable ? [] : sloppy),
    `listen_addresses=${loopback}`,
    `port=${port}`,
    'unix_socket_directories=',
  ];
  return ['-D', clusterOf(options.dataDir), ...all.flatMap((setting) => ['-c', setting])];
}

/** Makes the cluster when there is none. */
async function makeCluster(binaries: string, { dataDir, filling }: PostgresOptions): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  openTheWayTo(dataDir);
  const cluster = clusterOf(dataDir);
  if (existsSync(cluster)) return;
  if (filling && (await takeCopy(filling.key, cluster))) return;
  createCluster(binaries, dataDir);
  if (!filling) return;
  const server = await startPostgres({ dataDir, durable: false });
  await filling.fill(server.url);
  await server.stop();
  await keepCopy(filling.key, cluster);
}

/** initdb works in a folder of its own that gets its name when finished: an interrupted one is never taken for a cluster. */
function createCluster(binaries: string, dataDir: string): void {
  const unfinished = join(dataDir, 'cluster.unfinished');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  if (isRoot()) chownSync(unfinished, nobody.uid, nobody.gid);
  const initdb = spawnSync(
    join(binaries, 'bin', 'initdb'),
    // The built-in C.UTF-8 locale (PostgreSQL 17+) sorts and folds case alike on every machine.
    // prettier-ignore
    ['-D', unfinished, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C',
      '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-sync', '--no-instructions'],
    { cwd: '/', env: environment, encoding: 'utf8', ...(isRoot() ? nobody : {}) },
  );
  if (initdb.status !== 0) {
    throw new Error(`initdb failed: ${initdb.stderr || initdb.stdout || initdb.signal}`, {
      cause: initdb.error,
    });
  }
  renameSync(unfinished, clusterOf(dataDir));
}

async function untilReady(server: { pid: number; port: number }, dataDir: string): Promise<void> {
  const deadline = Date.now() + startWithinMs;
  while (!(await answers(server.port))) {
    if (commandLine(server.pid) === '' || Date.now() > deadline) {
      const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8').split('\n').slice(-15).join('\n');
      throw new Error(`PostgreSQL did not start on port ${server.port}:\n${log}`);
    }
    await sleep(25);
  }
}

async function answers(port: number): Promise<boolean> {
  const client = new Client({
    host: loopback,
    port,
    user: 'postgres',
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
  });
  // Without a listener a connection lost in the middle of starting would end this process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}
