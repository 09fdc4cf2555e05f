import { defineEntity, p } from '@mikro-orm/core';
import { products } from '../funders/funder.ts';
import { refusalOutcomes } from '../funders/errors.ts';
import { createdAt, instant } from '../platform/db/columns.ts';
import { tenantAndRouting, tenantOnly } from '../platform/db/row-security.ts';
import { workColumns } from '../platform/work/work-columns.ts';

export const answerOutcomes = ['QUOTED', ...refusalOutcomes] as const;
export type AnswerOutcome = (typeof answerOutcomes)[number];

/** What several funders were asked at once, for one customer and one asset. */
export const QuoteRequest = defineEntity({
  name: 'QuoteRequest',
  tableName: 'quote_request',
  ...tenantAndRouting,
  indexes: [
    {
      name: 'quote_request_age',
      expression: `create index "quote_request_age" on "quote_request" using brin ("created_at")`,
    },
    {
      name: 'quote_request_renewal',
      expression: `create index "quote_request_renewal" on "quote_request" ("series_id") where series_id <> id`,
    },
  ],
  uniques: [{ name: 'quote_request_once', properties: ['tenantId', 'idempotencyKey'] }],
  properties: {
    id: p.uuid().primary(),
    tenantId: p.uuid(),
    /** The first request of those that renew one another. */
    seriesId: p.uuid(),
    /** A `FunderRequest`: with the customer's name and address, which stand nowhere else. */
    terms: p.json(),
    /** In small letters, to be found by. */
    customerEmail: p.string(),
    idempotencyKey: p.string(),
    /** SHA-256 of what was asked for: the same key with another body is a mistake. */
    bodyHash: p.blob(),
    requestedBy: p.string(),
    createdAt: createdAt(),
    /** When the caller is answered, whoever has not been heard of; what comes later is late. */
    deadlineAt: instant(),
  },
});

/** A question to one funder: done by a worker, whatever becomes of the caller. */
export const QuoteAsk = defineEntity({
  name: 'QuoteAsk',
  tableName: 'quote_ask',
  ...tenantAndRouting,
  indexes: [
    {
      name: 'quote_ask_waiting',
      expression: `create index "quote_ask_waiting" on "quote_ask" ("tenant_id", "next_attempt_at") where status = 'QUEUED'`,
    },
    {
      name: 'quote_ask_running',
      expression: `create index "quote_ask_running" on "quote_ask" ("tenant_id") where status = 'RUNNING'`,
    },
  ],
  uniques: [{ name: 'quote_ask_once', properties: ['requestId', 'funderId'] }],
  properties: {
    /** Also the key under which the funder is asked. */
    id: p.uuid().primary(),
    tenantId: p.uuid(),
    requestId: p.uuid(),
    funderId: p.string(),
    status: p.enum(['QUEUED', 'RUNNING', ...answerOutcomes] as const),
    /** Why there is no quote, for people. */
    message: p.text().nullable(),
    /** Whether the answer came after the deadline. */
    late: p.boolean().nullable(),
    latencyMs: p.integer().nullable(),
    finishedAt: instant().nullable(),
    ...workColumns,
  },
});

/** Terms a funder offered, and what they come to. */
export const Quote = defineEntity({
  name: 'Quote',
  tableName: 'quote',
  ...tenantOnly,
  indexes: [
    { name: 'quote_page', properties: ['tenantId', 'createdAt', 'id'] },
    { name: 'quote_of_customer', properties: ['tenantId', 'customerEmail', 'createdAt', 'id'] },
    { name: 'quote_of_request', properties: ['requestId'] },
    { name: 'quote_of_series', properties: ['seriesId', 'funderId'] },
  ],
  properties: {
    id: p.uuid().primary(),
    tenantId: p.uuid(),
    requestId: p.uuid(),
    seriesId: p.uuid(),
    /** When its request was made: of one funder's quotes in a series only that of the newest request counts. */
    askedAt: instant(),
    funderId: p.string(),
    product: p.enum(products),
    customerEmail: p.string(),
    /** The funder's own name for it. */
    reference: p.string(),
    /** The `FunderQuote` as it came. */
    stated: p.json(),
    /** `StoredFacts`: what the terms come to. */
    facts: p.json(),
    totalCost: p.decimal('string').precision(20).scale(4),
    currency: p.string().length(3),
    /** The day for which it was computed. */
    startsOn: p.string().length(10),
    createdAt: createdAt(),
    expiresAt: instant(),
    /** When the same funder quoted anew for the series. */
    supersededAt: instant().nullable(),
  },
});
