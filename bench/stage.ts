/** What every scenario stands on: a durable PostgreSQL, a Redis, the vendors, and processes that end with the run. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Client } from 'pg';
import { servicesFolder } from '../scripts/services/folders.ts';
import { withLock } from '../scripts/services/lock.ts';
import { startPostgres, type Postgres } from '../scripts/services/postgres.ts';
import { startRedis, type Redis } from '../scripts/services/redis.ts';
import { abandonRun, closeRun, openRun, sweep } from '../scripts/services/runs.ts';
import { migrate } from '../src/migrations/migrate.ts';
import { clusterCpuMs, cpuMs } from './measure/cpu.ts';
import { startChild, type Child, type ChildOptions } from './processes/child.ts';
import type { Sizes } from './sizes.ts';

export interface Stage {
  readonly sizes: Sizes;
  readonly seed: number;
  readonly postgres: Postgres;
  readonly redis: Redis;
  /** For files of this run; removed with it. */
  readonly folder: string;
  /** A note for people, on standard error. */
  note(text: string): void;
  /** A process of the bench folder. It is ended with the stage, if not before. */
  start(file: string, options?: StartOptions): Promise<Child>;
  /** The superuser URL of a migrated database of its own. */
  database(): Promise<string>;
  /** Answers the rows of one statement, run as superuser. */
  query<Row>(url: string, sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** CPU milliseconds that the processes and the whole database server spend while `work` runs. */
  cpu(children: readonly Child[], work: () => Promise<unknown>): Promise<number>;
  /** Ends the processes a scenario has left. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** `flags` are Node's, beside those a profile needs; `nodeOptions` replace them all. */
type StartOptions = Partial<ChildOptions> & { readonly flags?: readonly string[] };

const TEMPLATE = 'bench_template';

export async function openStage(sizes: Sizes, options: { seed: number; profiles?: string }): Promise<Stage> {
  const folder = openRun({ usesKept: false });
  process.once('exit', () => abandonRun(folder));
  const { postgres, redis } = await withLock(servicesFolder(), async () => {
    await sweep();
    return {
      postgres: await startPostgres({ dataDir: join(folder, 'postgres'), durable: true }),
      redis: await startRedis({ dataDir: join(folder, 'redis'), persistent: false }),
    };
  });
  const urlOf = (name: string) => new URL(`/${name}`, postgres.url).href;
  await query(postgres.url, `create database ${TEMPLATE}`);
  await migrate(urlOf(TEMPLATE));

  let children: Child[] = [];
  const clear = async () => {
    await Promise.all(children.map((child) => child.end()));
    children = [];
  };
  return {
    sizes,
    seed: options.seed,
    postgres,
    redis,
    folder,
    note: (text) => void process.stderr.write(`${text}\n`),
    async start(file, more = {}) {
      const profiling = options.profiles
        ? ['--cpu-prof', `--cpu-prof-dir=${options.profiles}`, `--cpu-prof-name=${profileName(file, more)}`]
        : [];
      const nodeOptions = [...profiling, ...(more.flags ?? [])];
      const child = await startChild(file, { logFile: join(folder, 'processes.log'), nodeOptions, ...more });
      children.push(child);
      return child;
    },
    async database() {
      const name = `bench_${randomBytes(4).toString('hex')}`;
      await query(postgres.url, `create database ${name} template ${TEMPLATE}`);
      return urlOf(name);
    },
    query,
    async cpu(measured, work) {
      const now = () =>
        measured.reduce((sum, child) => sum + cpuMs(child.pid), 0) + clusterCpuMs(postgres.pid);
      const before = now();
      await work();
      return now() - before;
    },
    clear,
    async close() {
      await clear();
      await withLock(servicesFolder(), () => closeRun(folder));
    },
  };
}

function profileName(file: string, { args = [] }: Partial<ChildOptions>): string {
  const role = args[0]?.match(/^\w+$/) ? `-${args[0]}` : '';
  return `${file.replace(/\W+/g, '-')}${role}-${randomBytes(2).toString('hex')}.cpuprofile`;
}

async function query<Row>(url: string, sql: string, params: readonly unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, [...params])).rows as Row[];
  } finally {
    await client.end();
  }
}
