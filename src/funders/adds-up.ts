/** Whether the figures of an answer belong together. A digit that was lost on the way shows here and nowhere else. */
import { centsOf } from './decimal.ts';
import { FunderAnswerInvalid } from './errors.ts';
import type { FunderQuote } from './funder-quote.ts';
import type { FunderRequest } from './funder-request.ts';

/**
 * The quote, whose payments, fees and balloon make up its total to within a cent for each payment (funders round payments).
 * Throws FunderAnswerInvalid.
 */
export function addedUp(quote: FunderQuote, { product }: FunderRequest): FunderQuote {
  const { payment, numberOfPayments, fees, balloon, totalPayable } = quote;
  if (Number.isNaN(quote.validUntil.getTime()) || numberOfPayments < 1)
    throw new FunderAnswerInvalid('The answer is not complete');
  if (totalPayable === null) return quote;
  const count = BigInt(numberOfPayments);
  // What a hired thing is worth in the end is not the customer's to pay.
  const atTheEnd = product === 'CONTRACT_HIRE' ? 0n : centsOf(balloon);
  const paid = fees.reduce((sum, { amount }) => sum + centsOf(amount), count * centsOf(payment) + atTheEnd);
  const difference = paid - centsOf(totalPayable);
  if (difference > count || difference < -count)
    throw new FunderAnswerInvalid('The payments do not make up the total');
  return quote;
}
