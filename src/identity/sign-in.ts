/**
 * The way in: the password first, and whatever else the person has to show after it. Who asks for somebody who does not exist
 * is answered the same, after the same work.
 */
import type { IdentityTx } from '../platform/db/identity-db.ts';
import { errorCode } from '../platform/errors.ts';
import { accountBudget, addressBudget, deviceBudget, giveBackAttempt, takeAttempt } from './attempts.ts';
import { beginChallenge, type Challenge } from './challenge.ts';
import { normalizedEmail } from './email-address.ts';
import { InvalidCredentials, NotAMember } from './errors.ts';
import { establishSession, type Tokens } from './establish-session.ts';
import { personCaller, type Identity, type Visitor } from './identity.ts';
import { isOutdated, spelled } from './passwords.ts';
import { membershipFor, personByEmail, type Person, type PersonMembership } from './people.ts';

export interface SignIn {
  readonly email: string;
  readonly password: string;
  /** Left out: the tenant used last. */
  readonly tenantId?: string | null | undefined;
  /** What this device was given at an earlier sign-in. */
  readonly device?: string | null | undefined;
}

export type SignInStep = { readonly tokens: Tokens & { device: string } } | { readonly challenge: Challenge };

/**
 * Signs in, or says what else is to be shown.
 * @throws InvalidInput, TooManyAttempts, InvalidCredentials, NotAMember (only to whom the password is known)
 */
export async function signIn(identity: Identity, request: SignIn, visitor: Visitor): Promise<SignInStep> {
  try {
    const step = await tryToSignIn(identity, request, visitor);
    identity.count('sign_in', 'tokens' in step ? 'ok' : 'second_factor');
    return step;
  } catch (error) {
    identity.count('sign_in', errorCode(error));
    throw error;
  }
}

async function tryToSignIn(identity: Identity, request: SignIn, visitor: Visitor): Promise<SignInStep> {
  const { devices, platform } = identity;
  const email = normalizedEmail(request.email, 'input.email');
  const password = spelled(request.password, 'input.password');
  const isKnown = devices.isKnown(request.device, email);
  const proven = isKnown ? deviceBudget(request.device as string) : accountBudget(email);
  const shared = addressBudget(visitor.remoteAddress);
  await takeAttempt(platform.db.identity, [proven, shared]);
  const person = await personByEmail(platform.db.identity, email);
  const isRight = await identity.passwords.verify(password, person?.passwordHash);
  if (!person || !isRight || !membershipFor(person, null)) {
    noteFailure(identity, person, visitor);
    throw new InvalidCredentials();
  }
  const membership = membershipFor(person, request.tenantId);
  if (!membership) throw new NotAMember('Not a member of this tenant');
  const hash =
    person.passwordHash && isOutdated(person.passwordHash) ? await identity.passwords.hash(password) : null;
  const proof = async (tx: IdentityTx) => {
    await stillHolds(tx, person, hash);
    await giveBackAttempt(tx, { proven, shared });
  };
  const device = isKnown ? (request.device as string) : devices.issue(email);
  return nextStep(identity, { person, membership, device, by: 'password', visitor }, proof);
}

export interface FirstFactor {
  readonly person: Pick<Person, 'id' | 'secondFactor'>;
  /** Where the session is to begin. */
  readonly membership: PersonMembership;
  /** What this device is to keep. */
  readonly device: string;
  /** How it was shown, for the audit. */
  readonly by: string;
  readonly visitor: Visitor;
}

/** After the first factor: the session, or the question for the second. `proof` as in `establishSession`. */
export async function nextStep(
  identity: Identity,
  { person, membership, device, by, visitor }: FirstFactor,
  proof: (tx: IdentityTx) => Promise<void>,
): Promise<SignInStep> {
  const { db, clock } = identity.platform;
  const userId = person.id;
  const aal = 'aal1';
  if (person.secondFactor) {
    const { tenantId } = membership;
    const challenge = await db.identity.transaction(async (tx) => {
      await proof(tx);
      return beginChallenge(tx, { userId, tenantId, aal });
    });
    return { challenge };
  }
  const session = { userId, membership, aal, authTime: clock.now(), by, visitor } as const;
  return { tokens: { ...(await establishSession(identity, session, proof)), device } };
}

/** The password may have been changed while it was being compared. With a `hash`, it is stored in its new form. */
async function stillHolds(tx: IdentityTx, person: Person, hash: string | null): Promise<void> {
  const rows = await tx.query(
    hash
      ? 'update user_account set password_hash = $3 where id = $1 and password_hash = $2 returning id'
      : 'select id from user_account where id = $1 and password_hash = $2 for share',
    [person.id, person.passwordHash, ...(hash ? [hash] : [])],
  );
  if (rows.length === 0) throw new InvalidCredentials();
}

/** Told later, and without making the caller wait: a known address must not take longer. */
function noteFailure(
  { refusals }: Identity,
  person: Pick<Person, 'id' | 'memberships'> | undefined,
  visitor: Visitor,
): void {
  const reason = new InvalidCredentials().message;
  if (!person || person.memberships.length === 0) refusals.anonymous({ door: 'sign-in', reason });
  for (const { tenantId } of person?.memberships ?? [])
    refusals.known({ tenantId, by: personCaller(person?.id ?? '', visitor), on: 'Mutation.signIn', reason });
}
