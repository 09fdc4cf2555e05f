import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rows } from '../support/rows.ts';
import {
  claimsOf,
  codeOf,
  confirmEnrolment,
  minutesPass,
  putOn,
  startEnrolment,
  stepUp,
  TOKEN,
  verify,
} from './authenticator.ts';
import {
  aPeopleHub,
  aPerson,
  ask,
  outcome,
  refresh,
  signedIn,
  signInAs,
  type Answer,
  type PeopleHub,
  type Person,
} from './people.ts';

let hub: PeopleHub;
beforeAll(async () => {
  hub = await aPeopleHub({ env: { METRICS_TOKEN: 'scrape' } });
});
afterAll(() => hub?.close());

const challengeFor = async ({ email }: Pick<Person, 'email'>) => {
  const answer = await signInAs(hub, { email });
  expect(answer.__typename).toBe('SecondFactorRequired');
  return answer['challenge'] as string;
};
const secondFactor = (token: string) =>
  outcome(hub, '{ secondFactor { enabled enabledAt backupCodesLeft } }', { token });
const actionsOf = async (person: Person) => {
  const found = await rows<{ action: string; outcome: string }>(
    hub.database.url,
    'select action, outcome from audit_entry where tenant_id = $1',
    [person.tenantId],
  );
  return found.map(({ action, outcome: how }) => `${action} ${how}`);
};
/** The next token of a person who signed in a while ago. */
const aWhileLater = async (person: Person) => {
  await rows(
    hub.database.url,
    `update user_session set auth_time = auth_time - interval '10 minutes' where user_id = $1`,
    [person.id],
  );
  return (await refresh(hub, person.refreshToken))['accessToken'] as string;
};
/** Within the five seconds that revocations may take. */
const isEnded = async (token: string) => {
  for (const end = Date.now() + 5_000; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const { status } = await ask(hub, '{ me { kind } }', { token });
    if (status === 401 || Date.now() > end) return expect(status).toBe(401);
  }
};
const FORBIDDEN = expect.objectContaining({ extensions: expect.objectContaining({ code: 'FORBIDDEN' }) });

describe('a second factor', () => {
  it('is put on with the first code, and asked for from then on', async () => {
    const person = await aPerson(hub);
    const elsewhere = signedIn(hub, person.email, await signInAs(hub, { email: person.email }));
    expect(await secondFactor(person.accessToken)).toEqual({
      enabled: false,
      enabledAt: null,
      backupCodesLeft: 0,
    });
    const begun = await startEnrolment(hub, person.accessToken);
    expect(begun).toMatchObject({
      uri: expect.stringMatching(/^otpauth:\/\/totp\/Integration%20Hub:.*secret=[A-Z2-7]{32}/),
      qrCode: expect.stringMatching(/^data:image\/png;base64,/),
    });
    const secret = begun['secret'] as string;
    const stored = await rows<{ secret: Buffer }>(hub.database.url, 'select secret from totp_factor');
    expect(stored.some((row) => row.secret.includes(secret))).toBe(false);
    // Not confirmed, it is asked for nowhere.
    expect((await signInAs(hub, { email: person.email })).__typename).toBe('SignedIn');

    const enabled = await confirmEnrolment(hub, person.accessToken, codeOf(secret));
    expect(enabled.__typename).toBe('MfaEnabled');
    expect(new Set(enabled['backupCodes'] as string[]).size).toBe(10);
    expect(claimsOf(enabled['accessToken'] as string)).toMatchObject({ aal: 'aal2', sid: person.sessionId });
    await isEnded(elsewhere.accessToken);
    expect((await hub.mail.take(person.email)).subject).toBe('Two-factor sign-in is on');

    const challenge = await challengeFor(person);
    expect(await verify(hub, { challenge, code: codeOf(secret) })).toMatchObject({ code: 'INVALID_CODE' });
    await minutesPass(hub, person);
    const answer = await verify(hub, { challenge, code: codeOf(secret) });
    const { accessToken, refreshToken } = signedIn(hub, person.email, answer);
    expect(claimsOf(accessToken)).toMatchObject({ aal: 'aal2', auth_time: expect.any(Number) });
    const renewed = await refresh(hub, refreshToken);
    expect(claimsOf(renewed['accessToken'] as string)).toMatchObject({ aal: 'aal2' });
    expect(await actionsOf(person)).toEqual(
      expect.arrayContaining(['user.mfa_enabled SUCCEEDED', 'user.mfa_code_reused REFUSED']),
    );
  });

  it('is put on only by who signed in just now, and only once', async () => {
    const person = await aPerson(hub);
    const old = await aWhileLater(person);
    for (const operation of ['startTotpEnrolment', 'confirmTotpEnrolment(code: "123456")'])
      expect(
        (await ask(hub, `mutation { ${operation} { __typename } }`, { token: old })).body.errors,
      ).toEqual([FORBIDDEN]);
    const again = signedIn(hub, person.email, await signInAs(hub, { email: person.email }));
    expect(await confirmEnrolment(hub, again.accessToken, '123456')).toMatchObject({
      code: 'MFA_STATE_CONFLICT',
    });
    const { accessToken } = await putOn(hub, again);
    expect(await startEnrolment(hub, accessToken)).toMatchObject({ code: 'MFA_STATE_CONFLICT' });
  });

  it('is not put on with a secret that waited too long, nor with one that was replaced', async () => {
    const person = await aPerson(hub);
    const first = await startEnrolment(hub, person.accessToken);
    const second = await startEnrolment(hub, person.accessToken);
    expect(await confirmEnrolment(hub, person.accessToken, codeOf(first['secret'] as string))).toMatchObject({
      code: 'INVALID_CODE',
    });
    await rows(
      hub.database.url,
      `update totp_factor set created_at = created_at - interval '16 minutes' where user_id = $1`,
      [person.id],
    );
    expect(await confirmEnrolment(hub, person.accessToken, codeOf(second['secret'] as string))).toMatchObject(
      {
        code: 'MFA_STATE_CONFLICT',
      },
    );
  });

  it('is replaced by a backup code, each of which is good once', async () => {
    const person = await aPerson(hub);
    const { backupCodes, accessToken, secret } = await putOn(hub, person);
    await hub.mail.take(person.email);
    const [first = '', second = '', third = ''] = backupCodes;
    const typed = first.toLowerCase().replaceAll('-', ' ');
    const answer = await verify(hub, { challenge: await challengeFor(person), code: typed });
    expect(claimsOf(signedIn(hub, person.email, answer).accessToken)).toMatchObject({ aal: 'aal2' });
    expect((await hub.mail.take(person.email)).subject).toBe('A backup code was used');
    expect(await verify(hub, { challenge: await challengeFor(person), code: first })).toMatchObject({
      code: 'INVALID_CODE',
    });
    expect(await actionsOf(person)).toContain('user.mfa_code_reused REFUSED');
    expect(await secondFactor(accessToken)).toMatchObject({ enabled: true, backupCodesLeft: 9 });

    const { codes } = (await outcome(
      hub,
      'mutation { regenerateBackupCodes { __typename ... on BackupCodes { codes } } }',
      { token: accessToken },
    )) as Answer & { codes: string[] };
    expect(codes.some((code) => backupCodes.includes(code))).toBe(false);
    const challenge = await challengeFor(person);
    expect(await verify(hub, { challenge, code: second })).toMatchObject({ code: 'INVALID_CODE' });
    expect(await verify(hub, { challenge, code: third })).toMatchObject({ code: 'INVALID_CODE' });
    expect((await verify(hub, { challenge, code: codes[0] ?? '' })).__typename).toBe('SignedIn');
    const stored = await rows<{ kept: string }>(hub.database.url, 'select * from backup_code');
    expect(JSON.stringify(stored)).not.toContain(codes[1]);
    expect(secret).toHaveLength(32);
  });

  it('of somebody else is no help', async () => {
    const [one, other] = [await aPerson(hub), await aPerson(hub)];
    const [ofOne, ofOther] = [await putOn(hub, one), await putOn(hub, other)];
    const challenge = await challengeFor(one);
    for (const code of [codeOf(ofOther.secret), ofOther.backupCodes[0] ?? ''])
      expect(await verify(hub, { challenge, code })).toMatchObject({ code: 'INVALID_CODE' });
    expect((await verify(hub, { challenge, code: codeOf(ofOne.secret) })).__typename).toBe('SignedIn');
  });

  it('raises an open session, and is taken off only after that', async () => {
    const person = await aPerson(hub);
    const { secret, accessToken } = await putOn(hub, person);
    const old = await aWhileLater(person);
    const off = `mutation { disableMfa { __typename ... on MfaDisabled { ${TOKEN} } ... on HubProblem { code } } }`;
    const regenerate = 'mutation { regenerateBackupCodes { __typename } }';
    for (const operation of [off, regenerate])
      expect((await ask(hub, operation, { token: old })).body.errors).toEqual([FORBIDDEN]);
    expect(await stepUp(hub, old, '000000')).toMatchObject({ code: 'INVALID_CODE' });
    const raised = (await stepUp(hub, old, codeOf(secret)))['accessToken'] as string;
    expect(claimsOf(raised)).toMatchObject({ aal: 'aal2', sid: person.sessionId });
    await hub.mail.take(person.email);

    const disabled = await outcome(hub, off, { token: raised });
    expect(disabled.__typename).toBe('MfaDisabled');
    for (const token of [raised, accessToken]) await isEnded(token);
    const now = disabled['accessToken'] as string;
    expect(claimsOf(now)).toMatchObject({ aal: 'aal1' });
    expect(await secondFactor(now)).toEqual({ enabled: false, enabledAt: null, backupCodesLeft: 0 });
    expect((await hub.mail.take(person.email)).subject).toBe('Two-factor sign-in is off');
    expect((await signInAs(hub, { email: person.email })).__typename).toBe('SignedIn');
    expect((await ask(hub, off, { token: now })).body.errors).toEqual([FORBIDDEN]);
  });

  it('is counted, however it ends', async () => {
    const person = await aPerson(hub);
    const { secret, accessToken } = await putOn(hub, person);
    await stepUp(hub, accessToken, 'no code');
    await stepUp(hub, accessToken, codeOf(secret));
    const headers = { authorization: 'Bearer scrape' };
    const text = await (await fetch(`${hub.api.url}/metrics`, { headers })).text();
    for (const how of ['ok', 'INVALID_CODE'])
      expect(text).toMatch(
        new RegExp(`^hub_authentications_total\\{event="second_factor",outcome="${how}"\\} [1-9]`, 'm'),
      );
  });

  it('is nothing for callers whom others vouch for', async () => {
    const tenant = await hub.aTenant();
    for (const operation of ['{ secondFactor { enabled } }', 'mutation { stepUp(code: "1") { __typename } }'])
      expect((await ask(hub, operation, { token: tenant.token })).body.errors).toMatchObject([
        { extensions: { code: 'ACCOUNT_NOT_FOUND' } },
      ]);
  });
});
