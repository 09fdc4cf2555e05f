import type { Book, Objects } from '../ledger/book.ts';
import { find, insert, record, remove, update } from '../ledger/changes.ts';
import { invalidRequest } from '../http/stripe-error.ts';
import type { Tombstone } from '../ledger/collection.ts';
import { mergeMetadata } from './metadata.ts';
import type { InvoiceFields } from './new-invoice.ts';
import { draftInvoice, invoiceLine } from './new-invoice.ts';

type Invoice = Objects['invoices'];

export function createInvoice(book: Book, fields: InvoiceFields): Invoice {
  const id = `in_1${book.random.token(23)}`;
  const lines = (fields.lines ?? []).map((line) =>
    invoiceLine(book, id, { ...line, subscription: fields.subscription }),
  );
  const invoice = insert(book, 'invoices', draftInvoice(book, id, { fields, lines }));
  record(book, 'invoice.created', invoice);
  return invoice;
}

export function finalizeInvoice(book: Book, id: string): Invoice {
  const draft = inStatus(book, id, { allowed: ['draft'], verb: 'finalize' });
  const customer = book.objects.customers.get(draft.customer ?? '')?.object;
  const sequence = book.objects.invoices.countBefore(draft.created, true);
  const at = book.seconds();
  const settled = draft.amount_due === 0;
  const finalized = update(book, 'invoices', id, {
    status: settled ? 'paid' : 'open',
    number: `${customer?.invoice_prefix ?? 'INV'}-${String(sequence).padStart(4, '0')}`,
    effective_at: at,
    ending_balance: 0,
    hosted_invoice_url: `https://invoice.example.com/i/${book.id}/${id}`,
    invoice_pdf: `https://invoice.example.com/i/${book.id}/${id}/pdf`,
    status_transitions: { ...draft.status_transitions, finalized_at: at, paid_at: settled ? at : null },
  });
  record(book, 'invoice.finalized', finalized);
  return finalized;
}

export function payInvoice(book: Book, id: string): Invoice {
  const draftOrOpen = inStatus(book, id, { allowed: ['draft', 'open'], verb: 'pay' });
  const open = draftOrOpen.status === 'draft' ? finalizeInvoice(book, id) : draftOrOpen;
  if (open.status === 'paid') return open;
  const paid = update(book, 'invoices', id, {
    status: 'paid',
    amount_paid: open.amount_due,
    amount_remaining: 0,
    attempt_count: open.attempt_count + 1,
    attempted: true,
    status_transitions: { ...open.status_transitions, paid_at: book.seconds() },
  });
  record(book, 'invoice.paid', paid);
  record(book, 'invoice.payment_succeeded', paid);
  return paid;
}

export function voidInvoice(book: Book, id: string): Invoice {
  const open = inStatus(book, id, { allowed: ['open'], verb: 'void' });
  const voided = update(book, 'invoices', id, {
    status: 'void',
    status_transitions: { ...open.status_transitions, voided_at: book.seconds() },
  });
  record(book, 'invoice.voided', voided);
  return voided;
}

export function updateInvoice(
  book: Book,
  id: string,
  changes: Pick<InvoiceFields, 'description' | 'metadata'>,
): Invoice {
  const before = find(book, 'invoices', id);
  const { metadata: labels, ...plain } = changes;
  return update(book, 'invoices', id, { ...plain, metadata: mergeMetadata(before.metadata ?? {}, labels) });
}

/** Drafts are deleted for good; anything else can only be voided. */
export function deleteInvoice(book: Book, id: string): Tombstone {
  inStatus(book, id, { allowed: ['draft'], verb: 'delete' });
  return remove(book, 'invoices', id);
}

function inStatus(book: Book, id: string, need: { allowed: readonly string[]; verb: string }): Invoice {
  const invoice = find(book, 'invoices', id);
  if (need.allowed.includes(invoice.status ?? '')) return invoice;
  throw invalidRequest(
    `You can only ${need.verb} ${need.allowed.join(' or ')} invoices. This invoice has status: ${invoice.status}`,
    { code: 'invoice_not_editable' },
  );
}
