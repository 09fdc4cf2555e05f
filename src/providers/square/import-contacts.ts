/** Brings contacts in as customers, found by their addresses first. https://developer.squareup.com/docs/customers-api/use-the-api/bulk-operations */
import { hash } from 'node:crypto';
import type { serialization } from 'square';
import { ProviderAnswerInvalid, ProviderRefused, ProviderUnavailable } from '../../platform/errors.ts';
import { allEnded, says } from '../contact-import.ts';
import type { ImportCall, Imported, NewContact } from '../provider.ts';
import { seen } from './change.ts';
import type { Answer, SquareApi } from './client.ts';
import { instant, objectOf, type SquareObject } from './object.ts';
import { NotPermitted, ObjectMissing } from './refusal.ts';
import { contact as shape } from './shapes.ts';

/** Square takes 100 with one request; the search before it is one for each. */
export const CUSTOMERS_AT_ONCE = 25;

interface Seller {
  readonly client: SquareApi;
  readonly signal: AbortSignal;
}

/** What is known of a contact before it is written. */
interface Row {
  readonly contact: NewContact;
  readonly known: SquareObject | undefined;
  readonly asOf: number;
}

/** Square takes several customers with one address: the oldest is meant. */
export async function importCustomers(
  client: SquareApi,
  { contacts }: ImportCall,
  signal: AbortSignal,
): Promise<Imported[]> {
  const seller = { client, signal };
  try {
    const rows = await allEnded(contacts.map((contact) => find(seller, contact)));
    const created = await create(
      seller,
      rows.filter(({ known }) => !known).map(({ contact }) => ({ contact, after: '' })),
    );
    const updated = await update(seller, rows);
    return rows.map(({ contact }) => answered(created.get(contact) ?? updated.get(contact)));
  } catch (error) {
    // A token that may only read is still good for everything else.
    if (error instanceof NotPermitted) throw new ProviderRefused(error.message, { cause: error });
    throw error;
  }
}

async function find({ client, signal }: Seller, contact: NewContact): Promise<Row> {
  const { body, asOf } = await client.ask(
    (sdk) =>
      sdk.customers.search({
        limit: 1n,
        query: {
          filter: { emailAddress: { exact: contact.email } },
          sort: { field: 'CREATED_AT', order: 'ASC' },
        },
      }),
    signal,
  );
  const { customers = [] } = body;
  if (!Array.isArray(customers)) throw new ProviderAnswerInvalid('Square sent no list of customers');
  return { contact, known: customers.length > 0 ? objectOf(customers[0]) : undefined, asOf };
}

async function update({ client, signal }: Seller, rows: readonly Row[]): Promise<Map<NewContact, Imported>> {
  const done = new Map<NewContact, Imported>();
  const changes = new Map<string, NewContact>();
  for (const { contact, known, asOf } of rows) {
    if (!known) continue;
    // `as`: what a search for customers finds.
    if (says(shape(known as serialization.Customer.Raw), contact))
      done.set(contact, taken('UPDATED', known, asOf));
    else changes.set(known.id, contact);
  }
  if (changes.size === 0) return done;
  const customers = Object.fromEntries([...changes].map(([id, contact]) => [id, valuesOf(contact)]));
  const answer = await client.ask((sdk) => sdk.customers.bulkUpdateCustomers({ customers }), signal);
  for (const [id, contact] of changes) {
    const customer = customerIn(answer, id);
    done.set(contact, 'outcome' in customer ? customer : taken('UPDATED', customer, answer.asOf));
  }
  return done;
}

/** A contact to be created, `after` a customer that the same request made before and that has gone since. */
interface New {
  readonly contact: NewContact;
  readonly after: string;
}

/**
 * The keys are made of the content: whoever asks again, Square creates once, also while its search does not show the customer
 * yet (half a minute as a rule). One that is older than the request was made by an earlier one, so it is looked at.
 */
async function create(seller: Seller, news: readonly New[]): Promise<Map<NewContact, Imported>> {
  const done = new Map<NewContact, Imported>();
  if (news.length === 0) return done;
  const keyed = news.map(({ contact, after }) => {
    const values = { ...valuesOf(contact), emailAddress: contact.email };
    return { contact, values, key: hash('sha256', JSON.stringify([values, after]), 'base64url') };
  });
  const customers = Object.fromEntries(keyed.map(({ key, values }) => [key, values]));
  const answer = await seller.client.ask((sdk) => sdk.customers.batchCreate({ customers }), seller.signal);
  const anew: New[] = [];
  for (const { contact, key } of keyed) {
    const customer = customerIn(answer, key);
    if ('outcome' in customer) done.set(contact, customer);
    else if (instant(customer.created_at) >= answer.asOf)
      done.set(contact, taken('CREATED', customer, answer.asOf));
    else {
      const now = await lookAt(seller, customer.id);
      if (now && sameAddress(now.object, contact)) done.set(contact, taken('CREATED', now.object, now.asOf));
      else anew.push({ contact, after: customer.id });
    }
  }
  return new Map([...done, ...(await create(seller, anew))]);
}

async function lookAt({ client, signal }: Seller, customerId: string) {
  try {
    const { body, asOf } = await client.ask((sdk) => sdk.customers.get({ customerId }), signal);
    return { object: objectOf(body['customer']), asOf };
  } catch (error) {
    if (error instanceof ObjectMissing) return undefined;
    throw error;
  }
}

function sameAddress(object: SquareObject, { email }: NewContact): boolean {
  // `as`: it was asked for as a customer.
  return shape(object as serialization.Customer.Raw).email?.toLowerCase() === email.toLowerCase();
}

/** Only what is given: a known customer keeps the rest. Null unsets. */
function valuesOf({ name, phone, address }: NewContact) {
  return {
    ...(name !== null && namesOf(name)),
    ...(phone !== null && { phoneNumber: phone }),
    ...(address !== null && {
      address: {
        addressLine1: address.line1,
        addressLine2: address.line2,
        locality: address.city,
        administrativeDistrictLevel1: address.region,
        postalCode: address.postalCode,
        // `as`: two capital letters; which of them are countries, Square says.
        ...(address.country !== null && { country: address.country as 'US' }),
      },
    }),
  };
}

/** The last word is the family name; together they read as they were given. */
function namesOf(name: string) {
  const space = name.lastIndexOf(' ');
  return { givenName: name.slice(0, Math.max(0, space)) || null, familyName: name.slice(space + 1) };
}

/** One customer of a bulk answer, or why there is none. Throws what may pass by itself. */
function customerIn({ body }: Answer, key: string): SquareObject | Extract<Imported, { outcome: 'REFUSED' }> {
  // Every member is looked at before it is used.
  const responses = body['responses'] as Record<string, { customer?: unknown; errors?: unknown } | undefined>;
  const { customer, errors } = responses?.[key] ?? {};
  if (!Array.isArray(errors) || errors.length === 0) return objectOf(customer);
  const { category, code, detail, field } = errors[0] as Record<string, unknown>;
  const message = `Square: ${String(code)}: ${String(detail)}`;
  if (category !== 'INVALID_REQUEST_ERROR') throw new ProviderUnavailable(message);
  return {
    outcome: 'REFUSED',
    code: String(code),
    message,
    field: typeof field === 'string' ? field : null,
  };
}

function taken(outcome: 'CREATED' | 'UPDATED', object: SquareObject, asOf: number): Imported {
  return { outcome, state: seen({ resource: 'contact', object, from: 'fetch', asOf }) };
}

function answered(imported: Imported | undefined): Imported {
  // Each contact was found or not, and so is in one of the two answers.
  if (!imported) throw new TypeError('a contact was neither created nor updated');
  return imported;
}
