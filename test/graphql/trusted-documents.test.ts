import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPersistedDocuments } from '../../src/graphql/documents.ts';
import { readTrustedDocuments } from '../../src/graphql/trusted-documents.ts';
import { aPrincipal, startToyServer, token } from './toy-server.ts';
import type { ToyServer } from './toy-server.ts';

const sha256 = (text: string) => hash('sha256', text);
const byHash = (text: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: sha256(text) } },
});

describe('persisted queries', () => {
  let server: ToyServer;
  beforeAll(async () => {
    server = await startToyServer();
  });
  afterAll(() => server.close());

  it('are run by hash once they were sent', async () => {
    const query = 'query Persisted { health }';
    const unknown = await server.post(byHash(query));
    expect(unknown.body.errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect((await server.post({ query, ...byHash(query) })).body).toEqual({ data: { health: 'ok' } });
    expect((await server.post(byHash(query))).body).toEqual({ data: { health: 'ok' } });
  });

  it('cannot be put under the hash of another', async () => {
    const { status } = await server.post({ query: '{ health }', ...byHash('{ secret }') });
    expect(status).toBe(400);
    const other = await server.post(byHash('{ secret }'));
    expect(other.body.errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  it('meet the same rules and limits', async () => {
    const secret = 'query Secret { secret }';
    await server.post({ query: secret, ...byHash(secret) }, { authorization: token(['secrets:read']) });
    const { body } = await server.post(byHash(secret), { authorization: token([]) });
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    const long = `{ health } # ${'x'.repeat(70_000)}`;
    expect((await server.post({ query: long, ...byHash(long) })).status).toBe(400);
  });

  it('are bounded in number and size', async () => {
    const cache = createPersistedDocuments();
    for (let i = 0; i < 5_000; i += 1) await cache.set(String(i), 'x'.repeat(10));
    expect([await cache.get('0'), await cache.get('4999')]).toEqual([undefined, 'x'.repeat(10)]);
    for (let i = 0; i < 100; i += 1) await cache.set(`long ${i}`, 'x'.repeat(65_536));
    const kept = await Promise.all(Array.from({ length: 100 }, (_, i) => cache.get(`long ${i}`)));
    expect(kept.filter(Boolean)).toHaveLength(64);
    expect(kept.at(-1)).toBeDefined();
  });
});

describe('trusted documents', () => {
  const known = 'query Known { health }';
  let server: ToyServer;
  beforeAll(async () => {
    server = await startToyServer({
      trustedDocuments: { documents: new Map([[sha256(known), known]]), onlyFor: ['service'] },
      authenticate: async ({ headers: { authorization } }) =>
        authorization === undefined
          ? null
          : aPrincipal(['secrets:read'], { kind: authorization as 'service' | 'user' }),
    });
  });
  afterAll(() => server.close());
  const service = { authorization: 'service' };

  it('may be named by hash alone, by everybody', async () => {
    for (const headers of [service, { authorization: 'user' }, {}])
      expect((await server.post(byHash(known), headers as Record<string, string>)).body).toEqual({
        data: { health: 'ok' },
      });
  });

  it('are all that a service may run', async () => {
    expect((await server.post({ query: known }, service)).status).toBe(200);
    const other = 'query Other { health }';
    expect((await server.post({ query: other, ...byHash(other) }, { authorization: 'user' })).status).toBe(
      200,
    );
    for (const body of [
      { query: other },
      { query: other, ...byHash(other) },
      byHash(other),
      { query: `${known} ` },
    ]) {
      const { status, body: answer } = await server.post(body, service);
      expect([status, answer.errors[0].extensions.code]).toEqual([403, 'QUERY_NOT_IN_SAFELIST']);
    }
  });

  it('are all that a service may run on a socket', async () => {
    const client = server.socket('service');
    expect((await client.iterate({ query: known }).next()).value).toEqual({ data: { health: 'ok' } });
    await expect(client.iterate({ query: '{ health }' }).next()).rejects.toMatchObject([
      { extensions: { code: 'QUERY_NOT_IN_SAFELIST' } },
    ]);
    await client.dispose();
  });

  it('are read from a file whose hashes are checked', () => {
    const file = join(
      mkdtempSync(join(process.env['TEST_RUN_FOLDER'] ?? '', 'documents-')),
      'documents.json',
    );
    writeFileSync(file, JSON.stringify({ [sha256(known)]: known }));
    expect([...readTrustedDocuments(file)]).toEqual([[sha256(known), known]]);
    writeFileSync(file, JSON.stringify({ [sha256('{ secret }')]: known }));
    expect(() => readTrustedDocuments(file)).toThrow('is not the SHA-256');
    expect(readTrustedDocuments(undefined).size).toBe(0);
  });
});
