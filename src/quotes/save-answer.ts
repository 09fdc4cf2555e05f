/** Writing what came of a question, with its audit entry and event, if this worker still holds it. */
import { recordChange } from '../audit/record-change.ts';
import { systemCaller } from '../platform/caller.ts';
import type { Tx } from '../platform/db/sql.ts';
import { LeaseLost } from '../platform/errors.ts';
import type { RefusalOutcome } from '../funders/errors.ts';
import type { FunderQuote } from '../funders/funder-quote.ts';
import type { ClaimedAsk } from './claim-asks.ts';
import type { StoredFacts } from './facts.ts';
import { searchable } from './reads.ts';

const ASKER = systemCaller('quotes');

const FINISH = `update quote_ask a
   set status = $3, message = $4, latency_ms = $5, finished_at = now(), lease_until = null, late = now() > r.deadline_at
  from quote_request r
 where a.id = $1 and a.fence = $2 and a.status = 'RUNNING' and r.id = a.request_id`;

const FINISH_WITH_QUOTE = `
with finished as (${FINISH} returning a.id, a.tenant_id, a.request_id, a.funder_id, r.series_id, r.created_at)
insert into quote (id, tenant_id, request_id, series_id, asked_at, funder_id, product, customer_email, reference, stated,
                   facts, total_cost, currency, starts_on, expires_at)
select id, tenant_id, request_id, series_id, created_at, funder_id, $6, $7, $8, $9, $10, $11, $12, $13, $14 from finished
returning id`;

/** Throws LeaseLost when the question was taken over. */
export async function saveQuote(
  tx: Tx,
  ask: ClaimedAsk,
  of: { stated: FunderQuote; facts: StoredFacts; startsOn: string; latencyMs: number },
): Promise<void> {
  const { terms, id, fence, requestId, funderId, tenantId } = ask;
  const { stated, facts, startsOn, latencyMs } = of;
  if (ask.renewedSeriesId) await lockSeries(tx, ask.renewedSeriesId);
  const rows = await tx.query(FINISH_WITH_QUOTE, [
    id,
    fence,
    'QUOTED',
    null,
    latencyMs,
    terms.product,
    searchable(terms.customer.email),
    stated.reference,
    JSON.stringify(stated),
    JSON.stringify(facts),
    facts.totalCost,
    terms.currency,
    startsOn,
    stated.validUntil,
  ]);
  if (rows.length === 0) throw new LeaseLost(`question ${id} was taken over`);
  await supersede(tx, ask);
  await recordChange(tx, {
    tenantId,
    by: ASKER,
    action: 'quote.received',
    on: { type: 'Quote', id },
    detail: { quoteRequestId: requestId, funderId },
    event: {
      type: 'quote.ready',
      subject: requestId,
      payload: { quoteRequestId: requestId, quoteId: id, funderId, status: 'QUOTED' },
    },
  });
}

/** Throws LeaseLost when the question was taken over. */
export async function saveRefusal(
  tx: Tx,
  ask: ClaimedAsk,
  of: { outcome: RefusalOutcome; message: string; latencyMs: number },
): Promise<void> {
  const { id, fence, tenantId, requestId, funderId } = ask;
  const { outcome, message, latencyMs } = of;
  const rows = await tx.query(`${FINISH} returning a.id`, [id, fence, outcome, message, latencyMs]);
  if (rows.length === 0) throw new LeaseLost(`question ${id} was taken over`);
  await recordChange(tx, {
    tenantId,
    by: ASKER,
    action: 'quote.not_given',
    on: { type: 'QuoteRequest', id: requestId },
    outcome: 'FAILED',
    detail: { funderId, outcome },
  });
}

/** Answers to the requests of a series come one at a time, so that each sees what was there before it. */
async function lockSeries(tx: Tx, seriesId: string): Promise<void> {
  await tx.query('select id from quote_request where id = $1 for update', [seriesId]);
}

/** Of one funder's quotes in a series only that of the newest request counts, in whatever order they come. */
async function supersede(tx: Tx, { renewedSeriesId, requestId, funderId }: ClaimedAsk): Promise<void> {
  await tx.query(
    `update quote q set superseded_at = now()
      where q.series_id = $1 and q.funder_id = $2 and q.superseded_at is null
        and exists (select from quote newer where newer.series_id = q.series_id and newer.funder_id = q.funder_id
                       and newer.asked_at > q.asked_at)`,
    [renewedSeriesId ?? requestId, funderId],
  );
}
