// The quotation on paper.
import PDFDocument from 'pdfkit';
import type { QuoteEntry } from '../lender/book.ts';

export async function quotePdf({ id, key, terms, application }: QuoteEntry): Promise<Buffer> {
  const paper = new PDFDocument({ size: 'A4' });
  paper.fontSize(18).text(`Quotation ${id}`).fontSize(11).moveDown();
  for (const line of [
    `Your reference: ${key}`,
    `Regular payment: ${application.currency} ${terms.payment}`,
    `Number of payments: ${terms.numberOfPayments}`,
    `Total payable: ${application.currency} ${terms.totalPayable}`,
  ])
    paper.text(line);
  paper.end();
  return Buffer.concat(await paper.toArray());
}
