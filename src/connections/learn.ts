/** What becomes of a connection when something is learned of it: the row, its audit entry and its event, or nothing. */
import { recordChange } from '../audit/record-change.ts';
import type { OutgoingEventDraft } from '../notifications/outgoing-event.ts';
import type { Caller } from '../platform/caller.ts';
import type { Tx } from '../platform/db/sql.ts';
import { COLUMNS, type ConnectedAccountView } from './reads.ts';

export interface Problem {
  readonly code: string;
  readonly message: string;
}

export interface Identity {
  readonly providerAccountId: string | null;
  readonly displayName: string | null;
}

export type Learned =
  | {
      readonly status: 'ACTIVE';
      readonly vaultConnectionId: string;
      readonly identity: Identity;
      readonly facts: Readonly<Record<string, string>>;
    }
  | { readonly status: 'NEEDS_REAUTH'; readonly vaultConnectionId: string; readonly problem: Problem }
  | { readonly status: 'FAILED'; readonly problem: Problem }
  | { readonly status: 'REVOKED' };

const ACTIONS = {
  ACTIVE: 'connected_account.activated',
  FAILED: 'connected_account.failed',
  NEEDS_REAUTH: 'connected_account.reauth_needed',
  REVOKED: 'connected_account.deleted',
} as const;

/** The account as it is, kept from changing until the transaction ends; undefined when there is none. */
export async function lockAccount(tx: Tx, id: string): Promise<ConnectedAccountView | undefined> {
  const [account] = await tx.query<ConnectedAccountView>(
    `select ${COLUMNS} from connected_account where id = $1 for update`,
    [id],
  );
  return account;
}

/**
 * Writes what was learned of the locked account, and answers it as it is then; undefined where it is nothing new. Revoked
 * is final, and a failure counts only while somebody waits for the outcome.
 */
export async function learn(
  tx: Tx,
  account: ConnectedAccountView,
  { learned, by }: { learned: Learned; by: Caller },
): Promise<ConnectedAccountView | undefined> {
  if (account.status === 'REVOKED') return undefined;
  if (learned.status === 'FAILED' && account.status !== 'PENDING') return undefined;
  if (saysNothingNew(account, learned)) return undefined;
  const identity = learned.status === 'ACTIVE' ? learned.identity : undefined;
  const problem = 'problem' in learned ? learned.problem : undefined;
  const [changed] = await tx.query<ConnectedAccountView>(
    `update connected_account
        set status = $2, vault_connection_id = coalesce($3, vault_connection_id),
            provider_account_id = coalesce($4, provider_account_id), display_name = coalesce($5, display_name),
            facts = coalesce($6, facts), error_code = $7, error_message = $8,
            connected_at = case when $2 = 'ACTIVE' and status <> 'ACTIVE' then now() else connected_at end,
            updated_at = now(), version = version + 1
      where id = $1 returning ${COLUMNS}`,
    [
      account.id,
      learned.status,
      'vaultConnectionId' in learned ? learned.vaultConnectionId : null,
      identity?.providerAccountId ?? null,
      identity?.displayName ?? null,
      learned.status === 'ACTIVE' ? JSON.stringify(learned.facts) : null,
      problem?.code ?? null,
      problem?.message ?? null,
    ],
  );
  if (!changed) return undefined;
  if (changed.status !== account.status) await tellOf(tx, changed, { by, problem });
  return changed;
}

function saysNothingNew(account: ConnectedAccountView, learned: Learned): boolean {
  if (account.status !== learned.status) return false;
  if (learned.status === 'NEEDS_REAUTH') return account.errorCode === learned.problem.code;
  if (learned.status !== 'ACTIVE') return true;
  const { providerAccountId, displayName } = learned.identity;
  return (
    account.vaultConnectionId === learned.vaultConnectionId &&
    (providerAccountId === null || providerAccountId === account.providerAccountId) &&
    (displayName === null || displayName === account.displayName)
  );
}

async function tellOf(
  tx: Tx,
  account: ConnectedAccountView,
  { by, problem }: { by: Caller; problem: Problem | undefined },
): Promise<void> {
  const { id, tenantId, providerId, subject } = account;
  const event = eventOf(account, problem);
  await recordChange(tx, {
    tenantId,
    by,
    // Nothing becomes pending by what is learned.
    action: ACTIONS[account.status as keyof typeof ACTIONS],
    on: { type: 'ConnectedAccount', id },
    detail: { providerId, subject, ...(problem && { code: problem.code }) },
    ...(event && { event }),
  });
}

function eventOf(
  account: ConnectedAccountView,
  problem: Problem | undefined,
): OutgoingEventDraft | undefined {
  const { id: subject, status } = account;
  const payload = {
    connectionId: account.id,
    tenantId: account.tenantId,
    oidcSub: account.subject,
    provider: account.providerId,
    authorizedScopes: account.scopes,
    providerAccountId: account.providerAccountId,
    displayName: account.displayName,
    metadata: account.facts,
  };
  if (status === 'ACTIVE') return { type: 'connection.activated', subject, payload };
  if (status === 'REVOKED') return { type: 'connection.deleted', subject, payload };
  if (!problem) return undefined;
  const failed = { ...payload, error: { ...problem } };
  return status === 'FAILED'
    ? { type: 'connection.failed', subject, payload: failed }
    : { type: 'connection.needs_reauth', subject, payload: failed };
}
