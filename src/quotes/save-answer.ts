/** Writing what came of a question, with its audit entry and event, if this worker still holds it. */
import { recordChange } from '../audit/record-change.ts';
import { writeEvent } from '../notifications/write-event.ts';
import { systemCaller } from '../platform/caller.ts';
import { prepared } from '../platform/db/sql.ts';
import type { PreparedTx } from '../platform/db/tenant-db.ts';
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

const finish = prepared('quote_ask_finish', `${FINISH} returning a.id`);
const finishWithQuote = prepared(
  'quote_ask_finish_with_quote',
  `with finished as (${FINISH} returning a.id, a.tenant_id, a.request_id, a.funder_id, r.series_id, r.created_at)
   insert into quote (id, tenant_id, request_id, series_id, asked_at, funder_id, product, customer_email, reference, stated,
                      facts, total_cost, currency, starts_on, expires_at)
   select id, tenant_id, request_id, series_id, created_at, funder_id, $6, $7, $8, $9, $10, $11, $12, $13, $14 from finished
   returning id`,
);
const lock = prepared('quote_series_lock', 'select id from quote_request where id = $1 for update');
const markSuperseded = prepared(
  'quote_supersede',
  `update quote q set superseded_at = now()
    where q.series_id = $1 and q.funder_id = $2 and q.superseded_at is null
      and exists (select from quote newer where newer.series_id = q.series_id and newer.funder_id = q.funder_id
                     and newer.asked_at > q.asked_at)`,
);

/**
 * In a transaction whose statements travel together: that the question is still held shows at their end, and undoes them
 * all otherwise. Throws LeaseLost when it was taken over.
 */
export async function saveQuote(
  tx: PreparedTx,
  ask: ClaimedAsk,
  of: { stated: FunderQuote; facts: StoredFacts; startsOn: string; latencyMs: number },
): Promise<void> {
  const { terms, id, fence, requestId, funderId, tenantId } = ask;
  const { stated, facts, startsOn, latencyMs } = of;
  const [, rows] = await Promise.all([
    ask.renewedSeriesId && lockSeries(tx, ask.renewedSeriesId),
    tx.run(finishWithQuote, [
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
    ]),
    supersede(tx, ask),
    recordChange(tx, {
      tenantId,
      by: ASKER,
      action: 'quote.received',
      on: { type: 'Quote', id },
      detail: { quoteRequestId: requestId, funderId },
    }),
    writeEvent(tx, tenantId, {
      type: 'quote.ready',
      subject: requestId,
      payload: { quoteRequestId: requestId, quoteId: id, funderId, status: 'QUOTED' },
    }),
  ]);
  if (rows.length === 0) throw new LeaseLost(`question ${id} was taken over`);
}

/** Throws LeaseLost when the question was taken over. */
export async function saveRefusal(
  tx: PreparedTx,
  ask: ClaimedAsk,
  of: { outcome: RefusalOutcome; message: string; latencyMs: number },
): Promise<void> {
  const { id, fence, tenantId, requestId, funderId } = ask;
  const { outcome, message, latencyMs } = of;
  const [rows] = await Promise.all([
    tx.run(finish, [id, fence, outcome, message, latencyMs]),
    recordChange(tx, {
      tenantId,
      by: ASKER,
      action: 'quote.not_given',
      on: { type: 'QuoteRequest', id: requestId },
      outcome: 'FAILED',
      detail: { funderId, outcome },
    }),
  ]);
  if (rows.length === 0) throw new LeaseLost(`question ${id} was taken over`);
}

/** Answers to the requests of a series come one at a time, so that each sees what was there before it. */
async function lockSeries(tx: PreparedTx, seriesId: string): Promise<void> {
  await tx.run(lock, [seriesId]);
}

/** Of one funder's quotes in a series only that of the newest request counts, in whatever order they come. */
async function supersede(
  tx: PreparedTx,
  { renewedSeriesId, requestId, funderId }: ClaimedAsk,
): Promise<void> {
  await tx.run(markSuperseded, [renewedSeriesId ?? requestId, funderId]);
}
