import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SquareError, type SquareClient } from 'square';
import { squareClient } from './square/client.ts';
import { startSquareSandbox, type Fault, type SquareSandbox } from './square/square.ts';

const SIZE = { customers: 20, payments: 10, invoices: 4, products: 3, locations: 3 };
const DAY = 86_400_000;
let sandbox: SquareSandbox;
let square: SquareClient;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-22T10:00:00.000Z');
  sandbox = await startSquareSandbox({ size: SIZE, now: () => now });
  square = squareClient(sandbox);
});
afterEach(() => sandbox.close());

async function refusal(work: PromiseLike<unknown>): Promise<SquareError> {
  const outcome = await Promise.resolve(work).catch((error: unknown) => error);
  if (outcome instanceof SquareError) return outcome;
  throw new Error(`not refused: ${String(outcome)}`);
}

describe('access', () => {
  it('needs a token that is known and has not ended', async () => {
    const { accessToken } = sandbox.authorize();
    const codeOf = async (token: string) =>
      (await refusal(squareClient(sandbox, token).locations.list())).errors[0]?.code;
    expect(await codeOf('EAAAunknown')).toBe('UNAUTHORIZED');
    expect((await squareClient(sandbox, accessToken).locations.list()).locations).toHaveLength(3);
    now += 31 * DAY;
    expect(await codeOf(accessToken)).toBe('ACCESS_TOKEN_EXPIRED');
    const fresh = sandbox.authorize();
    sandbox.revoke();
    expect(await codeOf(fresh.accessToken)).toBe('ACCESS_TOKEN_REVOKED');
  });

  it('is renewed by the application only, for the same refresh token', async () => {
    const { refreshToken, accessToken } = sandbox.authorize();
    const { clientId, clientSecret } = sandbox.oauth;
    const request = { clientId, clientSecret, grantType: 'refresh_token', refreshToken };
    const tokens = await square.oAuth.obtainToken(request);
    expect(tokens).toMatchObject({
      tokenType: 'bearer',
      refreshToken,
      merchantId: sandbox.seller.merchantId,
    });
    expect(tokens.accessToken).not.toBe(accessToken);
    expect(Date.parse(tokens.expiresAt ?? '')).toBe(now + 30 * DAY);
    for (const wrong of [{ clientSecret: 'x' }, { clientId: 'x' }, { refreshToken: 'x' }])
      expect((await refusal(square.oAuth.obtainToken({ ...request, ...wrong }))).statusCode).toBe(401);
  });

  it('is limited to so many requests a second', async () => {
    const limited = await startSquareSandbox({ size: { ...SIZE, customers: 5 }, rateLimit: 3 });
    const client = squareClient(limited);
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => client.locations.list()));
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const each of refused) expect(each).toMatchObject({ reason: { statusCode: 429 } });
    await limited.close();
  });
});

describe('trouble', () => {
  it.each<[Fault, object]>([
    [{ kind: 'rate-limit' }, { statusCode: 429 }],
    [{ kind: 'status', status: 500 }, { statusCode: 500 }],
    [{ kind: 'reset' }, {}],
    // The SDK hands a broken body over as if it were the answer.
    [{ kind: 'truncated' }, { ok: false }],
  ])('%o happens once, then all is well', async (fault, error) => {
    sandbox.faults.next(1, fault);
    const wrong = await square.locations.list().catch((reason: unknown) => reason);
    expect(wrong).toMatchObject(error);
    expect(wrong).not.toHaveProperty('locations');
    expect((await square.locations.list()).locations).toHaveLength(3);
    expect(sandbox.requests()).toHaveLength(2);
  });

  it('searches show customers late, single look-ups at once', async () => {
    const late = await startSquareSandbox({ size: SIZE, now: () => now, customerLagMs: () => 30_000 });
    const client = squareClient(late);
    const { id = '' } = late.change.createCustomer({ given_name: 'Late' });
    const query = { query: { filter: { createdAt: { startAt: new Date(now).toISOString() } } } };
    expect((await client.customers.get({ customerId: id ?? '' })).customer?.givenName).toBe('Late');
    expect((await client.customers.search(query)).customers).toBeUndefined();
    now += 30_000;
    expect((await client.customers.search(query)).customers).toHaveLength(1);
    await late.close();
  });
});
