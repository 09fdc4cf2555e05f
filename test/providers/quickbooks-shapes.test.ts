import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Seen } from '../../src/providers/provider.ts';
import { minus, money } from '../../src/providers/quickbooks/money.ts';
import { connect, never } from '../sandbox/quickbooks/connect.ts';
import type { EntityName, QuickbooksSandbox } from '../sandbox/quickbooks/quickbooks.ts';
import { startQuickbooksSandbox } from '../sandbox/quickbooks/quickbooks.ts';

let sandbox: QuickbooksSandbox;
beforeAll(async () => {
  sandbox = await startQuickbooksSandbox({
    size: { customers: 3, invoices: 0, payments: 0 },
    rateLimit: null,
  });
});
afterAll(() => sandbox.close());

/** A decimal of up to 15 significant digits, as people write it. */
const decimals = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 999_999_999_999_999n }), fc.integer({ min: 0, max: 5 }))
  .map(([negative, digits, scale]) => {
    const text = String(digits).padStart(scale + 1, '0');
    const whole = text.slice(0, text.length - scale);
    const sign = negative && digits > 0n ? '-' : '';
    return sign + (scale === 0 ? whole : `${whole}.${text.slice(-scale)}`);
  });

/** The same number in hundred-thousandths. */
function exact(decimal: string): bigint {
  const [whole = '', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(5, '0'));
}

describe('money', () => {
  it('is what the JSON says, to the last digit', () => {
    fc.assert(
      fc.property(decimals, fc.constantFrom('USD', 'JPY', 'KWD'), (decimal, currency) => {
        const { amount } = money(JSON.parse(decimal), currency);
        expect(exact(amount)).toBe(exact(decimal));
        expect(amount).toMatch(/^-?\d+(\.\d+)?$/);
        const digits = { USD: 2, JPY: 0, KWD: 3 }[currency] ?? 0;
        expect(amount.split('.')[1]?.length ?? 0).toBeGreaterThanOrEqual(digits);
      }),
    );
  });

  it('is subtracted exactly', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const difference = minus(money(JSON.parse(a), 'USD'), money(JSON.parse(b), 'USD'));
        expect(exact(difference.amount)).toBe(exact(a) - exact(b));
      }),
    );
  });

  it.each([
    [12.5, 'USD', '12.50'],
    [0, 'USD', '0.00'],
    [-0, 'USD', '0.00'],
    [1_000, 'JPY', '1000'],
    [0.1, 'KWD', '0.100'],
    [3.33333, 'USD', '3.33333'],
    [0.0000001, 'USD', '0.0000001'],
    [1e21, 'JPY', '1000000000000000000000'],
    [-5, 'USD', '-5.00'],
  ])('%p %s is %s', (value, currency, amount) => {
    expect(money(value, currency)).toEqual({ amount, currency });
  });

  it.each([['12'], [NaN], [Infinity], [null], [undefined]])('%p is no amount', (value) => {
    expect(() => money(value, 'USD')).toThrow(expect.objectContaining({ code: 'PROVIDER_ANSWER_INVALID' }));
  });

  it('needs a currency', () => {
    expect(() => money(1, 'dollars')).toThrow(expect.objectContaining({ code: 'PROVIDER_ANSWER_INVALID' }));
  });
});

const RESOURCE = {
  Customer: 'contact',
  Vendor: 'contact',
  Item: 'product',
  Account: 'account',
  Invoice: 'invoice',
  Payment: 'payment',
} as const;

/** An object made in QuickBooks, in our shape. */
async function shapeOf(entity: EntityName, fields: object, of = sandbox): Promise<unknown> {
  const { Id } = of.change.create(entity, fields as Record<string, unknown>);
  const resource = RESOURCE[entity];
  const id = resource === 'contact' ? `${entity}:${Id}` : Id;
  return ((await connect(of).resource(resource).fetch(id, never)) as Seen).data;
}

describe('an object', () => {
  it('of a person is a contact', async () => {
    const customer = {
      DisplayName: 'Zoë Ødegård',
      PrimaryEmailAddr: { Address: 'zoe@example.com' },
      PrimaryPhone: { FreeFormNumber: '(555) 010-0000' },
      BillAddr: { Line1: 'Exempelgatan 3', City: 'Göteborg', PostalCode: '411 03', Country: 'SE' },
    };
    const expected = {
      role: 'CUSTOMER',
      name: 'Zoë Ødegård',
      email: 'zoe@example.com',
      phone: '(555) 010-0000',
      address: {
        line1: 'Exempelgatan 3',
        line2: null,
        city: 'Göteborg',
        region: null,
        postalCode: '411 03',
        country: 'SE',
      },
      consent: null,
      listId: null,
      active: true,
    };
    expect(await shapeOf('Customer', customer)).toEqual(expected);
    expect(await shapeOf('Vendor', customer)).toEqual({ ...expected, role: 'VENDOR' });
    const country = { BillAddr: { Country: 'Sweden' } };
    expect(await shapeOf('Customer', country)).toMatchObject({
      name: null,
      email: null,
      address: { country: null },
    });
    expect(await shapeOf('Customer', { Active: false })).toMatchObject({ address: null, active: false });
  });

  it('that is sold is a product, that is booked on an account', async () => {
    expect(await shapeOf('Item', { Name: 'Seat', Description: 'Row 1' })).toEqual({
      name: 'Seat',
      description: 'Row 1',
      active: true,
    });
    const account = {
      Name: 'Takings',
      Classification: 'Revenue',
      CurrentBalance: -12.5,
      ParentRef: { value: '4' },
    };
    expect(await shapeOf('Account', account)).toEqual({
      name: 'Takings',
      class: 'INCOME',
      active: true,
      balance: { amount: '-12.50', currency: 'USD' },
      parentId: '4',
    });
    expect(await shapeOf('Account', { Name: 'Odd', Classification: 'Other' })).toMatchObject({
      class: null,
      balance: null,
    });
  });

  it('that asks for money is an invoice, open, paid or void', async () => {
    const invoice = {
      DocNumber: '1037',
      CustomerRef: { value: '3', name: 'Ada' },
      TotalAmt: 362.07,
      Balance: 100,
      DueDate: '2026-12-31',
    };
    expect(await shapeOf('Invoice', invoice)).toEqual({
      number: '1037',
      status: 'OPEN',
      contactId: 'Customer:3',
      total: { amount: '362.07', currency: 'USD' },
      due: { amount: '100.00', currency: 'USD' },
      paid: { amount: '262.07', currency: 'USD' },
      dueAt: '2026-12-31T00:00:00.000Z',
    });
    expect(await shapeOf('Invoice', { ...invoice, Balance: 0 })).toMatchObject({
      status: 'PAID',
      paid: { amount: '362.07' },
    });
    const nothing = { ...invoice, TotalAmt: 0, Balance: 0 };
    expect(await shapeOf('Invoice', { ...nothing, PrivateNote: 'Voided - by phone' })).toMatchObject({
      status: 'VOID',
    });
    expect(await shapeOf('Invoice', nothing)).toMatchObject({ status: 'PAID' });
  });

  it('that brings money is a payment', async () => {
    const payment = { CustomerRef: { value: '3' }, TotalAmt: 25, PrivateNote: 'Deposit' };
    expect(await shapeOf('Payment', payment)).toEqual({
      status: 'SUCCEEDED',
      amount: { amount: '25.00', currency: 'USD' },
      received: { amount: '25.00', currency: 'USD' },
      refunded: { amount: '0.00', currency: 'USD' },
      disputed: false,
      contactId: 'Customer:3',
      description: 'Deposit',
      failureCode: null,
      failureMessage: null,
    });
    expect(await shapeOf('Payment', { TotalAmt: 0, PrivateNote: 'Voided' })).toMatchObject({
      status: 'CANCELED',
    });
  });

  it('names its own currency, or is in that of the company, which is asked for once', async () => {
    const yen = await startQuickbooksSandbox({
      currency: 'JPY',
      rateLimit: null,
      size: { customers: 1, invoices: 20, payments: 10, accounts: 0 },
    });
    try {
      const total = { currency: 'JPY', amount: '1200' };
      expect(await shapeOf('Invoice', { TotalAmt: 1200, Balance: 0 }, yen)).toMatchObject({ total });
      const euro = { TotalAmt: 12, Balance: 0, CurrencyRef: { value: 'EUR' } };
      expect(await shapeOf('Invoice', euro, yen)).toMatchObject({
        total: { currency: 'EUR', amount: '12.00' },
      });
      yen.resetRequests();
      const connection = connect(yen);
      for (const resource of ['invoice', 'payment'] as const) {
        const pages = connection.resource(resource).pull(undefined, never);
        for await (const { changes } of pages) expect(changes.length).toBeGreaterThan(5);
      }
      const asked = yen.requests().filter(({ path }) => path.endsWith('/preferences'));
      expect(asked).toHaveLength(1);
    } finally {
      await yen.close();
    }
  });

  it('is dated by QuickBooks', async () => {
    const row = sandbox.change.create('Invoice', { TotalAmt: 1, Balance: 1 });
    const seen = (await connect(sandbox).resource('invoice').fetch(row.Id, never)) as Seen;
    const ms = Date.parse(row.MetaData.LastUpdatedTime);
    expect(seen).toMatchObject({
      createdAt: new Date(ms),
      updatedAt: new Date(ms),
      version: BigInt(ms / 1_000),
    });
  });

  it('of the company is the company', async () => {
    sandbox.change.updateCompany({ CompanyName: 'Harbour Lights', LegalName: 'Harbour Lights LLC' });
    const { data } = (await connect(sandbox).resource('company').fetch(sandbox.realmId, never)) as Seen;
    expect(data).toMatchObject({
      name: 'Harbour Lights',
      legalName: 'Harbour Lights LLC',
      country: 'US',
      address: { line1: '12 Harbour Road', region: 'OR', postalCode: '97103', country: 'US' },
    });
  });
});
