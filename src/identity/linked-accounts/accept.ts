/** Accepting an invitation with an account elsewhere, and no password. */
import type { IdentityTx } from '../../platform/db/identity-db.ts';
import { takeAttempt } from '../attempts.ts';
import { counted } from '../counted.ts';
import type { Identity, Visitor } from '../identity.ts';
import { invitedBy, join } from '../invitations.ts';
import { useLink } from '../mailed-links.ts';
import { checkedProfileName } from '../profile.ts';
import { nextStep, type SignInStep } from '../sign-in.ts';
import { networkBudget } from './begin.ts';
import { AccountNotLinked } from './errors.ts';
import { addLinked } from './linked-accounts.ts';
import { takeProof, type Proof, type ShownProof } from './proof.ts';

export interface AcceptWithAccount extends ShownProof {
  /** The secret of the mailed link. */
  readonly token: string;
  readonly name?: string | null | undefined;
}

/**
 * The mailed link says who is invited. A new person signs in with the account from then on; of somebody who has a way in
 * already it must be one of theirs, because whoever reads their mail is not yet they.
 * @throws InvalidLink, InvalidInput, InvalidExternalSignIn, AccountNotLinked, LinkedAccountConflict, TooManyAttempts
 */
export function acceptInvitationWithAccount(
  identity: Identity,
  input: AcceptWithAccount,
  visitor: Visitor,
): Promise<SignInStep> {
  return counted(identity, 'invitation', async () => {
    await takeAttempt(identity.platform.db.identity, [networkBudget('show', visitor)]);
    const { person, membership } = await invitedBy(identity, input.token);
    const name = input.name ? checkedProfileName(input.name, 'input.name') : null;
    const proof = await takeProof(identity, input);
    const device = identity.devices.issue(person.email);
    const first = { person, membership, device, by: proof.issuerId, visitor };
    return nextStep(identity, first, async (tx) => {
      await useLink(tx, 'INVITATION', input.token);
      await asTheirs(identity, tx, { userId: person.id, proof });
      await join(tx, { person, tenantId: membership.tenantId, hash: person.passwordHash, name, visitor });
    });
  });
}

/** Throws AccountNotLinked, LinkedAccountConflict. */
async function asTheirs(
  identity: Identity,
  tx: IdentityTx,
  { userId, proof }: { userId: string; proof: Proof },
): Promise<void> {
  // Of two that accept at once, the second finds what the first has linked.
  const [account] = await tx.query<{ isNew: boolean; isLinked: boolean }>(
    `with person as (select id, password_hash from user_account where id = $1 for update)
     select password_hash is null and not exists (select from linked_account a where a.user_id = person.id) as "isNew",
            exists (select from linked_account a where a.user_id = person.id
                       and a.issuer_id = $2 and a.subject = $3) as "isLinked"
       from person`,
    [userId, proof.issuerId, proof.subject],
  );
  if (account?.isLinked) return;
  if (!account?.isNew) throw new AccountNotLinked();
  await addLinked(identity, tx, { userId, proof });
}
