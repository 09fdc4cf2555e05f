import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Agent } from 'node:http';
import { inspect } from 'node:util';
import {
  CredentialRefused,
  EgressDenied,
  ProviderAnswerInvalid,
  ProviderRefused,
  ProviderThrottled,
  ProviderUnavailable,
} from '../../src/platform/errors.ts';
import { createGuardedAgents } from '../../src/platform/egress/agents.ts';
import type { Connection, Credential, ProviderWorld } from '../../src/providers/provider.ts';
import { square } from '../../src/providers/square/index.ts';
import { renewal } from '../../src/providers/square/renewal.ts';
import { aWorld, pagesOf, type CountingWorld } from '../sandbox/square/copy.ts';
import { startSquareSandbox, type Fault, type SquareSandbox } from '../sandbox/square/square.ts';

const SIZE = { customers: 120, payments: 5, invoices: 2, locations: 2 };
const { signal } = new AbortController();
const worlds: CountingWorld[] = [];
let sandbox: SquareSandbox;
let now = Date.parse('2026-11-22T10:00:00.000Z');

beforeAll(async () => void (await import('square')), 120_000);

beforeEach(async () => {
  sandbox = await startSquareSandbox({ size: SIZE, now: () => now });
});
afterEach(async () => {
  for (const world of worlds.splice(0)) world.close();
  await sandbox.close();
});

function open(credential: Credential = {}, change: Partial<ProviderWorld> = {}): Connection {
  const world = aWorld(sandbox, change);
  worlds.push(world);
  return square.open({ accessToken: sandbox.seller.accessToken, ...credential }, world);
}

async function failureOf(work: Promise<unknown>): Promise<Error> {
  const outcome = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(outcome instanceof Error)) throw new Error('nothing failed');
  return outcome;
}

describe('what Square refuses', () => {
  it.each<[string, Fault, new (message: string) => Error, object]>([
    ['429', { kind: 'rate-limit' }, ProviderThrottled, { retryAfterMs: undefined }],
    ['429 with a time', { kind: 'rate-limit', retryAfter: 7 }, ProviderThrottled, { retryAfterMs: 7_000 }],
    [
      '429 for too long',
      { kind: 'rate-limit', retryAfter: 86_400 },
      ProviderThrottled,
      { retryAfterMs: undefined },
    ],
    ['500', { kind: 'status', status: 500 }, ProviderUnavailable, { retryable: true }],
    ['503', { kind: 'status', status: 503 }, ProviderUnavailable, { retryable: true }],
    ['403', { kind: 'status', status: 403 }, CredentialRefused, { retryable: false }],
    ['302', { kind: 'status', status: 302 }, ProviderAnswerInvalid, { retryable: true }],
    ['a broken connection', { kind: 'reset' }, ProviderUnavailable, { retryable: true }],
    ['a web page', { kind: 'html' }, ProviderAnswerInvalid, { retryable: true }],
    ['half an answer', { kind: 'truncated' }, ProviderAnswerInvalid, { retryable: true }],
  ])('%s: is said in our words, after one try', async (_name, fault, type, members) => {
    sandbox.faults.next(9, fault);
    const error = await failureOf(pagesOf(open(), 'contact'));
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject(members);
    expect(sandbox.requests()).toHaveLength(1);
  });

  it('an unknown token, one that ended and one that was taken back need a person', async () => {
    const oauth = sandbox.authorize();
    await open(oauth as unknown as Credential).check(signal);
    now += 31 * 86_400_000;
    for (const accessToken of ['EAAAnobodyknowsthistoken', oauth.accessToken]) {
      const error = await failureOf(open({ accessToken }).check(signal));
      expect(error).toBeInstanceOf(CredentialRefused);
    }
    const { accessToken } = sandbox.authorize();
    sandbox.revoke();
    const error = await failureOf(open({ accessToken }).check(signal));
    expect(error).toBeInstanceOf(CredentialRefused);
    expect(error.message).toContain('ACCESS_TOKEN_REVOKED');
  });

  it('a position of another list', async () => {
    const position = { cursor: 'nonsense', groups: [[]], of: 1 };
    const [page] = await pagesOf(open(), 'contact', position);
    // A dead cursor is given up, and the list read from where it was.
    expect(page?.changes).toHaveLength(100);
  });

  it('a path that is not there', async () => {
    const world = aWorld(sandbox);
    const settings = { ...world.settings, apiUrl: `${sandbox.url}/elsewhere` };
    const error = await failureOf(open({}, { settings }).check(signal));
    expect(error).toBeInstanceOf(ProviderRefused);
  });
});

describe('secrets', () => {
  it.each<[string, Fault | undefined]>([
    ['401', undefined],
    ['429', { kind: 'rate-limit' }],
    ['500', { kind: 'status', status: 500 }],
    ['a broken connection', { kind: 'reset' }],
    ['a web page', { kind: 'html' }],
  ])('are not in the error of %s', async (_name, fault) => {
    const token = fault ? sandbox.seller.accessToken : 'EAAAwrongbutstillasecret';
    if (fault) sandbox.faults.next(1, fault);
    const error = await failureOf(open({ accessToken: token }).check(signal));
    const everything = `${inspect(error, { depth: 20, showHidden: true })}${JSON.stringify(error)}${String(error.stack)}`;
    expect(everything).not.toContain(token);
  });
});

describe('an abort', () => {
  it('ends a request that hangs, with its own reason', async () => {
    sandbox.faults.next(1, { kind: 'hang' });
    const controller = new AbortController();
    const pull = open().resource('contact').pull(undefined, controller.signal)[Symbol.asyncIterator]();
    const page = failureOf(pull.next());
    const reason = new Error('enough');
    setTimeout(() => controller.abort(reason), 50);
    expect(await page).toBe(reason);
  });

  it('before a request sends nothing', async () => {
    const error = await failureOf(open().check(AbortSignal.abort(new Error('too late'))));
    expect(error.message).toBe('too late');
    expect(sandbox.requests()).toEqual([]);
  });
});

describe('the egress wall', () => {
  it('lets nothing past: with agents that refuse, nothing leaves', async () => {
    const connection = open({ refreshToken: sandbox.seller.oauth.refreshToken }, createGuardedAgents([]));
    for (const name of square.resources) {
      expect(await failureOf(pagesOf(connection, name))).toBeInstanceOf(EgressDenied);
      expect(await failureOf(connection.resource(name).fetch('X', signal))).toBeInstanceOf(EgressDenied);
    }
    expect(await failureOf(connection.check(signal))).toBeInstanceOf(EgressDenied);
    const world = aWorld(sandbox, createGuardedAgents([]));
    worlds.push(world);
    const credential = { accessToken: 'x', refreshToken: sandbox.seller.oauth.refreshToken };
    expect(await failureOf(renewal.renew(credential, world, signal))).toBeInstanceOf(EgressDenied);
    expect(sandbox.requests()).toEqual([]);
  });

  it('is the agent of every connection', async () => {
    const agent = new Agent({ keepAlive: true });
    let sockets = 0;
    const connect = agent.createConnection.bind(agent);
    agent.createConnection = (...from) => {
      sockets += 1;
      return connect(...from);
    };
    await pagesOf(open({}, { httpAgent: agent }), 'contact');
    agent.destroy();
    expect(sockets).toBe(1);
    expect(sandbox.requests()).toHaveLength(2);
  });
});
