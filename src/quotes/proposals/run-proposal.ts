/**
 * A worker's turn at a proposal. That it is about to be sent is committed before it is sent; whoever finds it so afterwards
 * cannot know whether it arrived, and asks the funder before anything else. So it is given to the funder once.
 */
import { UncertainOutcome } from '../../funders/errors.ts';
import type { ProposalState } from '../../funders/funder.ts';
import type { FunderRequest } from '../../funders/funder-request.ts';
import type { FunderDesk } from '../../funder-accounts/desk.ts';
import { HubError, LeaseLost } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Due } from '../../platform/work/turns.ts';
import { claim, type Claim } from '../../platform/work/work.ts';
import type { Turn } from '../../platform/work/workers.ts';
import { openApplicant } from './applicant.ts';
import { keepDocument } from './keep-document.ts';
import { keepQuotation } from './keep-quotation.ts';
import { mayBeSent, nextLookMs, pauseMs, stateAfter } from './outcome.ts';
import { heedFunder, letGo, move, type TurnEnd } from './proposal-row.ts';
import { isFinal } from './reads.ts';
import type { ProposalStateName } from './proposal.entity.ts';
import { proposalChannel, proposalWork } from './work-kind.ts';

/** What a funder may take to accept a proposal, or to say how it stands, in milliseconds. */
const SUBMIT_MS = 60_000;
const LOOK_MS = 30_000;
/** Beyond anything one turn does. */
const LEASE_MS = 120_000;
/** Whatever was sent so long ago has arrived by now or never will: only then "there is none" is believed. */
const SETTLED_MS = 120_000;

interface Row {
  quote_id: string;
  funder_id: string;
  state: ProposalStateName;
  reference: string | null;
  applicant: Buffer;
  submissions: number;
  file_key: Buffer | null;
  document: string | null;
  quotation: string | null;
  begun_ms: number | null;
  age_ms: number;
}

export interface HeldProposal {
  readonly tenantId: string;
  readonly claim: Claim;
  readonly row: Row;
}

interface QuoteRow {
  readonly reference: string;
  readonly terms: FunderRequest;
}

const COLUMNS = `quote_id, funder_id, state, reference, applicant, submissions, file_key, document, quotation,
  extract(epoch from now() - begun_at)::float * 1000 as begun_ms,
  extract(epoch from now() - created_at)::float * 1000 as age_ms`;

/** False when it was not to be had. Throws only when the database is away. */
export async function runProposal(
  platform: Platform,
  desk: FunderDesk,
  { due, turn }: { due: Due; turn: Turn },
): Promise<boolean> {
  const { id, tenantId } = due;
  const db = platform.db.tenant(tenantId);
  const claimed = await db.transaction((tx) =>
    claim<Row>(tx, proposalWork, { id, leaseMs: LEASE_MS, columns: COLUMNS }),
  );
  if (!claimed) return false;
  const held = { tenantId, claim: claimed, row: claimed.row };
  try {
    const step = await takeStep(platform, desk, { held, shutdown: turn.shutdown });
    const isWhole = await keepPapers(platform, desk, { held, shutdown: turn.shutdown });
    await db.transaction((tx) => letGo(tx, claimed, { ...step, isWhole }));
  } catch (error) {
    if (error instanceof LeaseLost) return true;
    const delayMs = turn.shutdown.aborted ? 0 : pauseMs(claimed.attempts);
    platform.log.warn({ err: error, proposal: id, delayMs }, 'proposal not moved');
    await db.transaction((tx) => letGo(tx, claimed, { delayMs, hasFailed: true, isWhole: false }));
  }
  platform.announcements.announce(proposalChannel(tenantId), id);
  return true;
}

interface Step {
  readonly held: HeldProposal;
  readonly shutdown: AbortSignal;
}

/** Whether they are all there, as far as they are to be had. What could not be made or fetched now is left to another turn. */
async function keepPapers(platform: Platform, desk: FunderDesk, step: Step): Promise<boolean> {
  const { id: proposal } = step.held.claim;
  const hasDocument = await keepDocument(platform, step.held).then(
    () => true,
    (err: unknown) => {
      platform.log.warn({ err, proposal }, 'document of a proposal not made');
      return false;
    },
  );
  const hasQuotation = await keepQuotation(platform, desk, step).then(
    () => true,
    (err: unknown) => {
      platform.log.warn({ err, proposal }, 'quotation of a funder not fetched');
      return false;
    },
  );
  return hasDocument && hasQuotation;
}

type StepEnd = Pick<TurnEnd, 'delayMs' | 'hasFailed'>;

/** Answers when to look again. */
async function takeStep(platform: Platform, desk: FunderDesk, step: Step): Promise<StepEnd> {
  const { tenantId, claim: claimed, row } = step.held;
  // Only its papers are missing.
  if (isFinal(row.state)) return movedOn(row.age_ms);
  switch (row.state) {
    case 'READY':
      return submit(platform, desk, step.held);
    case 'SUBMITTING':
      await platform.db
        .tenant(tenantId)
        .transaction((tx) => move(tx, tenantId, { claim: claimed, to: 'UNCERTAIN' }));
      return settle(platform, desk, step);
    case 'UNCERTAIN':
      return settle(platform, desk, step);
    default:
      return look(platform, desk, step);
  }
}

/** Looked at again after a while that suits its age. */
function movedOn(ageMs: number): StepEnd {
  return { delayMs: nextLookMs(ageMs), hasFailed: false };
}

async function submit(platform: Platform, desk: FunderDesk, held: HeldProposal): Promise<StepEnd> {
  const { tenantId, claim: claimed, row } = held;
  const db = platform.db.tenant(tenantId);
  if (!mayBeSent({ submissions: row.submissions, attempts: claimed.attempts })) {
    const message = 'Giving it to the funder failed too often';
    await db.transaction((tx) => move(tx, tenantId, { claim: claimed, to: 'FAILED', message }));
    return movedOn(row.age_ms);
  }
  const { quote, applicant } = await db.transaction(async (tx) => {
    const [found] = await tx.query<QuoteRow>(
      `select q.reference, r.terms from quote q join quote_request r on r.id = q.request_id where q.id = $1`,
      [row.quote_id],
    );
    if (!found) throw new Error(`proposal without its quote ${row.quote_id}`);
    const opened = openApplicant(platform.vault, { tenantId, id: claimed.id }, row.applicant);
    await move(tx, tenantId, { claim: claimed, to: 'SUBMITTING' });
    return { quote: found, applicant: opened };
  });
  try {
    const state = await desk.propose({
      tenantId,
      funderId: row.funder_id,
      key: claimed.id,
      proposal: { quoteReference: quote.reference, request: quote.terms, applicant },
      deadlineMs: SUBMIT_MS,
      // The end of this process is no reason to leave the funder in the middle of it.
      signal: new AbortController().signal,
    });
    return heed(platform, held, state);
  } catch (error) {
    const to = stateAfter(error, row.submissions + 1);
    const message = error instanceof HubError ? error.message : 'Internal error';
    await db.transaction((tx) => move(tx, tenantId, { claim: claimed, to, message }));
    return error instanceof UncertainOutcome
      ? movedOn(0)
      : { delayMs: pauseMs(claimed.attempts), hasFailed: true };
  }
}

/** Finds out whether the funder took it. */
async function settle(platform: Platform, desk: FunderDesk, { held, shutdown }: Step): Promise<StepEnd> {
  const { tenantId, claim: claimed, row } = held;
  const question = { tenantId, funderId: row.funder_id, key: claimed.id };
  const found = await desk.find({ ...question, deadlineMs: LOOK_MS, signal: shutdown });
  if (found) return heed(platform, held, found);
  if ((row.begun_ms ?? Infinity) < SETTLED_MS) return movedOn(0);
  // The funder is certain that it has none, and what was sent can no longer be on its way.
  await platform.db.tenant(tenantId).transaction((tx) => move(tx, tenantId, { claim: claimed, to: 'READY' }));
  return { delayMs: 0, hasFailed: false };
}

async function look(platform: Platform, desk: FunderDesk, { held, shutdown }: Step): Promise<StepEnd> {
  const { tenantId, row } = held;
  if (row.reference === null) throw new Error(`proposal ${held.claim.id} has no reference`);
  const question = { tenantId, funderId: row.funder_id, reference: row.reference };
  const state = await desk.status({ ...question, deadlineMs: LOOK_MS, signal: shutdown });
  return heed(platform, held, state);
}

async function heed(platform: Platform, held: HeldProposal, state: ProposalState): Promise<StepEnd> {
  const { tenantId, claim: claimed, row } = held;
  await platform.db
    .tenant(tenantId)
    .transaction((tx) => heedFunder(tx, tenantId, { of: { id: claimed.id }, state }));
  return movedOn(row.age_ms);
}
