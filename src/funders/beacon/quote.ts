/** Asking Beacon for terms, and reading what it states. */
import { z } from 'zod';
import { addedUp } from '../adds-up.ts';
import { statedAmount, statedCount, statedRate } from '../decimal.ts';
import { assertEchoes } from '../echo.ts';
import { FunderAnswerInvalid, FunderNotOffered } from '../errors.ts';
import type { FunderCall } from '../funder.ts';
import type { Fee } from '../fee.ts';
import type { FunderQuote } from '../funder-quote.ts';
import type { FunderRequest } from '../funder-request.ts';
import { checked } from '../transports/rest.ts';
import type { SoapCall } from '../transports/soap.ts';
import { calling } from './faults.ts';
import { dueCode, feeCode, frequencyCode, productCode, timingCode, wordOf } from './words.ts';

const text = z.string();
const fee = z.strictObject({ Kind: text, Amount: text, Due: text });
const answer = z.strictObject({
  ClientReference: text,
  Product: text,
  Currency: text,
  TermMonths: text,
  Deposit: text,
  Price: text,
  Frequency: text,
  Timing: text,
  QuoteReference: z.string().regex(/^[\w-]{1,64}$/),
  ValidUntil: z.iso.datetime(),
  Payment: text,
  NumberOfPayments: text,
  Balloon: text,
  TotalPayable: text,
  TotalCharge: text.optional(),
  NominalRate: text,
  Apr: text.optional(),
  Fee: z.array(fee).max(20).optional(),
  IntroducerFee: z.array(fee).max(10).optional(),
});
type Answer = z.infer<typeof answer>;

export async function askForQuote(
  call: SoapCall,
  { request, key, signal }: FunderCall & { request: FunderRequest },
): Promise<FunderQuote> {
  const body = bodyOf(request, key);
  return read(checked(answer, await calling(() => call('RequestQuote', body, signal))), request, key);
}

/** In the order of the schema, which is a sequence. Throws FunderNotOffered. */
function bodyOf(request: FunderRequest, key: string): object {
  const { product, customer, asset, annualMileage } = request;
  const code = productCode[product];
  if (code === undefined) throw new FunderNotOffered('Beacon does not offer this product');
  return {
    ClientReference: key,
    Product: code,
    CustomerType: customer.kind === 'INDIVIDUAL' ? 'I' : 'B',
    CustomerName: customer.name,
    CustomerEmail: customer.email,
    AssetDescription: asset.description,
    AssetCondition: asset.condition === 'NEW' ? 'N' : 'U',
    PriceExVat: asset.priceExVat,
    Vat: asset.vat,
    Price: asset.price,
    Currency: request.currency,
    Deposit: request.deposit,
    Balloon: request.balloon,
    TermMonths: String(request.termMonths),
    ...(annualMileage !== null && { AnnualMileage: String(annualMileage) }),
    Frequency: frequencyCode[request.frequency],
    Timing: timingCode[request.timing],
    // One element for each.
    ...(request.fees && { IntroducerFee: request.fees.map(introducerFee) }),
  };
}

function introducerFee({ kind, amount, due }: Fee): object {
  return { Kind: feeCode[kind], Amount: amount, Due: dueCode[due] };
}

function read(said: Answer, request: FunderRequest, key: string): FunderQuote {
  const ours = (said.IntroducerFee ?? []).map(feeOf);
  assertEchoes(
    {
      key: said.ClientReference,
      product: wordOf(productCode, said.Product),
      currency: said.Currency,
      termMonths: statedCount(said.TermMonths, 'TermMonths'),
      deposit: statedAmount(said.Deposit, 'Deposit'),
      price: statedAmount(said.Price, 'Price'),
      frequency: wordOf(frequencyCode, said.Frequency),
      timing: wordOf(timingCode, said.Timing),
      fees: ours,
    },
    request,
    key,
  );
  const quote = {
    reference: said.QuoteReference,
    validUntil: new Date(said.ValidUntil),
    payment: statedAmount(said.Payment, 'Payment'),
    numberOfPayments: statedCount(said.NumberOfPayments, 'NumberOfPayments'),
    fees: [...(said.Fee ?? []).map(feeOf), ...ours],
    balloon: statedAmount(said.Balloon, 'Balloon'),
    totalPayable: statedAmount(said.TotalPayable, 'TotalPayable'),
    totalCharge: said.TotalCharge === undefined ? null : statedAmount(said.TotalCharge, 'TotalCharge'),
    nominalRate: statedRate(said.NominalRate, 'NominalRate'),
    apr: said.Apr === undefined ? null : statedRate(said.Apr, 'Apr'),
  };
  return addedUp(quote, request);
}

function feeOf({ Kind, Amount, Due }: z.infer<typeof fee>): Fee {
  const kind = wordOf(feeCode, Kind);
  const due = wordOf(dueCode, Due);
  if (!kind || !due) throw new FunderAnswerInvalid('A fee has an unknown code');
  return { kind, amount: statedAmount(Amount, 'Fee'), due };
}
