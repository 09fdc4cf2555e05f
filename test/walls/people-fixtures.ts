/** With which values the fields around people are asked. */
import { randomUUID } from 'node:crypto';
import { PASSWORD } from './people.ts';
import type { Fixture, World } from './world.ts';

type Values = Fixture['values'];
const own = (values: Values = () => ({})): Fixture => ({ values, own: true });
const asked = (values: Values): Fixture => ({ values });
const input = (values: (world: World) => object | Promise<object>): Fixture =>
  asked(async (world) => ({ input: await values(world) }));
const signIn = (more: (world: World) => object): Fixture =>
  input((world) => ({ email: world.people.email, password: PASSWORD, ...more(world) }));
const aName = () => `role ${randomUUID().slice(0, 8)}`;
const anAddress = () => `${randomUUID()}@example.test`;

export const peopleFixtures: readonly (readonly [string, Fixture])[] = [
  ['Query.user', asked(({ people }) => ({ id: people.person }))],
  ['Query.sessions', own()],
  ['Principal.profile', own()],
  ['Mutation.inviteUser>User', input(() => ({ email: anAddress(), roleIds: [] }))],
  ['Mutation.inviteUser>GrantForbidden', input(() => ({ email: anAddress(), roleIds: ['admin'] }))],
  ['Mutation.inviteUser>RoleNotFound', input(() => ({ email: anAddress(), roleIds: [randomUUID()] }))],
  ['Mutation.inviteUser>UserStateConflict', input(({ people }) => ({ email: people.email, roleIds: [] }))],
  ['Mutation.acceptInvitation>InvalidLink', input(() => ({ token: 'nobody has it', password: PASSWORD }))],
  ['Mutation.signIn>SignedIn', signIn(() => ({}))],
  ['Mutation.signIn>SecondFactorRequired', signIn(({ people }) => ({ email: people.guardedEmail }))],
  ['Mutation.signIn>InvalidCredentials', signIn(() => ({ password: 'not this one' }))],
  ['Mutation.signIn>TooManyAttempts', signIn(({ people }) => ({ email: people.exhaustedEmail }))],
  ['Mutation.signIn>NotAMember', signIn(() => ({ tenantId: randomUUID() }))],
  [
    'Mutation.refreshTokens>TokenSet',
    input(async ({ people }) => ({ refreshToken: (await people.signIn()).refreshToken })),
  ],
  ['Mutation.refreshTokens>InvalidRefreshToken', input(() => ({ refreshToken: 'nobody has it' }))],
  ['Mutation.signOut>SessionEnded', own()],
  ['Mutation.endSession>SessionNotFound', own(() => ({ id: randomUUID() }))],
  ['Mutation.endSessions', own()],
  ['Mutation.chooseTenant>TenantChosen', own(({ tenantId }) => ({ tenantId }))],
  [
    'Mutation.changePassword>PasswordChanged',
    own(() => ({ input: { currentPassword: PASSWORD, newPassword: PASSWORD } })),
  ],
  ['Mutation.requestPasswordReset>PasswordResetRequested', asked(({ people }) => ({ email: people.email }))],
  [
    'Mutation.resetPassword>PasswordReset',
    input(async ({ people }) => ({ token: await people.aResetLink(), password: PASSWORD })),
  ],
  ['Mutation.updateProfile>UserProfile', own(() => ({ input: { name: 'Somebody' } }))],
  ['Mutation.disableUser>User', asked(async ({ people }) => ({ id: await people.aMember() }))],
  ['Mutation.disableUser>UserNotFound', asked(() => ({ id: randomUUID() }))],
  ['Mutation.enableUser>User', asked(async ({ people }) => ({ id: await people.aMember('DISABLED') }))],
  ['Mutation.removeUser>UserRemoved', asked(async ({ people }) => ({ id: await people.aMember() }))],
  [
    'Mutation.assignRole>User',
    asked(async ({ people }) => ({ userId: await people.aMember(), roleId: await people.aRole() })),
  ],
  [
    'Mutation.unassignRole>User',
    asked(async ({ people }) => ({ userId: await people.aMember(), roleId: await people.aRole() })),
  ],
  ['Mutation.createRole>UserRole', input(() => ({ name: aName(), scopes: [] }))],
  ['Mutation.createRole>RoleStateConflict', input(() => ({ name: 'admin', scopes: [] }))],
  [
    'Mutation.updateRole>UserRole',
    input(async ({ people }) => ({ id: await people.aRole(), name: aName(), scopes: [] })),
  ],
  ['Mutation.deleteRole>RoleDeleted', asked(async ({ people }) => ({ id: await people.aRole() }))],
  ['Subscription.mySessionsUpdated', own()],
];
