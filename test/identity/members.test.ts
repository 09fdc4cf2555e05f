import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSchema, ownObjectTypes, fieldsOf, demandsOf } from '../support/sdl-walk.ts';
import { hasScope } from '../../src/platform/principal/principal.ts';
import { shippedRoles } from '../../src/identity/shipped-roles.ts';
import { rows } from '../support/rows.ts';
import {
  anAddress,
  aPeopleHub,
  aPerson,
  ask,
  invite,
  isRefused,
  refresh,
  soon,
  type PeopleHub,
  type Person,
} from './people.ts';

let hub: PeopleHub;
let ada: Person;
beforeAll(async () => {
  hub = await aPeopleHub();
  ada = await aPerson(hub);
});
afterAll(() => hub?.close());

const CHANGED = '__typename ... on User { status roles { id } } ... on HubProblem { code message }';
async function change(person: Person, mutation: string, args: Record<string, string>) {
  const declared = Object.keys(args).map((name) => `$${name}: ID!`);
  const given = Object.keys(args).map((name) => `${name}: $${name}`);
  const selection = mutation === 'removeUser' ? '__typename ... on HubProblem { code message }' : CHANGED;
  const answer = await person.tenant.ask<Record<string, { __typename: string; code?: string }>>(
    `mutation (${declared.join(', ')}) { ${mutation}(${given.join(', ')}) { ${selection} } }`,
    args,
  );
  return answer[mutation];
}
const ROLE = '__typename ... on UserRole { id name scopes shipped } ... on HubProblem { code message }';
async function createRole(person: Person, input: { name: string; scopes: string[] }) {
  const { createRole: role } = await person.tenant.ask<{
    createRole: { __typename: string; id: string; code?: string };
  }>(`mutation ($input: CreateRoleInput!) { createRole(input: $input) { ${ROLE} } }`, { input });
  return role;
}
const statusOf = async (token: string) => (await ask(hub, '{ me { kind } }', { token })).status;
const scopesOf = async (token: string) =>
  ((await ask(hub, '{ me { scopes } }', { token })).body.data?.['me']?.['scopes'] ?? []) as string[];

describe('the shipped roles', () => {
  it('are four, of which the admin may do whatever the schema asks for', async () => {
    const { roles } = await ada.tenant.ask<{ roles: { id: string; shipped: boolean }[] }>(
      '{ roles { id shipped } }',
    );
    expect(roles).toEqual(['viewer', 'operator', 'finance', 'admin'].map((id) => ({ id, shipped: true })));
    const schema = readSchema();
    const asked = ownObjectTypes(schema).flatMap((parent) =>
      fieldsOf(parent).flatMap((field) => demandsOf({ parent, field, to: undefined }).flat(2)),
    );
    const scopes = new Set(shippedRoles.find(({ id }) => id === 'admin')?.scopes);
    expect([...new Set(asked)].filter((scope) => !hasScope({ scopes }, scope))).toEqual([]);
  });
});

describe('nobody', () => {
  it('gives what they do not have: by a role, by an invitation, by assigning', async () => {
    const manager = await createRole(ada, {
      name: 'People manager',
      scopes: ['users:read', 'users:write', 'sync:read'],
    });
    const boss = await aPerson(hub, { tenantId: ada.tenantId, roles: [manager.id] });
    expect(await createRole(boss, { name: 'Mine', scopes: ['sync:read'] })).toMatchObject({
      __typename: 'UserRole',
    });
    for (const scopes of [['sync:write'], ['sync:*'], ['admin'], ['users:*'], ['sync:read', 'audit:read']])
      expect(await createRole(boss, { name: 'More', scopes })).toMatchObject({ code: 'GRANT_FORBIDDEN' });
    for (const role of ['viewer', 'admin'])
      expect(await invite(hub, boss.accessToken, { email: anAddress(), roleIds: [role] })).toMatchObject({
        code: 'GRANT_FORBIDDEN',
      });
    expect(await change(boss, 'assignRole', { userId: boss.id, roleId: 'admin' })).toMatchObject({
      code: 'GRANT_FORBIDDEN',
    });
    // Nor takes away from who may do more.
    for (const mutation of ['disableUser', 'removeUser'])
      expect(await change(boss, mutation, { id: ada.id })).toMatchObject({ code: 'GRANT_FORBIDDEN' });
    expect(await change(ada, 'assignRole', { userId: boss.id, roleId: 'admin' })).toMatchObject({
      __typename: 'User',
    });
  });

  it('is the last admin to go, not even two at the same time', async () => {
    const first = await aPerson(hub);
    expect(await change(first, 'disableUser', { id: first.id })).toMatchObject({
      code: 'USER_STATE_CONFLICT',
    });
    expect(await change(first, 'removeUser', { id: first.id })).toMatchObject({
      code: 'USER_STATE_CONFLICT',
    });
    expect(await change(first, 'unassignRole', { userId: first.id, roleId: 'admin' })).toMatchObject({
      code: 'USER_STATE_CONFLICT',
    });
    const second = await aPerson(hub, { tenantId: first.tenantId });
    await Promise.all([
      change(first, 'removeUser', { id: second.id }),
      change(second, 'unassignRole', { userId: first.id, roleId: 'admin' }),
    ]);
    const left = await rows(
      hub.database.url,
      `select 1 from membership where tenant_id = $1 and status = 'ACTIVE' and 'admin' = any(roles)`,
      [first.tenantId],
    );
    expect(left).toHaveLength(1);
  });

  it('hears whether an invited person has an account elsewhere', async () => {
    const elsewhere = await aPerson(hub);
    const shape = async (email: string) => {
      const answer = await invite(hub, ada.accessToken, { email, roleIds: ['viewer'] });
      const { body } = await ask(
        hub,
        'query ($id: ID!) { user(id: $id) { name status secondFactor lastActiveAt roles { id } } }',
        {
          token: ada.accessToken,
          variables: { id: answer['id'] },
        },
      );
      return JSON.stringify([answer, body]).replaceAll(String(answer['id']), 'ID').replaceAll(email, 'EMAIL');
    };
    expect(await shape(elsewhere.email)).toBe(await shape(anAddress('nobody')));
    const mails = [await hub.mail.take(elsewhere.email)];
    expect(mails[0]?.subject).toBe('You are invited');
  });
});

describe('a member', () => {
  it('who is disabled is out within seconds, and back with what they had', async () => {
    const eve = await aPerson(hub, { tenantId: ada.tenantId, roles: ['viewer'] });
    expect(await change(ada, 'disableUser', { id: eve.id })).toMatchObject({ status: 'DISABLED' });
    expect(await isRefused(hub, eve.accessToken)).toBe(true);
    expect(await refresh(hub, eve.refreshToken)).toMatchObject({ code: 'INVALID_REFRESH_TOKEN' });
    expect(await change(ada, 'enableUser', { id: eve.id })).toMatchObject({
      status: 'ACTIVE',
      roles: [{ id: 'viewer' }],
    });
    const next = await refresh(hub, eve.refreshToken);
    expect(await statusOf(next['accessToken'] as string)).toBe(200);
    expect(await statusOf(eve.accessToken)).toBe(401);
  });

  it('who is removed is nobody here any more, and the same elsewhere', async () => {
    const eve = await aPerson(hub, { tenantId: ada.tenantId, roles: [] });
    const there = await aPerson(hub);
    await invite(hub, there.accessToken, { email: eve.email, roleIds: ['viewer'] });
    const { token = '' } = await hub.mail.take(eve.email);
    await ask(
      hub,
      'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename } }',
      {
        variables: { input: { token, password: 'correct horse battery staple' } },
      },
    );
    expect(await change(ada, 'removeUser', { id: eve.id })).toEqual({ __typename: 'UserRemoved' });
    expect(await isRefused(hub, eve.accessToken)).toBe(true);
    expect(
      (await ada.tenant.ask<{ user: null }>('query ($id: ID!) { user(id: $id) { id } }', { id: eve.id }))
        .user,
    ).toBeNull();
    // Their session goes on where they are still welcome.
    expect(await refresh(hub, eve.refreshToken)).toMatchObject({ tenantId: there.tenantId });
  });

  it('has more rights with the next token, and fewer within seconds', async () => {
    const role = await createRole(ada, { name: 'Reader', scopes: ['sync:read', 'records:read'] });
    const eve = await aPerson(hub, { tenantId: ada.tenantId, roles: [role.id] });
    expect(await scopesOf(eve.accessToken)).toEqual(['records:read', 'sync:read']);
    await change(ada, 'assignRole', { userId: eve.id, roleId: 'viewer' });
    const more = await refresh(hub, eve.refreshToken);
    expect(await scopesOf(more['accessToken'] as string)).toContain('quotes:read');
    await change(ada, 'unassignRole', { userId: eve.id, roleId: 'viewer' });
    expect(await isRefused(hub, more['accessToken'] as string)).toBe(true);
    const fewer = await refresh(hub, more['refreshToken'] as string);
    const { updateRole } = await ada.tenant.ask<{ updateRole: object }>(
      `mutation ($input: UpdateRoleInput!) { updateRole(input: $input) { ${ROLE} } }`,
      { input: { id: role.id, name: 'Reader', scopes: ['sync:read'] } },
    );
    expect(updateRole).toMatchObject({ scopes: ['sync:read'] });
    expect(await isRefused(hub, fewer['accessToken'] as string)).toBe(true);
    const last = await refresh(hub, fewer['refreshToken'] as string);
    expect(await scopesOf(last['accessToken'] as string)).toEqual(['sync:read']);
    const { deleteRole } = await ada.tenant.ask<{ deleteRole: object }>(
      'mutation ($id: ID!) { deleteRole(id: $id) { __typename ... on HubProblem { code } } }',
      { id: role.id },
    );
    expect(deleteRole).toMatchObject({ code: 'ROLE_STATE_CONFLICT' });
  });

  it('is a member of their own tenant only: no other tenant finds or changes them', async () => {
    const stranger = await aPerson(hub);
    for (const mutation of ['disableUser', 'enableUser', 'removeUser'])
      expect(await change(stranger, mutation, { id: ada.id })).toMatchObject({ code: 'USER_NOT_FOUND' });
    const { users } = await stranger.tenant.ask<{ users: { edges: { node: { id: string } }[] } }>(
      '{ users { edges { node { id } } } }',
    );
    expect(users.edges.map(({ node }) => node.id)).toEqual([stranger.id]);
  });
});

describe('a mail', () => {
  it('is sent again when the server was busy, once, and given up when it is refused', async () => {
    const [busy, gone] = [anAddress('busy'), anAddress('gone')];
    hub.mail.refuseNext(1, 451);
    await invite(hub, ada.accessToken, { email: busy, roleIds: [] });
    const stateOf = async (email: string) =>
      (
        await rows<{ status: string; attempts: number; code: string | null }>(
          hub.database.url,
          'select status, attempts, error_code as code from mail where recipient = $1',
          [email],
        )
      )[0];
    expect(await soon(async () => (await stateOf(busy))?.code === 'MAIL_UNAVAILABLE')).toBe(true);
    await rows(hub.database.url, 'update mail set next_attempt_at = now() where recipient = $1', [busy]);
    expect((await hub.mail.take(busy)).subject).toBe('You are invited');
    expect(await soon(async () => (await stateOf(busy))?.status === 'SENT')).toBe(true);
    expect(hub.mail.mails.filter(({ to }) => to === busy)).toHaveLength(1);
    hub.mail.refuseNext(1, 550);
    await invite(hub, ada.accessToken, { email: gone, roleIds: [] });
    expect(await soon(async () => (await stateOf(gone))?.status === 'FAILED')).toBe(true);
    expect(await stateOf(gone)).toMatchObject({ code: 'MAIL_REFUSED', attempts: 1 });
  });
});
