/** Asking for a quotation: three forms, one after the other. */
import type { Page } from 'playwright-core';
import { FunderDeclined, FunderNotOffered } from '../errors.ts';
import type { FunderQuote } from '../funder-quote.ts';
import type { FunderRequest } from '../funder-request.ts';
import { alertOn, download, enter, headingOf, submit, tableOn, unknownPage, type Entries } from './portal.ts';
import { parseCsv, quoteFrom } from './quotation.ts';
import type { Fee } from '../fee.ts';
import {
  conditionWord,
  dueWord,
  feeWord,
  frequencyWord,
  kindWord,
  NO_FEE,
  productWord,
  timingWord,
} from './words.ts';

const MOST_CSV_BYTES = 65_536;
/** Lines for them in the form. */
const DEALER_FEES = 3;

/** On a page that is signed in. */
export async function askForQuote(page: Page, request: FunderRequest, key: string): Promise<FunderQuote> {
  const { customer, asset } = request;
  await enter(page, 'New quotation: customer', {
    'Your reference': key,
    // Not asked for what it does not offer.
    Product: productWord[request.product] ?? '',
    'Customer type': kindWord[customer.kind],
    'Customer name': customer.name,
    'E-mail': customer.email,
  });
  await submit(page, 'Continue');
  await enter(page, 'New quotation: vehicle', {
    Description: asset.description,
    Condition: conditionWord[asset.condition],
    'Price excluding VAT': asset.priceExVat,
    VAT: asset.vat,
    Price: asset.price,
    Currency: request.currency,
  });
  await submit(page, 'Continue');
  await enter(page, 'New quotation: finance', {
    Deposit: request.deposit,
    'Term in months': String(request.termMonths),
    'Final payment': request.balloon,
    'Annual mileage': String(request.annualMileage ?? ''),
    Payments: frequencyWord[request.frequency],
    Payable: timingWord[request.timing],
    ...dealerFees(request.fees ?? []),
  });
  await submit(page, 'Get quotation');
  await assertGiven(page);
  const table = await tableOn(page);
  for (const row of ['Your reference', 'Regular payment', 'Total payable', 'Valid until'])
    if (!table.has(row)) throw unknownPage();
  const csv = parseCsv(await download(page, 'Download CSV', MOST_CSV_BYTES));
  return quoteFrom({ csv, table }, request, key);
}

/** Whether the form has room for what the broker charges. Throws FunderNotOffered. */
export function assertRoomForFees({ fees = [] }: FunderRequest): void {
  if (fees.length > DEALER_FEES)
    throw new FunderNotOffered(`Cobalt charges at most ${DEALER_FEES} fees of a dealer`);
}

/** All lines of the form: what is not charged is left empty. */
function dealerFees(fees: readonly Fee[]): Entries {
  const entries: Record<string, string> = {};
  for (let line = 1; line <= DEALER_FEES; line += 1) {
    const fee = fees[line - 1];
    entries[`Dealer fee ${line}`] = fee ? feeWord[fee.kind] : NO_FEE;
    entries[`Amount of dealer fee ${line}`] = fee?.amount ?? '';
    entries[`Dealer fee ${line} is paid`] = dueWord[fee?.due ?? 'START'];
  }
  return entries;
}

/** Throws what the portal says instead of a quotation. */
async function assertGiven(page: Page): Promise<void> {
  const heading = await headingOf(page);
  const said = await alertOn(page);
  if (heading === 'Declined' && said !== undefined) throw new FunderDeclined(said);
  if (heading === 'Not available' && said !== undefined) throw new FunderNotOffered(said);
  if (!heading?.startsWith('Quotation ')) throw unknownPage();
}
