/** Writing what came of questions, with their audit entries and events, if this worker still holds them all. */
import { recordChange } from '../audit/record-change.ts';
import { writeEvent } from '../notifications/write-event.ts';
import { systemCaller } from '../platform/caller.ts';
import { textArray } from '../platform/db/binary-array.ts';
import { prepared } from '../platform/db/sql.ts';
import type { PreparedTx } from '../platform/db/tenant-db.ts';
import { LeaseLost } from '../platform/errors.ts';
import type { RefusalOutcome } from '../funders/errors.ts';
import type { FunderQuote } from '../funders/funder-quote.ts';
import type { ClaimedAsk } from './claim-asks.ts';
import type { StoredFacts } from './facts.ts';
import { searchable } from './reads.ts';

/** What came of asking. */
export type Answer =
  | { readonly stated: FunderQuote; readonly facts: StoredFacts; readonly startsOn: string }
  | { readonly outcome: RefusalOutcome; readonly message: string };

export interface Answered {
  readonly ask: ClaimedAsk;
  readonly answer: Answer;
  readonly latencyMs: number;
}

const ASKER = systemCaller('quotes');

const finish = prepared(
  'quote_asks_finish',
  `with finished as (
     update quote_ask a
        set status = answered.status, message = answered.message, latency_ms = answered.latency_ms,
            finished_at = now(), lease_until = null, late = clock_timestamp() > answered.deadline_at
       from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::int[], $6::timestamptz[])
              as answered (id, fence, status, message, latency_ms, deadline_at)
      where a.id = answered.id and a.fence = answered.fence and a.status = 'RUNNING'
     returning a.id, a.tenant_id, a.request_id, a.funder_id),
   quoted as (
     insert into quote (id, tenant_id, request_id, series_id, asked_at, funder_id, product, customer_email, reference, stated,
                        facts, total_cost, currency, starts_on, expires_at)
     select finished.id, tenant_id, request_id, series_id, asked_at, funder_id, product, customer_email, reference,
            stated::jsonb, facts::jsonb, total_cost, currency, starts_on, expires_at
       from finished join unnest($7::uuid[], $8::uuid[], $9::timestamptz[], $10::text[], $11::text[], $12::text[],
                                 $13::text[], $14::text[], $15::numeric[], $16::text[], $17::text[], $18::timestamptz[])
              as given (id, series_id, asked_at, product, customer_email, reference, stated, facts, total_cost, currency,
                        starts_on, expires_at) using (id))
   select id from finished`,
);
const lock = prepared(
  'quote_series_lock',
  'select id from quote_request where id = any($1::uuid[]) order by id for update',
);
/** Of one funder's quotes in a series only that of the newest request counts, in whatever order they come. */
const markSuperseded = prepared(
  'quote_supersede',
  `update quote q set superseded_at = now()
    where q.series_id = $1 and q.funder_id = $2 and q.superseded_at is null
      and exists (select from quote newer where newer.series_id = q.series_id and newer.funder_id = q.funder_id
                     and newer.asked_at > q.asked_at)`,
);

/**
 * In a transaction whose statements travel together: that the questions are still held shows at their end, and undoes them
 * all otherwise. Throws LeaseLost when one of them was taken over.
 */
export async function saveAnswers(tx: PreparedTx, answered: readonly Answered[]): Promise<void> {
  const quoted = answered.flatMap(({ ask, answer }) => ('facts' in answer ? [{ ask, ...answer }] : []));
  const [, finished] = await Promise.all([
    lockSeries(tx, quoted),
    tx.run(finish, [...asksOf(answered), ...quotesOf(quoted)]),
    ...quoted.map(({ ask }) => tx.run(markSuperseded, [ask.seriesId, ask.funderId])),
    ...answered.map((each) => tell(tx, each)),
  ]);
  if (finished.length < answered.length) throw new LeaseLost('a question was taken over');
}

type Quoted = Extract<Answer, { facts: unknown }> & { readonly ask: ClaimedAsk };

function asksOf(answered: readonly Answered[]): unknown[] {
  const outcomes = answered.map(({ answer }) =>
    'facts' in answer ? { outcome: 'QUOTED', message: null } : answer,
  );
  return [
    answered.map(({ ask }) => ask.id),
    answered.map(({ ask }) => ask.fence),
    outcomes.map(({ outcome }) => outcome),
    outcomes.map(({ message }) => message),
    answered.map(({ latencyMs }) => latencyMs),
    answered.map(({ ask }) => ask.deadlineAt),
  ];
}

function quotesOf(quoted: readonly Quoted[]): unknown[] {
  return [
    quoted.map(({ ask }) => ask.id),
    quoted.map(({ ask }) => ask.seriesId),
    quoted.map(({ ask }) => ask.askedAt),
    quoted.map(({ ask }) => ask.terms.product),
    quoted.map(({ ask }) => searchable(ask.terms.customer.email)),
    quoted.map(({ stated }) => stated.reference),
    textArray(quoted.map(({ stated }) => JSON.stringify(stated))),
    textArray(quoted.map(({ facts }) => JSON.stringify(facts))),
    quoted.map(({ facts }) => facts.totalCost),
    quoted.map(({ ask }) => ask.terms.currency),
    quoted.map(({ startsOn }) => startsOn),
    quoted.map(({ stated }) => stated.validUntil),
  ];
}

/**
 * Quotes of a series are written one at a time, so that each sees what was there before it: those of its first request too,
 * which may come late, when it has long been renewed.
 */
async function lockSeries(tx: PreparedTx, quoted: readonly Quoted[]): Promise<void> {
  if (quoted.length > 0) await tx.run(lock, [quoted.map(({ ask }) => ask.seriesId)]);
}

/** The audit entry, and for a quote the event. */
async function tell(tx: PreparedTx, { ask, answer }: Answered): Promise<void> {
  const { id, tenantId, requestId, funderId } = ask;
  const by = { tenantId, by: ASKER };
  if (!('facts' in answer)) {
    const { outcome } = answer;
    await recordChange(tx, {
      ...by,
      action: 'quote.not_given',
      on: { type: 'QuoteRequest', id: requestId },
      outcome: 'FAILED',
      detail: { funderId, outcome },
    });
    return;
  }
  await Promise.all([
    recordChange(tx, {
      ...by,
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
}
