// Customers that applications write. https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/customer
import { create, update, type Company, type Fields } from '../ledger/company.ts';
import type { Row } from '../ledger/table.ts';
import { notFound, serviceFault, unsupported } from './fault.ts';

/** By company and `requestid`: "the service returns the response of the first request". */
const answers = new WeakMap<Company, Map<string, string>>();

/** `path` is what follows `/v3/company/<realm>/`. Answers the member beside `time`. Throws QuickbooksFault. */
export function write(
  company: Company,
  { path, params, body }: { path: string; params: URLSearchParams; body: string },
): string {
  if (path !== 'customer') throw unsupported();
  const kept = answers.get(company) ?? new Map<string, string>();
  answers.set(company, kept);
  const requestId = params.get('requestid');
  if (requestId !== null && requestId.length > 50)
    throw invalid('requestid', 'must have at most 50 characters');
  const earlier = requestId === null ? undefined : kept.get(requestId);
  if (earlier !== undefined) return earlier;
  const answer = `"Customer":${JSON.stringify(customerFrom(company, fieldsOf(body)))}`;
  if (requestId !== null) kept.set(requestId, answer);
  return answer;
}

function customerFrom(company: Company, { Id, SyncToken, sparse, ...values }: Fields): Row {
  checkValues(values);
  if (Id === undefined) {
    if (typeof values['DisplayName'] !== 'string') throw missing('DisplayName');
    checkName(company, values['DisplayName'], undefined);
    return create(company, 'Customer', values);
  }
  const id = String(Id);
  const stored = company.tables.Customer.get(id);
  if (!stored) throw notFound();
  // A full update would unset whatever it does not name.
  if (sparse !== true) throw unsupported();
  if (SyncToken === undefined) throw missing('SyncToken');
  if (SyncToken !== stored.object.SyncToken) {
    const detail = `Stale Object Error : You and another user were working on this at the same time.`;
    throw serviceFault('5010', 'Stale Object Error', { detail });
  }
  if (typeof values['DisplayName'] === 'string') checkName(company, values['DisplayName'], id);
  return update(company, { entity: 'Customer', id }, values);
}

/** Customers, vendors and employees share their names. */
function checkName(company: Company, name: string, own: string | undefined): void {
  const { Customer, Vendor } = company.tables;
  const taken = ({ object }: { object: Row }) =>
    String(object['DisplayName']).toLowerCase() === name.toLowerCase();
  const all = (table: typeof Customer) => table.sorted('id', ({ object }) => Number(object.Id));
  const other =
    all(Customer).some((each) => each.object.Id !== own && taken(each)) || all(Vendor).some(taken);
  if (!other) return;
  const detail =
    'The name supplied already exists. : Another customer, vendor or employee is already using this name.';
  throw serviceFault('6240', 'Duplicate Name Exists Error', { detail });
}

const TEXTS: Readonly<Record<string, readonly [member: string | undefined, most: number]>> = {
  DisplayName: [undefined, 500],
  PrimaryEmailAddr: ['Address', 100],
  PrimaryPhone: ['FreeFormNumber', 30],
};
const ADDRESS = new Set(['Line1', 'Line2', 'City', 'CountrySubDivisionCode', 'PostalCode', 'Country']);

function checkValues(values: Fields): void {
  for (const [name, value] of Object.entries(values)) {
    if (name === 'BillAddr') {
      const unknown = Object.keys(value as object).find((part) => !ADDRESS.has(part));
      if (unknown) throw unknownProperty(unknown);
      continue;
    }
    const known = Object.hasOwn(TEXTS, name) ? TEXTS[name] : undefined;
    if (!known) throw unknownProperty(name);
    const [member, most] = known;
    const text = member === undefined ? value : (value as Record<string, unknown>)[member];
    if (typeof text !== 'string') throw unknownProperty(member ?? name);
    if (text.length > most || text === '') throw invalid(name, `must have at most ${most} characters`);
    if (name === 'DisplayName' && /[:\t\n]/.test(text))
      throw invalid(name, 'must not have a colon, tab or new line');
    if (name === 'PrimaryEmailAddr' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text))
      throw invalid(name, 'Email Address does not conform to the syntax rules of RFC 822.');
  }
}

function fieldsOf(body: string): Fields {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null) return parsed as Fields;
  } catch {
    // Said below.
  }
  throw serviceFault('2010', 'Request has invalid or unsupported property', {
    detail: 'The body is no object.',
  });
}

function missing(name: string) {
  const detail = `Required parameter ${name} is missing in the request`;
  return serviceFault('2020', 'Required param missing, need to supply the required value for the API', {
    detail,
  });
}

function unknownProperty(name: string) {
  const detail = `Property Name:${name} specified is unsupported or invalid`;
  return serviceFault('2010', 'Request has invalid or unsupported property', { detail });
}

function invalid(element: string, detail: string) {
  return serviceFault('2050', 'The value is not valid', { detail: `${element}: ${detail}`, element });
}
