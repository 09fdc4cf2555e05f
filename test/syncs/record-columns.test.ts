import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Client } from 'pg';
import type { Seen } from '../../src/providers/provider.ts';
import { merge } from '../../src/syncs/merge.ts';
import { aDatabase, type TestDatabase } from '../support/services.ts';
import { aContact } from './changes.ts';
import { recordsOf } from './truth.ts';

let server: TestDatabase;
let client: Client;
beforeAll(async () => {
  server = await aDatabase();
  client = new Client({ connectionString: server.url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await server?.drop();
});

/** Strings out of what SQL text and JSON treat specially, and any other text. NUL comes up on purpose. */
const special = fc.constantFrom(
  '\t',
  '\n',
  '\r',
  '\\',
  '\\N',
  '\\.',
  '"',
  '\0',
  '\u2028',
  '💶',
  'é',
  "'",
  '\b',
  '\x7f',
);
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.oneof(special, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 8 })
    .map((parts) => parts.join('')),
);
const json = fc.jsonValue({ stringUnit: 'grapheme', maxDepth: 3 });

const withoutNul = (value: string) => value.replaceAll('\0', '');

describe('what the merge stores', () => {
  it('comes out of the database as it went in', async () => {
    await fc.assert(
      fc.asyncProperty(text, json, async (name, extra) => {
        const owner = { tenantId: randomUUID(), integrationId: randomUUID() };
        const change: Seen = {
          kind: 'seen',
          from: 'page',
          resource: 'contact',
          externalId: 'cus_1',
          version: 7n,
          data: aContact(name),
          raw: { name, extra },
          createdAt: new Date(0),
          updatedAt: null,
        };
        await client.query('begin');
        // The one method that merging needs, `query`, is the same on a client of no pool.
        const merged = await merge(client as Parameters<typeof merge>[0], owner, [change]);
        await client.query('commit');
        expect(merged).toMatchObject({ created: 1, undecided: [] });
        const [record] = await recordsOf(server.url, owner.integrationId);
        expect(record?.raw).toEqual(JSON.parse(JSON.stringify(change.raw)));
        // `jsonb` has no NUL character; the provider's own object keeps it.
        expect(record?.data).toEqual(aContact(withoutNul(name)));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('may carry any characters in its key', async () => {
    const owner = { tenantId: randomUUID(), integrationId: randomUUID() };
    const ids = ['a\tb', 'a\\tb', 'a\nb', 'a\rb', '\\N', '\\.', 'é💶'];
    const gone = ids.map(
      (externalId) =>
        ({ kind: 'gone', from: 'event', resource: 'contact', externalId, version: 1n }) as const,
    );
    await client.query('begin');
    await merge(client as Parameters<typeof merge>[0], owner, gone);
    await client.query('commit');
    const stored = await recordsOf(server.url, owner.integrationId);
    expect(stored.map(({ externalId }) => externalId).toSorted()).toEqual(ids.toSorted());
  });
});
