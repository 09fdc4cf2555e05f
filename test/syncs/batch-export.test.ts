import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { createLinks } from '../../src/platform/links.ts';
import { aStripeIntegration, finished, startSync, tenantWith, type Tenant } from '../support/hub.ts';
import { aBatchHub, exported, exportOf, startBatch, type BatchHub } from './batches.ts';
import { rowsOf } from './truth.ts';

let hub: BatchHub;
let tenant: Tenant;
let integration: string;
beforeAll(async () => {
  // More than a page of an export.
  hub = await aBatchHub({ stripe: { size: { customers: 1_100, payments: 30, invoices: 5 } } });
  tenant = await hub.aTenant();
  integration = await aStripeIntegration(hub, tenant);
  await hub.startWorker();
  await finished(tenant, await startSync(tenant, integration));
}, 60_000);
afterAll(() => hub?.close());

interface Line {
  resource: string;
  externalId: string;
  data: Record<string, unknown>;
  raw?: unknown;
}
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

interface Stored {
  resource: string;
  externalId: string;
  data: Record<string, unknown>;
  raw: unknown;
}
/** As the superuser sees it. */
const stored = () =>
  rowsOf<Stored>(
    hub.database.url,
    `select resource, external_id as "externalId", data, raw from record
      where integration_id = $1 and deleted_at is null`,
    [integration],
  );
const keyOf = ({ resource, externalId }: { resource: string; externalId: string }) =>
  `${resource} ${externalId}`;
const byKey = <T extends { resource: string; externalId: string }>(all: readonly T[]) =>
  Object.fromEntries(all.map((each) => [keyOf(each), each]));

describe('an NDJSON export', () => {
  it('holds every record once, with the content that is stored', async () => {
    const { job, file, response, text } = await exported(tenant, { integrationId: integration });
    const lines = linesOf(text);
    const records = await stored();
    expect(lines).toHaveLength(records.length);
    const expected = byKey(records.map(({ raw: _raw, ...record }) => record));
    const found = byKey(lines.map(({ resource, externalId, data }) => ({ resource, externalId, data })));
    expect(found).toEqual(expected);
    expect(lines.every((line) => !('raw' in line))).toBe(true);
    expect(job).toMatchObject({
      status: 'SUCCEEDED',
      progress: { processed: records.length, unchanged: records.length, created: 0, percent: 100 },
    });
    expect(file).toMatchObject({ format: 'NDJSON', rows: records.length, bytes: Buffer.byteLength(text) });
    expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    expect(response.headers.get('content-length')).toBe(String(file.bytes));
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="records.ndjson"');
  });

  it("holds the provider's own objects when they are asked for", async () => {
    const { text } = await exported(tenant, {
      integrationId: integration,
      resources: ['payment'],
      raw: true,
    });
    const records = byKey((await stored()).filter(({ resource }) => resource === 'payment'));
    const lines = linesOf(text);
    expect(lines).toHaveLength(Object.keys(records).length);
    for (const line of lines) expect(line.raw).toEqual(records[keyOf(line)]?.raw);
  });
});

describe('a CSV export', () => {
  it('has a stable header and one line per record', async () => {
    const asked = { integrationId: integration, resources: ['contact'], format: 'CSV' };
    const { response, text } = await exported(tenant, asked);
    expect(text.slice(0, text.indexOf('\r\n'))).toBe(
      'externalId,createdAt,updatedAt,changedAt,role,name,email,phone,address.line1,address.line2,address.city,' +
        'address.region,address.postalCode,address.country,consent,listId,active',
    );
    const cells = parse(text, { columns: true }) as Record<string, string>[];
    const contacts = (await stored()).filter(({ resource }) => resource === 'contact');
    expect(cells).toHaveLength(contacts.length);
    const found = Object.fromEntries(cells.map((line) => [line['externalId'], line]));
    for (const { externalId, data } of contacts) {
      const line = found[externalId];
      expect(line).toMatchObject({ name: data['name'] ?? '', email: data['email'] ?? '', role: 'CUSTOMER' });
      const address = data['address'] as Record<string, string> | null;
      expect(line?.['address.city']).toBe(address?.['city'] ?? '');
    }
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="contact.csv"');
  });

  it('puts an apostrophe before what a spreadsheet would run', async () => {
    await rowsOf(
      hub.database.url,
      `insert into record (tenant_id, integration_id, resource, external_id, version, data)
       values ($1, $2, 'product', 'formula', 1, $3)`,
      [
        tenant.id,
        integration,
        JSON.stringify({
          name: '=HYPERLINK("http://evil")',
          description: '@SUM(1)\nsecond line',
          active: true,
        }),
      ],
    );
    const asked = { integrationId: integration, resources: ['product'], format: 'CSV' };
    const { text } = await exported(tenant, asked);
    const cells = parse(text, { columns: true }) as Record<string, string>[];
    expect(text).toContain(`"'@SUM(1)\nsecond line"`);
    expect(cells.find(({ externalId }) => externalId === 'formula')).toMatchObject({
      name: `'=HYPERLINK("http://evil")`,
      description: "'@SUM(1)\nsecond line",
      active: 'true',
    });
    await rowsOf(hub.database.url, `delete from record where external_id = 'formula'`);
  });

  it('of nothing is a header', async () => {
    const empty = await aStripeIntegration(hub, tenant);
    const asked = { integrationId: empty, resources: ['product'], format: 'CSV' };
    const { file, text } = await exported(tenant, asked);
    expect(text).toBe('externalId,createdAt,updatedAt,changedAt,name,description,active\r\n');
    expect(file.rows).toBe(0);
    const ndjson = await exported(tenant, { integrationId: empty });
    expect([ndjson.text, ndjson.file.bytes]).toEqual(['', 0]);
  });
});

describe('a download link', () => {
  it('is worth nothing once a letter of it was changed, and tells nothing', async () => {
    const { file, id } = await exported(tenant, { integrationId: integration, resources: ['product'] });
    const wrong = [
      file.url.replace(/signature=./, (start) => (start.endsWith('A') ? 'signature=B' : 'signature=A')),
      file.url.replace(/expires=\d/, 'expires=9'),
      file.url.replace(/&signature=.*/, ''),
      file.url.replace(id, '00000000-0000-4000-8000-000000000000'),
      file.url.replace(id, 'nothing'),
    ];
    const answers = await Promise.all(
      wrong.map(async (url) => {
        const response = await fetch(url);
        return [response.status, await response.json()];
      }),
    );
    for (const answer of answers)
      expect(answer).toEqual([404, { error: { code: 'NOT_FOUND', message: 'There is nothing here' } }]);
    // Nor is it good for anything else.
    expect((await fetch(file.url.replace('exports', 'imports'), { method: 'PUT', body: 'x' })).status).toBe(
      404,
    );
    const audit = await rowsOf<{ action: string }>(
      hub.database.url,
      'select action from audit_entry where target_id = $1 order by at',
      [id],
    );
    expect(audit.map(({ action }) => action)).toEqual([
      'batch.requested',
      'batch.started',
      'batch.succeeded',
      'export.downloaded',
    ]);
  });

  it('ends', async () => {
    const { id, file } = await exported(tenant, { integrationId: integration, resources: ['product'] });
    const past = createLinks({
      keys: hub.config.vault.keys,
      publicUrl: hub.config.http.publicUrl,
      lifetimeS: 60,
      now: () => Date.now() - 61_000,
    });
    const { url } = past.sign({ method: 'GET', path: `/api/v1/exports/${id}` });
    const response = await fetch(url);
    expect([response.status, await response.json()]).toMatchObject([
      410,
      { error: { code: 'LINK_EXPIRED' } },
    ]);
    const lifetimeMs = Date.parse(file.expiresAt) - Date.now();
    expect(lifetimeMs).toBeGreaterThan(800_000);
    expect(lifetimeMs).toBeLessThanOrEqual(900_000);
  });

  it('is shown to holders of the right scopes only', async () => {
    const scoped = async (scopes: string[]) => {
      const token = await hub.issuer.token({ subject: 'somebody', tenantId: tenant.id, scopes });
      return tenantWith(hub.api.url, tenant.id, token);
    };
    const { id } = await exported(tenant, { integrationId: integration, resources: ['product'], raw: true });
    const query = 'query ($id: ID!) { syncJob(id: $id) { export { url } } }';
    for (const scopes of [['sync:read'], ['sync:read', 'records:read']]) {
      const { body } = await (await scoped(scopes)).post(query, { id });
      expect(body).toMatchObject({
        data: { syncJob: { export: null } },
        errors: [{ extensions: { code: 'FORBIDDEN' } }],
      });
    }
    const reader = await scoped(['sync:read', 'records:read', 'records:raw']);
    expect(await exportOf(await scoped(['sync:*', 'records:*']), id)).toBeTruthy();
    expect((await reader.post(query, { id })).body.errors).toBeUndefined();
    const starter = await scoped(['sync:write', 'records:read']);
    const start = `mutation ($input: StartBatchInput!) { startBatch(input: $input) { __typename } }`;
    const input = { integrationId: integration, operation: 'EXPORT', raw: true };
    expect((await starter.post(start, { input })).body).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });
});

describe('what cannot be exported', () => {
  it.each([
    [{ format: 'CSV' }, 'input.resources'],
    [{ format: 'CSV', resources: ['contact', 'payment'] }, 'input.resources'],
    [{ format: 'CSV', resources: ['contact'], raw: true }, 'input.raw'],
    [{ resources: ['campaign'] }, 'input.resources'],
    [{ listId: 'l' }, 'input.listId'],
  ])('is refused: %j', async (more, field) => {
    const result = await startBatch(tenant, { integrationId: integration, operation: 'EXPORT', ...more });
    expect(result).toMatchObject({ __typename: 'HubInvalidInput', field });
  });
});
