// The portal's pages, as a server from the time before frameworks writes them.
import type { ProposalEntry, QuoteEntry } from '../lender/book.ts';
import { feeDues, feeKinds } from './forms.ts';

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type?: string;
  readonly options?: readonly string[];
}

export function page(heading: string, content: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(heading)} - Cobalt dealer portal</title>
<link rel="stylesheet" href="/portal.css"></head>
<body><header><p>Cobalt Motor Finance</p></header><main><h1>${escaped(heading)}</h1>${content}</main></body></html>`;
}

export function form(
  action: string,
  { fields, button, csrf }: { fields: readonly Field[]; button: string; csrf: string },
): string {
  const inputs = fields.map(({ name, label, type = 'text', options }) => {
    const input = options
      ? `<select id="${name}" name="${name}">${options.map((each) => `<option>${escaped(each)}</option>`).join('')}</select>`
      : `<input id="${name}" name="${name}" type="${type}" autocomplete="off">`;
    return `<p><label for="${name}">${escaped(label)}</label> ${input}</p>`;
  });
  return `<form method="post" action="${action}"><input type="hidden" name="csrf" value="${csrf}">${inputs.join('')}<button>${button}</button></form>`;
}

export function table(rows: readonly (readonly [string, string])[]): string {
  const cells = rows.map(
    ([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`,
  );
  return `<table>${cells.join('')}</table>`;
}

export function alert(text: string): string {
  return `<p role="alert">${escaped(text)}</p>`;
}

export function quotePage({ id, key, application, terms, validUntil }: QuoteEntry): string {
  const money = (amount: string) => moneyIn(application.currency, amount);
  const rows: [string, string][] = [
    ['Your reference', key],
    ['Regular payment', money(terms.payment)],
    ['Number of payments', String(terms.numberOfPayments)],
    ['Final payment', money(terms.balloon)],
    ['Total payable', money(terms.totalPayable)],
    ['Representative APR', `${terms.apr ?? '-'}%`],
    ['Valid until', validUntil.toISOString()],
  ];
  const links = `<p><a href="/quotes/${id}/quotation.csv">Download CSV</a> <a href="/quotes/${id}/quotation.pdf">Download PDF</a> <a href="/quotes/${id}/apply">Apply</a></p>`;
  return page(`Quotation ${id}`, table(rows) + links);
}

export function proposalPage({ id, key, status, message, changedAt }: ProposalEntry): string {
  const words = status.charAt(0) + status.slice(1).toLowerCase().replaceAll('_', ' ');
  return page(
    `Application ${id}`,
    table([
      ['Your reference', key],
      ['Status', words],
      ['Note', message ?? ''],
      ['Updated', changedAt.toISOString()],
    ]),
  );
}

/** One line for each figure; amounts without symbols. */
export function quoteCsv({ id, key, application, terms, validUntil }: QuoteEntry): string {
  const { product, currency, termMonths, deposit, price, frequency, timing } = application;
  const lines: (readonly [string, string])[] = [
    ['field', 'value'],
    ['quotation', id],
    ['your_reference', key],
    ['product', product === 'HIRE_PURCHASE' ? 'Hire purchase' : 'Personal contract purchase'],
    ['currency', currency],
    ['term_months', String(termMonths)],
    ['deposit', deposit],
    ['price', price],
    ['payments', capitalised(frequency)],
    ['payable', timing === 'ADVANCE' ? 'In advance' : 'In arrears'],
    ['valid_until', validUntil.toISOString()],
    ['payment', terms.payment],
    ['number_of_payments', String(terms.numberOfPayments)],
    ['final_payment', terms.balloon],
    ...terms.fees.map(({ kind, amount }) => [`fee_${kind.toLowerCase()}`, amount] as const),
    ...terms.brokerFees.flatMap(({ kind, amount, due }, i) => [
      [`dealer_fee_${i + 1}_type`, wordOf(feeKinds, kind)] as const,
      [`dealer_fee_${i + 1}_amount`, amount] as const,
      [`dealer_fee_${i + 1}_paid`, wordOf(feeDues, due)] as const,
    ]),
    ['total_payable', terms.totalPayable],
    ['total_charge', terms.totalCharge ?? ''],
    ['flat_nominal_rate', terms.nominalRate],
    ['apr', terms.apr ?? ''],
  ];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

function wordOf(words: Readonly<Record<string, string>>, meaning: string): string {
  return Object.keys(words).find((word) => words[word] === meaning) ?? '';
}

export function capitalised(word: string): string {
  return word.charAt(0) + word.slice(1).toLowerCase();
}

function moneyIn(currency: string, amount: string): string {
  const [whole = '', cents = ''] = amount.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${currency === 'GBP' ? '£' : '€'}${grouped}.${cents}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
