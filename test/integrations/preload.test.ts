import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { entities } from '../../src/entities.ts';
import { preloadProviders } from '../../src/integrations/preload.ts';
import { openDatabase, type Database } from '../../src/platform/db/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { providerOf } from '../../src/providers/registry.ts';
import { aDatabase, runSql, type TestDatabase } from '../support/services.ts';

const lines: string[] = [];
const log = createLog({ level: 'info', destination: { write: (line: string) => void lines.push(line) } });
let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await aDatabase();
  db = await openDatabase({ url: database.url, poolSize: 2 }, entities, log);
  await runSql(
    database.url,
    `insert into integration (id, tenant_id, provider_id, name, status, external_id, account_hash)
     values (gen_random_uuid(), gen_random_uuid(), 'square', 'Ours', 'ACTIVE', 'M1', 'h1')`,
  );
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

describe('preloading', () => {
  it('loads the large SDKs of the providers in use, and no others', async () => {
    const loaded: string[] = [];
    const noting = (id: string) => ({ ...providerOf(id), preload: async () => void loaded.push(id) });
    await preloadProviders({ db, log }, [noting('square'), noting('quickbooks'), providerOf('stripe')]);
    expect(loaded).toEqual(['square']);
  });

  it('lets a process start whose SDK cannot be loaded', async () => {
    const preload = () => Promise.reject(new Error('not installed'));
    await preloadProviders({ db, log }, [{ ...providerOf('square'), preload }]);
    expect(lines.join('')).toContain('not loaded yet');
  });
});
