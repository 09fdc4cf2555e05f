/** Connecting an account: a link that its owner follows to the provider. What comes of it is learned from the vault. */
import { randomUUID } from 'node:crypto';
import { recordChange } from '../audit/record-change.ts';
import type { Caller } from '../platform/caller.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { InvalidInput, NotFound } from '../platform/errors.ts';
import type { Platform, TokenVaultSettings } from '../platform/platform.ts';
import { hasScope, type Principal } from '../platform/principal/principal.ts';
import { findConnectable } from '../providers/registry.ts';
import type { Connectable } from '../providers/connectable.ts';
import { accountChannel } from './channel.ts';
import { ConnectionSubjectForbidden, ConnectedAccountStateConflict } from './errors.ts';
import { lockAccount } from './learn.ts';
import { FIRST_LOOK_MS, LOOK_LANE, lookSoon } from './looks.ts';
import { theAccount, type ConnectedAccountView } from './reads.ts';
import { linkTags } from './tags.ts';
import { tokenVaultOf, type ConnectLink } from './token-vault.ts';

/** Who asks, and in which tenant. */
export interface Actor {
  readonly db: TenantDb;
  readonly caller: Caller;
  readonly principal: Pick<Principal, 'subject' | 'scopes'>;
}

export interface ConnectAccount {
  readonly providerId: string;
  /** Left out: the provider's usual ones. */
  readonly scopes?: readonly string[] | null | undefined;
  /** Left out: the caller. */
  readonly subject?: string | null | undefined;
}

/** What the owner of the account is shown. Nothing of it is stored. */
export interface ConnectSession {
  readonly connectedAccount: ConnectedAccountView;
  readonly connectLink: string;
  readonly authorizationUrl: string;
  readonly sessionToken: string;
  readonly expiresAt: Date;
}

const LINK_TIMEOUT_MS = 10_000;
/** RFC 6749 section 3.3, without the comma, which is Nango's separator. */
const SCOPE = /^[\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]{1,200}$/;
const MOST_SCOPES = 50;
/** Of a tag's value at Nango. */
const LONGEST_SUBJECT = 200;

/** Throws InvalidInput, ConnectionSubjectForbidden, ProviderUnavailable, TokenVaultRefused. */
export async function connectAccount(
  platform: Platform,
  actor: Actor,
  input: ConnectAccount,
): Promise<ConnectSession> {
  const vault = tokenVaultOf(platform);
  const provider = findConnectable(input.providerId);
  if (!provider) {
    throw new InvalidInput(`No provider ${input.providerId} that can be connected by a login`, {
      field: 'input.providerId',
    });
  }
  const scopes = checkedScopes(input.scopes ?? provider.scopes);
  const subject = checkedSubject(input.subject ?? actor.principal.subject);
  assertMayActFor(actor.principal, subject);
  const { tenantId } = actor.db;
  const account = { id: randomUUID(), tenantId, subject };
  const vaultKey = vaultKeyOf(provider, vault.settings);
  const tags = linkTags(account, 1);
  const link = await vault.openLink({ vaultKey, scopes, tags }, AbortSignal.timeout(LINK_TIMEOUT_MS));
  await actor.db.transaction(async (tx) => {
    await lookSoon(tx, account, FIRST_LOOK_MS);
    await tx.query(
      `insert into connected_account (id, tenant_id, provider_id, subject, status, scopes, vault_key, attempt, link_ends_at)
       values ($1, $2, $3, $4, 'PENDING', $5, $6, 1, $7)`,
      [account.id, tenantId, provider.id, subject, scopes, vaultKey, link.endsAt],
    );
    await recordChange(tx, {
      tenantId,
      by: actor.caller,
      action: 'connected_account.requested',
      on: { type: 'ConnectedAccount', id: account.id },
      detail: { providerId: provider.id, subject, scopes },
    });
  });
  return shown(await theAccount(actor.db, account.id), link, vault.settings);
}

/**
 * A new link for an account that there is already. Throws ConnectedAccountNotFound, ConnectedAccountStateConflict,
 * ConnectionSubjectForbidden, ProviderUnavailable, TokenVaultRefused.
 */
export async function reconnectAccount(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<ConnectSession> {
  const before = await theAccount(actor.db, id);
  assertMayActFor(actor.principal, before.subject);
  if (before.status === 'REVOKED')
    throw new ConnectedAccountStateConflict('It is disconnected: connect anew');
  const vault = tokenVaultOf(platform);
  const attempt = before.attempt + 1;
  const { vaultKey, scopes, vaultConnectionId } = before;
  const request = {
    vaultKey,
    scopes,
    tags: linkTags(before, attempt),
    again: vaultConnectionId ?? undefined,
  };
  const link = await vault
    .openLink(request, AbortSignal.timeout(LINK_TIMEOUT_MS))
    .catch(async (error: unknown) => {
      if (!(error instanceof NotFound)) throw error;
      await actor.db.transaction((tx) => lookSoon(tx, before));
      await platform.bells.ring(LOOK_LANE);
      throw new ConnectedAccountStateConflict('The token vault no longer has it: connect anew');
    });
  await actor.db.transaction(async (tx) => {
    await lookSoon(tx, before, FIRST_LOOK_MS);
    const now = await lockAccount(tx, before.id);
    if (now?.attempt !== before.attempt || now.status === 'REVOKED')
      throw new ConnectedAccountStateConflict('It was changed meanwhile');
    await tx.query(
      `update connected_account
          set attempt = $2, link_ends_at = $3, status = case status when 'FAILED' then 'PENDING' else status end,
              error_code = case status when 'FAILED' then null else error_code end,
              error_message = case status when 'FAILED' then null else error_message end,
              updated_at = now(), version = version + 1
        where id = $1`,
      [before.id, attempt, link.endsAt],
    );
    await recordChange(tx, {
      tenantId: before.tenantId,
      by: actor.caller,
      action: 'connected_account.reconnect_requested',
      on: { type: 'ConnectedAccount', id: before.id },
    });
  });
  platform.announcements.announce(accountChannel(before.tenantId), before.id);
  return shown(await theAccount(actor.db, before.id), link, vault.settings);
}

/** People act on their own accounts; `admin` on everybody's. Throws ConnectionSubjectForbidden. */
export function assertMayActFor(principal: Actor['principal'], subject: string): void {
  if (principal.subject !== subject && !hasScope(principal, 'admin')) throw new ConnectionSubjectForbidden();
}

/** The vault's name of the provider's integration. */
function vaultKeyOf(provider: Connectable, settings: TokenVaultSettings): string {
  return settings.integrations[provider.id] ?? provider.vaultKey;
}

function shown(
  connectedAccount: ConnectedAccountView,
  { token, link, endsAt }: ConnectLink,
  { url }: TokenVaultSettings,
): ConnectSession {
  const direct = new URL(`${url}/oauth/connect/${encodeURIComponent(connectedAccount.vaultKey)}`);
  direct.searchParams.set('connect_session_token', token);
  return {
    connectedAccount,
    connectLink: link,
    authorizationUrl: direct.href,
    sessionToken: token,
    expiresAt: endsAt,
  };
}

function checkedScopes(scopes: readonly string[]): readonly string[] {
  const wrong = scopes.length > MOST_SCOPES || scopes.some((scope) => !SCOPE.test(scope));
  if (wrong) {
    throw new InvalidInput(`At most ${MOST_SCOPES} scopes, each of 1 to 200 characters without , and space`, {
      field: 'input.scopes',
    });
  }
  return [...new Set(scopes)];
}

function checkedSubject(subject: string): string {
  if (subject.trim() === subject && subject.length > 0 && subject.length <= LONGEST_SUBJECT) return subject;
  throw new InvalidInput(`A subject has 1 to ${LONGEST_SUBJECT} characters`, { field: 'input.subject' });
}
