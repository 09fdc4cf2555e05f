/** A person's accounts elsewhere: linked by themselves while they are signed in, and by nothing else. */
import { randomUUID } from 'node:crypto';
import { tokenRevocation } from 'openid-client';
import type { Caller } from '../../platform/caller.ts';
import type { IdentityTx } from '../../platform/db/identity-db.ts';
import { prepared } from '../../platform/db/sql.ts';
import { isUuid } from '../../platform/db/uuid.ts';
import { endSessions, tellEnded } from '../end-session.ts';
import { AccountNotFound } from '../errors.ts';
import type { Identity } from '../identity.ts';
import { MAIL_LANE, requestPersonalMail } from '../mail-requests.ts';
import type { Own } from '../own-account.ts';
import { personById, type Person } from '../people.ts';
import { recordPersonalChange } from '../record-personal-change.ts';
import { personPlace } from '../sealed-secrets.ts';
import { LinkedAccountConflict, LinkedAccountNotFound } from './errors.ts';
import { takeProof, type Proof, type ShownProof } from './proof.ts';

export interface LinkedAccountView {
  readonly id: string;
  readonly issuerId: string;
  readonly name: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

const MOST = 20;
const COLUMNS = 'id, issuer_id as "issuerId", name, created_at as "createdAt", last_used_at as "lastUsedAt"';

const list = prepared(
  'linked_accounts',
  `select ${COLUMNS} from linked_account where user_id = $1 order by created_at, id limit ${MOST}`,
);

/** In the order they were linked. */
export function linkedAccountsOf({ platform }: Identity, { userId }: Own): Promise<LinkedAccountView[]> {
  return platform.db.identity.query<LinkedAccountView>(list, [userId]);
}

/** @throws InvalidExternalSignIn, LinkedAccountConflict, AccountNotFound */
export async function linkAccount(
  identity: Identity,
  own: Own,
  { shown, caller }: { shown: ShownProof; caller: Caller },
): Promise<LinkedAccountView> {
  const { platform } = identity;
  const person = await theirs(identity, own);
  const proof = await takeProof(identity, shown);
  const view = await platform.db.identity.transaction(async (tx) => {
    const linked = await addLinked(identity, tx, { userId: person.id, proof });
    await requestPersonalMail(tx, { kind: 'ACCOUNT_LINKED', recipient: person.email });
    const detail = { issuer: proof.issuerId, linkedAccount: linked.id };
    await recordPersonalChange(tx, person, { by: caller, action: 'user.account_linked', detail });
    return linked;
  });
  await platform.bells.ring(MAIL_LANE);
  identity.count('linked_account', 'linked');
  return view;
}

/** Whose else it may be is not told. Throws LinkedAccountConflict. */
export async function addLinked(
  { platform }: Identity,
  tx: IdentityTx,
  { userId, proof }: { userId: string; proof: Proof },
): Promise<LinkedAccountView> {
  const id = randomUUID();
  // One at a time for each person: the limit must hold.
  const [count] = await tx.query<{ linked: number }>(
    `select (select count(*)::int from linked_account where user_id = $1) as linked
       from user_account where id = $1 for update`,
    [userId],
  );
  if (!count) throw new AccountNotFound();
  if (count.linked >= MOST) throw new LinkedAccountConflict(`There are ${MOST} linked accounts already`);
  const [view] = await tx.query<LinkedAccountView>(
    `insert into linked_account (id, user_id, issuer_id, subject, name, tokens) values ($1, $2, $3, $4, $5, $6)
     on conflict (issuer_id, subject) do nothing returning ${COLUMNS}`,
    [
      id,
      userId,
      proof.issuerId,
      proof.subject,
      proof.name,
      platform.vault.seal(proof.tokens, personPlace('linked_account', id, 'tokens')),
    ],
  );
  if (!view) throw new LinkedAccountConflict('This account is linked already');
  return view;
}

interface Unlinked {
  readonly issuerId: string;
  readonly tokens: Buffer;
}

/**
 * Signs the person out everywhere else: perhaps it was somebody else who came in by it.
 * @throws LinkedAccountNotFound, LinkedAccountConflict for the last way in, AccountNotFound
 */
export async function unlinkAccount(
  identity: Identity,
  own: Own,
  { id, caller }: { id: string; caller: Caller },
): Promise<string> {
  const { platform } = identity;
  const person = await theirs(identity, own);
  const unlinked = await platform.db.identity.transaction(async (tx) => {
    const gone = await remove(tx, own, id);
    await endSessions(tx, {
      userId: own.userId,
      except: own.sessionId,
      reason: 'FACTOR_CHANGED',
      by: caller,
    });
    await requestPersonalMail(tx, { kind: 'ACCOUNT_UNLINKED', recipient: person.email });
    const detail = { issuer: gone.issuerId, linkedAccount: id };
    await recordPersonalChange(tx, person, { by: caller, action: 'user.account_unlinked', detail });
    return gone;
  });
  tellEnded(identity, { userId: own.userId, reason: 'FACTOR_CHANGED' });
  await platform.bells.ring(MAIL_LANE);
  identity.count('linked_account', 'unlinked');
  void giveTokensBack(identity, id, unlinked);
  return id;
}

async function remove(tx: IdentityTx, { userId }: Own, id: string): Promise<Unlinked> {
  // Of two that are unlinked at once, the second finds that it is the last.
  const [account] = await tx.query<{ hasPassword: boolean }>(
    'select password_hash is not null as "hasPassword" from user_account where id = $1 for update',
    [userId],
  );
  const [gone] = isUuid(id)
    ? await tx.query<Unlinked>(
        'delete from linked_account where id = $1 and user_id = $2 returning issuer_id as "issuerId", tokens',
        [id, userId],
      )
    : [];
  if (!gone) throw new LinkedAccountNotFound(id);
  const others = await tx.query('select id from linked_account where user_id = $1 limit 1', [userId]);
  if (!account?.hasPassword && others.length === 0)
    throw new LinkedAccountConflict('This is the last way to sign in: choose a password first');
  return gone;
}

/** Where the issuer has a place for it (RFC 7009). What fails ends by itself, when the tokens do. */
async function giveTokensBack(
  { platform, issuers }: Identity,
  id: string,
  { issuerId, tokens }: Unlinked,
): Promise<void> {
  try {
    const issuer = issuers.find(issuerId);
    const client = issuer && (await issuers.clientAt(issuer));
    if (!client?.serverMetadata().revocation_endpoint) return;
    // `as`: sealed as `whoCame` made it.
    const { accessToken, refreshToken } = JSON.parse(
      platform.vault.open(tokens, personPlace('linked_account', id, 'tokens')),
    ) as { accessToken: string; refreshToken?: string };
    await tokenRevocation(client, refreshToken ?? accessToken);
  } catch (error) {
    platform.log.warn({ err: error, issuer: issuerId }, 'an issuer was not told that an account is unlinked');
  }
}

async function theirs({ platform }: Identity, { userId }: Own): Promise<Person> {
  const person = await personById(platform.db.identity, userId);
  if (!person) throw new AccountNotFound();
  return person;
}
