import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { rows } from '../support/rows.ts';
import { factorsOf } from '../walls/factors.ts';
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
import { signInWithAccount } from './browser.ts';
import {
  accept,
  aPeopleHub,
  aPerson,
  invite,
  outcome,
  refresh,
  signInAs,
  type Answer,
  type PeopleHub,
  type Person,
} from './people.ts';
import { whileUnderWay } from './under-way.ts';

let hub: PeopleHub;
beforeAll(async () => {
  hub = await aPeopleHub();
});
afterAll(() => hub?.close());
beforeEach(() => rows(hub.database.url, 'delete from attempt_budget'));

const during = <T>(change: readonly [string, readonly unknown[]], work: () => Promise<T>) =>
  whileUnderWay(hub.database.url, { change: [change] }, work);
const aWorkmate = async () => {
  const admin = await aPerson(hub);
  return { admin, person: await aPerson(hub, { tenantId: admin.tenantId, roles: ['viewer'] }) };
};

/** As `confirmTotpEnrolment` does, which then ends all sessions that it finds. */
const factorOn = ({ id }: Person) =>
  ['update user_account set second_factor = true where id = $1', [id]] as const;

describe('who signs in while a second factor is put on', () => {
  it('is asked for it: by the password', async () => {
    const person = await aPerson(hub);
    const { answer } = await during(factorOn(person), () => signInAs(hub, { email: person.email }));
    expect(answer.__typename).toBe('SecondFactorRequired');
  });

  it('is asked for it: by an account elsewhere', async () => {
    const person = await aPerson(hub);
    const factors = await factorsOf(hub, person.tenantId, person.id);
    const proof = await factors.aProof(factors.linkedSubject);
    const { answer } = await during(factorOn(person), () => signInWithAccount(hub, proof));
    expect(answer.__typename).toBe('SecondFactorRequired');
  });

  it('is asked for it: by an invitation to one more tenant', async () => {
    const [person, other] = [await aPerson(hub), await aPerson(hub)];
    await invite(hub, other.accessToken, { email: person.email, roleIds: [] });
    const { token = '' } = await hub.mail.take(person.email);
    const { answer } = await during(factorOn(person), () => accept(hub, token));
    expect(answer.__typename).toBe('SecondFactorRequired');
  });

  it('signs in twice at the same time all the same', async () => {
    const person = await aPerson(hub);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => signInAs(hub, { email: person.email })),
    );
    expect(answers.map(({ __typename }) => __typename)).toEqual(answers.map(() => 'SignedIn'));
  });
});

/** As `disableUser` does. What ends tokens is written with it: whatever is issued later must say what is then true. */
const disabled = ({ id, tenantId }: Person) =>
  [
    `update membership set status = 'DISABLED' where user_id = $1 and tenant_id = $2`,
    [id, tenantId],
  ] as const;
const CHOOSE = `mutation ($id: ID!) { chooseTenant(tenantId: $id) {
  __typename ... on TenantChosen { accessToken } ... on HubProblem { code } } }`;
const DISABLE_MFA = `mutation { disableMfa { __typename ... on MfaDisabled { ${TOKEN} } ... on HubProblem { code } } }`;

describe('who is disabled meanwhile gets no token', () => {
  /** Answers what to ask, once the person has what it takes. */
  const ways: Record<string, (person: Person) => Promise<() => Promise<Answer>>> = {
    'by signing in':
      async ({ email }) =>
      () =>
        signInAs(hub, { email }),
    'by refreshing':
      async ({ refreshToken }) =>
      () =>
        refresh(hub, refreshToken),
    'by choosing the tenant':
      async ({ accessToken: token, tenantId: id }) =>
      () =>
        outcome(hub, CHOOSE, { token, variables: { id } }),
    'by a second factor': async (person) => {
      const { secret } = await putOn(hub, person);
      const { challenge } = await signInAs(hub, { email: person.email });
      return () => verify(hub, { challenge: challenge as string, code: codeOf(secret) });
    },
    'by showing it again': async (person) => {
      const { secret, accessToken } = await putOn(hub, person);
      return () => stepUp(hub, accessToken, codeOf(secret));
    },
    'by putting it on': async ({ accessToken }) => {
      const { secret } = await startEnrolment(hub, accessToken);
      return () => confirmEnrolment(hub, accessToken, codeOf(secret as string));
    },
    'by taking it off': async (person) => {
      const { accessToken: token } = await putOn(hub, person);
      return () => outcome(hub, DISABLE_MFA, { token });
    },
  };

  it.each(Object.keys(ways))('%s', async (way) => {
    const { person } = await aWorkmate();
    const work = await ways[way]?.(person);
    if (!work) throw new Error(way);
    const before = await sessionsOf(person);
    const { answer } = await during(disabled(person), () => work().catch((error: unknown) => String(error)));
    expect(JSON.stringify(answer)).not.toContain('accessToken');
    expect(JSON.stringify(answer)).toMatch(
      /NOT_A_MEMBER|INVALID_REFRESH_TOKEN|INVALID_CHALLENGE|ACCOUNT_NOT_FOUND/,
    );
    expect(await sessionsOf(person)).toEqual(before);
  });

  it('and with fewer roles a token that says so', async () => {
    const { person } = await aWorkmate();
    const fewer = [`update membership set roles = '{}' where user_id = $1`, [person.id]] as const;
    const { answer } = await during(fewer, () => refresh(hub, person.refreshToken));
    expect(claimsOf(answer['accessToken'] as string)).toMatchObject({ roles: [], scope: '' });
  });
});

describe('what takes tokens back', () => {
  /** As issuing one does. */
  const issuing = ({ id }: Person) =>
    ['select roles from membership where user_id = $1 for share', [id]] as const;
  const revokedBefore = async (subject: string) => {
    const found = await rows<{ before: Date }>(
      hub.database.url,
      'select before from revocation where subject = $1 order by before desc limit 1',
      [subject],
    );
    return found[0]?.before.getTime() ?? 0;
  };
  const CHANGED = '{ __typename ... on HubProblem { code message } }';

  it.each([
    ['disableUser', `mutation ($id: ID!) { disableUser(id: $id) ${CHANGED} }`],
    ['removeUser', `mutation ($id: ID!) { removeUser(id: $id) ${CHANGED} }`],
    ['unassignRole', `mutation ($id: ID!) { unassignRole(userId: $id, roleId: "viewer") ${CHANGED} }`],
  ])('takes all that were issued before it had its turn: %s', async (_name, mutation) => {
    const { admin, person } = await aWorkmate();
    const { committedAt } = await during(issuing(person), () =>
      outcome(hub, mutation, { token: admin.accessToken, variables: { id: person.id } }),
    );
    const before = await revokedBefore(`${person.tenantId}:${person.id}`);
    expect(before).toBeGreaterThan(committedAt.getTime());
  });

  it('takes all that were issued before it had its turn: updateRole', async () => {
    const { admin } = await aWorkmate();
    const role = await outcome(
      hub,
      `mutation { createRole(input: { name: "Reader", scopes: ["sync:read", "records:read"] }) { ... on UserRole { id } } }`,
      { token: admin.accessToken },
    );
    const id = role['id'] as string;
    const person = await aPerson(hub, { tenantId: admin.tenantId, roles: [id] });
    const { committedAt } = await during(['select id from tenant_role where id = $1 for share', [id]], () =>
      outcome(hub, `mutation ($input: UpdateRoleInput!) { updateRole(input: $input) ${CHANGED} }`, {
        token: admin.accessToken,
        variables: { input: { id, name: 'Reader', scopes: [] } },
      }),
    );
    const before = await revokedBefore(`${person.tenantId}:${person.id}`);
    expect(before).toBeGreaterThan(committedAt.getTime());
  });

  it('takes all that were issued before it had its turn: disableMfa', async () => {
    const person = await aPerson(hub);
    const { accessToken: token } = await putOn(hub, person);
    const refreshing = [
      'update user_session set last_active_at = now() where id = $1',
      [person.sessionId],
    ] as const;
    const { answer, committedAt } = await during(refreshing, () => outcome(hub, DISABLE_MFA, { token }));
    const before = await revokedBefore(person.sessionId);
    expect(before).toBeGreaterThan(committedAt.getTime());
    expect(claimsOf(answer['accessToken'] as string)['iat_ms']).toBeGreaterThanOrEqual(before);
  });

  it('leaves a refresh with no more than what the session still proves', async () => {
    const person = await aPerson(hub);
    await putOn(hub, person);
    await minutesPass(hub, person);
    const lowered = [`update user_session set aal = 'aal1' where id = $1`, [person.sessionId]] as const;
    const { answer } = await during(lowered, () => refresh(hub, person.refreshToken));
    expect(claimsOf(answer['accessToken'] as string)).toMatchObject({ aal: 'aal1' });
  });

  it('leaves nothing to refresh of a session that ends', async () => {
    const person = await aPerson(hub);
    const ended = ['update user_session set ended_at = now() where id = $1', [person.sessionId]] as const;
    const { answer } = await during(ended, () => refresh(hub, person.refreshToken));
    expect(answer.code).toBe('INVALID_REFRESH_TOKEN');
  });
});

async function sessionsOf({ id }: Person) {
  return rows(hub.database.url, 'select id, aal from user_session where user_id = $1 order by id', [id]);
}
