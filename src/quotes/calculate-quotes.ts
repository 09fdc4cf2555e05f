/** Asking several funders at once: one durable question to each, and an answer by the deadline with what is there. */
import { createHash, randomUUID } from 'node:crypto';
import { recordChange } from '../audit/record-change.ts';
import { FunderNotEnabled } from '../funder-accounts/errors.ts';
import { enabledFunders } from '../funder-accounts/reads.ts';
import type { FunderRequest } from '../funders/funder-request.ts';
import { findFunder } from '../funders/registry.ts';
import type { Caller } from '../platform/caller.ts';
import type { PreparedTx, TenantDb } from '../platform/db/tenant-db.ts';
import { isUuid } from '../platform/db/uuid.ts';
import { prepared } from '../platform/db/sql.ts';
import { InvalidInput } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { QuoteKeyReused, QuoteRequestNotFound } from './errors.ts';
import { searchable, type QuoteRequestView } from './reads.ts';
import { checkedTerms, type QuoteTerms } from './terms.ts';
import { waitForAnswers } from './wait-for-answers.ts';
import { ASKED_CHANNEL } from './work-kind.ts';

export interface CalculateQuotes extends QuoteTerms {
  /** All that are enabled and offer the product when absent. */
  readonly funderIds?: readonly string[] | null | undefined;
  readonly deadlineMs?: number | null | undefined;
  readonly idempotencyKey: string;
  /** A former request that this one renews: what a funder quotes now takes the place of what it quoted then. */
  readonly renews?: string | null | undefined;
}

interface Actor {
  readonly db: TenantDb;
  readonly caller: Caller;
}

const DEADLINE_MS = { least: 500, usual: 10_000, most: 60_000 };
const MOST_FUNDERS = 20;

/**
 * Answers by the deadline, `deadlineMs` after the call: who has not been heard of by then counts as timed out and may still
 * follow. The same key and body answer with the same request. Throws InvalidInput, FunderNotEnabled, QuoteKeyReused,
 * QuoteRequestNotFound.
 */
export async function calculateQuotes(
  platform: Platform,
  actor: Actor,
  input: CalculateQuotes,
): Promise<QuoteRequestView> {
  const arrivedAt = performance.now();
  const terms = checkedTerms(input);
  const deadlineMs = checkedDeadline(input.deadlineMs);
  const idempotencyKey = checkedKey(input.idempotencyKey);
  const bodyHash = createHash('sha256')
    .update(JSON.stringify([terms, input.funderIds?.toSorted() ?? null, input.renews ?? null]))
    .digest();
  const endsAt = arrivedAt + deadlineMs;
  const request = { id: randomUUID(), terms, endsAt, idempotencyKey, bodyHash };
  const { id, questions } = await newRequest(actor, request, input).catch((error: unknown) =>
    formerRequest(actor.db, request, error),
  );
  return waitForAnswers(platform, actor.db, {
    id,
    isOld: questions === 0,
    endsAt,
    begin: () => {
      if (questions > 0)
        platform.announcements.announce(ASKED_CHANNEL, `${actor.db.tenantId} ${id} ${questions}`);
    },
  });
}

interface NewRequest {
  readonly id: string;
  readonly terms: FunderRequest;
  /** When the caller is answered, by `performance.now()`. */
  readonly endsAt: number;
  readonly idempotencyKey: string;
  readonly bodyHash: Buffer;
}

/** A request that is written down. */
interface Asked {
  readonly id: string;
  /** How many were written with it; none with one that was made before. */
  readonly questions: number;
}

/** Throws QuoteKeyReused where the key was used before, FunderNotEnabled, QuoteRequestNotFound and InvalidInput. */
async function newRequest(
  actor: Actor,
  request: NewRequest,
  { funderIds: wanted, renews }: CalculateQuotes,
): Promise<Asked> {
  const { db } = actor;
  const funderIds = await chosenFunders(db, request.terms, wanted);
  const seriesId = renews ? await seriesOf(db, renews) : request.id;
  await db.together((tx) => insertNew(tx, actor, { request, seriesId, funderIds }));
  return { id: request.id, questions: funderIds.length };
}

/**
 * The request that was made with the same key and body. What has changed since, of the funders or of what it renews, is no
 * matter to it. Throws QuoteKeyReused for another body, and `error` where there is no such request.
 */
async function formerRequest(db: TenantDb, request: NewRequest, error: unknown): Promise<Asked> {
  const canBeFormer =
    error instanceof QuoteKeyReused ||
    error instanceof FunderNotEnabled ||
    error instanceof QuoteRequestNotFound;
  if (!canBeFormer) throw error;
  const [before] = await db.read<{ id: string; bodyHash: Buffer }>(byKey, [
    db.tenantId,
    request.idempotencyKey,
  ]);
  if (!before) throw error;
  if (!before.bodyHash.equals(request.bodyHash)) throw keyReused();
  return { id: before.id, questions: 0 };
}

function keyReused(): QuoteKeyReused {
  return new QuoteKeyReused('The idempotency key was used for another request');
}

/** The request and its questions to funders that are enabled; no request where the key was used before. */
const insertRequest = prepared(
  'quote_request_insert',
  `
with request as (
  insert into quote_request (id, tenant_id, series_id, terms, customer_email, idempotency_key, body_hash, requested_by,
                             deadline_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, now() + $9 * interval '1 ms')
  on conflict (tenant_id, idempotency_key) do nothing returning id),
asked as (
insert into quote_ask (id, tenant_id, request_id, funder_id, status, message, late, finished_at)
select ask.id, $2, request.id, ask.funder_id, ask.status,
       case ask.status when 'NOT_OFFERED' then 'The funder does not offer this product' end,
       case ask.status when 'NOT_OFFERED' then false end, case ask.status when 'NOT_OFFERED' then now() end
  from request, unnest($10::uuid[], $11::text[], $12::text[]) as ask (id, funder_id, status)
 where ask.funder_id in (select funder_id from funder_account where tenant_id = $2 and enabled)
returning funder_id)
select id, array(select funder_id::text from asked) as "funderIds" from request`,
);

/**
 * Throws QuoteKeyReused and FunderNotEnabled, which undo what travelled along. A funder that does not offer the product need
 * not be asked.
 */
async function insertNew(
  tx: PreparedTx,
  { db: { tenantId }, caller }: Actor,
  { request, seriesId, funderIds }: { request: NewRequest; seriesId: string; funderIds: readonly string[] },
): Promise<void> {
  const { id, terms, idempotencyKey, bodyHash, endsAt } = request;
  const statuses = funderIds.map((each) =>
    findFunder(each)?.products.includes(terms.product) === false ? 'NOT_OFFERED' : 'QUEUED',
  );
  const [[made]] = await Promise.all([
    tx.run<{ id: string; funderIds: string[] }>(insertRequest, [
      id,
      tenantId,
      seriesId,
      JSON.stringify(terms),
      searchable(terms.customer.email),
      idempotencyKey,
      bodyHash,
      caller.subject,
      // What is left of the caller's time: the rest has passed on the way here.
      endsAt - performance.now(),
      funderIds.map(() => randomUUID()),
      funderIds,
      statuses,
    ]),
    recordChange(tx, {
      tenantId,
      by: caller,
      action: 'quote_request.created',
      on: { type: 'QuoteRequest', id },
      detail: { product: terms.product, funderIds },
    }),
  ]);
  if (!made) throw keyReused();
  const missing = funderIds.find((each) => !made.funderIds.includes(each));
  if (missing !== undefined) throw new FunderNotEnabled(`The funder ${missing} is not enabled`);
}

const seriesById = prepared(
  'quote_request_series',
  'select series_id as "seriesId" from quote_request where tenant_id = $1 and id = $2',
);
const byKey = prepared(
  'quote_request_by_key',
  'select id, body_hash as "bodyHash" from quote_request where tenant_id = $1 and idempotency_key = $2',
);

async function seriesOf(db: TenantDb, requestId: string): Promise<string> {
  const [row] = isUuid(requestId)
    ? await db.read<{ seriesId: string }>(seriesById, [db.tenantId, requestId])
    : [];
  if (!row) throw new QuoteRequestNotFound(requestId);
  return row.seriesId;
}

/** Whether those that are named are enabled shows when they are written down. */
async function chosenFunders(
  db: TenantDb,
  { product }: FunderRequest,
  wanted: readonly string[] | null | undefined,
): Promise<readonly string[]> {
  if (!wanted) {
    const offering = (await enabledFunders(db)).filter((id) => findFunder(id)?.products.includes(product));
    if (offering.length === 0) throw new FunderNotEnabled('No funder that offers this product is enabled');
    return offering;
  }
  const chosen = [...new Set(wanted)];
  if (chosen.length < 1 || chosen.length > MOST_FUNDERS)
    throw new InvalidInput(`Name 1 to ${MOST_FUNDERS} funders`, { field: 'input.funderIds' });
  return chosen;
}

function checkedDeadline(given: number | null | undefined): number {
  const ms = given ?? DEADLINE_MS.usual;
  if (!Number.isInteger(ms) || ms < DEADLINE_MS.least || ms > DEADLINE_MS.most) {
    throw new InvalidInput(`A deadline is ${DEADLINE_MS.least} to ${DEADLINE_MS.most} ms away`, {
      field: 'input.deadlineMs',
    });
  }
  return ms;
}

/** Printable, so that it can be read out; long enough that nobody hits it by chance. */
const KEY = /^[\x21-\x7e]{8,128}$/;

export function checkedKey(key: string): string {
  if (!KEY.test(key)) {
    throw new InvalidInput('An idempotency key has 8 to 128 printable characters without spaces', {
      field: 'input.idempotencyKey',
    });
  }
  return key;
}
