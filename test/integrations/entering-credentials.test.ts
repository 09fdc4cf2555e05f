import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
// Loaded here, where no test waits for it.
import 'square';
import { aHub, anIntegration, finished, startSync, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';

const SIZE = { customers: 3, payments: 2, invoices: 1 };
const PAST = '2026-01-01T00:00:00Z';

let hub: Hub;
let tenant: Tenant;
let squareNow = Date.now();
beforeAll(async () => {
  hub = await aHub({
    providers: ['square', 'quickbooks'],
    stripe: { size: SIZE },
    square: { size: SIZE, now: () => squareNow },
    quickbooks: { size: SIZE },
  });
  await hub.startWorker();
});
afterAll(() => hub?.close());
beforeEach(async () => {
  tenant = await hub.aTenant();
});

type Id = 'square' | 'quickbooks';
type Entered = Readonly<Record<string, string>>;
interface Answer {
  __typename: string;
  id?: string;
  code?: string;
  message?: string;
  status?: string;
}

const FIELDS = '__typename ... on Integration { id status } ... on HubProblem { code message }';
const values = (credential: Entered) => Object.entries(credential).map(([name, value]) => ({ name, value }));

async function create(providerId: Id, credential: Entered): Promise<Answer> {
  const { createIntegration } = await tenant.ask<{ createIntegration: Answer }>(
    `mutation ($input: CreateIntegrationInput!) { createIntegration(input: $input) { ${FIELDS} } }`,
    { input: { providerId, name: 'Entered', credential: values(credential) } },
  );
  return createIntegration;
}

async function update(id: string, credential: Entered): Promise<Answer> {
  const { updateIntegration } = await tenant.ask<{ updateIntegration: Answer }>(
    `mutation ($input: UpdateIntegrationInput!) { updateIntegration(input: $input) { ${FIELDS} } }`,
    { input: { id, credential: values(credential) } },
  );
  return updateIntegration;
}

/** A credential whose access token has ended, and whose refresh token is good. */
const ended: Record<Id, () => Entered> = {
  square: () => {
    const { sandbox } = hub.vendor('square');
    // PKCE's refresh token is good once: what comes after it must have been stored.
    const { accessToken, refreshToken } = sandbox.authorize({ pkce: true });
    squareNow += 31 * 86_400_000;
    return { accessToken, refreshToken, expiresAt: PAST };
  },
  quickbooks: () => {
    const { sandbox } = hub.vendor('quickbooks');
    const issued = { ...sandbox.issueCredential(), expiresAt: PAST };
    sandbox.expireAccessTokens();
    return issued;
  },
};
const TOKEN = /POST .*(\/oauth2\/token|\/tokens\/bearer)/;

const renewals = (id: Id): number =>
  hub
    .vendor(id)
    .sandbox.requests()
    .filter(({ method, path }) => TOKEN.test(`${method} ${path}`)).length;

describe.each(['square', 'quickbooks'] as const)('a credential of %s', (id) => {
  beforeEach(() => hub.vendor(id).sandbox.resetRequests());

  it('whose access token has ended is renewed before it is judged, and stored as it is then', async () => {
    const made = await create(id, ended[id]());
    expect(made).toMatchObject({ __typename: 'Integration', status: 'ACTIVE' });
    expect(renewals(id)).toBe(1);
    const job = await finished(tenant, await startSync(tenant, made.id ?? '', { mode: 'FULL' }));
    expect(job.status).toBe('SUCCEEDED');
    expect(renewals(id)).toBe(1);
  });

  it('replaces one the same way', async () => {
    const integrationId = await anIntegration(hub, tenant, { providerId: id, credential: fresh(id) });
    await rows(hub.database.url, `update integration set status = 'NEEDS_REAUTH' where id = $1`, [
      integrationId,
    ]);
    hub.vendor(id).sandbox.resetRequests();
    expect(await update(integrationId, ended[id]())).toMatchObject({ status: 'ACTIVE' });
    expect(renewals(id)).toBe(1);
  });

  it('is refused when its refresh token is not good either', async () => {
    const wrong = { ...ended[id](), refreshToken: 'nobody-has-ever-had-this-refresh-token' };
    expect(await create(id, wrong)).toMatchObject({ code: 'PROVIDER_CREDENTIAL_REFUSED' });
    expect(renewals(id)).toBe(1);
  });

  it('that should still be good is refused as it is: a slip elsewhere must not use up its refresh token', async () => {
    const slip = { ...ended[id](), expiresAt: '2099-01-01T00:00:00Z' };
    expect(await create(id, slip)).toMatchObject({ code: 'PROVIDER_CREDENTIAL_REFUSED' });
    expect(renewals(id)).toBe(0);
  });

  it('is not lost when the provider fails right after renewing it', async () => {
    const entered = ended[id]();
    const { faults } = hub.vendor(id).sandbox;
    // The first look is refused, for the token has ended; then it is renewed, and the next looks fail.
    faults.next(1, { kind: 'status', status: 401 }, /^GET/);
    faults.next(2, { kind: 'status', status: 503 }, /^GET/);
    expect(await create(id, entered)).toMatchObject({ __typename: 'Integration' });
    expect(renewals(id)).toBe(1);
  });
});

function fresh(id: Id): Entered {
  if (id === 'square') return { ...hub.vendor('square').sandbox.authorize() };
  return { ...hub.vendor('quickbooks').sandbox.issueCredential() };
}
