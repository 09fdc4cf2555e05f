import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { WebhooksHelper } from 'square';
import { SignatureRefused } from '../../src/platform/errors.ts';
import type { Change, Connection, Delivery } from '../../src/providers/provider.ts';
import { square } from '../../src/providers/square/index.ts';
import type { SquareResourceName } from '../../src/providers/square/resources.ts';
import { aWorld, createCopy, pagesOf, rawById, type CountingWorld } from '../sandbox/square/copy.ts';
import { startSquareSandbox, type SquareEvent, type SquareSandbox } from '../sandbox/square/square.ts';

const { webhook } = square;
const URL = 'https://hub.example.com/api/v1/webhooks/square';
const KEY = 'a-signature-key';
const SIZE = { customers: 8, payments: 12, invoices: 8, products: 4, locations: 2 };
let sandbox: SquareSandbox;
let world: CountingWorld;
let connection: Connection;
let now = Date.parse('2026-11-22T10:00:00.000Z');

beforeAll(async () => void (await import('square')), 120_000);

beforeEach(async () => {
  sandbox = await startSquareSandbox({ size: SIZE, now: () => now });
  world = aWorld(sandbox);
  connection = square.open({ accessToken: sandbox.seller.accessToken }, world);
});
afterEach(async () => {
  world.close();
  await sandbox.close();
});

function delivered(event: object, change: Partial<Delivery> = {}): Delivery {
  const { body, headers } = sandbox.signedEvent(event, KEY, URL);
  return { raw: Buffer.from(body), headers, url: URL, ...change };
}

function anEvent(): SquareEvent {
  sandbox.change.createCustomer({ given_name: 'Zoë' });
  const event = sandbox.events().at(-1);
  if (!event) throw new Error('no event');
  return event;
}

describe('a delivery', () => {
  it('that is signed is one event of its merchant, with its own bytes', async () => {
    const event = anEvent();
    const delivery = delivered(event);
    expect(webhook.verify(delivery, [KEY], now)).toEqual([
      {
        id: event.event_id,
        type: 'customer.created',
        account: sandbox.seller.merchantId,
        body: delivery.raw,
      },
    ]);
    // The vendor's own check agrees.
    const signatureHeader = String(delivery.headers['x-square-hmacsha256-signature']);
    const requestBody = delivery.raw.toString();
    const check = { requestBody, signatureHeader, signatureKey: KEY, notificationUrl: URL };
    expect(await WebhooksHelper.verifySignature(check)).toBe(true);
  });

  it('holds by any of the secrets, while one is replaced by another', () => {
    const delivery = delivered(anEvent());
    expect(webhook.verify(delivery, ['the-next-key', KEY], now)).toHaveLength(1);
    expect(() => webhook.verify(delivery, ['the-next-key'], now)).toThrow(SignatureRefused);
    expect(() => webhook.verify(delivery, [], now)).toThrow(SignatureRefused);
  });

  it('is as good a day later: Square signs no time, and the event id is what makes it count once', () => {
    const delivery = delivered(anEvent());
    expect(webhook.verify(delivery, [KEY], now + 86_400_000)).toHaveLength(1);
  });

  it.each<[string, (good: Delivery) => Delivery]>([
    ['without a signature', (good) => ({ ...good, headers: {} })],
    ['with an empty signature', (good) => signed(good, '')],
    [
      'with two signatures',
      (good) => ({ ...good, headers: { 'x-square-hmacsha256-signature': ['a', 'b'] } }),
    ],
    [
      'with a signature in hex',
      (good) => signed(good, Buffer.from(signatureOf(good), 'base64').toString('hex')),
    ],
    ['with half a signature', (good) => signed(good, signatureOf(good).slice(0, 20))],
    ['at another URL', (good) => ({ ...good, url: `${URL}/other` })],
    ['for http', (good) => ({ ...good, url: URL.replace('https', 'http') })],
    [
      'with one byte changed',
      (good) => ({ ...good, raw: Buffer.from(good.raw.toString().replace('Zoë', 'Zoe')) }),
    ],
    [
      'written anew, with the same content',
      (good) => ({ ...good, raw: Buffer.from(JSON.stringify(JSON.parse(good.raw.toString()), null, 1)) }),
    ],
    ['with nothing in it', (good) => ({ ...good, raw: Buffer.alloc(0) })],
  ])('%s is refused', (_name, spoil) => {
    expect(() => webhook.verify(spoil(delivered(anEvent())), [KEY], now)).toThrow(SignatureRefused);
  });

  it.each([
    ['null'],
    ['[]'],
    ['"text"'],
    ['{"type":"customer.created"}'],
    ['{"event_id":7,"type":"x"}'],
    ['{'],
  ])('that is signed but no event is refused: %s', (body) => {
    const raw = Buffer.from(body);
    const signature = createHmac('sha256', KEY).update(URL).update(raw).digest('base64');
    const delivery = signed({ raw, headers: {}, url: URL }, signature);
    expect(() => webhook.verify(delivery, [KEY], now)).toThrow(SignatureRefused);
  });
});

function signatureOf(delivery: Delivery): string {
  return String(delivery.headers['x-square-hmacsha256-signature']);
}

function signed(delivery: Delivery, signature: string): Delivery {
  return { ...delivery, headers: { 'x-square-hmacsha256-signature': signature } };
}

describe('what events say', () => {
  const changesOf = (event: SquareEvent): readonly Change[] => {
    const [incoming] = webhook.verify(delivered(event), [KEY], now);
    if (!incoming) throw new Error('no event');
    return webhook.changes({ type: incoming.type, body: incoming.body });
  };
  const latest = (type: string): SquareEvent => {
    const event = sandbox.events().findLast((each) => each.type === type);
    if (!event) throw new Error(`no ${type}`);
    return event;
  };

  it('is the whole payment, refund or invoice', () => {
    const [location] = sandbox.truth('location');
    const location_id = location?.id ?? '';
    const payment = sandbox.change.createPayment({ location_id, amount: 1_050, note: 'Row 4' });
    expect(changesOf(latest('payment.created'))).toEqual([
      expect.objectContaining({
        kind: 'seen',
        from: 'event',
        resource: 'payment',
        externalId: payment.id,
        version: BigInt(now),
        raw: JSON.parse(JSON.stringify(payment)),
        data: expect.objectContaining({ status: 'SUCCEEDED', amount: { amount: '10.50', currency: 'USD' } }),
      }),
    ]);
    const refund = sandbox.change.refundPayment(payment.id ?? '');
    expect(changesOf(latest('refund.created'))).toMatchObject([
      { kind: 'seen', resource: 'refund', externalId: refund.id, data: { paymentId: payment.id } },
    ]);
    const invoice = sandbox.change.createInvoice({ location_id });
    expect(changesOf(latest('invoice.created'))).toMatchObject([
      { kind: 'seen', resource: 'invoice', externalId: invoice.id, data: { status: 'DRAFT' } },
    ]);
  });

  it('is only which customer, order or location changed', () => {
    const customer = sandbox.change.createCustomer({ given_name: 'Ada' });
    const version = BigInt(now);
    expect(changesOf(latest('customer.created'))).toEqual([
      { kind: 'hint', resource: 'contact', externalId: customer.id, version },
    ]);
    const location = sandbox.change.addLocation();
    expect(changesOf(latest('location.created'))).toEqual([
      { kind: 'hint', resource: 'location', externalId: location.id, version },
    ]);
    const order = sandbox.change.createOrder({ location_id: location.id ?? '' });
    sandbox.change.updateOrder(order.id ?? '', { state: 'CANCELED' });
    for (const type of ['order.created', 'order.updated'])
      expect(changesOf(latest(type))).toEqual([
        { kind: 'hint', resource: 'order', externalId: order.id, version },
      ]);
  });

  it('is that a customer or a draft is gone', () => {
    const { id: customerId } = sandbox.change.createCustomer({});
    const [location] = sandbox.truth('location');
    const { id: invoiceId } = sandbox.change.createInvoice({ location_id: location?.id ?? '' });
    now += 1_000;
    sandbox.change.deleteCustomer(customerId ?? '');
    sandbox.change.deleteInvoice(invoiceId ?? '');
    const gone = { kind: 'gone', from: 'event', version: BigInt(now) };
    expect(changesOf(latest('customer.deleted'))).toEqual([
      { ...gone, resource: 'contact', externalId: customerId },
    ]);
    expect(changesOf(latest('invoice.deleted'))).toEqual([
      { ...gone, resource: 'invoice', externalId: invoiceId },
    ]);
  });

  it('is that the catalog or the grant must be looked at, of which it names no object', () => {
    sandbox.change.createItem({});
    sandbox.revoke();
    const noticesOf = (event: SquareEvent) =>
      webhook.notices?.({ type: event.type, body: Buffer.from('{}') });
    expect(noticesOf(latest('catalog.version.updated'))).toEqual([{ kind: 'stale', resource: 'product' }]);
    expect(noticesOf(latest('oauth.authorization.revoked'))).toEqual([{ kind: 'revoked' }]);
    expect(noticesOf(anEvent())).toEqual([]);
    expect(changesOf(latest('catalog.version.updated'))).toEqual([]);
  });

  it('is nothing about the rest', () => {
    for (const body of ['{}', 'null', '{"type":"payment.created"}', '{"type":"toString","data":{"id":"x"}}'])
      expect(webhook.changes({ type: 'anything', body: Buffer.from(body) })).toEqual([]);
  });

  it.each(['contact', 'order', 'payment', 'refund', 'invoice', 'location'] as const)(
    'keeps %s as it is there, in whatever order it comes',
    async (resource: SquareResourceName) => {
      const copy = createCopy(connection, resource);
      await copy.takeAll(await pagesOf(connection, resource));
      for (let round = 1; round <= 3; round += 1) {
        now += 1_000;
        sandbox.changeSome(0.5, { seed: round });
      }
      now += 1_000;
      sandbox.change.updateLocation(sandbox.truth('location')[1]?.id ?? '', { status: 'INACTIVE' });
      sandbox.change.deleteCustomer(sandbox.truth('contact')[2]?.id ?? '');
      for (const event of sandbox.events().toReversed())
        for (const change of changesOf(event)) if (change.resource === resource) await copy.take(change);
      expect(copy.raw()).toEqual(rawById(sandbox.truth(resource)));
    },
  );
});
