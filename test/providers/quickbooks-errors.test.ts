import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createGuardedAgents } from '../../src/platform/egress/agents.ts';
import { quickbooks } from '../../src/providers/quickbooks/index.ts';
import type { Credential } from '../../src/providers/provider.ts';
import { connect, never, pagesOf, worldOf } from '../sandbox/quickbooks/connect.ts';
import type { Fault, QuickbooksSandbox } from '../sandbox/quickbooks/quickbooks.ts';
import { startQuickbooksSandbox } from '../sandbox/quickbooks/quickbooks.ts';

let sandbox: QuickbooksSandbox;
beforeAll(async () => {
  sandbox = await startQuickbooksSandbox({
    size: { customers: 1_100, invoices: 5, payments: 2 },
    rateLimit: null,
  });
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.resetRequests());
afterEach(() => sandbox.faults.clear());

/** What the promise was refused with. */
async function refusal(promise: Promise<unknown>): Promise<Error & { cause?: unknown }> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Error) return error;
  throw new Error('nothing was refused');
}

/** Whatever a log could show of an error. */
function everythingOf(error: Error): string {
  const causes = JSON.stringify(error, Object.getOwnPropertyNames(error));
  return `${inspect(error, { depth: 20, showHidden: true })}${JSON.stringify(error)}${causes}${error.stack}`;
}

function expectNoSecret(error: Error): void {
  const { accessToken, refreshToken } = sandbox.credential;
  const { clientSecret } = sandbox.oauth;
  for (const secret of [accessToken, refreshToken, clientSecret]) {
    expect(everythingOf(error)).not.toContain(secret);
  }
}

describe("QuickBooks' failures become ours, without a secret", () => {
  it.each<[Fault, object]>([
    [{ kind: 'rate-limit' }, { code: 'PROVIDER_THROTTLED', retryAfterMs: 60_000 }],
    [
      { kind: 'rate-limit', retryAfter: 7 },
      { code: 'PROVIDER_THROTTLED', retryAfterMs: 7_000 },
    ],
    [
      { kind: 'status', status: 500 },
      { code: 'PROVIDER_UNAVAILABLE', retryable: true },
    ],
    [{ kind: 'status', status: 503 }, { code: 'PROVIDER_UNAVAILABLE' }],
    [{ kind: 'reset' }, { code: 'PROVIDER_UNAVAILABLE' }],
    [{ kind: 'truncated' }, { code: 'PROVIDER_ANSWER_INVALID', retryable: true }],
    [{ kind: 'html' }, { code: 'PROVIDER_ANSWER_INVALID' }],
    [
      { kind: 'status', status: 400 },
      { code: 'PROVIDER_REFUSED', retryable: false },
    ],
    [{ kind: 'status', status: 302 }, { code: 'PROVIDER_ANSWER_INVALID' }],
  ])('%o', async (fault, expected) => {
    sandbox.faults.next(1, fault);
    const error = await refusal(pagesOf(connect(sandbox), 'account'));
    expect(error).toMatchObject(expected);
    expectNoSecret(error);
    // Nothing is tried again by itself.
    expect(sandbox.requests()).toHaveLength(1);
  });

  it('a refused credential, whichever letters the answer is written in', async () => {
    for (const credential of [{ accessToken: 'not-a-token-of-theirs' }, { realmId: '1234567890123456' }]) {
      const error = await refusal(connect(sandbox, credential).check(never));
      expect(error).toMatchObject({ code: 'PROVIDER_CREDENTIAL_REFUSED', retryable: false });
      expectNoSecret(error);
    }
    const { code, message } = (await refusal(
      pagesOf(connect(sandbox, { accessToken: 'wrong-wrong' }), 'payment'),
    )) as Error & { code: string };
    expect(code).toBe('PROVIDER_CREDENTIAL_REFUSED');
    expect(message).toMatch(/AuthenticationFailed.*intuit_tid/);
  });

  it('a failure amid a pull, which then goes on from the page before it', async () => {
    const connection = connect(sandbox);
    const pages = connection.resource('contact').pull(undefined, never)[Symbol.asyncIterator]();
    const { value: first } = await pages.next();
    sandbox.faults.next(1, { kind: 'rate-limit' });
    await expect(pages.next()).rejects.toMatchObject({ code: 'PROVIDER_THROTTLED' });
    const rest = await pagesOf(connection, 'contact', first?.position);
    const ids = [...(first?.changes ?? []), ...rest.flatMap(({ changes }) => changes)].map(
      ({ externalId }) => externalId,
    );
    const truth = [
      ...sandbox.truth('Customer').map(({ Id }) => `Customer:${Id}`),
      ...sandbox.truth('Vendor').map(({ Id }) => `Vendor:${Id}`),
    ];
    expect([...new Set(ids)].toSorted()).toEqual(truth.toSorted());
  });
});

describe('an abort', () => {
  it('ends a request under way with its reason', async () => {
    sandbox.faults.next(1, { kind: 'hang' });
    const stop = new AbortController();
    const pages = connect(sandbox).resource('account').pull(undefined, stop.signal);
    const pulling = pages[Symbol.asyncIterator]().next();
    setTimeout(() => stop.abort(new Error('enough')), 50);
    await expect(pulling).rejects.toThrow('enough');
  });

  it('sends nothing when it came before', async () => {
    const world = worldOf(sandbox);
    const connection = quickbooks.open({ ...sandbox.credential }, world);
    await expect(connection.check(AbortSignal.abort(new Error('too early')))).rejects.toThrow('too early');
    expect(sandbox.requests()).toEqual([]);
  });
});

describe('the walls', () => {
  it('let nothing out past agents that refuse, tokens included', async () => {
    const world = worldOf(sandbox, createGuardedAgents([]));
    const connection = quickbooks.open({ ...sandbox.credential }, world);
    const renew = quickbooks.renewal?.renew({ ...sandbox.credential }, world, never);
    for (const error of [await refusal(connection.check(never)), await refusal(Promise.resolve(renew))]) {
      expect(error).toMatchObject({ code: 'EGRESS_DENIED' });
      expectNoSecret(error);
    }
    expect(sandbox.requests()).toEqual([]);
  });

  it('ask the rate budget before every request', async () => {
    const world = worldOf(sandbox);
    const connection = quickbooks.open({ ...sandbox.credential }, world);
    for (const resource of quickbooks.resources) await pagesOf(connection, resource);
    await connection.resource('contact').fetch('Customer:1', never);
    expect(sandbox.requests().length).toBeGreaterThan(8);
    expect(world.admitted()).toBe(sandbox.requests().length);
    const refusing = worldOf(sandbox, { admit: () => Promise.reject(new Error('no budget')) });
    const before = sandbox.requests().length;
    const held = quickbooks.open({ ...sandbox.credential }, refusing);
    await expect(held.check(never)).rejects.toThrow('no budget');
    expect(sandbox.requests()).toHaveLength(before);
  });
});

describe('answers nobody documented', () => {
  let server: Server;
  let answer: (response: ServerResponse, path: string) => void;
  beforeAll(async () => {
    server = createServer((request, response) => answer(response, request.url ?? ''));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const strange = () => {
    const { port } = server.address() as AddressInfo;
    const world = worldOf({ url: `http://127.0.0.1:${port}`, oauth: sandbox.oauth });
    return quickbooks.open({ ...sandbox.credential }, world);
  };

  const time = '2026-11-22T10:00:00.000-08:00';
  const row = { Id: '1', MetaData: { LastUpdatedTime: time }, TotalAmt: 1 };
  it.each([
    [{}],
    [[]],
    [{ QueryResponse: {} }],
    [{ QueryResponse: { Payment: {} }, time }],
    [{ QueryResponse: { Payment: [{ ...row, Id: 1 }] }, time }],
    [{ QueryResponse: { Payment: [{ ...row, MetaData: {} }] }, time }],
    [
      {
        QueryResponse: { Payment: [{ ...row, TotalAmt: '1' }] },
        time,
        Preferences: { CurrencyPrefs: { HomeCurrency: { value: 'USD' } } },
      },
    ],
    [{ QueryResponse: { Payment: [row] }, time, Preferences: {} }],
  ])('are never believed: %j', async (body) => {
    answer = (response) => response.end(JSON.stringify(body));
    const error = await refusal(pagesOf(strange(), 'payment'));
    expect(error).toMatchObject({ code: 'PROVIDER_ANSWER_INVALID' });
  });

  it.each([{}, { CDCResponse: {} }, { CDCResponse: [{ Fault: {} }] }])('of changes: %j', async (body) => {
    answer = (response) => response.end(JSON.stringify({ ...body, time }));
    const position = { phase: 'changes', since: Date.parse(time) };
    const error = await refusal(pagesOf(strange(), 'payment', position));
    expect(error).toMatchObject({ code: 'PROVIDER_ANSWER_INVALID' });
  });

  it('that repeat the token are shown without it', async () => {
    const { accessToken } = sandbox.credential;
    const fault = {
      Error: [{ Message: `Bad ${accessToken}`, Detail: `Bearer ${accessToken}`, code: '2010' }],
    };
    answer = (response) => response.writeHead(400).end(JSON.stringify({ Fault: fault, time }));
    const error = await refusal(strange().check(never));
    expect(error).toMatchObject({
      code: 'PROVIDER_REFUSED',
      message: 'QuickBooks: Bad [secret]: Bearer [secret]',
    });
    expectNoSecret(error);
  });

  it('with a fault but a good status are refusals all the same', async () => {
    answer = (response) =>
      response.end(JSON.stringify({ Fault: { Error: [{ Message: 'No', code: '2010' }] }, time }));
    expect(await refusal(strange().check(never))).toMatchObject({ code: 'PROVIDER_REFUSED' });
  });

  it('a credential without its parts is refused before anything is sent', () => {
    expect(() => quickbooks.open({ realmId: '123' } as Credential, worldOf(sandbox))).toThrow(
      expect.objectContaining({ code: 'PROVIDER_CREDENTIAL_REFUSED' }),
    );
  });
});
