/** With which values the fields around second factors and linked accounts are asked. */
import { randomUUID } from 'node:crypto';
import type { Factors } from './factors.ts';
import type { Fixture } from './world.ts';

type Make = (factors: Factors) => object | Promise<object>;
const valuesOf =
  (make: Make): Fixture['values'] =>
  async ({ factors }) => ({ ...(await make(factors)) });
const asked = (make: Make): Fixture => ({ values: valuesOf(make) });
const own = (make: Make = () => ({})): Fixture => ({ values: valuesOf(make), own: true });
/** By who has shown two factors just now. */
const guarded = (make: Make = () => ({})): Fixture => ({ values: valuesOf(make), own: 'with two factors' });
const nobodys = () => ({ input: { code: 'nobody has it', codeVerifier: 'nobody has it' } });

export const factorFixtures: readonly (readonly [string, Fixture])[] = [
  ['Query.secondFactor', own()],
  ['Query.linkedAccounts', own()],
  [
    'Mutation.verifyMfa>SignedIn',
    asked(async (factors) => ({
      input: { challenge: await factors.aChallenge(), code: await factors.aCode() },
    })),
  ],
  [
    'Mutation.verifyMfa>InvalidChallenge',
    asked(() => ({ input: { challenge: 'nobody has it', code: '000000' } })),
  ],
  [
    'Mutation.verifyMfa>InvalidCode',
    asked(async (factors) => ({ input: { challenge: await factors.aChallenge(), code: 'no code' } })),
  ],
  ['Mutation.stepUp>SteppedUp', own(async (factors) => ({ code: await factors.aCode() }))],
  [
    'Mutation.startTotpEnrolment>TotpEnrolment',
    own(async (factors) => {
      await factors.noFactor();
      return {};
    }),
  ],
  [
    'Mutation.startTotpEnrolment>MfaStateConflict',
    own(async (factors) => {
      await factors.aCode();
      return {};
    }),
  ],
  [
    'Mutation.confirmTotpEnrolment>MfaEnabled',
    own(async (factors) => ({ code: await factors.anEnrolmentCode() })),
  ],
  [
    'Mutation.disableMfa>MfaDisabled',
    guarded(async (factors) => {
      await factors.aCode();
      return {};
    }),
  ],
  [
    'Mutation.regenerateBackupCodes>BackupCodes',
    guarded(async (factors) => {
      await factors.aCode();
      return {};
    }),
  ],
  ['Mutation.signInWithAccount>InvalidExternalSignIn', asked(nobodys)],
  [
    'Mutation.signInWithAccount>AccountNotLinked',
    asked(async (factors) => ({ input: await factors.aProof() })),
  ],
  [
    'Mutation.acceptInvitationWithAccount>InvalidLink',
    asked(() => ({ input: { token: 'nobody has it', ...nobodys().input } })),
  ],
  ['Mutation.linkAccount>LinkedAccount', own(async (factors) => ({ input: await factors.aProof() }))],
  [
    'Mutation.linkAccount>LinkedAccountConflict',
    own(async (factors) => ({ input: await factors.aProof(factors.linkedSubject) })),
  ],
  [
    'Mutation.unlinkAccount>AccountUnlinked',
    own(async (factors) => ({ id: await factors.aLinkedAccount() })),
  ],
  ['Mutation.unlinkAccount>LinkedAccountNotFound', own(() => ({ id: randomUUID() }))],
];
