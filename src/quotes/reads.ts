/** Quote requests and quotes as the API shows them. Whether time is over is for the database's clock to say. */
import type { FunderRequest } from '../funders/funder-request.ts';
import type { FunderQuote } from '../funders/funder-quote.ts';
import type { Product } from '../funders/funder.ts';
import { pageOf, placeAfter, rowsWanted, type Page, type PageRequest } from '../platform/db/page.ts';
import { prepared } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { isUuid, LAST_UUID } from '../platform/db/uuid.ts';
import type { StoredFacts } from './facts.ts';
import type { AnswerOutcome } from './quote-request.entity.ts';

export interface AnswerView {
  /** Also the quote's id, if there is one. */
  id: string;
  funderId: string;
  /** Null while the funder may still answer in time. */
  outcome: AnswerOutcome | null;
  message: string | null;
  late: boolean;
  latencyMs: number | null;
}

export interface QuoteRequestView {
  id: string;
  terms: FunderRequest;
  createdAt: Date;
  deadlineAt: Date;
  /** Milliseconds until then, as the row was read; below zero afterwards. */
  remainingMs: number;
  /** Whether every funder has been heard of. */
  complete: boolean;
  answers: AnswerView[];
}

export type QuoteStatus = 'OPEN' | 'EXPIRED' | 'SUPERSEDED';

export interface QuoteView {
  id: string;
  requestId: string;
  funderId: string;
  product: Product;
  reference: string;
  stated: FunderQuote;
  facts: StoredFacts;
  totalCost: string;
  currency: string;
  startsOn: string;
  status: QuoteStatus;
  createdAt: Date;
  expiresAt: Date;
}

const OVER = 'r.deadline_at <= now()';

const selectRequests = (which: string) =>
  `select r.id, r.terms, r.created_at as "createdAt", r.deadline_at as "deadlineAt",
          extract(epoch from r.deadline_at - now())::float * 1000 as "remainingMs", asked.*
     from quote_request r cross join lateral (
       select bool_and(a.status not in ('QUEUED', 'RUNNING')) as complete,
              json_agg(json_build_object('id', a.id, 'funderId', a.funder_id,
                'outcome', case when a.status not in ('QUEUED', 'RUNNING') then a.status when ${OVER} then 'TIMED_OUT' end,
                'message', a.message, 'late', coalesce(a.late, ${OVER}), 'latencyMs', a.latency_ms)
                order by a.funder_id) as answers
         from quote_ask a where a.request_id = r.id) asked
    where r.tenant_id = $1 and r.id ${which}`;
const requestsById = prepared('quote_requests_by_id', selectRequests('= any($2::uuid[])'));
// A statement of its own: how many ids an array has changes the plan, so with one it is planned anew each time.
const requestById = prepared('quote_request_by_id', selectRequests('= $2'));

const COLUMNS = `id, request_id as "requestId", funder_id as "funderId", product, reference, stated, facts,
  total_cost as "totalCost", currency, starts_on as "startsOn", created_at as "createdAt", expires_at as "expiresAt",
  case when superseded_at is not null then 'SUPERSEDED' when expires_at <= now() then 'EXPIRED' else 'OPEN' end as status`;

const quotesById = prepared(
  'quotes_by_id',
  `select ${COLUMNS} from quote where tenant_id = $1 and id = any($2::uuid[])`,
);
const page = prepared(
  'quote_page',
  `select ${COLUMNS} from quote
    where tenant_id = $1 and (created_at, id) < ($2::timestamptz, $3::uuid)
      and ($4::text is null or funder_id = $4) and ($5::text is null or product = $5)
      and ($6::uuid is null or request_id = $6)
      and ($7::text is null or $7 = case when superseded_at is not null then 'SUPERSEDED'
                                         when expires_at <= now() then 'EXPIRED' else 'OPEN' end)
    order by created_at desc, id desc limit $8`,
);
const ofCustomer = prepared(
  'quotes_of_customer',
  `select ${COLUMNS} from quote
    where tenant_id = $1 and (created_at, id) < ($2::timestamptz, $3::uuid) and customer_email = $4
    order by created_at desc, id desc limit $5`,
);

/** In the order of `ids`; undefined where the tenant has no such request. */
export async function quoteRequestsByIds(
  db: TenantDb,
  ids: readonly string[],
): Promise<(QuoteRequestView | undefined)[]> {
  const rows = await db.read<QuoteRequestView>(requestsById, [db.tenantId, ids.filter(isUuid)]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id.toLowerCase()));
}

/** Undefined where the tenant has no such request. */
export async function quoteRequestById(db: TenantDb, id: string): Promise<QuoteRequestView | undefined> {
  const [row] = isUuid(id) ? await db.read<QuoteRequestView>(requestById, [db.tenantId, id]) : [];
  return row;
}

/** In the order of `ids`; undefined where the tenant has no such quote. */
export async function quotesByIds(db: TenantDb, ids: readonly string[]): Promise<(QuoteView | undefined)[]> {
  const rows = await db.read<QuoteView>(quotesById, [db.tenantId, ids.filter(isUuid)]);
  const found = new Map(rows.map((row) => [row.id, withDates(row)]));
  return ids.map((id) => found.get(id.toLowerCase()));
}

export interface QuoteFilter {
  funderId?: string | null | undefined;
  product?: Product | null | undefined;
  quoteRequestId?: string | null | undefined;
  status?: QuoteStatus | null | undefined;
}

/** Newest first. */
export async function listQuotes(
  db: TenantDb,
  request: PageRequest & { filter?: QuoteFilter | null | undefined },
): Promise<Page<QuoteView>> {
  const { funderId = null, product = null, quoteRequestId = null, status = null } = request.filter ?? {};
  const [at, id] = placeAfter(request, ['infinity', LAST_UUID]);
  if (quoteRequestId && !isUuid(quoteRequestId)) return pageOf<QuoteView>([], request, placeOf);
  const filter = [funderId, product, quoteRequestId, status];
  const rows = await db.read<QuoteView>(page, [db.tenantId, at, id, ...filter, rowsWanted(request)]);
  return pageOf(rows.map(withDates), request, placeOf);
}

/** Of the customer with this e-mail address, however it is written; newest first. */
export async function listCustomerQuotes(
  db: TenantDb,
  request: PageRequest & { email: string },
): Promise<Page<QuoteView>> {
  const [at, id] = placeAfter(request, ['infinity', LAST_UUID]);
  const params = [db.tenantId, at, id, searchable(request.email), rowsWanted(request)];
  const rows = await db.read<QuoteView>(ofCustomer, params);
  return pageOf(rows.map(withDates), request, placeOf);
}

/** An e-mail address as it is looked for. */
export function searchable(email: string): string {
  return email.normalize('NFC').toLowerCase();
}

const placeOf = (row: QuoteView) => [row.createdAt, row.id] as const;

/** JSON knows no instants. */
function withDates(row: QuoteView): QuoteView {
  return { ...row, stated: { ...row.stated, validUntil: new Date(row.stated.validUntil) } };
}
