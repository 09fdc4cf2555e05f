/** Reading a quotation: the portal shows it as a table and hands it out as CSV, and is believed where both say the same. */
import { addedUp } from '../adds-up.ts';
import { statedAmount, statedCount, statedRate } from '../decimal.ts';
import { assertEchoes } from '../echo.ts';
import { FunderAnswerInvalid } from '../errors.ts';
import type { Fee } from '../fee.ts';
import type { FunderQuote } from '../funder-quote.ts';
import type { FunderRequest } from '../funder-request.ts';
import { dueWord, feeWord, frequencyWord, our, productWord, timingWord } from './words.ts';

export type Figures = ReadonlyMap<string, string>;

/** Lines of `name,value`; Cobalt never quotes. Throws FunderAnswerInvalid for anything else, and for a name that comes twice. */
export function parseCsv(bytes: Buffer): Figures {
  const lines = new TextDecoder('utf-8').decode(bytes).split('\r\n');
  const figures = new Map<string, string>();
  const [header, ...rest] = lines;
  // Every line ends: behind the last one there is nothing.
  if (header !== 'field,value' || rest.pop() !== '') throw new FunderAnswerInvalid('The CSV is not whole');
  for (const line of rest) {
    const [, name, value] = /^([a-z_0-9]{1,40}),([\x20-\x2b\x2d-\x7e]{0,100})$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new FunderAnswerInvalid('The CSV is malformed');
    if (figures.has(name)) throw new FunderAnswerInvalid(`${name} is given twice`);
    figures.set(name, value);
  }
  return figures;
}

/** Throws FunderAnswerInvalid. */
export function quoteFrom(
  { csv, table }: { csv: Figures; table: Figures },
  request: FunderRequest,
  key: string,
): FunderQuote {
  const text = (name: string) => csv.get(name) ?? '';
  const amount = (name: string) => statedAmount(csv.get(name), name);
  const ours = dealerFeesIn(csv);
  assertEchoes(
    {
      key: text('your_reference'),
      product: our(productWord, text('product')),
      currency: text('currency'),
      termMonths: statedCount(csv.get('term_months'), 'term_months'),
      deposit: amount('deposit'),
      price: amount('price'),
      frequency: our(frequencyWord, text('payments')),
      timing: our(timingWord, text('payable')),
      fees: ours,
    },
    request,
    key,
  );
  assertSame(csv, table, request.currency);
  const quote = {
    reference: referenceIn(text('quotation')),
    validUntil: new Date(text('valid_until')),
    payment: amount('payment'),
    numberOfPayments: statedCount(csv.get('number_of_payments'), 'number_of_payments'),
    fees: [...feesIn(csv), ...ours],
    balloon: amount('final_payment'),
    totalPayable: amount('total_payable'),
    totalCharge: amount('total_charge'),
    nominalRate: statedRate(csv.get('flat_nominal_rate'), 'flat_nominal_rate'),
    apr: statedRate(csv.get('apr'), 'apr'),
  };
  return addedUp(quote, request);
}

/** Row of the table by name of the CSV. */
const SAME_MONEY = {
  'Regular payment': 'payment',
  'Final payment': 'final_payment',
  'Total payable': 'total_payable',
} as const;
const SAME_TEXT = {
  'Your reference': 'your_reference',
  'Number of payments': 'number_of_payments',
  'Valid until': 'valid_until',
} as const;

function assertSame(csv: Figures, table: Figures, currency: string): void {
  const differs = (row: string) =>
    new FunderAnswerInvalid(`${row} is not the same on the page and in the CSV`);
  for (const [row, name] of Object.entries(SAME_MONEY))
    if (plainAmount(table.get(row), currency) !== csv.get(name)) throw differs(row);
  for (const [row, name] of Object.entries(SAME_TEXT))
    if (table.get(row) !== csv.get(name)) throw differs(row);
  if (table.get('Representative APR') !== `${csv.get('apr')}%`) throw differs('Representative APR');
}

/** `£1,234.56` is `1234.56`, with the currency's own sign and every comma where it belongs; undefined for anything else. */
function plainAmount(text: string | undefined, currency: string): string | undefined {
  const sign = { GBP: '£', EUR: '€' }[currency];
  const [, found, amount] = /^(.)(\d{1,3}(?:,\d{3})*\.\d{2})$/.exec(text ?? '') ?? [];
  return found === sign ? amount?.replaceAll(',', '') : undefined;
}

/** As Cobalt's terms of business say, section 4: the arrangement fee with the deposit, the option fee at the very end. */
function feesIn(csv: Figures): Fee[] {
  const fees: Fee[] = [];
  for (const name of csv.keys()) {
    if (!name.startsWith('fee_')) continue;
    const amount = statedAmount(csv.get(name), name);
    if (name === 'fee_arrangement') fees.push({ kind: 'ARRANGEMENT', amount, due: 'START' });
    else if (name === 'fee_option_to_purchase')
      fees.push({ kind: 'OPTION_TO_PURCHASE', amount, due: 'LAST_PAYMENT' });
    else throw new FunderAnswerInvalid('There is a fee that is not known');
  }
  return fees;
}

/** Three lines for each, counted from 1. */
function dealerFeesIn(csv: Figures): Fee[] {
  const lines = [...csv.keys()].filter((name) => name.startsWith('dealer_fee_')).length;
  const fees: Fee[] = [];
  for (let number = 1; csv.has(`dealer_fee_${number}_type`); number += 1) {
    const text = (name: string) => csv.get(`dealer_fee_${number}_${name}`);
    const kind = our(feeWord, text('type'));
    const due = our(dueWord, text('paid'));
    if (!kind || !due) throw new FunderAnswerInvalid('A dealer fee is not understood');
    fees.push({ kind, amount: statedAmount(text('amount'), 'dealer_fee'), due });
  }
  if (lines !== 3 * fees.length) throw new FunderAnswerInvalid('The dealer fees are not whole');
  return fees;
}

function referenceIn(text: string): string {
  if (!/^[\w-]{1,64}$/.test(text)) throw new FunderAnswerInvalid('The quotation has no number');
  return text;
}
