import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MailchimpSandbox } from '../sandbox/mailchimp/mailchimp.ts';
import { anIntegration, aStripeIntegration, finished, type Tenant } from '../support/hub.ts';
import {
  aBatchHub,
  exported,
  importRows,
  startBatch,
  startImport,
  uploadOf,
  type BatchHub,
} from './batches.ts';
import { rowsOf } from './truth.ts';

let hub: BatchHub;
let tenant: Tenant;
let integration: string;
let mailchimp: MailchimpSandbox;
let listId: string;
beforeAll(async () => {
  hub = await aBatchHub({
    providers: ['mailchimp'],
    stripe: { size: { customers: 1, payments: 1, invoices: 1 } },
    mailchimp: { size: { lists: 1, members: 20, campaigns: 1 } },
    env: { IMPORT_MAX_BYTES: '1000000' },
  });
  mailchimp = hub.vendor('mailchimp').sandbox;
  tenant = await hub.aTenant();
  integration = await anIntegration(hub, tenant, { providerId: 'mailchimp' });
  listId = mailchimp.truth('list')[0]?.id ?? '';
  await hub.startWorker();
}, 60_000);
afterAll(() => hub?.close());

const to = (more: object = {}) => ({ integrationId: integration, listId, ...more });
const lines = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const idOf = (email: string) => `${listId}:${createHash('md5').update(email.toLowerCase()).digest('hex')}`;
const memberOf = (email: string) =>
  mailchimp.truth('contact').find((member) => member.email_address === email);
const batchCalls = () =>
  mailchimp.requests().filter(({ method, path }) => method === 'POST' && path === `/3.0/lists/${listId}`);

describe('an import', () => {
  it('brings every row in and tells of each', async () => {
    mailchimp.resetRequests();
    const rows = Array.from({ length: 1_203 }, (_, i) => {
      return { email: `person-${i}@company.test`, name: `Per Son ${i}`, consent: 'SUBSCRIBED' };
    });
    const id = await startImport(tenant, to(), lines(rows));
    const job = await finished(tenant, id);
    expect(job).toMatchObject({
      status: 'SUCCEEDED',
      progress: { processed: 1_203, created: 1_203, updated: 0, unchanged: 0, percent: 100 },
    });
    expect(batchCalls()).toHaveLength(3);
    const done = await importRows(tenant, id);
    expect(done.map(({ row }) => row)).toEqual(rows.map((_, i) => i + 1));
    expect(done[700]).toEqual({
      row: 701,
      outcome: 'CREATED',
      externalId: idOf('person-700@company.test'),
      problem: null,
    });
    expect(memberOf('person-700@company.test')).toMatchObject({
      status: 'subscribed',
      merge_fields: { FNAME: 'Per Son', LNAME: '700' },
    });
    // They are records at once, as if they had been synced.
    const [{ count }] = (await rowsOf<{ count: number }>(
      hub.database.url,
      `select count(*)::int as count from record where integration_id = $1 and external_id = any($2)`,
      [integration, done.map(({ externalId }) => externalId)],
    )) as [{ count: number }];
    expect(count).toBe(1_203);
    expect(await uploadOf(tenant, id)).toBeNull();
  }, 30_000);

  it('says of each row that is not taken what is wrong with it, and takes the others', async () => {
    const before = mailchimp.truth('contact').find(({ status }) => status === 'unsubscribed');
    const rows = [
      { email: 'good@company.test', consent: 'PENDING', phone: '+49 228 1' },
      { email: 'not an address', consent: 'SUBSCRIBED' },
      { name: 'Nobody', consent: 'SUBSCRIBED' },
      { email: 'shouting@company.test', consent: 'YES PLEASE' },
      { email: 'country@company.test', consent: 'SUBSCRIBED', address: { country: 'Germany' } },
      { email: 'GOOD@company.test', consent: 'SUBSCRIBED' },
      { email: 'silent@company.test' },
      { email: 'typo@company.test', consent: 'SUBSCRIBED', nmae: 'Typo' },
      ['a', 'list'],
      { email: 'fake@example.invalid', consent: 'SUBSCRIBED' },
      { email: before?.email_address, consent: 'SUBSCRIBED' },
      { email: 'last@company.test', consent: 'UNSUBSCRIBED', name: 'Last One' },
    ];
    const text = `\uFEFF${lines(rows.slice(0, 3))}\n{"email": "broken\n${lines(rows.slice(3))}`;
    const id = await startImport(tenant, to(), text);
    expect(await finished(tenant, id)).toMatchObject({
      status: 'SUCCEEDED',
      progress: { processed: 13, created: 2, updated: 0, unchanged: 11 },
    });
    const done = await importRows(tenant, id);
    expect(done.map(({ row, outcome, problem }) => [row, outcome, problem?.code, problem?.field])).toEqual([
      [1, 'CREATED', undefined, undefined],
      [2, 'REFUSED', 'ROW_INVALID', 'email'],
      [3, 'REFUSED', 'ROW_INVALID', 'email'],
      [4, 'REFUSED', 'ROW_UNREADABLE', null],
      [5, 'REFUSED', 'ROW_INVALID', 'consent'],
      [6, 'REFUSED', 'ROW_INVALID', 'address.country'],
      [7, 'REFUSED', 'ROW_REPEATED', 'email'],
      [8, 'REFUSED', 'CONSENT_MISSING', 'consent'],
      [9, 'REFUSED', 'ROW_INVALID', null],
      [10, 'REFUSED', 'ROW_INVALID', null],
      [11, 'REFUSED', 'ERROR_GENERIC', 'email_address'],
      [12, 'REFUSED', 'ERROR_GENERIC', null],
      [13, 'CREATED', undefined, undefined],
    ]);
    expect(done[6]?.problem?.message).toContain('Row 1 ');
    expect(memberOf('good@company.test')).toMatchObject({ status: 'pending' });
    expect(memberOf('last@company.test')).toMatchObject({ status: 'unsubscribed' });
    expect(memberOf(before?.email_address ?? '')?.status).toBe('unsubscribed');
    expect((await importRows(tenant, id, 'CREATED')).map(({ row }) => row)).toEqual([1, 13]);
  });

  it('takes what an export has written', async () => {
    const asked = { integrationId: integration, resources: ['contact'], format: 'CSV' };
    const { text } = await exported(tenant, asked);
    const wanted = text
      .split('\r\n')
      .filter((line, i) => i === 0 || line.includes('person-7@') || line.includes('good@'));
    const csv = wanted.join('\r\n').replace('Per Son 7', 'Per Daughter 7');
    const id = await startImport(tenant, to({ format: 'CSV' }), csv);
    expect(await finished(tenant, id)).toMatchObject({
      status: 'SUCCEEDED',
      progress: { processed: 2, created: 0, updated: 2 },
    });
    expect(memberOf('person-7@company.test')?.merge_fields).toMatchObject({ FNAME: 'Per Daughter' });
    // The apostrophe that the export put before the plus has come off again.
    expect(memberOf('good@company.test')?.merge_fields).toMatchObject({ PHONE: '+49 228 1' });
  });

  it('goes on to the end of a CSV file that is partly broken', async () => {
    const csv = [
      'email,name,consent',
      'one@company.test,"One, Two",SUBSCRIBED',
      'two@company.test,SUBSCRIBED',
      '',
      'three@company.test,Three,SUBSCRIBED',
      'four@company.test,"Four,SUBSCRIBED',
      'five@company.test,Five,SUBSCRIBED',
    ].join('\n');
    const id = await startImport(tenant, to({ format: 'CSV' }), csv);
    expect(await finished(tenant, id)).toMatchObject({ status: 'SUCCEEDED', progress: { created: 2 } });
    expect((await importRows(tenant, id)).map(({ outcome, problem }) => [outcome, problem?.code])).toEqual([
      ['CREATED', undefined],
      ['REFUSED', 'ROW_UNREADABLE'],
      ['CREATED', undefined],
      ['REFUSED', 'ROW_UNREADABLE'],
    ]);
  });

  it.each([
    ['name,consent\n', 'names no column email'],
    ['email,e-mail\n', '"e-mail"'],
    ['email,email\n', 'twice'],
  ])('with the header %j looks at no row', async (csv, said) => {
    const id = await startImport(tenant, to({ format: 'CSV' }), `${csv}a@b.test,x\n`);
    const job = await finished(tenant, id);
    expect(job).toMatchObject({ status: 'FAILED', error: { code: 'IMPORT_FILE_INVALID' } });
    expect(job.error?.message).toContain(said);
    expect(await importRows(tenant, id)).toEqual([]);
  });

  it('waits for a provider that asks it to slow down', async () => {
    mailchimp.resetRequests();
    mailchimp.faults.next(2, { kind: 'rate-limit', retryAfter: 1 });
    const id = await startImport(
      tenant,
      to(),
      lines([{ email: 'patient@company.test', consent: 'SUBSCRIBED' }]),
    );
    expect(await finished(tenant, id)).toMatchObject({ status: 'SUCCEEDED', progress: { created: 1 } });
    expect(batchCalls().map(({ status }) => status)).toEqual([429, 429, 200]);
  });

  it('into a list that is not there fails with what the provider says', async () => {
    const id = await startImport(
      tenant,
      to({ listId: 'nowhere' }),
      lines([{ email: 'a@company.test', consent: 'SUBSCRIBED' }]),
    );
    expect(await finished(tenant, id)).toMatchObject({
      status: 'FAILED',
      error: { code: 'PROVIDER_REFUSED' },
    });
  });
});

describe('an upload', () => {
  const waiting = async () => {
    const { id } = await startBatch(tenant, { operation: 'IMPORT', ...to() });
    return { id, url: (await uploadOf(tenant, id))?.url ?? '' };
  };
  const put = (url: string, body: string) => fetch(url, { method: 'PUT', body });

  it('is taken once; the job begins with it', async () => {
    const { id, url } = await waiting();
    const row = lines([{ email: 'once@company.test', consent: 'SUBSCRIBED' }]);
    const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await put(url, row)).status));
    expect(statuses.toSorted()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    expect(await finished(tenant, id)).toMatchObject({ status: 'SUCCEEDED', progress: { processed: 1 } });
    expect((await put(url, row)).status).toBe(409);
  });

  it('beyond the limit is refused, whether it tells its size or not, and can be sent again', async () => {
    const { id, url } = await waiting();
    const large = 'x'.repeat(1_000_001);
    expect((await put(url, large)).status).toBe(413);
    // One that goes on and on is answered before its end.
    const untold = request(url, { method: 'PUT' });
    untold.write(large);
    const [response] = (await once(untold, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    untold.destroy();
    expect((await put(url, '')).status).toBe(201);
    expect(await finished(tenant, id)).toMatchObject({ status: 'SUCCEEDED', progress: { processed: 0 } });
  });

  it('needs a good link, and a job that waits', async () => {
    const { id, url } = await waiting();
    expect((await put(url.replace(/signature=.*/, 'signature=x'), '')).status).toBe(404);
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(url.replace('imports', 'exports'))).status).toBe(404);
    await tenant.ask('mutation ($id: ID!) { cancelSync(id: $id) { __typename } }', { id });
    expect((await put(url, '')).status).toBe(409);
  });

  it('that never comes fails the job when its time is over', async () => {
    const { id } = await waiting();
    await rowsOf(hub.database.url, 'update sync_job set next_attempt_at = now() where id = $1', [id]);
    expect(await finished(tenant, id)).toMatchObject({
      status: 'FAILED',
      error: { code: 'IMPORT_FILE_MISSING' },
    });
  });
});

describe('what cannot be imported', () => {
  it('is said before anything is queued', async () => {
    const stripe = await aStripeIntegration(hub, tenant);
    const start = (input: object) => startBatch(tenant, { operation: 'IMPORT', ...input });
    expect(await start({ integrationId: stripe, listId })).toMatchObject({ field: 'input.listId' });
    expect(await start({ integrationId: integration })).toMatchObject({ field: 'input.listId' });
    expect(await start(to({ resources: ['campaign'] }))).toMatchObject({ __typename: 'BatchNotSupported' });
  });
});
