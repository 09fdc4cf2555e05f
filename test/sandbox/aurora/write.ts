// A quote as Aurora tells it.
import type { QuoteEntry } from '../lender/book.ts';
import type { Fee } from '../../../src/funders/fee.ts';
import { words } from './words.ts';

export function quoteBody({ id, key, application, terms, validUntil }: QuoteEntry): object {
  const { product, currency, termMonths, deposit, price, frequency, timing } = application;
  const word = (text: string) => text.toLowerCase().replaceAll('_', '-');
  const { brokerFees, ...figures } = terms;
  const charged = (fees: readonly Fee[], chargedBy: string) =>
    fees.map(({ kind, amount, due }) => ({ type: word(kind), amount, due: word(due), chargedBy }));
  return {
    id,
    clientReference: key,
    status: 'READY',
    asked: {
      product: words[product],
      currency,
      termMonths,
      deposit,
      price,
      frequency: word(frequency),
      timing: word(timing),
    },
    terms: {
      ...figures,
      validUntil: validUntil.toISOString(),
      fees: [...charged(terms.fees, 'lender'), ...charged(brokerFees, 'broker')],
    },
  };
}
