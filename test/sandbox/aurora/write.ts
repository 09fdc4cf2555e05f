// A quote as Aurora tells it.
import type { QuoteEntry } from '../lender/book.ts';
import { words } from './words.ts';

export function quoteBody({ id, key, application, terms, validUntil }: QuoteEntry): object {
  const { product, currency, termMonths, deposit, price, frequency, timing } = application;
  const word = (text: string) => text.toLowerCase().replaceAll('_', '-');
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
      ...terms,
      validUntil: validUntil.toISOString(),
      fees: terms.fees.map(({ kind, amount, due }) => ({ type: word(kind), amount, due: word(due) })),
    },
  };
}
