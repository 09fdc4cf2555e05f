import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Delivery } from '../../src/providers/provider.ts';
import { quickbooks } from '../../src/providers/quickbooks/index.ts';
import { signedDelivery } from '../sandbox/quickbooks/notices.ts';

const { webhook } = quickbooks;
const TOKEN = 'verifier-token-now';
const OLD_TOKEN = 'verifier-token-before';
const NOW = Date.UTC(2026, 10, 22);

function delivery(payload: unknown, token = TOKEN): Delivery {
  const { body, headers } = signedDelivery(payload, token);
  return { raw: Buffer.from(body), headers, url: 'https://hub.example/api/v1/webhooks/quickbooks' };
}
const verify = (from: Delivery, tokens: readonly string[] = [TOKEN]) => webhook.verify(from, tokens, NOW);

const cloud = (more: object = {}) => ({
  specversion: '1.0',
  id: '88cd52aa-33b6-4351-9aa4-47572edbd068',
  source: 'intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=',
  type: 'qbo.customer.updated.v1',
  datacontenttype: 'application/json',
  time: '2026-11-21T21:00:05Z',
  intuitentityid: '12',
  intuitaccountid: '9341453002002001',
  data: {},
  ...more,
});
const legacy = (entity: object = {}, realmId = '9341453002002001') => ({
  eventNotifications: [
    {
      realmId,
      dataChangeEvent: {
        entities: [
          {
            name: 'Customer',
            id: '12',
            operation: 'Update',
            lastUpdated: '2026-11-21T13:00:05-0800',
            ...entity,
          },
        ],
      },
    },
  ],
});
const version = BigInt(Date.UTC(2026, 10, 21, 21, 0, 5) / 1_000);

/** What the only event of a payload says, on its way through the inbox. */
function changesOf(payload: unknown) {
  const [event, ...rest] = verify(delivery(payload));
  expect(rest).toEqual([]);
  if (!event) throw new Error('no event');
  return webhook.changes({ type: event.type, body: Buffer.from(event.body) });
}

describe('a signature', () => {
  it('holds with any of the tokens', () => {
    for (const token of [TOKEN, OLD_TOKEN]) {
      expect(verify(delivery([cloud()], token), [TOKEN, OLD_TOKEN])).toHaveLength(1);
    }
    expect(() => verify(delivery([cloud()], OLD_TOKEN), [TOKEN])).toThrow('does not hold');
    expect(() => verify(delivery([cloud()]), [])).toThrow('does not hold');
  });

  it('is over the bytes: one bit, or other spacing, and it is refused', () => {
    const good = delivery([cloud()]);
    const respaced = Buffer.from(JSON.stringify(JSON.parse(good.raw.toString()), null, 2));
    expect(() => verify({ ...good, raw: respaced })).toThrow('does not hold');
    fc.assert(
      fc.property(fc.nat(good.raw.length - 1), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const raw = Buffer.from(good.raw);
        raw[at] = (raw[at] ?? 0) ^ (1 << bit);
        expect(() => verify({ ...good, raw })).toThrow('does not hold');
      }),
    );
  });

  it.each([undefined, '', 'abc', '=', 'x'.repeat(44), ['a', 'b'], 'é'.repeat(44), '0'.repeat(64)])(
    'that is malformed is refused: %p',
    (header) => {
      const headers = { 'intuit-signature': header };
      expect(() => verify({ ...delivery([cloud()]), headers })).toThrow(
        expect.objectContaining({ code: 'SIGNATURE_REFUSED' }),
      );
    },
  );

  it('has no age: what was signed long ago and comes again has the same event ids', () => {
    const [first] = verify(delivery([cloud({ time: '2020-01-01T00:00:00Z' })]));
    const [again] = verify(delivery([cloud({ time: '2020-01-01T00:00:00Z' })]));
    expect(first?.id).toBe(again?.id);
  });
});

describe('CloudEvents', () => {
  it('are one event each, of the company each names, with its own JSON', () => {
    const two = cloud({ id: 'second', intuitaccountid: '123146096291789', type: 'qbo.invoice.deleted.v1' });
    const events = verify(delivery([cloud(), two]));
    expect(events.map(({ id, type, account }) => ({ id, type, account }))).toEqual([
      { id: cloud().id, type: 'qbo.customer.updated.v1', account: '9341453002002001' },
      { id: 'second', type: 'qbo.invoice.deleted.v1', account: '123146096291789' },
    ]);
    expect(events.map(({ body }) => JSON.parse(body.toString()))).toEqual([cloud(), two]);
  });

  it('are hints, for they carry no object', () => {
    const hint = { kind: 'hint', version };
    expect(changesOf([cloud()])).toEqual([{ ...hint, resource: 'contact', externalId: 'Customer:12' }]);
    const of = (entity: string, operation: string) =>
      changesOf([cloud({ type: `qbo.${entity}.${operation}.v1` })]);
    expect(of('vendor', 'created')).toEqual([{ ...hint, resource: 'contact', externalId: 'Vendor:12' }]);
    expect(of('item', 'updated')).toEqual([{ ...hint, resource: 'product', externalId: '12' }]);
    expect(of('account', 'updated')).toEqual([{ ...hint, resource: 'account', externalId: '12' }]);
    expect(of('invoice', 'voided')).toEqual([{ ...hint, resource: 'invoice', externalId: '12' }]);
    expect(of('payment', 'something_new')).toEqual([{ ...hint, resource: 'payment', externalId: '12' }]);
  });

  it('of a deleted transaction tell that it is gone; a list entry is looked at', () => {
    expect(changesOf([cloud({ type: 'qbo.invoice.deleted.v1' })])).toEqual([
      { kind: 'gone', from: 'event', resource: 'invoice', externalId: '12', version },
    ]);
    expect(changesOf([cloud({ type: 'qbo.vendor.deleted.v1' })])).toEqual([
      { kind: 'hint', resource: 'contact', externalId: 'Vendor:12', version },
    ]);
  });

  it('of a merge tell of both', () => {
    const merged = cloud({ type: 'qbo.customer.merged.v1', data: { deletedid: '27' } });
    expect(changesOf([merged])).toMatchObject([{ externalId: 'Customer:12' }, { externalId: 'Customer:27' }]);
  });

  it('are ordered by whole seconds, as the objects are', () => {
    expect(changesOf([cloud({ time: '2026-11-21T21:00:05.987Z' })])).toMatchObject([{ version }]);
  });

  it('of no interest say nothing', () => {
    for (const more of [
      { type: 'qbo.employee.created.v1' },
      { type: 'nonsense' },
      { time: 'nonsense' },
      { intuitentityid: undefined },
    ]) {
      expect(changesOf([cloud(more)])).toEqual([]);
    }
  });
});

describe('the older form', () => {
  it('is cut into events, of several companies, with ids made of what they say', () => {
    const payload = {
      eventNotifications: [
        ...legacy().eventNotifications,
        ...legacy({ id: '7' }, '123146096291789').eventNotifications,
      ],
    };
    const events = verify(delivery(payload));
    expect(events.map(({ account, type }) => [account, type])).toEqual([
      ['9341453002002001', 'Customer.Update'],
      ['123146096291789', 'Customer.Update'],
    ]);
    expect(events.map(({ id }) => id)).toEqual(verify(delivery(payload)).map(({ id }) => id));
    const [one] = verify(delivery(legacy()));
    for (const entity of [
      { id: '13' },
      { operation: 'Delete' },
      { lastUpdated: '2026-11-21T13:00:06-0800' },
      { deletedId: '4' },
    ]) {
      expect(verify(delivery(legacy(entity)))[0]?.id).not.toBe(one?.id);
    }
    expect(verify(delivery(legacy({}, '5')))[0]?.id).not.toBe(one?.id);
  });

  it('says the same as the newer one', () => {
    expect(changesOf(legacy())).toEqual(changesOf([cloud()]));
    const deleted = legacy({ name: 'Payment', operation: 'Delete' });
    expect(changesOf(deleted)).toEqual(changesOf([cloud({ type: 'qbo.payment.deleted.v1' })]));
    const merged = legacy({ operation: 'Merge', deletedId: '27' });
    expect(changesOf(merged)).toEqual(
      changesOf([cloud({ type: 'qbo.customer.merged.v1', data: { deletedid: '27' } })]),
    );
  });
});

describe('anything else that is signed', () => {
  it('holds no events', () => {
    for (const payload of [
      null,
      1,
      'x',
      {},
      [],
      [null, 7, {}, { id: 1 }],
      { eventNotifications: [{}, null] },
    ]) {
      expect(verify(delivery(payload))).toEqual([]);
    }
    const { raw } = delivery([cloud()]);
    expect(webhook.changes({ type: 'x', body: raw.subarray(0, 20) })).toEqual([]);
  });

  it('never makes changes() throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, type) => {
        const odd = [{ ...cloud(), data: value, time: value }, value, { eventNotifications: value }];
        for (const each of odd) webhook.changes({ type, body: Buffer.from(JSON.stringify(each)) });
      }),
    );
  });
});
