import type { Tx } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import { assertMayActFor, type Actor } from './connect.ts';
import { accountChannel } from './channel.ts';
import { ConnectedAccountNotFound } from './errors.ts';
import { learn, lockAccount } from './learn.ts';
import { FIRST_LOOK_MS, lookSoon } from './looks.ts';
import { theAccount, type ConnectedAccountView } from './reads.ts';
import { removeOthers } from './strays.ts';
import { tokenVaultOf } from './token-vault.ts';

const REMOVAL_TIMEOUT_MS = 15_000;

/**
 * Removes the connection from the vault, then here; `alongside` runs in the same transaction. Again: nothing happens. Throws
 * ConnectedAccountNotFound, ConnectionSubjectForbidden, and ProviderUnavailable or TokenVaultRefused with nothing changed.
 */
export async function disconnectAccount(
  platform: Platform,
  actor: Actor,
  request: { id: string; alongside: (tx: Tx, account: ConnectedAccountView) => Promise<void> },
): Promise<ConnectedAccountView> {
  const before = await theAccount(actor.db, request.id);
  assertMayActFor(actor.principal, before.subject);
  if (before.status === 'REVOKED') return before;
  const vault = tokenVaultOf(platform);
  const signal = AbortSignal.timeout(REMOVAL_TIMEOUT_MS);
  const { vaultKey, vaultConnectionId } = before;
  if (vaultConnectionId) await vault.remove({ vaultKey, connectionId: vaultConnectionId }, signal);
  await removeOthers(vault, before, { keep: undefined, signal });
  await actor.db.transaction(async (tx) => {
    // A link that is still open may lead to a new connection: it is looked for until the link ends.
    await lookSoon(tx, before, FIRST_LOOK_MS);
    const account = await lockAccount(tx, before.id);
    if (!account) throw new ConnectedAccountNotFound(before.id);
    const revoked = await learn(tx, account, { learned: { status: 'REVOKED' }, by: actor.caller });
    if (revoked) await request.alongside(tx, revoked);
  });
  platform.announcements.announce(accountChannel(before.tenantId), before.id);
  return theAccount(actor.db, before.id);
}
