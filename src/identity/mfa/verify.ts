/** The second factor: after the first one, to sign in; or in an open session, to be let do more. */
import type { Caller } from '../../platform/caller.ts';
import type { AccessToken } from '../access-token.ts';
import { addressBudget, giveBackAttempt, takeAttempt } from '../attempts.ts';
import { finishChallenge, tryChallenge } from '../challenge.ts';
import { NotAMember } from '../errors.ts';
import { establishSession, type Tokens } from '../establish-session.ts';
import { personCaller, type Identity, type Visitor } from '../identity.ts';
import { MAIL_LANE } from '../mail-requests.ts';
import type { Own } from '../own-account.ts';
import { membershipFor, personById, type Person, type PersonMembership } from '../people.ts';
import { recordPersonalChange } from '../record-personal-change.ts';
import { announceSessions } from '../session-events.ts';
import { InvalidChallenge } from './errors.ts';
import { setAssurance, tokenAfter } from './raise-session.ts';
import { factorBudget, shownCode, useCode } from './show-code.ts';
import { showOwnCode, watched } from './tries.ts';

export interface VerifyMfa {
  /** From the first factor. */
  readonly challenge: string;
  readonly code: string;
  /** What this device was given at an earlier sign-in. */
  readonly device?: string | null | undefined;
}

/** Ends a sign-in. @throws InvalidChallenge, InvalidCode, TooManyAttempts */
export async function verifyMfa(
  identity: Identity,
  request: VerifyMfa,
  visitor: Visitor,
): Promise<Tokens & { device: string }> {
  const { person, membership } = await challenged(identity, request.challenge);
  const by = personCaller(person.id, visitor);
  return watched(identity, { person, by, on: 'Mutation.verifyMfa' }, () =>
    finishSignIn(identity, { person, membership, request }, visitor),
  );
}

interface Challenged {
  readonly person: Person;
  readonly membership: PersonMembership;
}

/** Counts a try of the challenge. Throws InvalidChallenge, also for who is no member any more. */
async function challenged(identity: Identity, challenge: string): Promise<Challenged> {
  const { db } = identity.platform;
  const known = await db.identity.transaction((tx) => tryChallenge(tx, challenge));
  const person = known && (await personById(db.identity, known.userId));
  const membership = person && membershipFor(person, known.tenantId);
  if (membership) return { person, membership };
  identity.refusals.anonymous({ door: 'sign-in', reason: new InvalidChallenge().message });
  identity.count('second_factor', 'INVALID_CHALLENGE');
  throw new InvalidChallenge();
}

async function finishSignIn(
  identity: Identity,
  { person, membership, request }: Challenged & { request: VerifyMfa },
  visitor: Visitor,
): Promise<Tokens & { device: string }> {
  const { platform, devices } = identity;
  const shown = shownCode(request.code);
  // Who knows the password may use up the tries of strangers' devices, but not those of the person's own.
  const isKnown = devices.isKnown(request.device, person.email);
  const budgets = {
    proven: factorBudget(isKnown ? `known-device:${person.id}` : person.id),
    shared: addressBudget(visitor.remoteAddress),
  };
  await takeAttempt(platform.db.identity, [budgets.proven, budgets.shared]);
  const authTime = platform.clock.now();
  const { tenantId } = membership;
  const session = { userId: person.id, tenantId, aal: 'aal2', authTime, by: shown.kind, visitor } as const;
  const tokens = await establishSession(identity, session, async (tx) => {
    if (!(await finishChallenge(tx, request.challenge))) throw new InvalidChallenge();
    await useCode(platform, tx, { person, shown });
    await giveBackAttempt(tx, budgets);
  }).catch((error: unknown) => {
    // As in `challenged`, a moment later.
    throw error instanceof NotAMember ? new InvalidChallenge() : error;
  });
  if (shown.kind === 'backup code') await platform.bells.ring(MAIL_LANE);
  // `as`: a device that is known was given.
  return { ...tokens, device: isKnown ? (request.device as string) : devices.issue(person.email) };
}

export interface OwnCode {
  readonly code: string;
  readonly caller: Caller;
  /** The tenant the session works in. */
  readonly tenantId: string;
}

/** Raises the open session: its next token says `aal2`, shown now. @throws InvalidCode, TooManyAttempts, AccountNotFound */
export async function stepUp(
  identity: Identity,
  own: Own,
  { code, caller, tenantId }: OwnCode,
): Promise<AccessToken> {
  const attempt = { own, by: caller, on: 'Mutation.stepUp' };
  const { token, shown } = await showOwnCode(identity, attempt, async (tx, person) => {
    const shown = shownCode(code);
    await useCode(identity.platform, tx, { person, shown });
    const session = await setAssurance(tx, own, 'aal2');
    const detail = { by: shown.kind };
    await recordPersonalChange(tx, person, { by: caller, action: 'user.stepped_up', detail });
    return { token: await tokenAfter(identity, tx, { session, tenantId }), shown };
  });
  announceSessions(identity.platform, own.userId);
  if (shown.kind === 'backup code') await identity.platform.bells.ring(MAIL_LANE);
  return token;
}
