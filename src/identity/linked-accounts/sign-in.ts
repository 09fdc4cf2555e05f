/** Signing in with an account at an issuer that somebody here has linked. */
import type { IdentityTx } from '../../platform/db/identity-db.ts';
import { HubError } from '../../platform/errors.ts';
import { takeAttempt } from '../attempts.ts';
import { NotAMember } from '../errors.ts';
import { establishSession } from '../establish-session.ts';
import { personCaller, type Identity, type Visitor } from '../identity.ts';
import { noteRefusal } from '../note-refusal.ts';
import { membershipFor, personById } from '../people.ts';
import { personPlace } from '../sealed-secrets.ts';
import { nextStep, type FirstFactor, type SignInStep } from '../sign-in.ts';
import { networkBudget } from './begin.ts';
import { AccountNotLinked } from './errors.ts';
import { takeProof, type Proof, type ShownProof } from './proof.ts';

export interface ExternalSignIn extends ShownProof {
  /** Left out: the tenant used last. */
  readonly tenantId?: string | null | undefined;
}

/** @throws InvalidExternalSignIn, AccountNotLinked, NotAMember, TooManyAttempts */
export async function signInWithAccount(
  identity: Identity,
  request: ExternalSignIn,
  visitor: Visitor,
): Promise<SignInStep> {
  try {
    await takeAttempt(identity.platform.db.identity, [networkBudget('show', visitor)]);
    const proof = await takeProof(identity, request);
    const step = await signIn(identity, { proof, tenantId: request.tenantId }, visitor);
    identity.count('sign_in', 'tokens' in step ? 'ok' : 'second_factor');
    return step;
  } catch (error) {
    identity.count('sign_in', error instanceof HubError ? error.code : 'failed');
    throw error;
  }
}

interface Linked {
  readonly id: string;
  readonly userId: string;
}

async function signIn(
  identity: Identity,
  { proof, tenantId }: { proof: Proof; tenantId: string | null | undefined },
  visitor: Visitor,
): Promise<SignInStep> {
  const { db } = identity.platform;
  const [linked] = await db.identity.transaction((tx) =>
    tx.query<Linked>(
      'select id, user_id as "userId" from linked_account where issuer_id = $1 and subject = $2',
      [proof.issuerId, proof.subject],
    ),
  );
  const person = linked && (await personById(db.identity, linked.userId));
  if (!person || !membershipFor(person, null)) {
    identity.refusals.anonymous({
      door: 'sign-in',
      reason: 'An account at an issuer that nobody has linked',
    });
    throw new AccountNotLinked();
  }
  const membership = membershipFor(person, tenantId);
  if (!membership) {
    const error = new NotAMember('Not a member of this tenant');
    const by = personCaller(person.id, visitor);
    noteRefusal(identity, person, { by, on: 'Mutation.signInWithAccount', error });
    throw error;
  }
  const use = (tx: IdentityTx) => useLinked(identity, tx, { linked, proof });
  const device = identity.devices.issue(person.email);
  const first = { person, membership, device, by: proof.issuerId, visitor };
  return proof.secondFactor ? believed(identity, first, use) : nextStep(identity, first, use);
}

/** The issuer has seen two factors, and the operator believes it. */
async function believed(
  identity: Identity,
  { person, membership, device, by, visitor }: FirstFactor,
  use: (tx: IdentityTx) => Promise<void>,
): Promise<SignInStep> {
  const authTime = identity.platform.clock.now();
  const { tenantId } = membership;
  const session = { userId: person.id, tenantId, aal: 'aal2', authTime, by, visitor } as const;
  return { tokens: { ...(await establishSession(identity, session, use)), device } };
}

/** It may have been unlinked in this moment. The issuer's latest tokens replace those before. */
async function useLinked(
  { platform }: Identity,
  tx: IdentityTx,
  { linked, proof }: { linked: Linked; proof: Proof },
): Promise<void> {
  const tokens = platform.vault.seal(proof.tokens, personPlace('linked_account', linked.id, 'tokens'));
  const used = await tx.query(
    `update linked_account set last_used_at = now(), name = coalesce($3, name), tokens = $4
      where id = $1 and user_id = $2 returning id`,
    [linked.id, linked.userId, proof.name, tokens],
  );
  if (used.length === 0) throw new AccountNotLinked();
}
