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
  const funderIds = await chosenFunders(actor.db, terms, input.funderIds);
  const bodyHash = createHash('sha256')
    .update(JSON.stringify([terms, input.funderIds?.toSorted() ?? null, input.renews ?? null]))
    .digest();
  const seriesId = input.renews ? await seriesOf(actor.db, input.renews) : undefined;
  const request = { id: randomUUID(), terms, deadlineMs, idempotencyKey, bodyHash, seriesId };
  const isNew = await actor.db
    .together((tx) => insertNew(tx, actor, { request, funderIds }))
    .catch(ifKeyUsed);
  const id = isNew ? request.id : await sameRequest(actor.db, request);
  return waitForAnswers(platform, actor.db, {
    id,
    isOld: !isNew,
    endsAt: arrivedAt + deadlineMs,
    begin: () => {
      if (id === request.id)
        platform.announcements.announce(ASKED_CHANNEL, `${actor.db.tenantId} ${id} ${funderIds.length}`);
    },
  });
}

interface NewRequest {
  readonly id: string;
  readonly terms: FunderRequest;
  readonly deadlineMs: number;
  readonly idempotencyKey: string;
  readonly bodyHash: Buffer;
  /** Of the request that it renews. */
  readonly seriesId: string | undefined;
}

/** The request and its questions, or nothing where the key was used before. */
const insertRequest = prepared(
  'quote_request_insert',
  `
with request as (
  insert into quote_request (id, tenant_id, series_id, terms, customer_email, idempotency_key, body_hash, requested_by,
                             deadline_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, now() + $9 * interval '1 ms')
  on conflict (tenant_id, idempotency_key) do nothing returning id)
insert into quote_ask (id, tenant_id, request_id, funder_id, status, message, late, finished_at)
select ask.id, $2, request.id, ask.funder_id, ask.status,
       case ask.status when 'NOT_OFFERED' then 'The funder does not offer this product' end,
       case ask.status when 'NOT_OFFERED' then false end, case ask.status when 'NOT_OFFERED' then now() end
  from request, unnest($10::uuid[], $11::text[], $12::text[]) as ask (id, funder_id, status)
returning id`,
);

class KeyUsed extends Error {}

/** Throws KeyUsed, which undoes what travelled along. A funder that does not offer the product need not be asked. */
async function insertNew(
  tx: PreparedTx,
  { db: { tenantId }, caller }: Actor,
  { request, funderIds }: { request: NewRequest; funderIds: readonly string[] },
): Promise<true> {
  const { id, terms, idempotencyKey, bodyHash, deadlineMs, seriesId = id } = request;
  const statuses = funderIds.map((each) =>
    findFunder(each)?.products.includes(terms.product) === false ? 'NOT_OFFERED' : 'QUEUED',
  );
  const [rows] = await Promise.all([
    tx.run(insertRequest, [
      id,
      tenantId,
      seriesId,
      JSON.stringify(terms),
      searchable(terms.customer.email),
      idempotencyKey,
      bodyHash,
      caller.subject,
      deadlineMs,
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
  if (rows.length === 0) throw new KeyUsed();
  return true;
}

function ifKeyUsed(error: unknown): false {
  if (error instanceof KeyUsed) return false;
  throw error;
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

async function sameRequest(db: TenantDb, request: NewRequest): Promise<string> {
  const [before] = await db.read<{ id: string; bodyHash: Buffer }>(byKey, [
    db.tenantId,
    request.idempotencyKey,
  ]);
  if (!before?.bodyHash.equals(request.bodyHash))
    throw new QuoteKeyReused('The idempotency key was used for another request');
  return before.id;
}

async function chosenFunders(
  db: TenantDb,
  { product }: FunderRequest,
  wanted: readonly string[] | null | undefined,
): Promise<readonly string[]> {
  const enabled = await enabledFunders(db);
  if (!wanted) {
    const offering = enabled.filter((id) => findFunder(id)?.products.includes(product));
    if (offering.length === 0) throw new FunderNotEnabled('No funder that offers this product is enabled');
    return offering;
  }
  const chosen = [...new Set(wanted)];
  if (chosen.length < 1 || chosen.length > MOST_FUNDERS)
    throw new InvalidInput(`Name 1 to ${MOST_FUNDERS} funders`, { field: 'input.funderIds' });
  const missing = chosen.find((id) => !enabled.includes(id));
  if (missing !== undefined) throw new FunderNotEnabled(`The funder ${missing} is not enabled`);
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
