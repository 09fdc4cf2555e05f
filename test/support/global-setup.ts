// Starts one PostgreSQL and one Redis for the whole test run and prepares the migrated template database.
import { startServices } from '../../scripts/services/services.ts';
import type { Services } from '../../scripts/services/services.ts';
import { migrate } from '../../src/migrations/migrate.ts';
import { runSql } from './services.ts';

let services: Services | undefined;
let template: string | undefined;

export default async function globalSetup(): Promise<void> {
  services = await startServices({ ephemeral: true });
  process.env['TEST_DATABASE_URL'] = services.databaseUrl;
  process.env['TEST_REDIS_URL'] = services.redisUrl;
  process.env['TEST_RUN_FOLDER'] = services.runFolder;
  template = `template_${process.pid}`;
  await runSql(services.databaseUrl, `create database ${template}`);
  const url = new URL(services.databaseUrl);
  url.pathname = `/${template}`;
  await migrate(url.href);
  process.env['TEST_TEMPLATE'] = template;
}

/** Ends what `globalSetup` started; a database server given from outside gets its template database removed. */
export async function endTestRun(): Promise<void> {
  if (services && template)
    await runSql(services.databaseUrl, `drop database if exists ${template} with (force)`);
  await services?.stop();
}
