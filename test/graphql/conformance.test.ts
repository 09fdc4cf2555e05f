/** GraphQL over HTTP, by the audits of graphql-http: every MUST. https://graphql.github.io/graphql-over-http/draft */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { aHub, type Hub } from '../support/hub.ts';
import { startToyServer } from './toy-server.ts';
import type { ToyServer } from './toy-server.ts';

describe('GraphQL over HTTP, by the whole hub', () => {
  let hub: Hub;
  beforeAll(async () => {
    // Some audits ask for `__type`.
    const env = { GRAPHQL_INTROSPECTION: 'true' };
    hub = await aHub({ stripe: { size: { customers: 0, payments: 0, invoices: 0 } }, env });
  }, 60_000);
  afterAll(() => hub?.close());

  const url = () => `${hub.api.url}/graphql`;
  const musts = serverAudits({ url }).filter(({ name }) => name.startsWith('MUST'));

  it('has requirements to meet', () => expect(musts.length).toBeGreaterThan(10));

  it.each(musts.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn();
    expect(result.status === 'ok' ? '' : result.reason).toBe('');
  });
});

describe('cross-site requests', () => {
  let server: ToyServer;
  beforeAll(async () => {
    server = await startToyServer();
  });
  afterAll(() => server.close());

  it('cannot be made by what a browser sends unasked', async () => {
    const mutation = 'mutation { count }';
    const form = new URLSearchParams({ query: mutation });
    const multipart = new FormData();
    multipart.set('operations', JSON.stringify({ query: mutation }));
    const json = JSON.stringify({ query: mutation });
    const simple: [string, RequestInit][] = [
      ['', { method: 'POST', body: form }],
      ['', { method: 'POST', body: multipart }],
      ['', { method: 'POST', body: json, headers: { 'content-type': 'text/plain' } }],
      ['', { method: 'POST', body: new Blob([json]) }],
      ['', { method: 'POST', body: json, headers: { 'content-type': 'text/plain; x=application/json' } }],
      [`?${form}`, {}],
      [`?${new URLSearchParams({ query: '{ health }' })}`, { headers: { accept: 'application/json' } }],
      [`?${form}`, { headers: { 'apollo-require-preflight': '1' } }],
      [`?${form}`, { method: 'HEAD' }],
    ];
    const before = server.contexts.length;
    for (const [query, init] of simple) {
      const { status } = await fetch(server.url + query, init);
      expect([init.method, status >= 400 && status < 500]).toEqual([init.method, true]);
    }
    expect(server.contexts).toHaveLength(before);
  });
});
