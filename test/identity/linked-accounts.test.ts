import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startOidcSandbox, type OidcSandbox } from '../sandbox/oidc/oidc.ts';
import { rows } from '../support/rows.ts';
import { claimsOf, codeOf, minutesPass, putOn, verify } from './authenticator.ts';
import {
  acceptWithAccount,
  aBrowser,
  aHubWith,
  linkAccount,
  signInWithAccount,
  unlinkAccount,
} from './browser.ts';
import {
  accept,
  anAddress,
  invite,
  type Answer,
  aPerson,
  ask,
  outcome,
  refresh,
  signedIn,
  signInAs,
  type PeopleHub,
  type Person,
} from './people.ts';

let sandbox: OidcSandbox;
let hub: PeopleHub;
beforeAll(async () => {
  sandbox = await startOidcSandbox();
  hub = await aHubWith(sandbox);
});
afterAll(async () => {
  await hub?.close();
  await sandbox?.close();
});
let subjects = 1_000;
beforeEach(() => {
  subjects += 1;
  Object.assign(sandbox.now, {
    account: { subject: String(subjects), name: 'Mona Lisa' },
    decision: 'allow',
    fault: undefined,
    iss: undefined,
  });
});

const linked = async (person: Person, issuerId = 'acme') => {
  const answer = await linkAccount(hub, person.accessToken, await aBrowser(hub).proof(issuerId));
  expect(answer.__typename).toBe('LinkedAccount');
  return answer['id'] as string;
};
const linkedAccounts = async (token: string) => {
  const list = await outcome(hub, '{ linkedAccounts { id issuerId name lastUsedAt } }', { token });
  return list as unknown as { id: string; issuerId: string; name: string; lastUsedAt: string | null }[];
};
const withoutPassword = (person: Person) =>
  rows(hub.database.url, 'update user_account set password_hash = null where id = $1', [person.id]);

describe.each(['acme', 'github'])('an account at %s', (issuerId) => {
  it('is linked by its owner, signs in, and is unlinked', async () => {
    const person = await aPerson(hub);
    const issuers = await outcome(hub, '{ signInIssuers { id name url } }');
    expect(issuers).toContainEqual(expect.objectContaining({ url: `${hub.api.url}/sign-in/${issuerId}` }));
    const link = await linkAccount(hub, person.accessToken, await aBrowser(hub).proof(issuerId));
    expect(link).toMatchObject({
      __typename: 'LinkedAccount',
      issuerId,
      name: 'Mona Lisa',
      lastUsedAt: null,
    });
    expect((await hub.mail.take(person.email)).subject).toBe('Another way to sign in');

    const answer = await signInWithAccount(hub, await aBrowser(hub).proof(issuerId));
    const again = signedIn(hub, person.email, answer);
    expect(again).toMatchObject({ id: person.id, tenantId: person.tenantId });
    expect(claimsOf(again.accessToken)).toMatchObject({ aal: 'aal1', auth_time: expect.any(Number) });
    expect(again.device).not.toBe('');
    const [account] = await linkedAccounts(again.accessToken);
    expect(account).toMatchObject({ issuerId, lastUsedAt: expect.any(String) });

    const id = link['id'] as string;
    expect(await unlinkAccount(hub, person.accessToken, id)).toEqual({ __typename: 'AccountUnlinked', id });
    expect((await hub.mail.take(person.email)).subject).toBe('One way less to sign in');
    expect(await signInWithAccount(hub, await aBrowser(hub).proof(issuerId))).toMatchObject({
      code: 'ACCOUNT_NOT_LINKED',
    });
    expect((await refresh(hub, again.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
    const audit = await rows<{ action: string }>(
      hub.database.url,
      'select action from audit_entry where tenant_id = $1',
      [person.tenantId],
    );
    expect(audit.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['user.account_linked', 'user.account_unlinked', 'session.started']),
    );
  });

  it('is kept with sealed tokens, and in no log', async () => {
    const person = await aPerson(hub);
    await linked(person, issuerId);
    const stored = await rows<{ tokens: Buffer }>(
      hub.database.url,
      'select tokens from linked_account where user_id = $1',
      [person.id],
    );
    const [{ tokens } = { tokens: Buffer.alloc(0) }] = stored;
    expect(tokens.length).toBeGreaterThan(60);
    for (const secret of [...sandbox.grants.issued(), sandbox.clientSecret]) {
      expect(tokens.includes(secret)).toBe(false);
      expect(hub.logged()).not.toContain(secret);
    }
  });
});

describe('an account elsewhere', () => {
  it('lets nobody in by its address, whatever the issuer says of it', async () => {
    const person = await aPerson(hub);
    sandbox.now.account = { subject: 'stranger', name: 'Eve', email: person.email };
    for (const issuerId of ['acme', 'github'])
      expect(await signInWithAccount(hub, await aBrowser(hub).proof(issuerId))).toMatchObject({
        code: 'ACCOUNT_NOT_LINKED',
      });
    const kept = await rows(hub.database.url, `select id from linked_account where subject = 'stranger'`);
    expect(kept).toEqual([]);
  });

  it('belongs to one person only, at one issuer only', async () => {
    const [one, other] = [await aPerson(hub), await aPerson(hub)];
    await linked(one);
    for (const person of [one, other])
      expect(await linkAccount(hub, person.accessToken, await aBrowser(hub).proof('acme'))).toMatchObject({
        code: 'LINKED_ACCOUNT_CONFLICT',
      });
    // The same subject elsewhere is somebody else.
    await linked(other, 'github');
    const answer = await signInWithAccount(hub, await aBrowser(hub).proof('acme'));
    expect(signedIn(hub, one.email, answer).id).toBe(one.id);
  });

  it('is linked by one of many at once', async () => {
    const person = await aPerson(hub);
    const proofs = [];
    for (let n = 0; n < 5; n += 1) proofs.push(await aBrowser(hub).proof('acme'));
    const answers = await Promise.all(proofs.map((proof) => linkAccount(hub, person.accessToken, proof)));
    expect(answers.filter(({ __typename }) => __typename === 'LinkedAccount')).toHaveLength(1);
  });

  it('does not spare the second factor, unless the operator believes the issuer', async () => {
    const person = await aPerson(hub);
    sandbox.now.account = { subject: 'careful', amr: ['pwd', 'mfa'] };
    await linked(person, 'acme');
    await linked(person, 'trusted');
    const { secret } = await putOn(hub, person);
    const asked = await signInWithAccount(hub, await aBrowser(hub).proof('acme'));
    expect(asked.__typename).toBe('SecondFactorRequired');
    const shown = await verify(hub, { challenge: asked['challenge'] as string, code: codeOf(secret) });
    expect(claimsOf(signedIn(hub, person.email, shown).accessToken)).toMatchObject({ aal: 'aal2' });
    await minutesPass(hub, person);

    const believed = await signInWithAccount(hub, await aBrowser(hub).proof('trusted'));
    expect(claimsOf(signedIn(hub, person.email, believed).accessToken)).toMatchObject({ aal: 'aal2' });
    sandbox.now.account = { subject: 'careful', amr: ['pwd'] };
    const weaker = await signInWithAccount(hub, await aBrowser(hub).proof('trusted'));
    expect(weaker.__typename).toBe('SecondFactorRequired');
  });

  it('stays while it is the last way in, also when two are unlinked at once', async () => {
    const person = await aPerson(hub);
    const ids = [await linked(person, 'acme'), await linked(person, 'github')];
    await withoutPassword(person);
    expect((await signInAs(hub, { email: person.email })).code).toBe('INVALID_CREDENTIALS');
    const answers = await Promise.all(ids.map((id) => unlinkAccount(hub, person.accessToken, id)));
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'AccountUnlinked',
      'LinkedAccountConflict',
    ]);
    expect(await linkedAccounts(person.accessToken)).toHaveLength(1);
  });

  it('accepts an invitation in place of a password, for who is new', async () => {
    const admin = await aPerson(hub);
    const email = anAddress('new');
    const invited = async (token: string) => {
      await invite(hub, token, { email, roleIds: ['viewer'] });
      return (await hub.mail.take(email)).token ?? '';
    };
    const token = await invited(admin.accessToken);
    const accepting = await Promise.all(
      ['acme', 'acme', 'github'].map(async (issuerId) => ({
        token,
        name: 'Grace',
        ...(await aBrowser(hub).proof(issuerId)),
      })),
    );
    const answers = await Promise.all(accepting.map((input) => acceptWithAccount(hub, input)));
    const [answer, ...others] = answers.filter(({ __typename }) => __typename === 'SignedIn');
    expect(others).toEqual([]);
    const person = signedIn(hub, email, answer as Answer);
    const [linkedWith] = await linkedAccounts(person.accessToken);
    expect(await unlinkAccount(hub, person.accessToken, linkedWith?.id ?? '')).toMatchObject({
      code: 'LINKED_ACCOUNT_CONFLICT',
    });
    expect(claimsOf(person.accessToken)).toMatchObject({ tenant_id: admin.tenantId, roles: ['viewer'] });

    // Elsewhere too they are invited; but now who reads their mail must show an account of theirs.
    const elsewhere = await aPerson(hub);
    const again = await invited(elsewhere.accessToken);
    const mine = { ...sandbox.now.account };
    sandbox.now.account = { subject: 'whoever reads the mail' };
    const stranger = { token: again, ...(await aBrowser(hub).proof('acme')) };
    expect(await acceptWithAccount(hub, stranger)).toMatchObject({ code: 'ACCOUNT_NOT_LINKED' });
    sandbox.now.account = mine;
    const proof = await aBrowser(hub).proof(linkedWith?.issuerId ?? '');
    const joined = await acceptWithAccount(hub, { token: again, ...proof });
    expect(signedIn(hub, email, joined)).toMatchObject({ id: person.id, tenantId: elsewhere.tenantId });
  });

  it('accepts no invitation of who has a password', async () => {
    const [person, other] = [await aPerson(hub), await aPerson(hub)];
    await invite(hub, other.accessToken, { email: person.email, roleIds: ['viewer'] });
    const { token = '' } = await hub.mail.take(person.email);
    const input = { token, ...(await aBrowser(hub).proof('acme')) };
    expect(await acceptWithAccount(hub, input)).toMatchObject({ code: 'ACCOUNT_NOT_LINKED' });
    expect((await accept(hub, token)).__typename).toBe('SignedIn');
  });

  it('is unlinked by its owner only, and by who signed in just now', async () => {
    const [person, stranger] = [await aPerson(hub), await aPerson(hub)];
    const id = await linked(person);
    for (const wrong of [id, 'x', '00000000-0000-4000-8000-000000000000'])
      expect(await unlinkAccount(hub, stranger.accessToken, wrong)).toMatchObject({
        code: 'LINKED_ACCOUNT_NOT_FOUND',
      });
    await rows(
      hub.database.url,
      `update user_session set auth_time = auth_time - interval '10 minutes' where user_id = $1`,
      [person.id],
    );
    const old = (await refresh(hub, person.refreshToken))['accessToken'] as string;
    for (const operation of [
      `unlinkAccount(id: "${id}")`,
      'linkAccount(input: { code: "a", codeVerifier: "b" })',
    ])
      expect((await ask(hub, `mutation { ${operation} { __typename } }`, { token: old })).body).toMatchObject(
        {
          errors: [{ extensions: { code: 'FORBIDDEN' } }],
        },
      );
    expect(await linkedAccounts(old)).toHaveLength(1);
  });

  it('is told to be unlinked, where the issuer listens', async () => {
    const person = await aPerson(hub);
    const id = await linked(person);
    const before = sandbox.grants.revoked().length;
    await unlinkAccount(hub, person.accessToken, id);
    for (const end = Date.now() + 5_000; sandbox.grants.revoked().length === before && Date.now() < end;)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const [token = ''] = sandbox.grants.revoked().slice(before);
    expect(token).toMatch(/^refresh_/);
    expect(sandbox.grants.issued()).toContain(token);
  });

  it('signs in to a tenant of the person only', async () => {
    const person = await aPerson(hub);
    const elsewhere = await aPerson(hub);
    await linked(person);
    const into = async (tenantId: string) =>
      signInWithAccount(hub, { ...(await aBrowser(hub).proof('acme')), tenantId });
    expect((await into(person.tenantId)).__typename).toBe('SignedIn');
    expect(await into(elsewhere.tenantId)).toMatchObject({ code: 'NOT_A_MEMBER' });
    await rows(hub.database.url, `update membership set status = 'DISABLED' where user_id = $1`, [person.id]);
    expect(await into(person.tenantId)).toMatchObject({ code: 'ACCOUNT_NOT_LINKED' });
  });
});
