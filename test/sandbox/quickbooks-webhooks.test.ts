import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { QuickbooksSandbox } from './quickbooks/quickbooks.ts';
import { startQuickbooksSandbox } from './quickbooks/quickbooks.ts';

const SMALL = { customers: 3, invoices: 3, payments: 1 };
const verifierToken = '5c2a1f0e-verifier';
let sandbox: QuickbooksSandbox;
let receiver: Server;
let url: string;
let received: { headers: IncomingHttpHeaders; body: string }[];
let answers: number[];

beforeEach(async () => {
  sandbox = await startQuickbooksSandbox({ size: SMALL, webhookRetryDelays: [1, 1] });
  received = [];
  answers = [];
  receiver = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (text: string) => (body += text));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterEach(async () => {
  await sandbox.close();
  receiver.closeAllConnections();
  receiver.close();
});

describe('notifications', () => {
  it('are CloudEvents of all companies together, signed over their bytes', async () => {
    const other = sandbox.addCompany({ size: SMALL });
    sandbox.notify({ url, verifierToken });
    sandbox.change.update('Customer', '1', { DisplayName: 'New' });
    sandbox.changeIn(other).remove('Invoice', '2');
    sandbox.change.merge('Customer', { from: '2', into: '3' });
    await sandbox.settled();
    expect(received).toHaveLength(1);
    const [{ headers, body }] = received as [{ headers: IncomingHttpHeaders; body: string }];
    expect(headers['content-type']).toBe('application/cloudevents+json');
    const signature = createHmac('sha256', verifierToken).update(body).digest('base64');
    expect(headers['intuit-signature']).toBe(signature);
    expect(JSON.parse(body)).toMatchObject([
      { type: 'qbo.customer.updated.v1', intuitentityid: '1', intuitaccountid: sandbox.realmId, data: {} },
      { type: 'qbo.invoice.deleted.v1', intuitentityid: '2', intuitaccountid: other },
      { type: 'qbo.customer.merged.v1', intuitentityid: '3', data: { deletedid: '2' } },
    ]);
    expect(sandbox.deliveries()).toMatchObject([
      { attempt: 1, status: 200, realmIds: [sandbox.realmId, other] },
    ]);
  });

  it('come in the older form when the application asks for it', async () => {
    sandbox.notify({ url, verifierToken, format: 'legacy' });
    sandbox.change.void('Invoice', '1');
    await sandbox.settled();
    expect(received[0]?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      eventNotifications: [
        {
          realmId: sandbox.realmId,
          dataChangeEvent: {
            entities: [
              { name: 'Invoice', id: '1', operation: 'Void', lastUpdated: expect.stringMatching(/-0800$/) },
            ],
          },
        },
      ],
    });
  });

  it('are sent again until they are taken, and at most a hundred at a time', async () => {
    sandbox.notify({ url, verifierToken });
    answers = [500, 503];
    for (let i = 0; i < 120; i++) sandbox.change.update('Customer', '1', { Notes: String(i) });
    await sandbox.settled();
    const sizes = sandbox.deliveries().map(({ eventIds, status }) => [eventIds.length, status]);
    expect(sizes).toHaveLength(4);
    expect(sizes).toEqual(
      expect.arrayContaining([
        [100, 200],
        [20, 200],
      ]),
    );
    expect(new Set(sandbox.deliveries().flatMap(({ eventIds }) => eventIds)).size).toBe(120);
  });

  it('can be sent once more', async () => {
    sandbox.notify({ url, verifierToken });
    sandbox.change.update('Customer', '1', {});
    await sandbox.settled();
    sandbox.resend(sandbox.events()[0]?.eventId ?? '');
    await sandbox.settled();
    expect(received).toHaveLength(2);
    expect(received[1]?.body).toBe(received[0]?.body);
  });
});
