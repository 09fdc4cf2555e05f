import { describe, expect, it } from '@jest/globals';
import type { serialization } from 'square';
import { integerOf, parseExact, stringifyExact } from '../../src/providers/square/exact-json.ts';
import { exactMoney, money } from '../../src/providers/square/money.ts';
import * as shapes from '../../src/providers/square/shapes.ts';
import { seededRandom } from '../sandbox/stripe/seed/random.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' as const });

/** Signed integers of 1 to 19 digits, the range of 64 bits. */
function integers(count: number): bigint[] {
  const random = seededRandom(46);
  return Array.from({ length: count }, () => {
    const digits = Array.from({ length: random.between(1, 18) }, () => random.between(0, 9)).join('');
    return BigInt(`${random.chance(0.3) ? '-' : ''}${random.between(1, 9)}${digits}`);
  });
}

describe('integers', () => {
  it('of 64 bits go through JSON and back, digit by digit', () => {
    for (const amount of integers(2_000)) {
      const text = stringifyExact({ amount, list: [amount], name: `${amount}` });
      expect(text).toBe(`{"amount":${amount},"list":[${amount}],"name":"${amount}"}`);
      const parsed = parseExact(text) as { amount: unknown; list: unknown[]; name: unknown };
      expect(integerOf(parsed.amount)).toBe(amount);
      expect(integerOf(parsed.list[0])).toBe(amount);
      expect(parsed.name).toBe(`${amount}`);
      // What is kept as raw is written as it came.
      expect(JSON.stringify(parsed)).toBe(text);
    }
  });

  it('are not made of fractions, texts or nothing', () => {
    for (const value of [1.5, '12', null, undefined, {}, Number.NaN, 2 ** 60])
      expect(integerOf(value)).toBeUndefined();
    expect(parseExact('[1.5,1e3,0.1234567890123456]')).toEqual([1.5, 1_000, 0.1234567890123456]);
  });
});

describe('money', () => {
  it.each([
    [0n, 'USD', '0.00'],
    [5n, 'USD', '0.05'],
    [-5n, 'EUR', '-0.05'],
    [123_456n, 'GBP', '1234.56'],
    [6_500n, 'JPY', '6500'],
    [-1n, 'KWD', '-0.001'],
    [9_223_372_036_854_775_807n, 'USD', '92233720368547758.07'],
    [100_000_000n, 'BTC', '1.00000000'],
  ])('of %s minor units of %s is %s', (minor, currency, amount) => {
    expect(exactMoney(minor, currency)).toEqual({ amount, currency });
  });

  it('of any amount in any currency is the same number, moved by its digits', () => {
    const digits = { USD: 2, JPY: 0, KWD: 3, CLF: 4, BTC: 8 };
    for (const minor of integers(500)) {
      for (const [currency, places] of Object.entries(digits)) {
        const { amount } = exactMoney(minor, currency);
        expect(amount).toMatch(places === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${places}}$`));
        expect(BigInt(amount.replace('.', ''))).toBe(minor);
      }
    }
  });

  it('is nothing without an amount or a currency', () => {
    expect(money(undefined)).toBeNull();
    expect(money({ currency: 'USD' })).toBeNull();
    expect(money({ amount: 5 })).toBeNull();
  });
});

describe('shapes', () => {
  it.each([
    ['APPROVED', 'PENDING', '0.00'],
    ['PENDING', 'PENDING', '0.00'],
    ['COMPLETED', 'SUCCEEDED', '10.00'],
    ['CANCELED', 'CANCELED', '0.00'],
    ['FAILED', 'FAILED', '0.00'],
    ['SOMETHING_NEW', 'PENDING', '0.00'],
  ])('a payment that is %s is %s', (status, expected, received) => {
    const from = { status, amount_money: usd(900), tip_money: usd(100), total_money: usd(1_000) };
    expect(shapes.payment(from)).toMatchObject({
      status: expected,
      amount: { amount: '10.00', currency: 'USD' },
      received: { amount: received, currency: 'USD' },
      refunded: { amount: '0.00', currency: 'USD' },
    });
  });

  it('a failed payment says why', () => {
    const errors = [{ category: 'PAYMENT_METHOD_ERROR', code: 'CARD_DECLINED', detail: 'No.' }] as const;
    expect(shapes.payment({ status: 'FAILED', card_details: { errors: [...errors] } })).toMatchObject({
      failureCode: 'CARD_DECLINED',
      failureMessage: 'No.',
    });
  });

  it.each([
    [{ given_name: 'Ada', family_name: 'Okafor', company_name: 'Acme' }, 'Ada Okafor'],
    [{ family_name: 'Okafor' }, 'Okafor'],
    [{ company_name: 'Acme', nickname: 'A' }, 'Acme'],
    [{ nickname: 'A' }, 'A'],
    [{}, null],
  ])('a customer %o is called %s', (from, name) => {
    expect(shapes.contact(from).name).toBe(name);
  });

  it('a customer who unsubscribed says so; one who did not has not thereby consented', () => {
    expect(shapes.contact({ preferences: { email_unsubscribed: true } }).consent).toBe('UNSUBSCRIBED');
    expect(shapes.contact({ preferences: { email_unsubscribed: false } }).consent).toBeNull();
  });

  const deposit = (paid: number): serialization.InvoicePaymentRequest.Raw => ({
    request_type: 'DEPOSIT',
    due_date: '2026-12-01',
    computed_amount_money: usd(2_000),
    total_completed_amount_money: usd(paid),
  });
  const balance: serialization.InvoicePaymentRequest.Raw = {
    request_type: 'BALANCE',
    due_date: '2027-01-15',
    computed_amount_money: usd(8_000),
    total_completed_amount_money: usd(0),
  };

  it('an invoice adds up its payment requests', () => {
    const from = { invoice_number: '7', primary_recipient: { customer_id: 'C' } };
    const unpaid = { ...from, status: 'UNPAID' as const, payment_requests: [deposit(0), balance] };
    expect(shapes.invoice(unpaid)).toEqual({
      number: '7',
      status: 'OPEN',
      contactId: 'C',
      total: { amount: '100.00', currency: 'USD' },
      due: { amount: '100.00', currency: 'USD' },
      paid: { amount: '0.00', currency: 'USD' },
      dueAt: '2026-12-01T00:00:00.000Z',
    });
    const partly = { status: 'PARTIALLY_PAID' as const, payment_requests: [deposit(2_000), balance] };
    expect(shapes.invoice(partly)).toMatchObject({
      status: 'OPEN',
      due: { amount: '80.00' },
      paid: { amount: '20.00' },
      dueAt: '2027-01-15T00:00:00.000Z',
    });
    const canceled = { status: 'CANCELED' as const, payment_requests: [deposit(0), balance] };
    expect(shapes.invoice(canceled)).toMatchObject({ status: 'VOID', due: { amount: '0.00' } });
  });

  it('what names no amount is no money of no currency', () => {
    const nothing = { amount: '0', currency: 'XXX' };
    expect(shapes.invoice({ status: 'DRAFT' })).toMatchObject({ total: nothing, due: nothing, dueAt: null });
    expect(shapes.payment({})).toMatchObject({ amount: nothing, received: { currency: 'XXX' } });
  });

  it('an order line names a variation, which is no product', () => {
    const line = { name: 'Seat', quantity: '1.5', catalog_object_id: 'V', total_money: usd(300) };
    expect(shapes.order({ location_id: 'L', state: 'COMPLETED', line_items: [line] })).toMatchObject({
      status: 'COMPLETED',
      locationId: 'L',
      tax: null,
      items: [{ name: 'Seat', productId: null, quantity: '1.5', total: { amount: '3.00', currency: 'USD' } }],
    });
  });

  it('an archived or deleted item cannot be bought', () => {
    const item = (more: object) => ({
      type: 'ITEM' as const,
      id: 'I',
      item_data: { name: 'Hamlet' },
      ...more,
    });
    expect(shapes.product(item({}))).toEqual({ name: 'Hamlet', description: null, active: true });
    expect(shapes.product(item({ is_deleted: true })).active).toBe(false);
    expect(shapes.product(item({ item_data: { is_archived: true } })).active).toBe(false);
  });
});
