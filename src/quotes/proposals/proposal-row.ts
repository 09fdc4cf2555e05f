/** The one place that changes a proposal's state, for the worker that holds it and for a funder's message alike. */
import { recordChange } from '../../audit/record-change.ts';
import { systemCaller } from '../../platform/caller.ts';
import type { Tx } from '../../platform/db/sql.ts';
import { LeaseLost } from '../../platform/errors.ts';
import type { Claim } from '../../platform/work/work.ts';
import type { ProposalState } from '../../funders/funder.ts';
import type { ProposalStateName } from './proposal.entity.ts';

const FUNDER = systemCaller('funder');
const WORKER = systemCaller('proposals');
const IS_FINAL = `('APPROVED', 'DECLINED', 'EXPIRED', 'FAILED')`;

interface Row {
  readonly id: string;
  readonly quoteId: string;
  readonly funderId: string;
  readonly state: ProposalStateName;
  readonly before: ProposalStateName;
}

/**
 * Writes what the funder says, unless something later is known already; answers the proposal's id when that changed what
 * can be seen. `of` is the proposal's id, or the funder and its reference.
 */
export async function heedFunder(
  tx: Tx,
  tenantId: string,
  { of, state }: { of: { id: string } | { funderId: string }; state: ProposalState },
): Promise<string | undefined> {
  const [condition, value] =
    'id' in of ? ['id = $2', of.id] : ['funder_id = $2 and reference = $3', of.funderId];
  const [row] = await tx.query<Row>(
    `with before as (select id, state from proposal where tenant_id = $1 and ${condition} and $3::text is not null for update)
     update proposal p
        set reference = $3, state = $4, message = $5, changed_at = $6, updated_at = now(),
            -- A worker looks after what is left to do, at once where the funder has decided.
            status = case status when 'DONE' then 'QUEUED' else status end,
            next_attempt_at = case when $4 in ${IS_FINAL} then now() else next_attempt_at end
       from before
      where p.id = before.id and p.state <> 'FAILED' and (p.changed_at is null or p.changed_at < $6)
     returning p.id, p.quote_id as "quoteId", p.funder_id as "funderId", p.state, before.state as before`,
    [tenantId, value, state.reference, state.status, state.message, state.changedAt],
  );
  if (!row) return undefined;
  if (row.state !== row.before) await tell(tx, tenantId, { row, by: FUNDER });
  return row.id;
}

/** Moves a proposal that a worker holds. Throws LeaseLost when it was taken over. */
export async function move(
  tx: Tx,
  tenantId: string,
  { claim, to, message }: { claim: Claim; to: ProposalStateName; message?: string },
): Promise<void> {
  const [row] = await tx.query<Row>(
    `with before as (select id, state from proposal where id = $1 for update)
     update proposal p
        set state = $3, message = $4, updated_at = now(),
            begun_at = case $3 when 'SUBMITTING' then now() else begun_at end,
            submissions = submissions + case $3 when 'SUBMITTING' then 1 else 0 end
       from before
      where p.id = before.id and p.fence = $2 and p.status = 'RUNNING'
     returning p.id, p.quote_id as "quoteId", p.funder_id as "funderId", p.state, before.state as before`,
    [claim.id, claim.fence, to, message ?? null],
  );
  if (!row) throw new LeaseLost(`proposal ${claim.id} was taken over`);
  if (row.state !== row.before) await tell(tx, tenantId, { row, by: WORKER });
}

/** What came of a worker's turn. */
export interface TurnEnd {
  /** When it is due again, unless it is done. */
  readonly delayMs: number;
  /** A turn that brought the proposal on is no try that failed: from then on they are counted anew. */
  readonly hasFailed: boolean;
  /** Whether its papers are all there, as far as they are to be had. */
  readonly isWhole: boolean;
}

/** Lets go of a proposal: it is done when its state is final and its papers are there, else due again. */
export async function letGo(tx: Tx, claim: Claim, { delayMs, hasFailed, isWhole }: TurnEnd): Promise<void> {
  await tx.query(
    `update proposal
        set status = case when state in ${IS_FINAL} and $5 then 'DONE' else 'QUEUED' end, lease_until = null,
            attempts = case when $4 then attempts else 0 end, next_attempt_at = now() + $3 * interval '1 ms'
      where id = $1 and fence = $2 and status = 'RUNNING'`,
    [claim.id, claim.fence, delayMs, hasFailed, isWhole],
  );
}

async function tell(tx: Tx, tenantId: string, { row, by }: { row: Row; by: typeof FUNDER }): Promise<void> {
  const { id, quoteId, funderId, state } = row;
  await recordChange(tx, {
    tenantId,
    by,
    action: `proposal.${state.toLowerCase()}`,
    on: { type: 'Proposal', id },
    outcome: state === 'FAILED' ? 'FAILED' : 'SUCCEEDED',
    detail: { quoteId, funderId },
    // Our own steps on the way to the funder are told to nobody.
    ...(state !== 'READY' &&
      state !== 'SUBMITTING' && {
        event: {
          type: 'proposal.updated' as const,
          subject: id,
          payload: { proposalId: id, quoteId, funderId, status: state },
        },
      }),
  });
}
