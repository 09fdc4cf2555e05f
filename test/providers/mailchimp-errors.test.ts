import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import ApiClient from '@mailchimp/mailchimp_marketing/src/ApiClient.js';
import { createServer, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { EgressDenied, HubError } from '../../src/platform/errors.ts';
import { createEgress } from '../../src/platform/egress/egress.ts';
import { connect, never, pagesOf } from '../sandbox/mailchimp/connect.ts';
import { startMailchimpSandbox, type Fault, type MailchimpSandbox } from '../sandbox/mailchimp/mailchimp.ts';

let sandbox: MailchimpSandbox;
beforeAll(async () => {
  sandbox = await startMailchimpSandbox({ size: { lists: 2, members: 40, campaigns: 4 } });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.faults.clear();
  sandbox.resetRequests();
});

async function failure(asked: Promise<unknown>): Promise<HubError> {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(HubError);
  return error as HubError;
}

function expectNoSecret(error: unknown, apiKey: string): void {
  const texts = [inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error), String(error)];
  for (const text of texts) {
    expect(text).not.toContain(apiKey);
    expect(text).not.toContain(Buffer.from(`hub:${apiKey}`).toString('base64'));
  }
}

const faults: [string, Fault, string, boolean][] = [
  ['429', { kind: 'rate-limit' }, 'PROVIDER_THROTTLED', true],
  ['500', { kind: 'status', status: 500 }, 'PROVIDER_UNAVAILABLE', true],
  ['503', { kind: 'status', status: 503 }, 'PROVIDER_UNAVAILABLE', true],
  ['400', { kind: 'status', status: 400 }, 'PROVIDER_REFUSED', false],
  ['403', { kind: 'status', status: 403 }, 'PROVIDER_CREDENTIAL_REFUSED', false],
  ['a broken connection', { kind: 'reset' }, 'PROVIDER_UNAVAILABLE', true],
  ['half an answer', { kind: 'truncated' }, 'PROVIDER_ANSWER_INVALID', true],
  ['a web page', { kind: 'html' }, 'PROVIDER_ANSWER_INVALID', true],
];

describe('what goes wrong', () => {
  it.each(faults)(
    '%s becomes an error of ours, once and without the key',
    async (_name, fault, code, retryable) => {
      sandbox.faults.next(1, fault);
      const error = await failure(connect(sandbox).check(never));
      expect(error).toMatchObject({ code, retryable });
      expect(sandbox.requests()).toHaveLength(1);
      expectNoSecret(error, sandbox.apiKey);
    },
  );

  it('a refused key asks for a person', async () => {
    const apiKey = `${'0'.repeat(32)}-us21`;
    const error = await failure(connect({ url: sandbox.url, apiKey }).check(never));
    expect(error.code).toBe('PROVIDER_CREDENTIAL_REFUSED');
    expect(error.message).toContain('API Key Invalid');
    expectNoSecret(error, apiKey);
  });

  it('says how long to wait, when Mailchimp does', async () => {
    sandbox.faults.next(1, { kind: 'rate-limit', retryAfter: 7 });
    expect((await failure(connect(sandbox).check(never))).retryAfterMs).toBe(7_000);
    sandbox.faults.next(1, { kind: 'rate-limit', retryAfter: 7_000 });
    expect((await failure(connect(sandbox).check(never))).retryAfterMs).toBeUndefined();
  });

  it('in the middle of a pull is the same; what came before is kept', async () => {
    for (const [, fault, code] of faults) {
      sandbox.faults.next(1, fault, /members/);
      const error = await failure(pagesOf(connect(sandbox), 'contact'));
      expect(error.code).toBe(code);
    }
  });

  // superagent 3.8.1, the SDK's own transport, ends a Node 24 process on these.
  it.each([301, 302, 303, 307, 308])(
    '%d is an answer like any other: not followed, and nobody dies',
    async (status) => {
      sandbox.faults.next(1, { kind: 'status', status });
      const error = await failure(connect(sandbox).check(never));
      expect(error).toMatchObject({ code: 'PROVIDER_ANSWER_INVALID', retryable: true });
      expectNoSecret(error, sandbox.apiKey);
      expect(sandbox.requests().map((request) => request.path)).toEqual(['/3.0/']);
      await expect(connect(sandbox).check(never)).resolves.toBeDefined();
    },
  );

  it('the other side cannot write the key into an error either', async () => {
    const echo = createServer((message, response) => {
      const detail = `refused: ${message.headers.authorization} for ${sandbox.apiKey}`;
      response.writeHead(400).end(JSON.stringify({ title: 'Echo', detail }));
    });
    await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`;
    const error = await failure(connect({ url, apiKey: sandbox.apiKey }).check(never));
    expect(error.message).toBe('Mailchimp: 400 Echo refused: Basic *** for ***');
    expectNoSecret(error, sandbox.apiKey);
    echo.closeAllConnections();
    echo.close();
  });
});

describe('answers that do not have their shape', () => {
  const answers: [string, string, object][] = [
    ['no list', '{"lists":{},"total_items":1}', {}],
    ['no total', '{"lists":[]}', {}],
    ['objects without ids', '{"lists":[{"name":"a"}],"total_items":1}', {}],
    ['no time', '{"lists":[{"id":"a","stats":{"member_count":1}}],"total_items":1}', {}],
    [
      'no count',
      '{"lists":[{"id":"a","name":"a","date_created":"2026-01-01T00:00:00+00:00"}],"total_items":1}',
      {},
    ],
    ['an array', '[]', {}],
    ['no date of the answer', '{"lists":[],"total_items":0}', { sendDate: false }],
    [
      'another order than asked for',
      JSON.stringify({
        lists: ['2026-02-01T00:00:00+00:00', '2026-01-01T00:00:00+00:00'].map((date_created, id) => {
          return { id: `${id}`, name: 'a', date_created, stats: { member_count: 1 } };
        }),
        total_items: 2,
      }),
      {},
    ],
  ];
  it.each(answers)('%s', async (_name, body, { sendDate = true }: { sendDate?: boolean }) => {
    const odd = createServer((_message, response) => {
      response.sendDate = sendDate;
      response.writeHead(200).end(body);
    });
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`;
    const error = await failure(pagesOf(connect({ url, apiKey: sandbox.apiKey }), 'list'));
    expect(error.code).toBe('PROVIDER_ANSWER_INVALID');
    odd.closeAllConnections();
    odd.close();
  });
});

describe('giving up', () => {
  it('ends a request that hangs, with the reason', async () => {
    sandbox.faults.next(1, { kind: 'hang' });
    const stop = new AbortController();
    const reason = new Error('enough');
    const asked = connect(sandbox).check(stop.signal);
    const underWay = async (): Promise<void> => {
      while (sandbox.requests().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await underWay();
    stop.abort(reason);
    await expect(asked).rejects.toBe(reason);
  });

  it('before a request sends none', async () => {
    const stop = AbortSignal.abort(new Error('never mind'));
    await expect(connect(sandbox).check(stop)).rejects.toThrow('never mind');
    await expect(connect(sandbox).resource('list').fetch('a', stop)).rejects.toThrow('never mind');
    expect(sandbox.requests()).toEqual([]);
  });

  it('while waiting for permission sends none', async () => {
    const admit = () => Promise.reject(new Error('no budget'));
    await expect(connect(sandbox, { admit }).check(never)).rejects.toThrow('no budget');
    expect(sandbox.requests()).toEqual([]);
  });
});

describe('the wall', () => {
  it('is what every connection goes through', async () => {
    const { httpAgent, httpsAgent, close } = createEgress({ allowedHosts: [] });
    const connection = connect(sandbox, { httpAgent, httpsAgent });
    await expect(connection.check(never)).rejects.toBeInstanceOf(EgressDenied);
    for (const resource of ['list', 'contact', 'campaign'] as const) {
      await expect(pagesOf(connection, resource)).rejects.toBeInstanceOf(EgressDenied);
      await expect(connection.resource(resource).fetch('a:b', never)).rejects.toBeInstanceOf(EgressDenied);
    }
    await expect(connection.webhookEndpoints!.add('http://x.example', never)).rejects.toBeInstanceOf(
      EgressDenied,
    );
    expect(sandbox.requests()).toEqual([]);
    close();
  });

  it('stands before the data center of the key, when the operator has set no base URL', async () => {
    const asked: string[] = [];
    const closed: HttpAgent['createConnection'] = (options, callback) => {
      asked.push(`${options.host}:${options.port}`);
      process.nextTick(() => callback?.(new EgressDenied('closed'), undefined as never));
      return undefined;
    };
    const httpAgent = Object.assign(new HttpAgent(), { createConnection: closed });
    const httpsAgent = Object.assign(new HttpsAgent(), { createConnection: closed });
    const world = { httpAgent, httpsAgent };
    const connection = connect({ url: '', apiKey: sandbox.apiKey }, world);
    await expect(connection.check(never)).rejects.toBeInstanceOf(EgressDenied);
    expect(asked).toEqual(['us21.api.mailchimp.com:443']);
    for (const apiKey of [
      '',
      `${'0'.repeat(32)}-us21.evil.example/`,
      `${'0'.repeat(32)}-evil`,
      '0'.repeat(32),
    ]) {
      expect(() => connect({ url: '', apiKey }, world)).toThrow('does not name its data center');
    }
    expect(asked).toHaveLength(1);
  });
});

describe('two connections', () => {
  it('never show each other their account, nor touch the client of the process', async () => {
    const other = sandbox.addAccount();
    const one = connect(sandbox);
    const two = connect({ url: sandbox.url, apiKey: other.apiKey });
    const accounts = await Promise.all([one, two, one, two].map((connection) => connection.check(never)));
    const ids = accounts.map((account) => account.externalId);
    expect(ids).toEqual([sandbox.account.id, other.id, sandbox.account.id, other.id]);
    expect(accounts[1]?.name).toBe(other.name);
    const { default: shared } = await import('@mailchimp/mailchimp_marketing');
    expect(inspect(shared, { depth: 3 })).not.toContain(sandbox.apiKey);
    expect(Reflect.get(shared, 'basePath')).toBe(new ApiClient().basePath);
  });
});
