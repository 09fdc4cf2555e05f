// What people do in QuickBooks itself, bound to one company.
import type { Company, EntityName, Fields } from './ledger/company.ts';
import { create, merge, remove, update, updateInfo } from './ledger/company.ts';
import type { Row } from './ledger/table.ts';

type ListName = 'Customer' | 'Vendor' | 'Item' | 'Account';
type TransactionName = 'Invoice' | 'Payment';

export function operationsOn(company: Company) {
  return {
    create: (entity: EntityName, fields: Fields): Row => create(company, entity, fields),
    update: (entity: EntityName, id: string, fields: Fields): Row => update(company, { entity, id }, fields),
    deactivate: (entity: ListName, id: string): Row => update(company, { entity, id }, { Active: false }),
    reactivate: (entity: ListName, id: string): Row => update(company, { entity, id }, { Active: true }),
    merge: (entity: 'Customer' | 'Vendor', names: { from: string; into: string }): void =>
      merge(company, entity, names),
    remove: (entity: TransactionName, id: string): void => remove(company, entity, id),
    void: (entity: TransactionName, id: string): Row => voidTransaction(company, entity, id),
    payInvoice: (id: string): Row => payInvoice(company, id),
    updateCompany: (fields: Fields): Row => updateInfo(company, fields),
  };
}
export type Operations = ReturnType<typeof operationsOn>;

/** Amounts become zero and the note begins with "Voided". */
export function voidTransaction(company: Company, entity: TransactionName, id: string): Row {
  const note = company.tables[entity].get(id)?.object['PrivateNote'];
  return update(
    company,
    { entity, id, operation: 'Void' },
    {
      TotalAmt: 0,
      ...(entity === 'Invoice' ? { Balance: 0 } : { UnappliedAmt: 0 }),
      Line: [],
      PrivateNote: typeof note === 'string' ? `Voided - ${note}` : 'Voided',
    },
  );
}

/** Receives what an invoice still asks for; both the payment and the invoice change. */
export function payInvoice(company: Company, id: string): Row {
  const invoice = company.tables.Invoice.get(id)?.object;
  if (invoice === undefined) throw new Error(`no Invoice ${id}`);
  const amount = invoice['Balance'];
  const payment = create(company, 'Payment', {
    CustomerRef: invoice['CustomerRef'],
    TotalAmt: amount,
    UnappliedAmt: 0,
    ProcessPayment: false,
    TxnDate: invoice['DueDate'],
    Line: [{ Amount: amount, LinkedTxn: [{ TxnId: id, TxnType: 'Invoice' }] }],
  });
  const LinkedTxn = [{ TxnId: payment.Id, TxnType: 'Payment' }];
  update(company, { entity: 'Invoice', id }, { Balance: 0, LinkedTxn });
  return payment;
}
