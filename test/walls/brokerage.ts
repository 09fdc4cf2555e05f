/** What a tenant asked funders, was quoted and proposed, made without the system. */
import { randomUUID } from 'node:crypto';
import { rows } from '../support/rows.ts';

export interface Brokerage {
  readonly request: string;
  readonly requestKey: string;
  readonly quote: string;
  readonly expired: string;
  readonly superseded: string;
  readonly proposed: string;
  readonly proposal: string;
  readonly proposalKey: string;
  /** Makes a new one that can become a proposal. */
  aQuote(): Promise<string>;
}

const EMAIL = 'known.to.its.broker@example.test';
const FUNDER = 'aurora';

const terms = {
  product: 'HIRE_PURCHASE',
  customer: { kind: 'BUSINESS', name: 'Known to its broker', email: EMAIL },
  asset: { description: 'A van', condition: 'NEW', priceExVat: '1200.00', vat: '0.00', price: '1200.00' },
  currency: 'GBP',
  deposit: '0.00',
  termMonths: 12,
  balloon: '0.00',
  annualMileage: null,
  frequency: 'MONTHLY',
  timing: 'ARREARS',
};
const fee = { kind: 'ARRANGEMENT', amount: '10.00', due: 'START' };
const stated = {
  reference: 'R-1',
  validUntil: '2040-01-01T00:00:00.000Z',
  payment: '110.00',
  numberOfPayments: 12,
  fees: [fee],
  balloon: '0.00',
  totalPayable: '1331.00',
  totalCharge: null,
  nominalRate: null,
  apr: null,
};
const facts = {
  amountOfCredit: '1200.00',
  deposit: '0.00',
  payment: '110.00',
  numberOfPayments: 12,
  fees: [fee],
  balloon: '0.00',
  totalPayable: '1330.00',
  totalCost: '1330.00',
  totalCharge: '130.00',
  nominalRate: '17.97',
  apr: '21.6',
  differences: [{ figure: 'TOTAL_PAYABLE', stated: '1331', computed: '1330' }],
};

export async function brokerageOf(database: string, tenantId: string): Promise<Brokerage> {
  const sql = (text: string, params: unknown[]) => rows(database, text, params);
  await sql(
    `insert into funder_account (id, tenant_id, funder_id, enabled, credential) values ($1, $2, $3, true, '')`,
    [randomUUID(), tenantId, FUNDER],
  );
  const request = randomUUID();
  const requestKey = randomUUID();
  await sql(
    `insert into quote_request (id, tenant_id, series_id, terms, customer_email, idempotency_key, body_hash, requested_by, deadline_at)
     values ($1, $2, $1, $3, $4, $5, '', 'somebody', now())`,
    [request, tenantId, JSON.stringify(terms), EMAIL, requestKey],
  );
  const aQuote = async (expiresAt = '2040-01-01', supersededAt: string | null = null) => {
    const id = randomUUID();
    await sql(
      `insert into quote (id, tenant_id, request_id, series_id, asked_at, funder_id, product, customer_email, reference,
                          stated, facts, total_cost, currency, starts_on, expires_at, superseded_at)
       values ($1, $2, $3, $3, now(), $4, 'HIRE_PURCHASE', $5, 'R-1', $6, $7, 1330, 'GBP', '2026-01-01', $8, $9)`,
      [
        id,
        tenantId,
        request,
        FUNDER,
        EMAIL,
        JSON.stringify(stated),
        JSON.stringify(facts),
        expiresAt,
        supersededAt,
      ],
    );
    return id;
  };
  const quote = await aQuote();
  await sql(
    `insert into quote_ask (id, tenant_id, request_id, funder_id, status, late, latency_ms, finished_at)
     values ($1, $2, $3, $4, 'QUOTED', false, 5, now())`,
    [quote, tenantId, request, FUNDER],
  );
  const proposed = await aQuote();
  const proposal = randomUUID();
  const proposalKey = randomUUID();
  await sql(
    `insert into proposal (id, tenant_id, quote_id, funder_id, idempotency_key, body_hash, applicant, state, reference,
                           document, requested_by, status)
     values ($1, $2, $3, $4, $5, '', '', 'APPROVED', 'P-1', 'proposals/none.pdf', 'somebody', 'DONE')`,
    [proposal, tenantId, proposed, FUNDER, proposalKey],
  );
  return {
    request,
    requestKey,
    quote,
    proposed,
    proposal,
    proposalKey,
    expired: await aQuote('2020-01-01'),
    superseded: await aQuote('2040-01-01', '2026-01-01'),
    aQuote: () => aQuote(),
  };
}
