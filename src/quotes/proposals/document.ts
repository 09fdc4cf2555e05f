/** A proposal as a PDF: who applies to whom, the key facts, and the whole schedule. */
import { createRequire } from 'node:module';
import type { Applicant, FunderRequest } from '../../funders/funder-request.ts';
import type { Product } from '../../funders/funder.ts';
import type { QuoteView } from '../reads.ts';
import { scheduleOf, type ShownEntry, type ShownMoney } from '../schedule-of-quote.ts';

export interface ProposalDocument {
  readonly id: string;
  readonly createdAt: Date;
  /** The funder's name. */
  readonly funder: string;
  readonly applicant: Applicant;
  readonly terms: FunderRequest;
  readonly quote: QuoteView;
}

const NAMES: Readonly<Record<Product, string>> = {
  HIRE_PURCHASE: 'Hire purchase',
  FINANCE_LEASE: 'Finance lease',
  CONTRACT_HIRE: 'Contract hire',
  PERSONAL_CONTRACT_PURCHASE: 'Personal contract purchase',
};

/**
 * Names are of many languages, and the fonts that every reader of PDFs brings along know those of Western Europe only. This
 * one knows Latin, Greek, Cyrillic and Devanagari letters; what is written in another script shows as boxes.
 */
const FONT = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
);
const MARGIN = 50;
const BODY_SIZE = 9;
const SMALL_SIZE = 8;

/** The bytes of the PDF. The library is loaded when the first one is made. */
export async function proposalDocument(of: ProposalDocument): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit');
  const title = `Proposal ${of.id}`;
  const pdf = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    font: FONT,
    info: { Title: title, CreationDate: of.createdAt },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  pdf.fontSize(16).text(title).moveDown(0.5);
  section(pdf, 'Parties', partiesOf(of));
  section(pdf, 'Key facts', factsOf(of));
  pdf.fontSize(11).text('Schedule').moveDown(0.3);
  pdf.fontSize(SMALL_SIZE).table({
    defaultStyle: { border: { bottom: 0.25 }, padding: 2 },
    columnStyles: (column) => ({ align: { x: column < 2 ? 'left' : 'right' } }),
    data: [
      ['No.', 'Due on', 'Payment', 'Balloon', 'Fees', 'Interest', 'Principal', 'Balance'],
      ...scheduleOf(of.quote, of.terms).map(rowOf),
    ],
  });
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

type Line = readonly [label: string, value: string];

function section(pdf: PDFKit.PDFDocument, title: string, lines: readonly Line[]): void {
  pdf.fontSize(11).text(title).moveDown(0.3).fontSize(BODY_SIZE);
  for (const [label, value] of lines) pdf.text(`${label}: ${value}`);
  pdf.moveDown();
}

function partiesOf({ applicant, funder, terms }: ProposalDocument): Line[] {
  const { address } = applicant;
  const parts = [address.line1, address.line2, address.city, address.postalCode, address.country];
  return [
    ['Applicant', `${applicant.name}, ${applicant.email}, ${applicant.phone}`],
    ['Address', parts.filter(Boolean).join(', ')],
    applicant.kind === 'BUSINESS'
      ? ['Company number', applicant.companyNumber ?? '']
      : ['Date of birth', applicant.dateOfBirth ?? ''],
    ['Funder', funder],
    ['Asset', `${terms.asset.description} (${terms.asset.condition.toLowerCase()})`],
  ];
}

function factsOf({ quote, terms }: ProposalDocument): Line[] {
  const { facts, currency } = quote;
  const money = (amount: string | null) => (amount === null ? [] : [`${amount} ${currency}`]);
  const lines: [string, string[]][] = [
    ['Product', [NAMES[quote.product]]],
    ['Quote of the funder', [quote.reference]],
    ['Valid until', [quote.expiresAt.toISOString()]],
    ['Price with VAT', money(terms.asset.price)],
    ['Deposit', money(facts.deposit)],
    ['Amount of credit', money(facts.amountOfCredit)],
    ['Payments', [`${facts.numberOfPayments} of ${facts.payment} ${currency}`]],
    ['Balloon', money(facts.balloon)],
    ...facts.fees.map(({ kind, amount }): [string, string[]] => [
      `Fee (${kind.toLowerCase().replaceAll('_', ' ')})`,
      money(amount),
    ]),
    ['Total payable', money(facts.totalPayable)],
    ['Total cost with deposit', money(facts.totalCost)],
    ['Total charge for credit', money(facts.totalCharge)],
    ['Nominal rate', facts.nominalRate === null ? [] : [`${facts.nominalRate} %`]],
    ['APR', facts.apr === null ? [] : [`${facts.apr} %`]],
  ];
  return lines.flatMap(([label, values]) => values.map((value): Line => [label, value]));
}

function rowOf(entry: ShownEntry): string[] {
  const money = (amount: ShownMoney | null) => amount?.amount ?? '';
  return [
    String(entry.number),
    entry.dueOn,
    money(entry.payment),
    money(entry.balloon),
    money(entry.fees),
    money(entry.interest),
    money(entry.principal),
    money(entry.balance),
  ];
}
