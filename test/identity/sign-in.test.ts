import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { Redis } from 'ioredis';
import { startApi } from '../../src/api.ts';
import { rows } from '../support/rows.ts';
import { redisDb } from '../support/services.ts';
import {
  anAddress,
  aPeopleHub,
  aPerson,
  ask,
  isRefused,
  outcome,
  PASSWORD,
  signedIn,
  signInAs,
  soon,
  type PeopleHub,
  type Person,
} from './people.ts';

/** `npm run test:auth:timing` has 500 of each. */
const TIMINGS = Number(process.env['SIGN_IN_TIMINGS'] ?? 0);
const WRONG = 'not the right password';

let hub: PeopleHub;
let redisUrl: string;
let ada: Person;
beforeAll(async () => {
  redisUrl = (await redisDb()).url;
  hub = await aPeopleHub({ redisUrl });
  ada = await aPerson(hub);
});
afterAll(() => hub?.close());
beforeEach(() => rows(hub.database.url, 'delete from attempt_budget'));

const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename
  ... on SignedIn { tokens { accessToken } } ... on HubProblem { code message } } }`;
const tryToSignIn = (email: string, password = WRONG) =>
  fetch(`${hub.api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: SIGN_IN, variables: { input: { email, password } } }),
  });

// On a busy machine a few tell nothing: that a password is computed for everybody is shown in passwords.test.ts.
(TIMINGS > 0 ? describe : describe.skip)('who cannot sign in, timed', () => {
  it(
    'is answered after the same time, known or unknown',
    async () => {
      const took: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
      const timed = async (who: keyof typeof took) => {
        const email = who === 'known' ? ada.email : anAddress('nobody');
        await rows(hub.database.url, 'delete from attempt_budget');
        const began = performance.now();
        await (await tryToSignIn(email)).text();
        took[who].push(performance.now() - began);
      };
      await timed('known');
      await timed('unknown');
      for (let n = 0; n < TIMINGS; n += 1)
        for (const who of n % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const))
          await timed(who);
      const [known, unknown] = [medianOf(took.known), medianOf(took.unknown)];
      const difference = Math.abs(known - unknown) / unknown;
      process.stderr.write(`${JSON.stringify({ known, unknown, difference, n: TIMINGS })}\n`);
      expect(difference).toBeLessThan(0.05);
    },
    30_000 + TIMINGS * 1_000,
  );
});

describe('who cannot sign in', () => {
  it('is told the same for every reason: status, headers and body', async () => {
    const invited = anAddress('invited');
    const disabled = await aPerson(hub, { tenantId: ada.tenantId, roles: ['viewer'] });
    const admin = await hub.issuer.token({
      subject: 'operator',
      tenantId: ada.tenantId,
      scopes: ['users:*', 'admin'],
    });
    await outcome(hub, 'mutation ($input: InviteUserInput!) { inviteUser(input: $input) { __typename } }', {
      token: admin,
      variables: { input: { email: invited, roleIds: [] } },
    });
    await ada.tenant.ask('mutation ($id: ID!) { disableUser(id: $id) { __typename } }', { id: disabled.id });
    const answers = await Promise.all(
      [
        () => tryToSignIn(ada.email),
        () => tryToSignIn(anAddress('nobody')),
        () => tryToSignIn(invited),
        () => tryToSignIn(disabled.email, PASSWORD),
        () => tryToSignIn(ada.email.toUpperCase()),
      ].map(async (attempt) => {
        const response = await attempt();
        const headers = [...response.headers.keys()].filter((name) => name !== 'date');
        return JSON.stringify([response.status, headers, await response.text()]);
      }),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('INVALID_CREDENTIALS');
  });

  it('is written down for the tenants of who was meant, and counted where nobody was', async () => {
    await tryToSignIn(ada.email);
    await tryToSignIn(anAddress('nobody'));
    const refused = () =>
      rows(
        hub.database.url,
        `select 1 from audit_entry
          where tenant_id = $1 and actor = $2 and target_id = 'Mutation.signIn' and outcome = 'REFUSED'`,
        [ada.tenantId, ada.id],
      );
    const counted = () => rows(hub.database.url, `select 1 from refusal_count where door = 'sign-in'`);
    expect(await soon(async () => (await refused()).length > 0 && (await counted()).length > 0)).toBe(true);
  });

  it('is told of a password that nobody can have before anything is computed', async () => {
    const answer = (await (await tryToSignIn(ada.email, 'x'.repeat(60_000))).json()) as {
      data: { signIn: object };
    };
    expect(answer.data.signIn).toMatchObject({ __typename: 'HubInvalidInput', code: 'BAD_USER_INPUT' });
  });
});

describe('who tries too often', () => {
  it('has ten tries at one account, wherever from and at whichever process, also when Redis forgets', async () => {
    const api = await startApi({ ...hub.config, http: { ...hub.config.http, port: 0 } }, hub.log);
    const redis = new Redis(redisUrl);
    try {
      const typenames: string[] = [];
      for (let n = 0; n < 12; n += 1) {
        if (n === 5) await redis.flushdb();
        const at = { ...hub, api: n % 2 ? api : hub.api };
        typenames.push((await signInAs(at, { email: ada.email, password: WRONG })).__typename);
      }
      expect(typenames.filter((name) => name === 'InvalidCredentials')).toHaveLength(10);
      expect(typenames.slice(10)).toEqual(['TooManyAttempts', 'TooManyAttempts']);
      expect(await signInAs(hub, { email: ada.email })).toMatchObject({
        __typename: 'TooManyAttempts',
        retryAfterMs: 120_000,
      });
      // Whoever does not exist is guarded alike.
      const nobody = anAddress('nobody');
      await exhaust(nobody);
      expect((await signInAs(hub, { email: nobody })).__typename).toBe('TooManyAttempts');
    } finally {
      redis.disconnect();
      await api.close();
    }
  });

  it('does not keep out who was signed in on this device before', async () => {
    await exhaust(ada.email);
    expect((await signInAs(hub, { email: ada.email })).__typename).toBe('TooManyAttempts');
    expect((await signInAs(hub, { email: ada.email, device: ada.device })).__typename).toBe('SignedIn');
    for (const device of [`${ada.device}x`, 'a.b', ada.device.replace('.', '')])
      expect((await signInAs(hub, { email: ada.email, device })).__typename).toBe('TooManyAttempts');
  });

  it('may try again after a while: nobody is locked out for ever', async () => {
    await exhaust(ada.email);
    await rows(
      hub.database.url,
      `update attempt_budget set updated_at = now() - interval '121 seconds', used = 10`,
    );
    expect((await signInAs(hub, { email: ada.email })).__typename).toBe('SignedIn');
  });

  it('has a hundred wrong tries from one address at all accounts, and successes are none', async () => {
    await rows(hub.database.url, `insert into attempt_budget (key, used) values ('address:127.0.0.1', 99)`);
    expect((await signInAs(hub, { email: ada.email })).__typename).toBe('SignedIn');
    expect((await signInAs(hub, { email: anAddress(), password: WRONG })).__typename).toBe(
      'InvalidCredentials',
    );
    expect((await signInAs(hub, { email: anAddress(), password: WRONG })).__typename).toBe('TooManyAttempts');
    expect((await signInAs(hub, { email: ada.email })).__typename).toBe('TooManyAttempts');
  });

  it('wins nothing by trying at the same time', async () => {
    const names = await Promise.all(
      Array.from(
        { length: 25 },
        async () => (await signInAs(hub, { email: ada.email, password: WRONG })).__typename,
      ),
    );
    expect(names.filter((name) => name === 'InvalidCredentials')).toHaveLength(10);
  });

  it('resets only their own budget by a success', async () => {
    const other = anAddress('other');
    await exhaust(other);
    await signInAs(hub, { email: ada.email, password: WRONG });
    await signInAs(hub, { email: ada.email });
    const left = await rows<{ key: string }>(
      hub.database.url,
      `select key from attempt_budget where key like 'account:%'`,
    );
    expect(left.map(({ key }) => key)).toEqual([accountKey(other)]);
  });
});

describe('who signs in', () => {
  it('has their password stored as it is stored today', async () => {
    const weak = await hash(PASSWORD, { memoryCost: 4096, timeCost: 1, parallelism: 1 });
    await rows(hub.database.url, 'update user_account set password_hash = $2 where id = $1', [ada.id, weak]);
    expect((await signInAs(hub, { email: ada.email })).__typename).toBe('SignedIn');
    const [stored] = await rows<{ hash: string }>(
      hub.database.url,
      'select password_hash as hash from user_account where id = $1',
      [ada.id],
    );
    expect(stored?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('chooses among their tenants, now or later, and no other', async () => {
    const second = await aPerson(hub);
    const invitedBy = await hub.issuer.token({
      subject: 'o',
      tenantId: second.tenantId,
      scopes: ['users:write'],
    });
    await outcome(hub, 'mutation ($input: InviteUserInput!) { inviteUser(input: $input) { __typename } }', {
      token: invitedBy,
      variables: { input: { email: ada.email, roleIds: [] } },
    });
    const { token = '' } = await hub.mail.take(ada.email);
    const ACCEPT = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
      __typename ... on SignedIn { tokens { tenantId } } ... on HubProblem { code } } }`;
    const acceptWith = (password: string) =>
      outcome(hub, ACCEPT, { variables: { input: { token, password } } });
    // An account that is there already proves itself: the link alone is not enough.
    expect(await acceptWith('another password of my choice')).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(await acceptWith(PASSWORD)).toMatchObject({ tokens: { tenantId: second.tenantId } });
    expect(await acceptWith(PASSWORD)).toMatchObject({ code: 'INVALID_LINK' });

    const there = signedIn(
      hub,
      ada.email,
      await signInAs(hub, { email: ada.email, tenantId: second.tenantId }),
    );
    expect(there.tenantId).toBe(second.tenantId);
    const choose = (tenantId: string) =>
      there.tenant.ask<{ chooseTenant: { __typename: string; accessToken: string } }>(
        `mutation ($id: ID!) { chooseTenant(tenantId: $id) { __typename ... on TenantChosen { accessToken } } }`,
        { id: tenantId },
      );
    const { chooseTenant: chosen } = await choose(ada.tenantId);
    const { body } = await ask(hub, '{ me { tenantId scopes } }', { token: chosen.accessToken });
    expect(body.data?.['me']).toMatchObject({ tenantId: ada.tenantId });
    expect((await choose(hub.config.http.publicUrl)).chooseTenant.__typename).toBe('NotAMember');
    expect((await signInAs(hub, { email: ada.email, tenantId: ada.id })).__typename).toBe('NotAMember');
  });
});

describe('another password', () => {
  const RESET = `mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) {
    __typename ... on HubProblem { code } } }`;
  const requestReset = (email: string) =>
    outcome(hub, `mutation ($e: EmailAddress!) { requestPasswordReset(email: $e) { __typename } }`, {
      variables: { e: email },
    });

  it('comes by a mailed link that is good once, and signs out everywhere', async () => {
    const person = await aPerson(hub);
    expect(await requestReset(person.email)).toEqual({ __typename: 'PasswordResetRequested' });
    const { token = '' } = await hub.mail.take(person.email);
    expect((await ask(hub, '{ me { kind } }', { token })).status).toBe(401);
    const fresh = 'the next password is this';
    const tries = await Promise.all(
      Array.from({ length: 10 }, () =>
        outcome(hub, RESET, { variables: { input: { token, password: fresh } } }),
      ),
    );
    expect(tries.filter(({ __typename: name }) => name === 'PasswordReset')).toHaveLength(1);
    expect(tries.filter(({ code }) => code === 'INVALID_LINK')).toHaveLength(9);
    expect(await isRefused(hub, person.accessToken)).toBe(true);
    expect((await signInAs(hub, { email: person.email })).__typename).toBe('InvalidCredentials');
    expect((await signInAs(hub, { email: person.email, password: fresh })).__typename).toBe('SignedIn');
    expect((await hub.mail.take(person.email)).subject).toBe('Your password was changed');
  });

  it('once chosen is not replaced by a link that was mailed before', async () => {
    const person = await aPerson(hub);
    await requestReset(person.email);
    const { token = '' } = await hub.mail.take(person.email);
    const changed = await person.tenant.ask<{ changePassword: object }>(
      'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }',
      { input: { currentPassword: PASSWORD, newPassword: 'the next password is this' } },
    );
    expect(changed.changePassword).toEqual({ __typename: 'PasswordChanged' });
    const input = { token, password: 'and this is that of a stranger' };
    expect(await outcome(hub, RESET, { variables: { input } })).toMatchObject({ code: 'INVALID_LINK' });
  });

  it('is asked for in the same way for who does not exist, who gets a mail as well', async () => {
    const nobody = anAddress('nobody');
    expect(await requestReset(nobody)).toEqual({ __typename: 'PasswordResetRequested' });
    const mail = await hub.mail.take(nobody);
    expect(mail.subject).toBe('Choose a new password');
    expect(mail.token).toBeUndefined();
    for (let n = 0; n < 4; n += 1)
      expect(await requestReset(nobody)).toEqual({ __typename: 'PasswordResetRequested' });
    const [asked] = await rows<{ count: number }>(
      hub.database.url,
      'select count(*)::int as count from mail where recipient = $1',
      [nobody],
    );
    expect(asked?.count).toBe(3);
  });

  it('replaces the present one, and signs out everywhere else', async () => {
    const person = await aPerson(hub);
    const elsewhere = signedIn(hub, person.email, await signInAs(hub, { email: person.email }));
    const change = (currentPassword: string, newPassword: string) =>
      person.tenant.ask<{ changePassword: object }>(
        `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) {
           __typename ... on HubProblem { code } } }`,
        { input: { currentPassword, newPassword } },
      );
    expect(await change(WRONG, 'the next password is this')).toMatchObject({
      changePassword: { code: 'INVALID_CREDENTIALS' },
    });
    expect(await change(PASSWORD, 'short')).toMatchObject({ changePassword: { code: 'BAD_USER_INPUT' } });
    expect(await change(PASSWORD, 'the next password is this')).toEqual({
      changePassword: { __typename: 'PasswordChanged' },
    });
    expect((await ask(hub, '{ me { kind } }', { token: person.accessToken })).status).toBe(200);
    expect(await isRefused(hub, elsewhere.accessToken)).toBe(true);
  });
});

const medianOf = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const accountKey = (email: string) => `account:${createHash('sha256').update(email).digest('base64url')}`;

function exhaust(email: string) {
  return rows(hub.database.url, 'insert into attempt_budget (key, used) values ($1, 10)', [
    accountKey(email),
  ]);
}
