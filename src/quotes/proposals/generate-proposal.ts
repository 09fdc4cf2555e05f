/** Making a proposal of a quote. Whether the quote still may is decided by one statement, whatever happens at the same time. */
import { createHash, randomUUID } from 'node:crypto';
import { recordChange } from '../../audit/record-change.ts';
import type { Applicant } from '../../funders/funder-request.ts';
import type { Caller } from '../../platform/caller.ts';
import type { Tx } from '../../platform/db/sql.ts';
import type { TenantDb } from '../../platform/db/tenant-db.ts';
import type { Platform } from '../../platform/platform.ts';
import { checkedKey } from '../calculate-quotes.ts';
import { QuoteNotFound } from '../errors.ts';
import { quoteRequestsByIds, quotesByIds } from '../reads.ts';
import { checkedApplicant, sealApplicant, type ApplicantDetails } from './applicant.ts';
import {
  ProposalKeyReused,
  ProposalNotFound,
  QuoteAlreadyProposed,
  QuoteExpired,
  QuoteSuperseded,
} from './errors.ts';
import { proposalsByIds, type ProposalView } from './reads.ts';
import { newFileKey } from './sealed-file.ts';
import { PROPOSAL_LANE } from './work-kind.ts';

export interface GenerateProposal {
  readonly quoteId: string;
  readonly applicant: ApplicantDetails;
  readonly idempotencyKey: string;
}

interface Actor {
  readonly db: TenantDb;
  readonly caller: Caller;
}

/**
 * Writes the proposal down; a worker gives it to the funder. The same key and input answer with the same proposal. Throws
 * QuoteNotFound, QuoteExpired, QuoteSuperseded, QuoteAlreadyProposed, ProposalKeyReused and InvalidInput.
 */
export async function generateProposal(
  platform: Platform,
  actor: Actor,
  input: GenerateProposal,
): Promise<ProposalView> {
  const { db } = actor;
  const idempotencyKey = checkedKey(input.idempotencyKey);
  const [quote] = await quotesByIds(db, [input.quoteId]);
  const [request] = quote ? await quoteRequestsByIds(db, [quote.requestId]) : [];
  if (!quote || !request) throw new QuoteNotFound(input.quoteId);
  const applicant = checkedApplicant(request.terms.customer, input.applicant, platform.clock.now());
  const proposal = {
    id: randomUUID(),
    quoteId: quote.id,
    idempotencyKey,
    bodyHash: hashOf(quote.id, applicant),
  };
  const owner = { tenantId: db.tenantId, id: proposal.id };
  const sealed = sealApplicant(platform.vault, owner, applicant);
  const fileKey = newFileKey(platform.vault, owner);
  const id = await db.transaction(async (tx) => {
    const isNew = await insert(tx, actor, { ...proposal, sealed, fileKey });
    if (!isNew) return sameProposal(tx, db.tenantId, proposal);
    await recordChange(tx, {
      tenantId: db.tenantId,
      by: actor.caller,
      action: 'proposal.created',
      on: { type: 'Proposal', id: proposal.id },
      detail: { quoteId: quote.id, funderId: quote.funderId },
    });
    return proposal.id;
  });
  if (id === proposal.id) await platform.bells.ring(PROPOSAL_LANE);
  return theProposal(db, id);
}

/** Throws ProposalNotFound. */
export async function theProposal(db: TenantDb, id: string): Promise<ProposalView> {
  const [proposal] = await proposalsByIds(db, [id]);
  if (!proposal) throw new ProposalNotFound(id);
  return proposal;
}

interface NewProposal {
  readonly id: string;
  readonly quoteId: string;
  readonly idempotencyKey: string;
  readonly bodyHash: Buffer;
}

/**
 * The row of the quote is locked while it is looked at: a newer quote waits for it, or it for the newer one, and then looks
 * again. The time is that of the look, not of the transaction's begin.
 */
const INSERT = `
with usable as (
  select id, funder_id from quote
   where tenant_id = $2 and id = $3 and superseded_at is null and expires_at > clock_timestamp() for update)
insert into proposal (id, tenant_id, quote_id, funder_id, idempotency_key, body_hash, applicant, file_key, state, requested_by,
                      status)
select $1, $2, id, funder_id, $4, $5, $6, $7, 'READY', $8, 'QUEUED' from usable
on conflict do nothing returning id`;

/** False when it could not be: the key or the quote is used up, or the quote no longer holds. */
async function insert(
  tx: Tx,
  actor: Actor,
  of: NewProposal & { sealed: Buffer; fileKey: Buffer },
): Promise<boolean> {
  const rows = await tx.query(INSERT, [
    of.id,
    actor.db.tenantId,
    of.quoteId,
    of.idempotencyKey,
    of.bodyHash,
    of.sealed,
    of.fileKey,
    actor.caller.subject,
  ]);
  return rows.length > 0;
}

/** The id of the proposal that was made with the key; else throws why there is none. */
async function sameProposal(tx: Tx, tenantId: string, of: NewProposal): Promise<string> {
  const [before] = await tx.query<{ id: string; bodyHash: Buffer }>(
    `select id, body_hash as "bodyHash" from proposal where tenant_id = $1 and idempotency_key = $2`,
    [tenantId, of.idempotencyKey],
  );
  if (before?.bodyHash.equals(of.bodyHash)) return before.id;
  if (before) throw new ProposalKeyReused('The idempotency key was used for another proposal');
  const [quote] = await tx.query<{ superseded: boolean; proposed: boolean }>(
    `select superseded_at is not null as superseded,
            exists (select from proposal where quote_id = quote.id and state <> 'FAILED') as proposed
       from quote where tenant_id = $1 and id = $2`,
    [tenantId, of.quoteId],
  );
  if (quote?.proposed) throw new QuoteAlreadyProposed('The quote has become a proposal already');
  if (quote?.superseded) throw new QuoteSuperseded('The funder has quoted anew since');
  throw new QuoteExpired('The time of the quote is over: ask for quotes again');
}

function hashOf(quoteId: string, applicant: Applicant): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([quoteId, applicant]))
    .digest();
}
