// What may be sent to Aurora, and nothing else.
import { z } from 'zod';
import type { Fee } from '../../../src/funders/fee.ts';
import type { Product } from '../../../src/funders/funder.ts';
import type { LenderRequest } from '../lender/server.ts';
import type { Application } from '../lender/terms.ts';
import { words } from './words.ts';

const amount = z.string().regex(/^\d{1,9}\.\d{2}$/);
const key = z.string().regex(/^[A-Za-z0-9-]{16,64}$/);
const name = z.string().min(1).max(200);

const products = new Map(Object.entries(words).map(([product, word]) => [word, product as Product]));

const quoteRequest = z.strictObject({
  clientReference: key,
  product: z.string().refine((word) => products.has(word)),
  customer: z.strictObject({ type: z.enum(['individual', 'business']), name, email: z.email() }),
  asset: z.strictObject({
    description: z.string().min(1).max(500),
    condition: z.enum(['new', 'used']),
    priceExVat: amount,
    vat: amount,
    price: amount,
  }),
  currency: z.string().regex(/^[A-Z]{3}$/),
  deposit: amount,
  balloon: amount,
  termMonths: z.int().positive(),
  annualMileage: z.int().min(0).nullable(),
  frequency: z.enum(['monthly', 'quarterly', 'annually']),
  timing: z.enum(['advance', 'arrears']),
  brokerFees: z
    .array(
      z.strictObject({
        type: z.enum(['arrangement', 'option-to-purchase', 'other']),
        amount,
        due: z.enum(['start', 'first-payment', 'last-payment']),
      }),
    )
    .max(10)
    .optional(),
});

const proposalRequest = z.strictObject({
  clientReference: key,
  quoteId: z.string(),
  callbackUrl: z.url().nullable(),
  applicant: z.strictObject({
    kind: z.enum(['INDIVIDUAL', 'BUSINESS']),
    name,
    email: z.email(),
    phone: z.string().min(5).max(30),
    address: z.strictObject({
      line1: name,
      line2: name.nullable(),
      city: name,
      postalCode: name,
      country: z.string().regex(/^[A-Z]{2}$/),
    }),
    dateOfBirth: z.iso.date().nullable(),
    companyNumber: name.nullable(),
  }),
});

/** Throws SyntaxError for what Aurora's reference does not allow. */
export function applicationFrom(request: LenderRequest): { key: string; application: Application } {
  const sent = parsed(quoteRequest, request);
  const { price, priceExVat, condition } = sent.asset;
  return {
    key: sent.clientReference,
    application: {
      // Checked by the schema.
      product: products.get(sent.product) ?? 'HIRE_PURCHASE',
      currency: sent.currency,
      condition: condition === 'new' ? 'NEW' : 'USED',
      priceExVat,
      price,
      deposit: sent.deposit,
      balloon: sent.balloon,
      termMonths: sent.termMonths,
      frequency: sent.frequency.toUpperCase() as Application['frequency'],
      timing: sent.timing.toUpperCase() as Application['timing'],
      brokerFees: (sent.brokerFees ?? []).map(({ type, amount: charged, due }) => ({
        kind: ours(type) as Fee['kind'],
        amount: charged,
        due: ours(due) as Fee['due'],
      })),
    },
  };
}

/** One of the schema's words, in the book's form. */
const ours = (word: string) => word.toUpperCase().replaceAll('-', '_');

/** Throws SyntaxError. */
export function applicant(request: LenderRequest): {
  key: string;
  quoteId: string;
  callbackUrl: string | null;
} {
  const { clientReference, quoteId, callbackUrl } = parsed(proposalRequest, request);
  return { key: clientReference, quoteId, callbackUrl };
}

function parsed<Schema extends z.ZodType<{ clientReference: string }>>(
  schema: Schema,
  { headers, body }: LenderRequest,
): z.infer<Schema> {
  if (headers['content-type'] !== 'application/json') throw new SyntaxError('JSON, please');
  const result = schema.safeParse(JSON.parse(String(body)));
  if (!result.success) throw new SyntaxError(z.prettifyError(result.error));
  if (headers['idempotency-key'] !== result.data.clientReference)
    throw new SyntaxError('Idempotency-Key and clientReference differ');
  return result.data;
}
