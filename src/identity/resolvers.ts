import type { Resolvers } from '../graphql/generated.ts';
import type { Context } from '../graphql/context.ts';
import { acceptInvitation, inviteUser } from './invitations.ts';
import { followSessions } from './follow-sessions.ts';
import type { Identity, Visitor } from './identity.ts';
import { loadRoles, loadUser } from './loader.ts';
import { assignRole, disableUser, enableUser, removeUser, unassignRole } from './members.ts';
import { ownAccount, theOwnAccount, type Own } from './own-account.ts';
import { changePassword, requestPasswordReset, resetPassword } from './password-change.ts';
import { ownProfile, updateProfile } from './profile.ts';
import { listUsers } from './reads.ts';
import { refreshTokens } from './refresh.ts';
import { createRole, deleteRole, updateRole, type Granter } from './roles.ts';
import { sessionStats } from './session-stats.ts';
import { chooseTenant, endOwnSessions, endSession, listSessions, type SessionView } from './sessions.ts';
import { signIn, type SignInStep } from './sign-in.ts';

export const identityResolvers: Resolvers = {
  Query: {
    users: (_root, args, { db }) => listUsers(db, args),
    user: async (_root, { id }, context) => (await loadUser(context, id)) ?? null,
    roles: (_root, _args, context) => loadRoles(context),
    sessions: (_root, args, context) => listSessions(context.identity, ownOf(context), args),
    sessionStats: (_root, _args, { db }) => sessionStats(db),
  },
  Mutation: {
    inviteUser: (_root, { input }, context) => inviteUser(context.platform, granterOf(context), input),
    acceptInvitation: async (_root, { input }, context) =>
      stepShown(await acceptInvitation(context.identity, input, visitorOf(context))),
    signIn: async (_root, { input }, context) =>
      stepShown(await signIn(context.identity, input, visitorOf(context))),
    refreshTokens: (_root, { input }, context) => refreshTokens(context.identity, input, visitorOf(context)),
    signOut: (_root, _args, context) => {
      const own = ownOf(context);
      return ended(context.identity, own, {
        id: own.sessionId,
        caller: context.caller,
        reason: 'SIGNED_OUT',
      });
    },
    endSession: (_root, { id }, context) =>
      ended(context.identity, ownOf(context), { id, caller: context.caller, reason: 'REVOKED' }),
    endSessions: async (_root, { keepThis }, context) => {
      const { caller } = context;
      const how = { caller, keepThis: keepThis ?? true };
      return { count: await endOwnSessions(context.identity, ownOf(context), how) };
    },
    chooseTenant: async (_root, { tenantId }, context) => {
      const { identity, caller } = context;
      const chosen = await chooseTenant(identity, ownOf(context), { tenantId, caller });
      return { __typename: 'TenantChosen', ...chosen };
    },
    changePassword: async (_root, { input }, context) => {
      const { identity, caller, platform } = context;
      await changePassword(identity, ownOf(context), { input, caller, visitor: visitorOf(context) });
      return { __typename: 'PasswordChanged', changedAt: new Date(platform.clock.now()) };
    },
    requestPasswordReset: async (_root, { email }, context) => {
      await requestPasswordReset(context.identity, email, visitorOf(context));
      return { __typename: 'PasswordResetRequested', email };
    },
    resetPassword: async (_root, { input }, context) => {
      const reset = await resetPassword(context.identity, input, visitorOf(context));
      return { __typename: 'PasswordReset', ...reset };
    },
    updateProfile: (_root, { input: { name } }, context) => {
      const { identity, caller, db } = context;
      return updateProfile(identity, ownOf(context), { name, caller, tenantId: db.tenantId });
    },
    disableUser: (_root, { id }, context) => disableUser(context.platform, granterOf(context), id),
    enableUser: (_root, { id }, context) => enableUser(context.platform, granterOf(context), id),
    removeUser: async (_root, { id }, context) => ({
      __typename: 'UserRemoved',
      id: await removeUser(context.platform, granterOf(context), id),
    }),
    assignRole: (_root, args, context) => assignRole(context.platform, granterOf(context), args),
    unassignRole: (_root, args, context) => unassignRole(context.platform, granterOf(context), args),
    createRole: (_root, { input }, context) => createRole(granterOf(context), input),
    updateRole: (_root, { input }, context) => updateRole(context.platform, granterOf(context), input),
    deleteRole: async (_root, { id }, context) => ({
      __typename: 'RoleDeleted',
      id: await deleteRole(granterOf(context), id),
    }),
  },
  Subscription: {
    mySessionsUpdated: {
      subscribe: (_root, _args, context) => followSessions(context.identity, ownOf(context)),
      resolve: (sessions: SessionView[]) => sessions,
    },
  },
  Principal: {
    profile: async (principal, _args, context) => {
      const own = context.hasIdentity ? ownAccount(context.identity, principal) : undefined;
      return own ? ownProfile(context.identity, own) : null;
    },
  },
  User: {
    __resolveReference: async ({ id }, context) => (await loadUser(context, id)) ?? null,
    roles: async ({ roleIds }, _args, context) =>
      (await loadRoles(context)).filter(({ id }) => roleIds.includes(id)),
  },
  UserProfile: {
    tenantIds: ({ memberships }) =>
      memberships.filter(({ status }) => status === 'ACTIVE').map(({ tenantId }) => tenantId),
  },
  UserSession: {
    secondFactor: ({ aal }) => aal === 'aal2',
    authenticatedAt: ({ authTime }) => authTime,
  },
  UserRole: { scopes: ({ scopes }) => [...scopes] },
  InviteUserResult: { __resolveType: named('User') },
  DisableUserResult: { __resolveType: named('User') },
  EnableUserResult: { __resolveType: named('User') },
  AssignRoleResult: { __resolveType: named('User') },
  UnassignRoleResult: { __resolveType: named('User') },
  CreateRoleResult: { __resolveType: named('UserRole') },
  UpdateRoleResult: { __resolveType: named('UserRole') },
  RefreshTokensResult: { __resolveType: named('TokenSet') },
  UpdateProfileResult: { __resolveType: named('UserProfile') },
};

/** Members made of failures name their type; what has none is the thing itself. */
function named<Name extends string>(own: Name): (result: object) => Name {
  return (result) => (Reflect.get(result, '__typename') as Name | undefined) ?? own;
}

export function ownOf({ identity, principal }: Context) {
  return theOwnAccount(identity, principal);
}

function granterOf({ db, caller, principal }: Context): Granter {
  // A caller without a principal has no `caller` either: that was refused one property earlier.
  return { db, caller, principal: principal ?? { scopes: new Set() } };
}

export function visitorOf({ correlationId, remoteAddress, userAgent }: Context): Visitor {
  return { correlationId, remoteAddress: remoteAddress ?? null, userAgent: userAgent ?? null };
}

async function ended(identity: Identity, own: Own, which: Parameters<typeof endSession>[2]) {
  return { __typename: 'SessionEnded' as const, id: await endSession(identity, own, which) };
}

export function stepShown(step: SignInStep) {
  if ('challenge' in step) return { __typename: 'SecondFactorRequired' as const, ...step.challenge };
  const { device, ...tokens } = step.tokens;
  return { __typename: 'SignedIn' as const, tokens, device };
}
