// The hub's database, with the newest schema.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { Client } from 'pg';
import type { Filling } from '../services/prepared.ts';
import type { Services } from '../services/services.ts';
import type { Started } from './ending.ts';

/** Everything migrations are made of: their own folder, and the policies and roles they name. */
const migrationFolders = ['../../src/migrations/', '../../src/platform/db/'];

/** What passing runs begin with on the embedded server. */
export function migrated(): Filling {
  return { key: fingerprint(), fill: migrate };
}

/**
 * The embedded server goes with its data when they are passing, and began with the newest schema; on a server given by
 * DATABASE_URL a database of our own is made and removed.
 */
export async function hubDatabase(things: Started, services: Services, kept: boolean): Promise<string> {
  const url = new URL(services.databaseUrl);
  const own = Boolean(process.env['DATABASE_URL']);
  if (!kept && !own) return url.href;
  if (!kept) {
    const name = `integration_hub_${process.pid}`;
    await things.start(
      () => runSql(services.databaseUrl, `create database ${name}`),
      () => runSql(services.databaseUrl, `drop database if exists ${name} with (force)`),
    );
    url.pathname = `/${name}`;
  }
  await migrate(url.href);
  return url.href;
}

/** Loaded when it is called: it is large, and mostly there is nothing to migrate. */
async function migrate(url: string): Promise<void> {
  const migrations = await import('../../src/migrations/migrate.ts');
  await migrations.migrate(url);
}

function fingerprint(): string {
  const all = createHash('sha256');
  // A newer PostgreSQL may not read the files of an older one.
  all.update(readFileSync(new URL('../../package-lock.json', import.meta.url)));
  for (const folder of migrationFolders.map((path) => new URL(path, import.meta.url))) {
    for (const name of readdirSync(folder).toSorted()) {
      if (name.endsWith('.ts')) all.update(name).update(readFileSync(new URL(name, folder)));
    }
  }
  return all.digest('hex').slice(0, 16);
}

async function runSql(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
