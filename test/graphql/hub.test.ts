/** That the settings reach what they set, in the whole hub. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startApi, type Api } from '../../src/api.ts';
import { securityHeaders } from '../../src/platform/http/security-headers.ts';
import { aHub, type Hub } from '../support/hub.ts';

const SECRET = 'the-secret-of-the-router-0123456789';
const PAGE = 'https://app.example.com';
const KNOWN = 'query Known { me { subject } }';

describe('a hub with limits', () => {
  let hub: Hub;
  let other: Api;
  beforeAll(async () => {
    const file = join(
      mkdtempSync(join(process.env['TEST_RUN_FOLDER'] ?? '', 'documents-')),
      'documents.json',
    );
    writeFileSync(file, JSON.stringify({ [hash('sha256', KNOWN)]: KNOWN }));
    hub = await aHub({
      env: {
        GRAPHQL_INTROSPECTION: 'false',
        RATE_LIMITS: '{"principal.requests":10,"address.requests":1000}',
        ROUTER_SECRET: SECRET,
        ALLOWED_ORIGINS: PAGE,
        TRUSTED_DOCUMENTS: file,
        TRUSTED_DOCUMENTS_ONLY_FOR: 'client',
      },
    });
    other = await startApi({ ...hub.config, http: { ...hub.config.http, port: 0 } }, hub.log);
  });
  afterAll(async () => {
    await other.close();
    await hub.close();
  });

  const post = (url: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('counts a caller over two processes', async () => {
    const tenant = await hub.aTenant();
    const headers = { authorization: `Bearer ${tenant.token}` };
    const statuses: number[] = [];
    for (let i = 0; i < 10; i += 1)
      statuses.push((await post(hub.api.url, { query: KNOWN }, headers)).status);
    // Longer than what was let through takes to be told.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const refused = await post(other.url, { query: KNOWN }, headers);
    expect([...new Set(statuses), refused.status]).toEqual([200, 429]);
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      ...securityHeaders,
      'ratelimit-limit': '10',
    });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const neighbour = await hub.aTenant();
    expect((await neighbour.post(KNOWN)).status).toBe(200);
  });

  it('opens the schema to the router alone', async () => {
    const query = '{ _service { sdl } }';
    expect((await post(hub.api.url, { query })).status).toBe(400);
    const answer = await post(hub.api.url, { query }, { 'router-authorization': SECRET });
    expect(await answer.text()).toContain('type Integration');
  });

  it('serves the pages of its own origins', async () => {
    const own = await post(hub.api.url, { query: '{ __typename }' }, { origin: PAGE });
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, PAGE]);
    const foreign = await post(hub.api.url, { query: '{ __typename }' }, { origin: 'https://evil.example' });
    expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });

  it('knows its trusted documents', async () => {
    const { token } = await hub.aTenant();
    const persistedQuery = { version: 1, sha256Hash: hash('sha256', KNOWN) };
    const answer = await post(
      hub.api.url,
      { extensions: { persistedQuery } },
      { authorization: `Bearer ${token}` },
    );
    expect(await answer.json()).toMatchObject({ data: { me: { subject: expect.any(String) } } });
  });
});
