/** A worker's turn at a connection: the vault and the provider are asked how it stands, and what they say is written. */
import { systemCaller } from '../platform/caller.ts';
import type { Tx } from '../platform/db/sql.ts';
import { CredentialRefused, HubError, LeaseLost } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Due } from '../platform/work/turns.ts';
import { claim, giveBack, type Claim } from '../platform/work/work.ts';
import type { Turn } from '../platform/work/workers.ts';
import { findConnectable } from '../providers/registry.ts';
import { accountChannel } from './channel.ts';
import { identify, proxyOf } from './identity.ts';
import { learn, lockAccount, type Identity, type Learned } from './learn.ts';
import { AFTER_LINK_MS, lookWork, nextLook } from './looks.ts';
import { connectedAccountsByIds, type ConnectedAccountView } from './reads.ts';
import { connectionsOf, removeOthers } from './strays.ts';
import { tokenVaultOf, type TokenVault } from './token-vault.ts';

const LEASE_MS = 90_000;
const FIRST_PAUSE_MS = 2_000;
/** A vault that is away will come back, and nobody tells us when. */
const LONGEST_PAUSE_MS = 10 * 60_000;
/** So often a provider is asked whose account it is before it may stay unknown. */
const IDENTITY_TRIES = 3;

const NOT_FOUND = 'CONNECTION_NOT_FOUND';
const MISSED_FOR_MS = 24 * 3_600_000;

/** What depends on connections, told in the transaction of what was learned. */
export type Follow = (tx: Tx, account: ConnectedAccountView) => Promise<void>;

/** Looks, or gives the row back; false when it was not to be had. Throws only when the database is away. */
export async function lookAtConnection(
  platform: Platform,
  due: Due,
  { turn, follow }: { turn: Turn; follow: Follow },
): Promise<boolean> {
  const tenant = platform.db.tenant(due.tenantId);
  const claimed = await tenant.transaction((tx) => claim(tx, lookWork, { id: due.id, leaseMs: LEASE_MS }));
  if (!claimed) return false;
  const signal = AbortSignal.any([turn.shutdown, AbortSignal.timeout(LEASE_MS * 0.8)]);
  try {
    const [account] = await connectedAccountsByIds(tenant, [due.id]);
    const learned = account && (await findOut(platform, account, { tries: claimed.attempts, signal }));
    const changed = await tenant.transaction((tx) => settle(tx, claimed, { platform, learned, follow }));
    if (changed) platform.announcements.announce(accountChannel(due.tenantId), due.id);
  } catch (error) {
    if (error instanceof LeaseLost) return true;
    const untried = turn.shutdown.aborted;
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(claimed.attempts - 1, 20));
    const floor = error instanceof HubError ? (error.retryAfterMs ?? 0) : 0;
    const delayMs = untried ? 0 : Math.max(floor, Math.round(pause * (1 + Math.random() / 4)));
    platform.log.warn({ err: error, connectedAccount: due.id, delayMs }, 'connection not looked at');
    await tenant.transaction((tx) => giveBack(tx, lookWork, { claim: claimed, delayMs, untried }));
  }
  return true;
}

async function settle(
  tx: Tx,
  claimed: Claim,
  what: { platform: Platform; learned: Learned | undefined; follow: Follow },
): Promise<boolean> {
  const { platform, learned, follow } = what;
  // The look's own row first: whoever else changes both takes them in this order.
  await tx.query('select 1 from connection_look where id = $1 for update', [claimed.id]);
  const account = await lockAccount(tx, claimed.id);
  const changed = account && learned && (await learn(tx, account, { learned, by: systemCaller('worker') }));
  const now = changed ?? account;
  if (now && learned) await follow(tx, now);
  const inMs = now && nextLook(now.status, now.linkEndsAt, platform.clock.now());
  const rows = await tx.query(
    `update connection_look
        set status = $3, attempts = 0, lease_until = null, next_attempt_at = now() + $4 * interval '1 ms'
      where id = $1 and fence = $2 and status = 'RUNNING' returning id`,
    [claimed.id, claimed.fence, inMs === undefined ? 'DONE' : 'QUEUED', inMs ?? 0],
  );
  // Told to look again meanwhile: what was found may be old.
  if (rows.length === 0) throw new LeaseLost(`the look at ${claimed.id} was taken over`);
  return changed !== undefined;
}

/** What the vault and the provider say; undefined when there is nothing to learn yet. */
async function findOut(
  platform: Platform,
  account: ConnectedAccountView,
  { tries, signal }: { tries: number; signal: AbortSignal },
): Promise<Learned | undefined> {
  const vault = tokenVaultOf(platform);
  const isLinkOpen = account.linkEndsAt.getTime() + AFTER_LINK_MS > platform.clock.now();
  if (account.status === 'REVOKED') {
    await removeOthers(vault, account, { keep: undefined, signal });
    return undefined;
  }
  const known = account.vaultConnectionId ?? (await connectionsOf(vault, account, signal))[0]?.connectionId;
  if (known === undefined) return isLinkOpen ? undefined : expired;
  if (isLinkOpen) await removeOthers(vault, account, { keep: known, signal });
  return standingOf(platform, { vault, account, connectionId: known, tries }, signal);
}

const expired: Learned = {
  status: 'FAILED',
  problem: { code: 'CONNECT_LINK_EXPIRED', message: 'Nobody logged in while the link was good' },
};

async function standingOf(
  platform: Platform,
  of: { vault: TokenVault; account: ConnectedAccountView; connectionId: string; tries: number },
  signal: AbortSignal,
): Promise<Learned> {
  const { vault, account, connectionId } = of;
  const { vaultKey, providerId } = account;
  const refused: Learned = {
    status: 'NEEDS_REAUTH',
    vaultConnectionId: connectionId,
    problem: { code: 'CREDENTIAL_REFUSED', message: 'The provider no longer accepts it: connect again' },
  };
  const standing = await vault.stand({ vaultKey, connectionId }, signal);
  if (standing === 'gone') return missing(platform, account, connectionId);
  if (standing === 'refused') return refused;
  const provider = findConnectable(providerId);
  const facts = factsOf(standing.config, provider?.facts ?? []);
  const proxy = proxyOf(vault.settings, { vaultKey, connectionId });
  try {
    const ask = provider && identify(platform, { provider, proxy, facts }, signal);
    const identity = (await ask) ?? UNKNOWN;
    return { status: 'ACTIVE', vaultConnectionId: connectionId, identity, facts };
  } catch (error) {
    if (error instanceof CredentialRefused) return refused;
    const passing = error instanceof HubError && error.retryable && of.tries < IDENTITY_TRIES;
    if (passing || !(error instanceof HubError)) throw error;
    return { status: 'ACTIVE', vaultConnectionId: connectionId, identity: UNKNOWN, facts };
  }
}

/**
 * What the vault does not know was removed there, or the hub was given the key of another environment, to which everything
 * is unknown: an operator has a day to notice before it is final.
 */
function missing(
  { clock }: Platform,
  { errorCode, updatedAt }: ConnectedAccountView,
  vaultConnectionId: string,
): Learned {
  const isLong = errorCode === NOT_FOUND && clock.now() - updatedAt.getTime() > MISSED_FOR_MS;
  if (isLong) return { status: 'REVOKED' };
  const message = 'The token vault does not know it any more';
  return { status: 'NEEDS_REAUTH', vaultConnectionId, problem: { code: NOT_FOUND, message } };
}

const UNKNOWN: Identity = { providerAccountId: null, displayName: null };

/** What a provider's calls need, and nothing else of what the vault keeps beside the tokens. */
function factsOf(
  config: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (typeof config[name] === 'string' ? [[name, config[name]] as const] : [])),
  );
}
