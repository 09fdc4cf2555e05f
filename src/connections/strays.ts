/** A link can be followed more than once, and each time leads to a connection of its own. */
import type { ConnectedAccountView } from './reads.ts';
import { tagsOf } from './tags.ts';
import type { Listed, TokenVault } from './token-vault.ts';

/** The connections that links of the account led to, newest first. */
export async function connectionsOf(
  vault: TokenVault,
  account: ConnectedAccountView,
  signal: AbortSignal,
): Promise<Listed[]> {
  const listed = await vault.find(tagsOf(account), signal);
  return listed
    .filter(({ vaultKey }) => vaultKey === account.vaultKey)
    .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}

/** Removes all of them but one: what nobody uses must not keep tokens. */
export async function removeOthers(
  vault: TokenVault,
  account: ConnectedAccountView,
  { keep, signal }: { keep: string | undefined; signal: AbortSignal },
): Promise<void> {
  for (const each of await connectionsOf(vault, account, signal)) {
    if (each.connectionId !== keep) await vault.remove(each, signal);
  }
}
