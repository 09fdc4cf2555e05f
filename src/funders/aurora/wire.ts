/** What Aurora's API says, by its reference (version 2). Amounts are strings there; a number would have lost digits. */
import { z } from 'zod';
import { proposalStatuses } from '../funder.ts';

export const tokenAnswer = z.object({
  access_token: z.string().min(1).max(4096),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.int().positive(),
});

const fee = z.object({
  type: z.enum(['arrangement', 'option-to-purchase', 'other']),
  amount: z.string(),
  due: z.enum(['start', 'first-payment', 'last-payment']),
  chargedBy: z.enum(['lender', 'broker']),
});
export type WireFee = z.infer<typeof fee>;

/** RFC 9457; `type` ends with the reason. */
export const problem = z.object({ type: z.string(), title: z.string().optional() });

const asked = z.object({
  product: z.string(),
  currency: z.string(),
  termMonths: z.int(),
  deposit: z.string(),
  price: z.string(),
  frequency: z.string(),
  timing: z.string(),
});

const common = { id: z.string().regex(/^[\w-]{1,64}$/), clientReference: z.string() };

export const quoteAnswer = z.discriminatedUnion('status', [
  z.object({ ...common, status: z.literal('PENDING'), pollAfterMs: z.int().min(0).max(60_000) }),
  z.object({ ...common, status: z.literal('DECLINED'), reason: z.string().max(500) }),
  z.object({
    ...common,
    status: z.literal('READY'),
    asked,
    terms: z.object({
      validUntil: z.iso.datetime(),
      payment: z.string(),
      numberOfPayments: z.int().positive().max(600),
      fees: z.array(fee).max(30),
      balloon: z.string(),
      totalPayable: z.string(),
      totalCharge: z.string().nullable(),
      nominalRate: z.string(),
      apr: z.string().nullable(),
    }),
  }),
]);
export type ReadyQuote = Extract<z.infer<typeof quoteAnswer>, { status: 'READY' }>;

export const proposalAnswer = z.object({
  ...common,
  status: z.enum(proposalStatuses),
  message: z.string().max(1000).nullable(),
  changedAt: z.iso.datetime(),
});
export type ProposalAnswer = z.infer<typeof proposalAnswer>;

export const proposalList = z.object({ items: z.array(proposalAnswer).max(2) });

export const callbackBody = z.object({
  id: z.string().min(1).max(255),
  type: z.literal('proposal.changed'),
  proposal: proposalAnswer,
});
