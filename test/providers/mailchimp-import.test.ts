import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Imported, NewContact } from '../../src/providers/provider.ts';
import { mailchimpClient } from '../sandbox/mailchimp/client.ts';
import { connect, never } from '../sandbox/mailchimp/connect.ts';
import { startMailchimpSandbox, type MailchimpSandbox } from '../sandbox/mailchimp/mailchimp.ts';

let sandbox: MailchimpSandbox;
let listId: string;
beforeEach(async () => {
  sandbox = await startMailchimpSandbox({ size: { lists: 1, members: 10, campaigns: 0 } });
  listId = sandbox.truth('list')[0]?.id ?? '';
});
afterEach(() => sandbox.close());

const person = (email: string, more: Partial<NewContact> = {}): NewContact => ({
  email,
  name: null,
  phone: null,
  address: null,
  consent: 'SUBSCRIBED',
  ...more,
});
const send = async (...contacts: NewContact[]): Promise<readonly Imported[]> =>
  (await connect(sandbox).importContacts?.({ contacts, listId }, never)) ?? [];
const memberOf = (email: string) => sandbox.truth('contact').find((each) => each.email_address === email);
const posts = () => sandbox.requests().filter(({ method }) => method === 'POST').length;

describe('contacts brought into a list', () => {
  it('are answered for in their order, whatever became of them', async () => {
    const known = sandbox.truth('contact').find(({ status }) => status === 'subscribed');
    const answers = await send(
      person('a@company.test', { name: 'Ada Augusta Lovelace' }),
      person('x@example.invalid'),
      person(known?.email_address.toUpperCase() ?? '', { name: 'Somebody Else' }),
      person('c@company.test', { consent: 'PENDING' }),
    );
    expect(answers.map(({ outcome }) => outcome)).toEqual(['CREATED', 'REFUSED', 'UPDATED', 'CREATED']);
    expect(answers[1]).toMatchObject({ code: 'ERROR_GENERIC', field: 'email_address' });
    expect(answers[0]).toMatchObject({
      state: {
        resource: 'contact',
        from: 'fetch',
        data: { name: 'Ada Augusta Lovelace', email: 'a@company.test', consent: 'SUBSCRIBED' },
      },
    });
    expect(memberOf('a@company.test')?.merge_fields).toMatchObject({
      FNAME: 'Ada Augusta',
      LNAME: 'Lovelace',
    });
    expect(memberOf('c@company.test')?.status).toBe('pending');
    expect(posts()).toBe(1);
  });

  it('and once more change nothing', async () => {
    const contacts = [person('a@company.test', { phone: '1' }), person('b@company.test')];
    const [first] = await send(...contacts);
    const before = sandbox.truth('contact');
    const [second] = await send(...contacts);
    expect(sandbox.truth('contact')).toEqual(before);
    expect([first?.outcome, second?.outcome]).toEqual(['CREATED', 'UPDATED']);
  });

  it('keep what the import does not name', async () => {
    await send(person('a@company.test', { name: 'Ada Lovelace', phone: '1' }));
    await send(person('a@company.test', { consent: 'UNSUBSCRIBED' }));
    expect(memberOf('a@company.test')).toMatchObject({
      status: 'unsubscribed',
      merge_fields: { FNAME: 'Ada', LNAME: 'Lovelace', PHONE: '1' },
    });
  });

  it('do not all fail for one that Mailchimp cannot read', async () => {
    const contacts = Array.from({ length: 9 }, (_, i) => person(`p${i}@company.test`));
    // Nobody can be made unreachable: the whole request is refused for it.
    contacts[4] = person('p4@company.test', { consent: 'UNREACHABLE' });
    const answers = await send(...contacts);
    expect(answers.map(({ outcome }) => outcome)).toEqual(
      contacts.map((_, i) => (i === 4 ? 'REFUSED' : 'CREATED')),
    );
    expect(answers[4]).toMatchObject({
      code: 'PROVIDER_REFUSED',
      message: expect.stringContaining('Mailchimp: 400'),
    });
    expect(posts()).toBeLessThanOrEqual(1 + 2 * 4);
  });

  it('fail together when it is not about one of them', async () => {
    const call = { contacts: [person('a@company.test')], listId: 'nowhere' };
    await expect(connect(sandbox).importContacts?.(call, never)).rejects.toMatchObject({
      code: 'PROVIDER_REFUSED',
    });
    sandbox.faults.next(1, { kind: 'status', status: 500 });
    await expect(send(person('a@company.test'))).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    sandbox.faults.next(1, { kind: 'html' });
    await expect(send(person('a@company.test'))).rejects.toMatchObject({ code: 'PROVIDER_ANSWER_INVALID' });
  });
});

describe("the sandbox's batch of members, by the official SDK", () => {
  const batch = (body: object) => mailchimpClient(sandbox).lists.batchListMembers(listId, body, {});
  const member = (email: string) => ({ email_address: email, status: 'subscribed' });

  it('counts what it did', async () => {
    const members = [member('a@company.test'), member('A@company.test'), member('b@company.test')];
    expect(await batch({ members })).toMatchObject({
      new_members: [{ email_address: 'a@company.test' }, { email_address: 'b@company.test' }],
      updated_members: [],
      errors: [{ email_address: 'A@company.test' }],
      total_created: 2,
      total_updated: 0,
      error_count: 1,
    });
    expect(await batch({ members: [member('b@company.test')] })).toMatchObject({
      errors: [{ error_code: 'ERROR_CONTACT_EXISTS' }],
    });
  });

  it.each([
    ['more than 500', { members: Array.from({ length: 501 }, (_, i) => member(`p${i}@company.test`)) }],
    ['a member without a status', { members: [{ email_address: 'a@company.test' }] }],
    ['a member without an address', { members: [{ status: 'subscribed' }] }],
    ['an unknown field', { members: [{ ...member('a@company.test'), nickname: 'A' }] }],
    ['no members', { update_existing: true }],
  ])('refuses %s as a whole', async (_what, body) => {
    await expect(batch(body)).rejects.toMatchObject({ status: 400 });
    expect(sandbox.truth('contact')).toHaveLength(10);
  });

  it('tells webhooks of it', async () => {
    const told: string[] = [];
    const { createServer } = await import('node:http');
    const server = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => told.push(chunk.toString('utf8')));
      request.on('end', () => response.end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await mailchimpClient(sandbox).lists.createListWebhook(listId, {
      url: `http://127.0.0.1:${port}/`,
      events: { subscribe: true },
      sources: { api: true },
    });
    await batch({ members: [member('a@company.test')] });
    await sandbox.settled();
    server.close();
    expect(told.map((each) => new URLSearchParams(each).get('data[email]'))).toEqual(['a@company.test']);
  });
});
