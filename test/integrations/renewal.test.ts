import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startCommitProxy } from '../support/commit-proxy.ts';
import { anIntegration, type Hub } from '../support/hub.ts';
import { until } from '../webhooks/deliveries.ts';
import { startAsker, type Asker } from './askers.ts';
import { aStage, TOKEN_REQUEST, type Grant, type Stage, type Story } from './ended-access.ts';

const DAY_MS = 86_400_000;

/** QuickBooks here replaces a refresh token on every use: the strictest that Intuit's rules allow. */
let strict: Stage;
/** And here once a day, as Intuit says it does. */
let mild: Stage;
const askers: Asker[] = [];

beforeAll(async () => {
  strict = await aStage();
  mild = await aStage({ rotateEveryMs: DAY_MS });
});
afterAll(async () => {
  await strict?.hub.close();
  await mild?.hub.close();
});
afterEach(async () => {
  await Promise.all(askers.splice(0).map((asker) => asker.end()));
  // Each of the four loads Square's SDK of 4,000 files before it hears that it should end.
}, 90_000);

async function anAsker(of: Hub, env?: Record<string, string>): Promise<Asker> {
  const asker = await startAsker(of, env);
  askers.push(asker);
  return asker;
}

const question = ({ tenant, integrationId }: Story, times: number) => ({
  tenantId: tenant.id,
  integrationId,
  times,
});

/** Where a refresh token is good once. */
const STRICT = ['QuickBooks', 'Square, PKCE'] as const;
/** Where it is good more than once. */
const MILD = ['QuickBooks', 'Square, code flow'] as const;

describe('an access token that has ended', () => {
  it('is renewed once for 200 callers in 4 processes', async () => {
    const four = await Promise.all([1, 2, 3, 4].map(() => anAsker(strict.hub)));
    // With connections open and code compiled, they really ask at once.
    const unknown = { tenantId: randomUUID(), integrationId: randomUUID(), times: 8 };
    await Promise.all(four.map((asker) => asker.ask(unknown)));
    for (const grant of STRICT) {
      const story = await strict.withEndedAccess(grant);
      const answers = (await Promise.all(four.map((asker) => asker.ask(question(story, 50))))).flat();
      expect(answers).toHaveLength(200);
      // Codes of failures have underlines, ids of accounts have none.
      expect([...new Set(answers)]).toEqual([expect.not.stringContaining('_')]);
      expect(story.renewals()).toBe(1);
      expect(await story.row()).toMatchObject({ credential_version: 2, status: 'ACTIVE' });
    }
  }, 60_000);

  it('is renewed before it ends, when its end is known to be near', async () => {
    const { hub } = strict;
    const { sandbox } = hub.vendor('square');
    const tenant = await hub.aTenant();
    const credential = { ...sandbox.authorize(), expiresAt: new Date(Date.now() + 60_000).toISOString() };
    const id = await anIntegration(hub, tenant, { providerId: 'square', credential });
    sandbox.resetRequests();
    await tenant.ask('mutation ($id: ID!) { testIntegration(id: $id) { __typename } }', { id });
    expect(sandbox.requests().map(({ path, status }) => [path, status])).toEqual([
      ['/oauth2/token', 200],
      ['/v2/merchants/me', 200],
    ]);
  });

  it('is refused where there is nothing to renew it with', async () => {
    const { hub } = strict;
    const { sandbox } = hub.vendor('square');
    const tenant = await hub.aTenant();
    const { accessToken } = sandbox.authorize();
    const id = await anIntegration(hub, tenant, { providerId: 'square', credential: { accessToken } });
    sandbox.revoke();
    sandbox.resetRequests();
    const answer = await tenant.ask(
      'mutation ($id: ID!) { testIntegration(id: $id) { ... on HubProblem { code } } }',
      { id },
    );
    expect(answer).toEqual({ testIntegration: { code: 'PROVIDER_CREDENTIAL_REFUSED' } });
    expect(sandbox.requests().map(({ path }) => path)).toEqual(['/v2/merchants/me']);
  });
});

/** The transaction that stores a renewed credential. */
const stores = ({ statements }: { statements: readonly string[] }) =>
  statements.some((statement) => /set credential = /.test(statement));

describe('a process that is killed', () => {
  const killedAt = async (side: 'before' | 'after', stage: Stage, grant: Grant): Promise<Story> => {
    const story = await stage.withEndedAccess(grant);
    const proxy = startCommitProxy(stage.hub.database.url);
    const victim = await anAsker(stage.hub, { DATABASE_URL: await proxy.door() });
    const reached = proxy.hold(side, stores);
    victim.ask(question(story, 1)).catch(() => undefined);
    await reached;
    expect(story.renewals()).toBe(1);
    await victim.kill();
    await proxy.close();
    return story;
  };

  it.each(STRICT)('after it has stored what it got leaves it to the next one (%s)', async (grant) => {
    const story = await killedAt('after', strict, grant);
    expect(await story.test()).toBe('IntegrationWorks');
    expect(story.renewals()).toBe(1);
  });

  it.each(MILD)('before that loses nothing where a refresh token is good again (%s)', async (grant) => {
    const story = await killedAt('before', mild, grant);
    await story.endLease();
    expect(await story.test()).toBe('IntegrationWorks');
    expect(story.renewals()).toBe(2);
  });

  it('before that, with a refresh token good once, leaves it to a person, and says so', async () => {
    const story = await killedAt('before', strict, 'Square, PKCE');
    await story.endLease();
    expect(await story.test()).toBe('PROVIDER_CREDENTIAL_REFUSED');
    expect(await story.status()).toBe('NEEDS_REAUTH');
  });
});

describe('a process that was paused for longer than its turn', () => {
  it('does not overwrite what came after it, and uses that', async () => {
    const story = await mild.withEndedAccess('Square, code flow');
    story.sandbox.faults.next(1, { kind: 'slow', ms: 1_500 }, TOKEN_REQUEST);
    const paused = await anAsker(mild.hub);
    const late = paused.ask(question(story, 1));
    await until(story.row, ({ renewal_fence }) => renewal_fence === '1');
    await story.endLease();
    expect(await story.test()).toBe('IntegrationWorks');
    const after = await story.row();
    expect(after).toMatchObject({ credential_version: 2, renewal_fence: '2' });
    expect((await late)[0]).not.toContain('_');
    expect(story.renewals()).toBe(2);
    expect(await story.row()).toEqual(after);
  });
});
