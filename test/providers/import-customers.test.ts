/** Contacts brought in where customers are found by their address first: what holds at Stripe, Square and QuickBooks alike. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Connection, Imported, NewContact } from '../../src/providers/provider.ts';
import { square } from '../../src/providers/square/index.ts';
import { stripe } from '../../src/providers/stripe/index.ts';
import { connect, never } from '../sandbox/quickbooks/connect.ts';
import { startQuickbooksSandbox } from '../sandbox/quickbooks/quickbooks.ts';
import { aWorld } from '../sandbox/square/copy.ts';
import { startSquareSandbox } from '../sandbox/square/square.ts';
import { startStripeSandbox, type Faults } from '../sandbox/stripe/stripe.ts';

interface Customer {
  readonly id: string;
  readonly email: string | null | undefined;
  readonly name: string | null | undefined;
  readonly phone: string | null | undefined;
  readonly city: string | null | undefined;
}

interface Stand {
  readonly connection: Connection;
  readonly faults: Faults;
  customers(): Customer[];
  /** What is said of a phone number that is too long. */
  readonly refused: { readonly code: string; readonly field: string };
  /** Requests that write. */
  writes(): number;
  add(email: string, name: string): string;
  /** Takes a customer away as far as the vendor lets its owner. */
  remove(id: string): void;
  close(): Promise<void>;
}

const size = { customers: 5, payments: 1, invoices: 1 };
const WRITE = /^(POST|PUT) .*customers?(\/bulk-\w+)?$/;
const written = (requests: readonly { method: string; path: string; status: number | null }[]) =>
  requests.filter(({ method, path, status }) => WRITE.test(`${method} ${path}`) && status === 200).length;

const stands = {
  async stripe(): Promise<Stand> {
    const sandbox = await startStripeSandbox({ rateLimit: null, size });
    const world = aWorld({ url: sandbox.url } as Parameters<typeof aWorld>[0]);
    return {
      connection: stripe.open({ apiKey: sandbox.apiKey }, world),
      refused: { code: 'PARAMETER_INVALID_STRING_LENGTH', field: 'phone' },
      faults: sandbox.faults,
      customers: () =>
        sandbox.truth('customers').map(({ id, email, name, phone, address }) => {
          return { id, email, name, phone, city: address?.city };
        }),
      writes: () => sandbox.requests().filter(({ method }) => method === 'POST').length,
      add: (email, name) => sandbox.change.createCustomer({ email, name }).id,
      remove: (id) => void sandbox.change.deleteCustomer(id),
      close: () => sandbox.close().finally(() => world.close()),
    };
  },
  async square(): Promise<Stand> {
    let ahead = 0;
    const sandbox = await startSquareSandbox({ size, now: () => Date.now() + ahead });
    const world = aWorld(sandbox);
    return {
      connection: square.open({ accessToken: sandbox.seller.accessToken }, world),
      refused: { code: 'INVALID_PHONE_NUMBER', field: 'phone_number' },
      faults: sandbox.faults,
      customers: () =>
        sandbox.truth('contact').map((each) => ({
          id: each.id ?? '',
          email: each.email_address,
          name: [each.given_name, each.family_name].filter(Boolean).join(' '),
          phone: each.phone_number,
          city: each.address?.locality,
        })),
      writes: () => written(sandbox.requests()),
      add: (email, name) =>
        sandbox.change.createCustomer({ email_address: email, family_name: name }).id ?? '',
      remove(id) {
        sandbox.change.deleteCustomer(id);
        // Square's clock in answers counts whole seconds.
        ahead += 2_000;
      },
      close: () => sandbox.close().finally(() => world.close()),
    };
  },
  async quickbooks(): Promise<Stand> {
    const sandbox = await startQuickbooksSandbox({ rateLimit: null, size });
    return {
      connection: connect(sandbox),
      refused: { code: '2050', field: 'PrimaryPhone' },
      faults: sandbox.faults,
      customers: () =>
        sandbox.truth('Customer').map((row) => {
          // `as`: the members of a customer that the API renders.
          const { Id, DisplayName, PrimaryEmailAddr, PrimaryPhone, BillAddr } = row as {
            Id: string;
            DisplayName?: string;
            PrimaryEmailAddr?: { Address: string };
            PrimaryPhone?: { FreeFormNumber: string };
            BillAddr?: { City?: string };
          };
          return {
            id: `Customer:${Id}`,
            email: PrimaryEmailAddr?.Address,
            name: DisplayName,
            phone: PrimaryPhone?.FreeFormNumber,
            city: BillAddr?.City,
          };
        }),
      writes: () => written(sandbox.requests()),
      add: (email, DisplayName) =>
        `Customer:${sandbox.change.create('Customer', { DisplayName, PrimaryEmailAddr: { Address: email } }).Id}`,
      remove(id) {
        const own = id.slice('Customer:'.length);
        sandbox.change.update('Customer', own, { DisplayName: `Away ${own}` });
        sandbox.change.deactivate('Customer', own);
      },
      close: () => sandbox.close(),
    };
  },
};

const person = (email: string, more: Partial<NewContact> = {}): NewContact => ({
  email,
  name: null,
  phone: null,
  address: null,
  consent: null,
  ...more,
});
const inBonn = {
  line1: 'Am Hof 1',
  line2: null,
  city: 'Bonn',
  region: null,
  postalCode: '53113',
  country: 'DE',
};

// The SDK is 4,000 files, which Jest reads one by one.
beforeAll(async () => void (await import('square')), 120_000);

describe.each(Object.entries(stands))('contacts brought in at %s', (_id, start) => {
  let stand: Stand;
  beforeEach(async () => {
    stand = await start();
  });
  afterEach(() => stand.close());

  const send = async (...contacts: NewContact[]): Promise<readonly Imported[]> =>
    (await stand.connection.importContacts?.({ contacts, listId: null }, never)) ?? [];
  const of = (email: string) => stand.customers().filter((each) => each.email === email);

  it('are created, or found by their address and changed in what is given', async () => {
    const known = stand.add('known@company.test', 'Known');
    const answers = await send(
      person('ada@company.test', { name: 'Ada Augusta Lovelace', phone: '+49 228 1234567', address: inBonn }),
      person('known@company.test', { phone: '+49 228 7654321', consent: 'UNSUBSCRIBED' }),
      person('silent@company.test'),
    );
    expect(answers.map(({ outcome }) => outcome)).toEqual(['CREATED', 'UPDATED', 'CREATED']);
    const [ada] = of('ada@company.test');
    expect(ada).toMatchObject({ name: 'Ada Augusta Lovelace', phone: '+49 228 1234567', city: 'Bonn' });
    expect(of('known@company.test')).toEqual([
      expect.objectContaining({ id: known, name: 'Known', phone: '+49 228 7654321' }),
    ]);
    expect(answers[0]).toMatchObject({
      state: {
        kind: 'seen',
        from: 'fetch',
        resource: 'contact',
        externalId: ada?.id,
        data: {
          name: 'Ada Augusta Lovelace',
          email: 'ada@company.test',
          phone: '+49 228 1234567',
          address: { line1: 'Am Hof 1', city: 'Bonn', postalCode: '53113', country: 'DE' },
          consent: null,
        },
      },
    });
  });

  it('and once more write nothing', async () => {
    const contacts = [
      person('a@company.test', { name: 'A B', phone: '+49 228 1234567', address: inBonn }),
      person('b@company.test'),
    ];
    await send(...contacts);
    const before = stand.customers();
    const writes = stand.writes();
    expect((await send(...contacts)).map(({ outcome }) => outcome)).toEqual(['UPDATED', 'UPDATED']);
    expect(stand.customers()).toEqual(before);
    expect(stand.writes()).toBe(writes);
  });

  it('are there once when an answer is lost', async () => {
    const contacts = [person('a@company.test', { name: 'A B' }), person('b@company.test', { name: 'C D' })];
    stand.faults.next(1, { kind: 'status', status: 503, applied: true }, WRITE);
    await expect(send(...contacts)).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    await send(...contacts);
    expect([of('a@company.test').length, of('b@company.test').length]).toEqual([1, 1]);
  });

  it('come back after they have gone', async () => {
    const [first] = await send(person('a@company.test', { name: 'A B' }));
    stand.remove(first?.outcome === 'CREATED' ? first.state.externalId : '');
    const [second] = await send(person('a@company.test', { name: 'A B' }));
    expect(second?.outcome).toBe('CREATED');
    expect(of('a@company.test').filter(({ name }) => name === 'A B')).toEqual([
      expect.objectContaining({ id: second?.outcome === 'CREATED' && second.state.externalId }),
    ]);
    expect(second).not.toEqual(first);
  });

  it('are refused one by one, in the words of the vendor', async () => {
    const answers = await send(
      person('a@company.test', { name: 'A' }),
      person('b@company.test', { name: 'B', phone: '1'.repeat(40) }),
      person('c@company.test', { name: 'C' }),
    );
    expect(answers.map(({ outcome }) => outcome)).toEqual(['CREATED', 'REFUSED', 'CREATED']);
    expect(answers[1]).toMatchObject(stand.refused);
    expect(of('b@company.test')).toEqual([]);
  });

  it('fail together for what is about the call', async () => {
    stand.faults.next(1, { kind: 'rate-limit' });
    await expect(send(person('a@company.test'))).rejects.toMatchObject({ code: 'PROVIDER_THROTTLED' });
    stand.faults.next(1, { kind: 'status', status: 500 }, WRITE);
    await expect(send(person('a@company.test'))).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    stand.faults.next(1, { kind: 'html' }, WRITE);
    await expect(send(person('a@company.test'))).rejects.toMatchObject({ code: 'PROVIDER_ANSWER_INVALID' });
    expect(of('a@company.test')).toEqual([]);
  });
});
