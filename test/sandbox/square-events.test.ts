import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebhooksHelper } from 'square';
import { startSquareSandbox, type SquareEvent, type SquareSandbox } from './square/square.ts';

const SIZE = { customers: 5, payments: 5, invoices: 3, products: 2 };

interface Received {
  body: string;
  headers: Record<string, unknown>;
}

let sandbox: SquareSandbox;
let server: Server;
let url: string;
let received: Received[];
/** What the receiver answers, one after another, then 200. */
let answers: number[];

beforeEach(async () => {
  received = [];
  answers = [];
  server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      received.push({ body, headers: request.headers });
      response.writeHead(answers.shift() ?? 200).end();
    })();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks?from=square`;
  sandbox = await startSquareSandbox({ size: SIZE, webhookRetryDelays: [10, 20] });
});
afterEach(async () => {
  await sandbox.close();
  server.closeAllConnections();
  server.close();
});

describe('deliveries', () => {
  it('are signed as the SDK checks it, over the URL and the very bytes', async () => {
    const { signatureKey } = sandbox.webhookSubscriptions.create({ url });
    sandbox.change.createCustomer({ given_name: '陽菜' });
    await sandbox.settled();
    expect(received).toHaveLength(1);
    const [{ body, headers }] = received as [Received];
    const check = {
      requestBody: body,
      signatureHeader: String(headers['x-square-hmacsha256-signature']),
      signatureKey,
      notificationUrl: url,
    };
    expect(await WebhooksHelper.verifySignature(check)).toBe(true);
    expect(await WebhooksHelper.verifySignature({ ...check, notificationUrl: `${url}x` })).toBe(false);
    const event = JSON.parse(body) as SquareEvent;
    expect(event).toEqual(sandbox.events().at(-1));
    expect(event.merchant_id).toBe(sandbox.seller.merchantId);
    // Customers' events leave out groups and segments.
    expect(body).not.toContain('segment_ids');
  });

  it('are tried again until they are taken, and then given up', async () => {
    sandbox.webhookSubscriptions.create({ url, eventTypes: ['customer.created'] });
    answers = [500, 302, 200, 500, 500, 500];
    sandbox.change.createCustomer({});
    await sandbox.settled();
    sandbox.change.createCustomer({});
    await sandbox.settled();
    expect(sandbox.deliveries().map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 500],
      [2, 302],
      [3, 200],
      [1, 500],
      [2, 500],
      [3, 500],
    ]);
    expect(received[1]?.headers).toMatchObject({ 'square-retry-number': '1' });
    expect(new Set(received.slice(0, 3).map(({ body }) => body)).size).toBe(1);
  });

  it('go to whom they interest, of every seller, and again when asked', async () => {
    const other = sandbox.addSeller({ size: SIZE });
    const { id } = sandbox.webhookSubscriptions.create({ url, eventTypes: ['catalog.version.updated'] });
    sandbox.change.createCustomer({});
    sandbox.change.createItem({});
    sandbox.changeAt(other.merchantId).createItem({});
    await sandbox.settled();
    const merchants = received.map(({ body }) => (JSON.parse(body) as SquareEvent).merchant_id);
    expect(merchants.toSorted()).toEqual([sandbox.seller.merchantId, other.merchantId].toSorted());
    sandbox.resend(sandbox.events().at(-1)?.event_id ?? '');
    await sandbox.settled();
    expect(received).toHaveLength(3);
    sandbox.webhookSubscriptions.remove(id);
    sandbox.change.createItem({});
    await sandbox.settled();
    expect(received).toHaveLength(3);
  });
});

describe('events', () => {
  it('tell of each change what Square tells', () => {
    const { change } = sandbox;
    const [location] = sandbox.truth('location');
    const location_id = location?.id ?? '';
    const { id: paymentId = '' } = change.createPayment({ location_id, amount: 500 });
    change.refundPayment(paymentId ?? '', { amount: 100 });
    const { id: invoiceId = '' } = change.createInvoice({ location_id });
    change.publishInvoice(invoiceId ?? '');
    change.payInvoice(invoiceId ?? '');
    expect(sandbox.events().map(({ type }) => type)).toEqual([
      'order.created',
      'payment.created',
      'order.updated',
      'refund.created',
      'payment.updated',
      'order.created',
      'invoice.created',
      'invoice.published',
      'invoice.payment_made',
    ]);
    expect(sandbox.events()[2]?.data.object).toEqual({
      order_updated: expect.objectContaining({ version: 2, state: 'COMPLETED', location_id }),
    });
  });

  it('of the past are not told', () => {
    expect(sandbox.events()).toEqual([]);
  });
});
