// Two years of bookkeeping, lived through in order with the company's clock set back.
import { aPerson } from '../../stripe/seed/people.ts';
import type { Random } from '../../stripe/seed/random.ts';
import type { Company } from '../ledger/company.ts';
import { create, remove, update } from '../ledger/company.ts';
import { dayAt } from '../ledger/times.ts';
import { payInvoice, voidTransaction } from '../operations.ts';

/** How many objects there are in the end; what has been put away counts, what was deleted does not. */
export interface DataSize {
  customers: number;
  vendors?: number;
  items?: number;
  accounts?: number;
  invoices: number;
  /** The invoices paid among them bring theirs. */
  payments: number;
}

const DAY_MS = 86_400_000;
export const HISTORY_MS = 730 * DAY_MS;

type Lived = (company: Company) => void;

/** `clock.until` in milliseconds. Every company has at least one customer. */
export function liveHistory(
  company: Company,
  size: DataSize,
  clock: { until: number; set: (ms: number) => void },
): void {
  const steps = plan(company.random, size);
  const gap = HISTORY_MS / (steps.length + 1);
  let at = clock.until - HISTORY_MS;
  steps.forEach((live, index) => {
    // One in ten happens in the same second as the one before it.
    if (!company.random.chance(0.1)) at = Math.max(at, clock.until - HISTORY_MS + gap * index);
    clock.set(at);
    live(company);
  });
}

function plan(random: Random, size: DataSize): Lived[] {
  const paid = Math.min(size.payments, Math.floor(size.invoices * 0.7));
  const counts: [Lived, number][] = [
    [liveName('Customer'), size.customers - 1],
    [liveName('Vendor'), size.vendors ?? Math.ceil(size.customers / 4)],
    [liveItem, size.items ?? Math.min(200, Math.max(4, Math.floor(size.customers / 10)))],
    [liveAccount, size.accounts ?? 40],
    [livePaidInvoice, paid],
    [liveOpenInvoice, size.invoices - paid],
    [liveLoosePayment, size.payments - paid],
    [liveDeletedInvoice, Math.floor(size.invoices / 25)],
  ];
  const steps = counts.flatMap(([live, count]) =>
    Array.from<Lived>({ length: Math.max(0, count) }).fill(live),
  );
  for (let i = steps.length - 1; i > 0; i--) {
    const j = random.between(0, i);
    // `as`: both places are inside the list.
    [steps[i], steps[j]] = [steps[j] as Lived, steps[i] as Lived];
  }
  return [liveName('Customer'), ...steps];
}

function liveName(entity: 'Customer' | 'Vendor'): Lived {
  return (company) => {
    const { random } = company;
    const person = aPerson(random);
    const { address } = person;
    const count = company.tables[entity].size + 1;
    const { Id } = create(company, entity, {
      DisplayName: `${person.name ?? 'Unnamed'} ${count}`,
      ...(person.email && { PrimaryEmailAddr: { Address: person.email } }),
      ...(person.phone && { PrimaryPhone: { FreeFormNumber: person.phone } }),
      ...(address && {
        BillAddr: {
          Id: String(count),
          Line1: address.line1,
          ...(address.line2 && { Line2: address.line2 }),
          City: address.city,
          ...(address.state && { CountrySubDivisionCode: address.state }),
          PostalCode: address.postal_code,
          Country: random.chance(0.2) ? 'Somewhere else' : address.country,
        },
      }),
    });
    if (random.chance(0.04) && Id !== '1') update(company, { entity, id: Id }, { Active: false });
  };
}

function liveItem(company: Company): void {
  const { random } = company;
  const what = random.pick(['Ticket', 'Programme', 'Hall rental', 'Cloakroom', 'Drinks package']);
  create(company, 'Item', {
    Name: `${what} ${company.tables.Item.size + 1}`,
    ...(random.chance(0.8) && { Description: `${what}, season ${random.between(2015, 2026)}` }),
    Type: random.pick(['Service', 'NonInventory']),
    UnitPrice: anAmount(company),
    Active: !random.chance(0.05),
  });
}

const CLASSES = ['Asset', 'Liability', 'Equity', 'Revenue', 'Expense'];

function liveAccount(company: Company): void {
  const { random } = company;
  const number = company.tables.Account.size + 1;
  const parent = number > 5 && random.chance(0.3) ? String(random.between(1, number - 1)) : undefined;
  create(company, 'Account', {
    Name: `${random.pick(['Takings', 'Wages', 'Rent', 'Cash', 'Deposits'])} ${number}`,
    Classification: random.pick(CLASSES),
    CurrentBalance: random.chance(0.2) ? 0 : (random.chance(0.2) ? -1 : 1) * anAmount(company),
    SubAccount: parent !== undefined,
    ...(parent !== undefined && { ParentRef: { value: parent } }),
  });
}

function newInvoice(company: Company): string {
  const { random } = company;
  const total = anAmount(company);
  const now = company.now();
  const lines = Array.from({ length: random.between(1, 4) }, (_, at) => ({
    Id: String(at + 1),
    LineNum: at + 1,
    Description: `Seats, row ${random.between(1, 40)}`,
    Amount: at === 0 ? total : 0,
    DetailType: 'SalesItemLineDetail',
    SalesItemLineDetail: { Qty: random.between(1, 8), TaxCodeRef: { value: 'NON' } },
  }));
  const { Id } = create(company, 'Invoice', {
    DocNumber: String(1_000 + company.tables.Invoice.size + company.tables.Invoice.tombstones().length),
    TxnDate: dayAt(now, company.offsetMinutes),
    DueDate: dayAt(now + 30 * DAY_MS, company.offsetMinutes),
    CustomerRef: aCustomer(company),
    TotalAmt: total,
    Balance: total,
    Line: lines,
    EmailStatus: 'NotSet',
    ...(random.chance(0.3) && { PrivateNote: `Group booking ${random.token(6)}` }),
  });
  return Id;
}

function livePaidInvoice(company: Company): void {
  payInvoice(company, newInvoice(company));
}

function liveOpenInvoice(company: Company): void {
  const id = newInvoice(company);
  const draw = company.random.next();
  if (draw < 0.1) voidTransaction(company, 'Invoice', id);
  else if (draw < 0.2) {
    const total = Number(company.tables.Invoice.get(id)?.object['TotalAmt']);
    update(company, { entity: 'Invoice', id }, { Balance: Math.floor(total / 2) });
  }
}

function liveDeletedInvoice(company: Company): void {
  remove(company, 'Invoice', newInvoice(company));
}

function liveLoosePayment(company: Company): void {
  const amount = anAmount(company);
  const { Id } = create(company, 'Payment', {
    CustomerRef: aCustomer(company),
    TotalAmt: amount,
    UnappliedAmt: amount,
    ProcessPayment: false,
    TxnDate: dayAt(company.now(), company.offsetMinutes),
    Line: [],
    ...(company.random.chance(0.4) && { PrivateNote: `Deposit ${company.random.token(6)}` }),
  });
  if (company.random.chance(0.03)) voidTransaction(company, 'Payment', Id);
}

function aCustomer(company: Company): { value: string; name: unknown } {
  const table = company.tables.Customer;
  const id = String(company.random.between(1, table.size));
  return { value: id, name: table.get(id)?.object['DisplayName'] };
}

/** Yen have no smaller unit. */
export function anAmount({ random, currency }: Company): number {
  const minor = random.between(100, random.chance(0.05) ? 9_000_000 : 90_000);
  return currency === 'JPY' ? minor : minor / 100;
}
