import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { rows } from '../support/rows.ts';
import { putOn, startEnrolment } from './authenticator.ts';
import {
  accept,
  aPeopleHub,
  aPerson,
  ask,
  invite,
  outcome,
  PASSWORD,
  refresh,
  signInAs,
  soon,
  type PeopleHub,
  type Person,
} from './people.ts';

const METRICS_TOKEN = 'scrape';
const WRONG = 'not the right password';
const NEXT = 'the next password is this';

let hub: PeopleHub;
let ada: Person;
beforeAll(async () => {
  hub = await aPeopleHub({ env: { METRICS_TOKEN } });
  ada = await aPerson(hub);
});
afterAll(() => hub?.close());
beforeEach(() => rows(hub.database.url, 'delete from attempt_budget'));

const CHANGE = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) {
  __typename ... on HubProblem { code } } }`;
const changePassword = (person: Person, currentPassword: string) =>
  outcome(hub, CHANGE, {
    token: person.accessToken,
    variables: { input: { currentPassword, newPassword: NEXT } },
  });
/** Whether the tenant's audit has so many refusals of the person there, within the second that they take to be written. */
const refusalsOf = (person: Person, on: string, count: number, tenantId = person.tenantId) =>
  soon(async () => {
    const found = await rows(
      hub.database.url,
      `select 1 from audit_entry
        where tenant_id = $1 and actor = $2 and target_id = $3 and outcome = 'REFUSED'`,
      [tenantId, person.id, on],
    );
    return found.length === count;
  });
/** What is counted by now. */
async function metric(event: string, how: string): Promise<number> {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  const text = await (await fetch(`${hub.api.url}/metrics`, { headers })).text();
  const line = text.split('\n').find((each) => each.includes(`{event="${event}",outcome="${how}"}`));
  return Number(line?.split(' ').at(-1) ?? 0);
}
/** By how much it grows. */
async function counted(event: string, how: string, work: () => Promise<unknown>): Promise<number> {
  const before = await metric(event, how);
  await work();
  return (await metric(event, how)) - before;
}

describe('whose password is guessed', () => {
  it('has it in the audit of each of their tenants: from a session that somebody has', async () => {
    const other = await aPerson(hub);
    await invite(hub, other.accessToken, { email: ada.email, roleIds: [] });
    await accept(hub, (await hub.mail.take(ada.email)).token ?? '');
    for (let n = 0; n < 12; n += 1) await changePassword(ada, WRONG);
    // Ten tries, and two that were none.
    for (const tenantId of [ada.tenantId, other.tenantId])
      expect(await refusalsOf(ada, 'Mutation.changePassword', 12, tenantId)).toBe(true);
  });

  it('has it in the audit: by who holds an invitation, of which the inviting tenant learns nothing', async () => {
    const [eve, other] = [await aPerson(hub), await aPerson(hub)];
    await invite(hub, other.accessToken, { email: eve.email, roleIds: [] });
    const { token = '' } = await hub.mail.take(eve.email);
    expect(await accept(hub, token, { password: WRONG })).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(await refusalsOf(eve, 'Mutation.acceptInvitation', 1)).toBe(true);
    expect(await refusalsOf(eve, 'Mutation.acceptInvitation', 0, other.tenantId)).toBe(true);
  });

  it('has it in the audit: by who knows the password and asks for a tenant that is not theirs', async () => {
    const eve = await aPerson(hub);
    const answer = await signInAs(hub, { email: eve.email, tenantId: randomUUID() });
    expect(answer.code).toBe('NOT_A_MEMBER');
    expect(await refusalsOf(eve, 'Mutation.signIn', 1)).toBe(true);
  });
});

describe('what changes about a second factor', () => {
  it('is in the audit from the beginning on, and counted', async () => {
    const eve = await aPerson(hub);
    expect(await counted('second_factor_change', 'ok', () => startEnrolment(hub, eve.accessToken))).toBe(1);
    const [entry] = await rows<{ outcome: string }>(
      hub.database.url,
      `select outcome from audit_entry where tenant_id = $1 and action = 'user.mfa_enrolment_started'`,
      [eve.tenantId],
    );
    expect(entry).toEqual({ outcome: 'SUCCEEDED' });
    const { accessToken } = await putOn(hub, eve);
    expect(
      await counted('second_factor_change', 'MFA_STATE_CONFLICT', () => startEnrolment(hub, accessToken)),
    ).toBe(1);
  });
});

describe('what is taken back', () => {
  it('is counted by its reason, and what could not be by its code', async () => {
    const eve = await aPerson(hub);
    await signInAs(hub, { email: eve.email });
    const others = 'mutation { endSessions { count } }';
    expect(await counted('session_end', 'REVOKED', () => ask(hub, others, { token: eve.accessToken }))).toBe(
      1,
    );
    const end = (id: string) =>
      ask(hub, 'mutation ($id: ID!) { endSession(id: $id) { __typename } }', {
        token: eve.accessToken,
        variables: { id },
      });
    expect(await counted('session_end', 'SESSION_NOT_FOUND', () => end(randomUUID()))).toBe(1);
    expect(await counted('session_end', 'REVOKED', () => end(eve.sessionId))).toBe(1);
  });

  it('is counted of sessions whose refresh token came twice', async () => {
    const eve = await aPerson(hub);
    await refresh(hub, eve.refreshToken);
    const again = () => refresh(hub, eve.refreshToken);
    expect(await counted('session_end', 'TOKEN_REUSED', again)).toBe(1);
    expect(await counted('refresh', 'INVALID_REFRESH_TOKEN', again)).toBe(1);
  });

  it('is counted of clients', async () => {
    const { accessToken: token } = await putOn(hub, await aPerson(hub));
    const made = await outcome(
      hub,
      `mutation { createOAuthClient(input: { name: "Partner", scopes: ["sync:read"] }) {
         __typename ... on OAuthClientWithSecret { client { id } } } }`,
      { token },
    );
    const { id } = made['client'] as { id: string };
    const revoke = () =>
      outcome(hub, 'mutation ($id: ID!) { revokeOAuthClient(id: $id) { __typename } }', {
        token,
        variables: { id },
      });
    expect(await counted('client_revocation', 'ok', revoke)).toBe(1);
    expect(await counted('client_revocation', 'OAUTH_CLIENT_NOT_FOUND', revoke)).toBe(1);
  });
});

it('counts a link that does not hold', async () => {
  expect(await counted('invitation', 'INVALID_LINK', () => accept(hub, 'nobody has it'))).toBe(1);
  const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { __typename } }';
  const reset = () =>
    outcome(hub, RESET, { variables: { input: { token: 'nobody has it', password: PASSWORD } } });
  expect(await counted('password_reset', 'INVALID_LINK', reset)).toBe(1);
  const links = () => rows(hub.database.url, `select 1 from refusal_count where door = 'mailed-link'`);
  expect(await soon(async () => (await links()).length > 0)).toBe(true);
});
