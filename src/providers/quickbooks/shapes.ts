/** QuickBooks' objects in the hub's normalized shapes. `home` is the currency of objects that name none. */
import type { AccountClass, Address, Contact, ContactRole, Product } from '../resources.ts';
import type { Account, Company, Invoice, Payment } from '../resources.ts';
import type {
  CompanyInfo,
  InvoiceEntity,
  Item,
  LedgerAccount,
  Name,
  PostalAddress,
  Transaction,
} from './entities.ts';
import { minus, money } from './money.ts';

export function contact(role: ContactRole): (from: Name) => Contact {
  return (from) => ({
    role,
    name: from.DisplayName ?? null,
    email: from.PrimaryEmailAddr?.Address ?? null,
    phone: from.PrimaryPhone?.FreeFormNumber ?? null,
    address: address(from.BillAddr),
    consent: null,
    listId: null,
    active: from.Active ?? true,
  });
}

export function product(from: Item): Product {
  return { name: from.Name ?? '', description: from.Description ?? null, active: from.Active ?? true };
}

const accountClass: Readonly<Record<string, AccountClass>> = {
  Asset: 'ASSET',
  Liability: 'LIABILITY',
  Equity: 'EQUITY',
  Revenue: 'INCOME',
  Expense: 'EXPENSE',
};

export function account(from: LedgerAccount, home: string): Account {
  const { CurrentBalance: balance } = from;
  return {
    name: from.Name ?? '',
    class: accountClass[from.Classification ?? ''] ?? null,
    active: from.Active ?? true,
    balance: balance === undefined ? null : money(balance, currencyOf(from, home)),
    parentId: from.ParentRef?.value ?? null,
  };
}

export function invoice(from: InvoiceEntity, home: string): Invoice {
  const currency = currencyOf(from, home);
  const total = money(from.TotalAmt, currency);
  const due = money(from.Balance ?? 0, currency);
  return {
    number: from.DocNumber ?? null,
    status: isVoid(from) ? 'VOID' : from.Balance ? 'OPEN' : 'PAID',
    contactId: customerOf(from),
    total,
    due,
    paid: minus(total, due),
    // A day without a zone: midnight UTC.
    dueAt: from.DueDate ? `${from.DueDate}T00:00:00.000Z` : null,
  };
}

/** A payment is entered when it has been received; it can be voided, but it knows neither failure nor refund. */
export function payment(from: Transaction, home: string): Payment {
  const currency = currencyOf(from, home);
  const amount = money(from.TotalAmt, currency);
  return {
    status: isVoid(from) ? 'CANCELED' : 'SUCCEEDED',
    amount,
    received: amount,
    refunded: money(0, currency),
    disputed: false,
    contactId: customerOf(from),
    description: from.PrivateNote ?? null,
    failureCode: null,
    failureMessage: null,
  };
}

export function company(from: CompanyInfo): Company {
  return {
    name: from.CompanyName ?? '',
    legalName: from.LegalName ?? null,
    email: from.Email?.Address ?? null,
    country: countryOf(from.Country),
    address: address(from.CompanyAddr),
  };
}

/** There is no status: voiding sets the amounts to zero and writes "Voided" before the note (API reference, Invoice). */
function isVoid(from: Transaction): boolean {
  return from.TotalAmt === 0 && /^voided\b/i.test(from.PrivateNote ?? '');
}

function customerOf(from: Transaction): string | null {
  return from.CustomerRef ? `Customer:${from.CustomerRef.value}` : null;
}

function currencyOf(from: { CurrencyRef?: { value: string } }, home: string): string {
  return from.CurrencyRef?.value ?? home;
}

function address(from: PostalAddress | undefined): Address | null {
  if (!from) return null;
  return {
    line1: from.Line1 ?? null,
    line2: from.Line2 ?? null,
    city: from.City ?? null,
    region: from.CountrySubDivisionCode ?? null,
    postalCode: from.PostalCode ?? null,
    country: countryOf(from.Country),
  };
}

/** People type what they like here; only what is a country code is taken for one. */
function countryOf(text: string | undefined): string | null {
  return text !== undefined && /^[A-Z]{2}$/.test(text) ? text : null;
}
