import type { Resolvers } from '../../graphql/generated.ts';
import type { Context } from '../../graphql/context.ts';
import { ownOf, visitorOf } from '../resolvers.ts';
import { confirmTotpEnrolment, startTotpEnrolment } from './enrol.ts';
import { disableMfa, regenerateBackupCodes, secondFactorOf } from './manage.ts';
import { stepUp, verifyMfa } from './verify.ts';

export const mfaResolvers: Resolvers = {
  Query: {
    secondFactor: (_root, _args, context) => secondFactorOf(context.identity, ownOf(context)),
  },
  Mutation: {
    verifyMfa: async (_root, { input }, context) => {
      const { device, ...tokens } = await verifyMfa(context.identity, input, visitorOf(context));
      return { __typename: 'SignedIn', tokens, device };
    },
    stepUp: async (_root, { code }, context) => {
      const token = await stepUp(context.identity, ownOf(context), { code, ...changeOf(context) });
      return { __typename: 'SteppedUp', ...token };
    },
    startTotpEnrolment: async (_root, _args, context) => {
      const enrolment = await startTotpEnrolment(context.identity, ownOf(context), context.caller);
      return { __typename: 'TotpEnrolment', ...enrolment };
    },
    confirmTotpEnrolment: async (_root, { code }, context) => {
      const own = ownOf(context);
      const enabled = await confirmTotpEnrolment(context.identity, own, { code, ...changeOf(context) });
      return { __typename: 'MfaEnabled', ...enabled };
    },
    disableMfa: async (_root, _args, context) => {
      const token = await disableMfa(context.identity, ownOf(context), changeOf(context));
      return { __typename: 'MfaDisabled', ...token };
    },
    regenerateBackupCodes: async (_root, _args, context) => {
      const codes = await regenerateBackupCodes(context.identity, ownOf(context), context.caller);
      return { __typename: 'BackupCodes', codes };
    },
  },
};

function changeOf({ caller, db }: Context) {
  return { caller, tenantId: db.tenantId };
}
