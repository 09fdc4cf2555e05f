import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '../../src/platform/db/database.ts';
import { entities } from '../../src/entities.ts';
import { createLog } from '../../src/platform/log.ts';
import { createInbox, type InboxRow } from '../../src/webhooks/inbox.ts';
import { rows } from '../support/rows.ts';
import { aDatabase, type TestDatabase } from '../support/services.ts';
import { listenToStatements } from '../support/statements.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await aDatabase();
  db = await openDatabase({ url: database.url, poolSize: 8 }, entities, createLog({ level: 'silent' }));
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

function anEvent(eventId: string = randomUUID()): InboxRow {
  return {
    tenantId: randomUUID(),
    integrationId: randomUUID(),
    providerId: 'stripe',
    accountHash: null,
    dedupeKey: createHash('sha256').update(eventId).digest(),
    eventId,
    eventType: 'customer.created',
    body: Buffer.from('{}'),
    status: 'QUEUED',
  };
}

async function storedIds(): Promise<Set<string>> {
  const found = await rows<{ event_id: string }>(database.url, 'select event_id from webhook_event');
  return new Set(found.map((row) => row.event_id));
}

describe('the inbox', () => {
  it('stores 1,000 concurrent deliveries by at most 200 statements', async () => {
    let told = 0;
    const inbox = createInbox(db.routing, (events) => (told += events));
    const events = Array.from({ length: 1_000 }, () => anEvent());
    const statements = listenToStatements();
    await Promise.all(
      events.map(async (event, i) => {
        // They do not all come in the same instant.
        await new Promise((resolve) => setTimeout(resolve, i % 50));
        return inbox.store([event]);
      }),
    );
    statements.stop();
    expect(told).toBe(1_000);
    const inserts = statements.sent.filter((text) => text.startsWith('insert into webhook_event'));
    expect(inserts.length).toBeGreaterThan(0);
    expect(inserts.length).toBeLessThanOrEqual(200);
    const stored = await storedIds();
    expect(events.filter(({ eventId }) => !stored.has(eventId))).toEqual([]);
  });

  it('loses no neighbour to a row that the database refuses', async () => {
    const inbox = createInbox(db.routing, () => undefined);
    const good = Array.from({ length: 20 }, () => anEvent());
    // PostgreSQL has no text with this character.
    const bad = { ...anEvent(), eventType: 'a\0b' };
    const all = [anEvent(), ...good.slice(0, 10), bad, ...good.slice(10)];
    const outcomes = await Promise.allSettled(all.map((event) => inbox.store([event])));
    expect(outcomes.map(({ status }) => status)).toEqual(
      all.map((event) => (event === bad ? 'rejected' : 'fulfilled')),
    );
    const stored = await storedIds();
    expect(good.every(({ eventId }) => stored.has(eventId))).toBe(true);
    expect(stored.has(bad.eventId)).toBe(false);
  });

  it('tells the first of equal deliveries from the others', async () => {
    let told = 0;
    const inbox = createInbox(db.routing, (events) => (told += events));
    const id = randomUUID();
    await Promise.all(Array.from({ length: 50 }, () => inbox.store([anEvent(id)])));
    await inbox.store([anEvent(id)]);
    expect(told).toBe(1);
  });
});
