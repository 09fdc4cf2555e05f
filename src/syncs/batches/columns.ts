/** The columns of CSV files: normalized shapes laid flat. Their order never changes; new ones are added at the end. */
import type { Address, Money, ResourceName, Shapes } from '../../providers/resources.ts';

/** `email`, and `address.city` for what lies within. */
type Path<Shape> = {
  [Key in keyof Shape & string]: NonNullable<Shape[Key]> extends Money | Address
    ? `${Key}.${keyof NonNullable<Shape[Key]> & string}`
    : Key;
}[keyof Shape & string];

/** What every record has, before the columns of its resource. */
export const COMMON_COLUMNS = ['externalId', 'createdAt', 'updatedAt', 'changedAt'] as const;

export const COLUMNS: { readonly [Name in ResourceName]: readonly Path<Shapes[Name]>[] } = {
  contact: ['role', 'name', 'email', 'phone', ...address('address'), 'consent', 'listId', 'active'],
  payment: [
    'status',
    ...money('amount'),
    ...money('received'),
    ...money('refunded'),
    'disputed',
    'contactId',
    'description',
    'failureCode',
    'failureMessage',
  ],
  invoice: ['number', 'status', 'contactId', ...money('total'), ...money('due'), ...money('paid'), 'dueAt'],
  product: ['name', 'description', 'active'],
  price: ['productId', 'active', ...money('unitAmount'), 'interval', 'intervalCount'],
  subscription: [
    'status',
    'contactId',
    'currentPeriodStart',
    'currentPeriodEnd',
    'cancelAtPeriodEnd',
    'canceledAt',
    'items',
  ],
  refund: ['status', ...money('amount'), 'paymentId', 'reason'],
  order: ['status', 'contactId', 'locationId', ...money('total'), ...money('tax'), 'closedAt', 'items'],
  location: ['name', 'active', 'currency', 'timeZone', ...address('address')],
  list: ['name', 'memberCount'],
  campaign: ['status', 'title', 'subject', 'listId', 'sentAt', 'emailsSent'],
  account: ['name', 'class', 'active', ...money('balance'), 'parentId'],
  company: ['name', 'legalName', 'email', 'country', ...address('address')],
};

function money<Key extends string>(key: Key) {
  return [`${key}.amount`, `${key}.currency`] as const;
}

function address<Key extends string>(key: Key) {
  return [
    `${key}.line1`,
    `${key}.line2`,
    `${key}.city`,
    `${key}.region`,
    `${key}.postalCode`,
    `${key}.country`,
  ] as const;
}

/** What starts a formula in spreadsheet programs; a plain negative number is none. https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^(?!-\d+(\.\d+)?$)[=+\-@\t\r]/;

/** One value as the text of a cell: nothing for null, lists as JSON, an apostrophe before what could run as a formula. */
export function cellOf(data: unknown, path: string): string {
  const value = path
    .split('.')
    .reduce<unknown>(
      (at, key) => (at === null || typeof at !== 'object' ? null : Reflect.get(at, key)),
      data,
    );
  if (value === null || value === undefined) return '';
  const text =
    value instanceof Date
      ? value.toISOString()
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The value of a cell, without the apostrophe that `cellOf` puts before formulas. */
export function valueOf(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}
