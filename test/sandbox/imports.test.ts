/** Customers written at the sandboxes by the vendors' own SDKs. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { intuitSdk } from './quickbooks/sdk.ts';
import { startQuickbooksSandbox, type QuickbooksSandbox } from './quickbooks/quickbooks.ts';
import { squareClient } from './square/client.ts';
import { startSquareSandbox } from './square/square.ts';
import { stripeClient } from './stripe/client.ts';
import { startStripeSandbox } from './stripe/stripe.ts';

const size = { customers: 2, payments: 0, invoices: 0 };

// The SDK is 4,000 files, which Jest reads one by one.
beforeAll(async () => void (await import('square')), 120_000);

describe('Square', () => {
  it('creates, finds and updates in bulk, each by itself', async () => {
    const sandbox = await startSquareSandbox({ size });
    const { customers } = squareClient(sandbox);
    const ada = { givenName: 'Ada', emailAddress: 'Ada@company.test', address: { locality: 'Bonn' } };
    const bulk = { customers: { one: ada, two: { emailAddress: 'nonsense' }, three: {} } };
    const { responses } = await customers.batchCreate(bulk);
    expect(responses?.['one']?.customer).toMatchObject(ada);
    expect(responses?.['two']?.errors).toMatchObject([
      { code: 'INVALID_EMAIL_ADDRESS', field: 'email_address' },
    ]);
    expect(responses?.['three']?.errors).toMatchObject([{ category: 'INVALID_REQUEST_ERROR' }]);

    const again = await customers.batchCreate({ customers: { one: ada } });
    expect(again.responses?.['one']?.customer?.id).toBe(responses?.['one']?.customer?.id);
    const reused = await customers.batchCreate({ customers: { one: { givenName: 'Eve' } } });
    expect(reused.responses?.['one']?.errors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
    expect(sandbox.truth('contact')).toHaveLength(3);

    const exact = async (text: string) =>
      (await customers.search({ query: { filter: { emailAddress: { exact: text } } } })).customers ?? [];
    const [found] = await exact('ada@COMPANY.test');
    expect(found?.givenName).toBe('Ada');
    expect(await exact('company.test')).toEqual([]);
    const id = found?.id ?? '';
    const changes = { [id]: { givenName: null, phoneNumber: '+49 228 1234567' }, nobody: { note: 'x' } };
    const updated = await customers.bulkUpdateCustomers({ customers: changes });
    expect(updated.responses?.[id]?.customer).toMatchObject({
      emailAddress: 'Ada@company.test',
      phoneNumber: '+49 228 1234567',
      version: 1n,
    });
    expect(updated.responses?.['nobody']?.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    await sandbox.close();
  });
});

describe('QuickBooks', () => {
  const post = async (sandbox: QuickbooksSandbox, body: object, requestid?: string) => {
    const query = requestid ? `?requestid=${requestid}` : '';
    const url = `${sandbox.url}/v3/company/${sandbox.realmId}/customer${query}`;
    const headers = { 'Content-Type': 'application/json' };
    const answer = await intuitSdk(sandbox).makeApiCall({ url, method: 'POST', headers, body });
    // `as`: the answer to a customer that was taken.
    return (answer.json as { Customer: { Id: string; SyncToken: string; DisplayName: string } }).Customer;
  };
  /** What the SDK throws holds the service's own fault. */
  const codeOf = (work: Promise<unknown>): Promise<string | undefined> =>
    work.then(
      () => undefined,
      (error: unknown) =>
        /"code":"(\d+)"/.exec(
          JSON.stringify(
            Reflect.get(Object(error), 'response')?.data ??
              Reflect.get(Object(error), 'authResponse') ??
              error,
          ),
        )?.[1],
    );

  it('creates, finds and updates sparsely', async () => {
    const sandbox = await startQuickbooksSandbox({ size, rateLimit: null });
    const body = { DisplayName: "O'Hara", PrimaryEmailAddr: { Address: "o'hara@company.test" } };
    const created = await post(sandbox, body, 'request-1');
    expect(await post(sandbox, body, 'request-1')).toEqual(created);
    expect(sandbox.truth('Customer').filter(({ DisplayName }) => DisplayName === "O'Hara")).toHaveLength(1);
    expect(await codeOf(post(sandbox, { ...body, DisplayName: "o'HARA" }))).toBe('6240');
    expect(await codeOf(post(sandbox, { PrimaryEmailAddr: { Address: 'x@company.test' } }))).toBe('2020');
    expect(await codeOf(post(sandbox, { DisplayName: 'X', Nickname: 'x' }))).toBe('2010');
    expect(await codeOf(post(sandbox, { DisplayName: 'X:Y' }))).toBe('2050');

    const { Id, SyncToken } = created;
    const changed = await post(sandbox, {
      Id,
      SyncToken,
      sparse: true,
      PrimaryPhone: { FreeFormNumber: '1' },
    });
    expect(changed).toMatchObject({ ...body, SyncToken: '1', PrimaryPhone: { FreeFormNumber: '1' } });
    expect(await codeOf(post(sandbox, { Id, SyncToken, sparse: true, DisplayName: 'Y' }))).toBe('5010');
    const query = "select * from Customer where PrimaryEmailAddr = 'o\\'hara@company.test'";
    const url = `${sandbox.url}/v3/company/${sandbox.realmId}/query?${new URLSearchParams({ query })}`;
    const { json } = await intuitSdk(sandbox).makeApiCall({ url });
    expect(json).toMatchObject({ QueryResponse: { Customer: [{ Id }] } });
    await sandbox.close();
  });
});

describe('Stripe', () => {
  it('finds customers by their address and answers a key once', async () => {
    const sandbox = await startStripeSandbox({ size, rateLimit: null });
    const { customers } = stripeClient(sandbox);
    const create = () => customers.create({ email: 'a@company.test' }, { idempotencyKey: 'key-1' });
    const first = await create();
    const second = await create();
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect((await customers.list({ email: 'a@company.test' })).data).toHaveLength(1);
    expect((await customers.list({ email: 'A@company.test' })).data).toHaveLength(0);
    await expect(customers.update(first.id, { phone: '1'.repeat(21) })).rejects.toMatchObject({
      code: 'parameter_invalid_string_length',
      param: 'phone',
    });
    await sandbox.close();
  });
});
