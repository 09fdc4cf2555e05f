/** Many who learn of the same objects at once: nothing is lost, nothing is counted twice, the newest state stays. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { entities } from '../../src/entities.ts';
import { openDatabase, type Database } from '../../src/platform/db/database.ts';
import { createLog } from '../../src/platform/log.ts';
import type { Platform } from '../../src/platform/platform.ts';
import type { Seen } from '../../src/providers/provider.ts';
import { applyChanges } from '../../src/syncs/apply.ts';
import type { Counts } from '../../src/syncs/progress.ts';
import { aDatabase, type TestDatabase } from '../support/services.ts';
import { aContact } from './changes.ts';
import { recordsOf } from './truth.ts';

const AT_ONCE = 8;
const OBJECTS = 200;

let server: TestDatabase;
let db: Database;
beforeAll(async () => {
  server = await aDatabase();
  db = await openDatabase({ url: server.url, poolSize: AT_ONCE }, entities, createLog({ level: 'silent' }));
});
afterAll(async () => {
  await db?.close();
  await server?.drop();
});

function seen(object: number, version: number): Seen {
  return {
    kind: 'seen',
    from: 'page',
    resource: 'contact',
    externalId: `object-${object}`,
    version: BigInt(version),
    data: aContact(`version ${version}`),
    raw: { version },
    createdAt: null,
    updatedAt: null,
  };
}

describe('merging the same objects at once', () => {
  it('creates each object once and leaves the newest state', async () => {
    const target = {
      tenantId: randomUUID(),
      integrationId: randomUUID(),
      connect: () => Promise.reject(new Error('nothing is to be fetched: no two states share a version')),
    };
    const learn = async (version: number): Promise<Counts> => {
      const objects = Array.from({ length: OBJECTS }, (_, object) => seen(object, version));
      return applyChanges({ db } as Platform, target, {
        changes: objects,
        signal: new AbortController().signal,
        // Stays open for a moment, so that the others find it at work.
        alongside: (tx) => tx.query('select pg_sleep(0.02)').then(() => undefined),
      });
    };
    const counts = await Promise.all(
      Array.from({ length: AT_ONCE * 4 }, (_, index) => learn(100 + ((index * 7) % (AT_ONCE * 4)))),
    );

    const sum = (name: keyof Counts) => counts.reduce((total, one) => total + one[name], 0);
    expect(sum('created')).toBe(OBJECTS);
    expect(sum('processed')).toBe(OBJECTS * AT_ONCE * 4);
    expect(sum('created') + sum('updated') + sum('unchanged')).toBe(sum('processed'));
    const records = await recordsOf(server.url, target.integrationId);
    expect(records).toHaveLength(OBJECTS);
    const newest = 100 + AT_ONCE * 4 - 1;
    expect(new Set(records.map(({ raw }) => (raw as { version: number }).version))).toEqual(
      new Set([newest]),
    );
  });
});
