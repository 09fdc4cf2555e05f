/** What an integration is to reach its provider with: a credential that is entered, or an account connected by a login. */
import { assertMayActFor, type Actor as ConnectingActor } from '../connections/connect.ts';
import { connectedAccountsByIds, type ConnectedAccountView } from '../connections/reads.ts';
import type { CredentialValue } from '../platform/credential-form.ts';
import { InvalidInput } from '../platform/errors.ts';
import type { Provider } from '../providers/provider.ts';

export type Access =
  | { readonly kind: 'credential'; readonly values: readonly CredentialValue[] }
  | { readonly kind: 'connection'; readonly account: ConnectedAccountView };

export interface AccessInput {
  readonly credential?: readonly CredentialValue[] | null | undefined;
  readonly connectionId?: string | null | undefined;
}

/** Undefined when neither is given. Throws InvalidInput, and ConnectionSubjectForbidden for somebody else's account. */
export async function accessIn(
  actor: Pick<ConnectingActor, 'db' | 'principal'>,
  provider: Provider,
  { credential, connectionId }: AccessInput,
): Promise<Access | undefined> {
  if (connectionId == null) return credential ? { kind: 'credential', values: credential } : undefined;
  if (credential) throw wrong('Give a credential or a connected account, not both');
  const [account] = await connectedAccountsByIds(actor.db, [connectionId]);
  if (account?.providerId !== provider.id)
    throw wrong(`No connected account ${connectionId} at ${provider.name}`);
  assertMayActFor(actor.principal, account.subject);
  if (account.status !== 'ACTIVE') throw wrong(`The connected account is ${account.status}`);
  return { kind: 'connection', account };
}

function wrong(message: string): InvalidInput {
  return new InvalidInput(message, { field: 'input.connectionId' });
}
