/**
 * The way in: the password first, and whatever else the person has to show after it. Who asks for somebody who does not exist
 * is answered the same, after the same work.
 */
import type { IdentityTx } from '../platform/db/identity-db.ts';
import { errorCode, type HubError } from '../platform/errors.ts';
import { accountBudget, addressBudget, deviceBudget, giveBackAttempt, tried } from './attempts.ts';
import { beginChallenge, type Challenge } from './challenge.ts';
import { normalizedEmail } from './email-address.ts';
import { InvalidCredentials, NotAMember } from './errors.ts';
import { beginSession, type Tokens } from './establish-session.ts';
import { personCaller, type Identity, type Visitor } from './identity.ts';
import { noteRefusal } from './note-refusal.ts';
import { isOutdated, spelled } from './passwords.ts';
import { membershipFor, personByEmail, type Person, type PersonMembership } from './people.ts';
import { announceSessions } from './session-events.ts';

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
  return tried(platform.db.identity, [proven, shared], async () => {
    const { person, membership } = await shownBy(identity, { ...request, email, password }, visitor);
    const isOld = person.passwordHash !== null && isOutdated(person.passwordHash);
    const hash = isOld ? await identity.passwords.hash(password) : null;
    const proof = async (tx: IdentityTx) => {
      await stillHolds(tx, person, hash);
      await giveBackAttempt(tx, { proven, shared });
    };
    const device = isKnown ? (request.device as string) : devices.issue(email);
    return nextStep(identity, { person, membership, device, by: 'password', visitor }, proof);
  });
}

/** Who it is, and where they go. Throws InvalidCredentials, NotAMember. */
async function shownBy(
  identity: Identity,
  { email, password, tenantId }: SignIn,
  visitor: Visitor,
): Promise<{ person: Person; membership: PersonMembership }> {
  const person = await personByEmail(identity.platform.db.identity, email);
  const isRight = await identity.passwords.verify(password, person?.passwordHash);
  const refused = (error: HubError) => {
    const by = personCaller(person?.id ?? '', visitor);
    noteRefusal(identity, person, { by, on: 'Mutation.signIn', error });
    return error;
  };
  if (!person || !isRight || !membershipFor(person, null)) throw refused(new InvalidCredentials());
  const membership = membershipFor(person, tenantId);
  if (!membership) throw refused(new NotAMember('Not a member of this tenant'));
  return { person, membership };
}

export interface FirstFactor {
  readonly person: Pick<Person, 'id'>;
  /** Where the session is to begin. */
  readonly membership: Pick<PersonMembership, 'tenantId'>;
  /** What this device is to keep. */
  readonly device: string;
  /** How it was shown, for the audit. */
  readonly by: string;
  readonly visitor: Visitor;
}

/** After the first factor: the session, or the question for the second. `proof` as in `establishSession`. Throws NotAMember. */
export async function nextStep(
  identity: Identity,
  { person, membership, device, by, visitor }: FirstFactor,
  proof: (tx: IdentityTx) => Promise<void>,
): Promise<SignInStep> {
  const { db, clock } = identity.platform;
  const { tenantId } = membership;
  const userId = person.id;
  const aal = 'aal1';
  const step = await db.identity.transaction(async (tx): Promise<SignInStep> => {
    const needsMore = await hasSecondFactor(tx, userId);
    await proof(tx);
    if (needsMore) return { challenge: await beginChallenge(tx, { userId, tenantId, aal }) };
    const session = { userId, tenantId, aal, authTime: clock.now(), by, visitor } as const;
    return { tokens: { ...(await beginSession(identity, tx, session)), device } };
  });
  if ('tokens' in step) announceSessions(identity.platform, userId);
  return step;
}

/**
 * Whether a second factor is on now; until the transaction ends nobody puts one on. One that is put on later finds the session
 * and ends it. The lock is the one that changes of the account take too, so that `proof` may make some.
 */
async function hasSecondFactor(tx: IdentityTx, userId: string): Promise<boolean> {
  const [account] = await tx.query<{ secondFactor: boolean }>(
    'select second_factor as "secondFactor" from user_account where id = $1 for no key update',
    [userId],
  );
  if (!account) throw new InvalidCredentials();
  return account.secondFactor;
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
