// PostgreSQL and Redis as tests ask for them: a share of the run's common servers, or a private server to break.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { startPostgres } from '../../scripts/services/postgres.ts';
import { send } from '../../scripts/services/processes.ts';
import { startRedis } from '../../scripts/services/redis.ts';

export type TestDatabase = {
  /** Superuser URL of a database nobody else uses. */
  url: string;
  /** Ends the database's open connections and removes it. */
  drop(): Promise<void>;
};

export type TestRedis = {
  url: string;
  /** SIGKILL: connections break, the data is lost. */
  kill(): Promise<void>;
  /** Starts an empty server on the same port, after ending the present one if it runs. */
  startEmpty(): Promise<void>;
  /** Freezes the server: connections stay open, nothing answers. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
};

export type TestPostgres = {
  /** Superuser URL of the maintenance database; a new server, without the project's tables. */
  url: string;
  /** Ends the server as a crash would and starts it again on the same port and data. */
  restartImmediate(): Promise<void>;
  stop(): Promise<void>;
};

/** A fresh database: a copy of the migrated template, or empty with `{ empty: true }`. */
export async function aDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const server = environment('TEST_DATABASE_URL');
  const name = `test_${unique()}`;
  const template = options.empty ? 'template1' : environment('TEST_TEMPLATE');
  await runSql(server, `create database ${name} template ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => runSql(server, `drop database if exists ${name} with (force)`) };
}

/** An empty logical database of the run's common Redis. Channels are common to all of them: keep their names unique. */
export async function redisDb(): Promise<{ url: string }> {
  const url = new URL(environment('TEST_REDIS_URL'));
  const redis = new Redis(url.href);
  try {
    // A server given by REDIS_URL has 16 databases by default, the embedded one 1024; 0 holds the counter.
    const [, count] = (await redis.config('GET', 'databases')) as [string, string];
    const database = ((await redis.incr('test:databases')) % (Number(count) - 1)) + 1;
    await redis.select(database);
    await redis.flushdb();
    url.pathname = `/${database}`;
    return { url: url.href };
  } finally {
    redis.disconnect();
  }
}

/** A Redis process of the test's own. End it with `stop`; the end of the run does so too. */
export async function aRedis(): Promise<TestRedis> {
  const start = (port?: number) =>
    startRedis({ dataDir: privateFolder('redis'), persistent: false, ...(port ? { port } : {}) });
  let server = await start();
  return {
    url: server.url,
    kill: () => server.kill(),
    async startEmpty() {
      await server.kill();
      server = await start(server.port);
    },
    pause: () => send(server.pid, 'SIGSTOP'),
    resume: () => send(server.pid, 'SIGCONT'),
    stop: () => server.stop(),
  };
}

/** A PostgreSQL process of the test's own that keeps what it committed through a crash. */
export async function aPostgres(): Promise<TestPostgres> {
  const dataDir = privateFolder('postgres');
  let server = await startPostgres({ dataDir, durable: true });
  return {
    url: server.url,
    async restartImmediate() {
      await server.crash();
      server = await startPostgres({ dataDir, durable: true, port: server.port });
    },
    stop: () => server.stop(),
  };
}

/** Runs one statement on a connection of its own. */
export async function runSql(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function privateFolder(kind: string): string {
  return join(environment('TEST_RUN_FOLDER'), `${kind}-${unique()}`);
}

function unique(): string {
  return randomBytes(6).toString('hex');
}

function environment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is set by Jest's global setup`);
  return value;
}
