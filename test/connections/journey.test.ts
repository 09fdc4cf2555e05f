/** A connected account from its link to its end, through the hub as front ends use it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { logIn } from '../sandbox/oauth-provider/browse.ts';
import { ALL_SCOPES, tenantWith, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { subscriber } from '../support/subscriber.ts';
import {
  accountOf,
  allLooked,
  aStand,
  connect,
  connected,
  disconnect,
  enter,
  lookNow,
  reconnect,
  toldOf,
  until,
  type Account,
  type Stand,
} from './stand.ts';

let stand: Stand;
let tenant: Tenant;
beforeAll(async () => {
  stand = await aStand();
  await stand.hub.startWorker();
  tenant = await stand.hub.aTenant();
});
afterAll(() => stand?.close());

describe('connecting an account', () => {
  it('leads its owner from the link to the provider and back, and shows whose it is', async () => {
    const session = await connect(tenant, { scopes: ['read:user', 'repo'] });
    expect(session.connectedAccount).toMatchObject({
      status: 'PENDING',
      subject: `user-${tenant.id}`,
      provider: { id: 'github', name: 'GitHub' },
      authorizedScopes: ['read:user', 'repo'],
    });
    const { id } = session.connectedAccount;
    const live = subscriber<{ connectedAccountUpdated: Account }>({
      url: stand.hub.api.url,
      token: tenant.token,
      query: 'subscription ($id: ID!) { connectedAccountUpdated(id: $id) { id status displayName } }',
      variables: { id },
    });
    await live.until(({ connectedAccountUpdated }) => connectedAccountUpdated.status === 'PENDING');
    const walk = await enter(session);
    expect(walk.html).toContain('You are connected');
    // By way of the hub's own address, which the provider knows.
    expect(walk.visited.map((url) => new URL(url).origin)).toContain(stand.hub.api.url);
    const { connectedAccountUpdated: told } = await live.until(
      ({ connectedAccountUpdated }) => connectedAccountUpdated.status === 'ACTIVE',
    );
    expect(told.displayName).toBe('octocat');
    expect(await accountOf(tenant, id)).toMatchObject({
      status: 'ACTIVE',
      providerAccountId: '583231',
      displayName: 'octocat',
      problem: null,
    });
    expect(await toldOf(stand, id)).toEqual(['connection.activated']);
    await live.close();
  });

  it('asks for the scopes that were named, or the usual ones', async () => {
    const named = await connect(tenant, { scopes: ['gist'] });
    const usual = await connect(tenant);
    const scopeOf = async (url: string) => {
      const response = await fetch(url, { redirect: 'manual' });
      return new URL(response.headers.get('location') ?? '').searchParams.get('scope');
    };
    expect(await scopeOf(named.authorizationUrl)).toBe('gist');
    expect(await scopeOf(usual.authorizationUrl)).toBe('read:user');
  });

  it('also works by the page of the vault', async () => {
    const session = await connect(tenant);
    const page = await (await fetch(session.connectLink)).text();
    const link = new URL(/href="([^"]+)"/.exec(page)?.[1] ?? '', session.connectLink);
    await logIn(link.href, { login: 'octocat' });
    const account = await until(tenant, session.connectedAccount.id, 'ACTIVE');
    expect(account.displayName).toBe('octocat');
  });

  it('fails when the owner changes their mind, and can be begun again', async () => {
    const session = await connect(tenant);
    const { id } = session.connectedAccount;
    await enter(session, { allow: false });
    const failed = await until(tenant, id, 'FAILED');
    expect(failed.problem).toMatchObject({ code: 'CONNECT_REFUSED' });
    const again = await reconnect(tenant, id);
    expect(again.connectedAccount).toMatchObject({ id, status: 'PENDING', problem: null });
    await enter(again);
    await until(tenant, id, 'ACTIVE');
    expect(await toldOf(stand, id)).toEqual(['connection.failed', 'connection.activated']);
  });

  it('fails when nobody logs in while the link is good', async () => {
    const { connectedAccount } = await connect(tenant);
    await rows(
      stand.hub.database.url,
      `update connected_account set link_ends_at = now() - interval '1 hour' where id = $1`,
      [connectedAccount.id],
    );
    await lookNow(stand, connectedAccount.id);
    const failed = await until(tenant, connectedAccount.id, 'FAILED');
    expect(failed.problem).toMatchObject({ code: 'CONNECT_LINK_EXPIRED' });
  });

  it('keeps one connection of a link that was followed twice, and the vault no other', async () => {
    const session = await connect(tenant);
    await enter(session);
    await enter(session);
    const account = await until(tenant, session.connectedAccount.id, 'ACTIVE');
    await lookNow(stand, account.id);
    await allLooked(stand);
    const left = stand.vault.connections.all().filter(({ tags }) => tags['hub_account_id'] === account.id);
    expect(left).toHaveLength(1);
  });

  it.each([
    [{ providerId: 'nobody' }, 'input.providerId'],
    [{ scopes: ['two words'] }, 'input.scopes'],
    [{ scopes: ['a,b'] }, 'input.scopes'],
    [{ scopes: Array.from({ length: 51 }, (_, n) => `s${n}`) }, 'input.scopes'],
    [{ subject: '' }, 'input.subject'],
    [{ subject: 'x'.repeat(201) }, 'input.subject'],
  ])('names what is wrong with %j', async (input, field) => {
    expect(await connect(tenant, input)).toMatchObject({ __typename: 'HubInvalidInput', field });
  });
});

describe('whose an account is', () => {
  it('is the caller, and nobody acts for another without admin', async () => {
    expect(await connect(tenant, { subject: 'somebody-else' })).toMatchObject({
      code: 'CONNECTION_SUBJECT_FORBIDDEN',
    });
    const token = await stand.hub.issuer.token({
      subject: 'colleague',
      tenantId: tenant.id,
      scopes: ALL_SCOPES,
    });
    const colleague = tenantWith(stand.hub.api.url, tenant.id, token);
    const { id } = await connected(tenant);
    expect(await reconnect(colleague, id)).toMatchObject({ code: 'CONNECTION_SUBJECT_FORBIDDEN' });
    expect(await disconnect(colleague, id)).toMatchObject({ code: 'CONNECTION_SUBJECT_FORBIDDEN' });
    expect(await accountOf(tenant, id)).toMatchObject({ status: 'ACTIVE' });
  });

  it('may be another for a caller with admin', async () => {
    const token = await stand.hub.issuer.token({
      subject: 'boss',
      tenantId: tenant.id,
      scopes: [...ALL_SCOPES, 'admin'],
    });
    const boss = tenantWith(stand.hub.api.url, tenant.id, token);
    const session = await connect(boss, { subject: 'newcomer' });
    expect(session.connectedAccount.subject).toBe('newcomer');
    expect(await disconnect(boss, session.connectedAccount.id)).toMatchObject({ status: 'REVOKED' });
  });

  it('is no business of another tenant', async () => {
    const { id } = await connected(tenant);
    const other = await stand.hub.aTenant([...ALL_SCOPES, 'admin']);
    expect(await accountOf(other, id)).toBeNull();
    expect(await reconnect(other, id)).toMatchObject({ code: 'CONNECTED_ACCOUNT_NOT_FOUND' });
    expect(await disconnect(other, id)).toMatchObject({ code: 'CONNECTED_ACCOUNT_NOT_FOUND' });
  });
});

describe('a connection that its provider no longer accepts', () => {
  it('needs its owner, and works again after a new login, as the same account', async () => {
    const { id } = await connected(tenant);
    stand.provider.tokens.revokeAll();
    await lookNow(stand, id);
    const refused = await until(tenant, id, 'NEEDS_REAUTH');
    expect(refused.problem).toMatchObject({ code: 'CREDENTIAL_REFUSED' });
    const again = await reconnect(tenant, id);
    expect(again.connectedAccount.status).toBe('NEEDS_REAUTH');
    await enter(again);
    await until(tenant, id, 'ACTIVE');
    expect(await toldOf(stand, id)).toEqual([
      'connection.activated',
      'connection.needs_reauth',
      'connection.activated',
    ]);
  });
});

describe('an account that is renamed at its provider', () => {
  it('is shown by its new name, and client applications hear nothing', async () => {
    const { id } = await connected(tenant);
    const [before] = stand.provider.people;
    if (!before) throw new Error('nobody can log in');
    stand.provider.people[0] = { ...before, login: 'octodog' };
    await lookNow(stand, id);
    await allLooked(stand);
    stand.provider.people[0] = before;
    expect(await accountOf(tenant, id)).toMatchObject({ displayName: 'octodog', status: 'ACTIVE' });
    expect(await toldOf(stand, id)).toEqual(['connection.activated']);
  });
});

describe('disconnecting', () => {
  it('removes it from the vault, then marks it for good', async () => {
    const { id } = await connected(tenant);
    const ofIt = () => stand.vault.connections.all().filter(({ tags }) => tags['hub_account_id'] === id);
    expect(ofIt()).toHaveLength(1);
    expect(await disconnect(tenant, id)).toMatchObject({ status: 'REVOKED' });
    expect(ofIt()).toHaveLength(0);
    expect(await disconnect(tenant, id)).toMatchObject({ status: 'REVOKED' });
    expect(await reconnect(tenant, id)).toMatchObject({ code: 'CONNECTED_ACCOUNT_STATE_CONFLICT' });
    expect(await toldOf(stand, id)).toEqual(['connection.activated', 'connection.deleted']);
  });

  it('changes nothing while the vault is away', async () => {
    const { id } = await connected(tenant);
    await allLooked(stand);
    stand.vault.faults.next(1, { kind: 'status', status: 503 }, /DELETE/);
    expect(await disconnect(tenant, id)).toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    expect(await accountOf(tenant, id)).toMatchObject({ status: 'ACTIVE' });
    expect(await disconnect(tenant, id)).toMatchObject({ status: 'REVOKED' });
  });

  it('before the login leaves nothing of the login that comes after it', async () => {
    const session = await connect(tenant);
    const { id } = session.connectedAccount;
    expect(await disconnect(tenant, id)).toMatchObject({ status: 'REVOKED' });
    await enter(session);
    await stand.vault.webhooks.settled();
    await allLooked(stand);
    expect(stand.vault.connections.all().filter(({ tags }) => tags['hub_account_id'] === id)).toEqual([]);
    expect(await accountOf(tenant, id)).toMatchObject({ status: 'REVOKED' });
  });

  it('at the vault itself is noticed, and final when it stays so for a day', async () => {
    const { id } = await connected(tenant);
    const stored = stand.vault.connections.all().find(({ tags }) => tags['hub_account_id'] === id);
    if (stored) stand.vault.connections.remove(stored);
    await lookNow(stand, id);
    await until(tenant, id, 'NEEDS_REAUTH');
    expect(await accountOf(tenant, id)).toMatchObject({ problem: { code: 'CONNECTION_NOT_FOUND' } });
    expect(await reconnect(tenant, id)).toMatchObject({ code: 'CONNECTED_ACCOUNT_STATE_CONFLICT' });
    await allLooked(stand);
    expect(await accountOf(tenant, id)).toMatchObject({ status: 'NEEDS_REAUTH' });
    await rows(
      stand.hub.database.url,
      `update connected_account set updated_at = now() - interval '25 h' where id = $1`,
      [id],
    );
    await lookNow(stand, id);
    await until(tenant, id, 'REVOKED');
    expect(await toldOf(stand, id)).toEqual([
      'connection.activated',
      'connection.needs_reauth',
      'connection.deleted',
    ]);
  });

  it('is nothing that a vault of another environment can do: what it does not know comes back', async () => {
    const { id } = await connected(tenant);
    await allLooked(stand);
    stand.vault.faults.next(1, { kind: 'status', status: 404 }, /GET \/connections\/./);
    await lookNow(stand, id);
    await until(tenant, id, 'NEEDS_REAUTH');
    await lookNow(stand, id);
    expect(await until(tenant, id, 'ACTIVE')).toMatchObject({ problem: null });
  });
});

describe('the list of accounts', () => {
  it('is paged, newest first, and filtered', async () => {
    const owner = await stand.hub.aTenant();
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.unshift((await connect(owner)).connectedAccount.id);
    await disconnect(owner, String(ids[2]));
    const list = async (variables: object) => {
      const { connectedAccounts } = await owner.ask<{
        connectedAccounts: {
          edges: { node: Account }[];
          pageInfo: { endCursor: string; hasNextPage: boolean };
        };
      }>(
        `query ($first: Int, $after: String, $filter: ConnectedAccountFilter) {
          connectedAccounts(first: $first, after: $after, filter: $filter) {
            edges { node { id } } pageInfo { endCursor hasNextPage }
          }
        }`,
        variables,
      );
      return { ids: connectedAccounts.edges.map(({ node }) => node.id), ...connectedAccounts.pageInfo };
    };
    const first = await list({ first: 3 });
    expect(first).toMatchObject({ ids: ids.slice(0, 3), hasNextPage: true });
    expect(await list({ first: 3, after: first.endCursor })).toMatchObject({ ids: ids.slice(3) });
    expect((await list({ filter: { status: 'REVOKED' } })).ids).toEqual([ids[2]]);
    expect((await list({ filter: { providerId: 'slack' } })).ids).toEqual([]);
    expect((await list({ filter: { subject: `user-${owner.id}`, providerId: 'github' } })).ids).toEqual(ids);
  });
});

describe('the catalogue', () => {
  it('names what can be connected by a login, and with which scopes', async () => {
    const { providers } = await tenant.ask<{
      providers: { id: string; resources: string[]; login: { scopes: string[] } | null }[];
    }>('{ providers { id resources login { scopes } } }');
    const byLogin = providers.filter(({ login }) => login !== null).map(({ id }) => id);
    expect(byLogin.sort()).toEqual(
      ['github', 'google', 'mailchimp', 'notion', 'quickbooks', 'slack', 'square', 'stripe'].sort(),
    );
    expect(providers.find(({ id }) => id === 'github')).toMatchObject({
      resources: [],
      login: { scopes: ['read:user'] },
    });
  });
});
