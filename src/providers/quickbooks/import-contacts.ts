/** Brings contacts in as customers, each found by its address first. https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/customer */
import { hash } from 'node:crypto';
import { ProviderRefused, ProviderUnavailable } from '../../platform/errors.ts';
import { allEnded, says } from '../contact-import.ts';
import type { ImportCall, Imported, NewContact, Seen } from '../provider.ts';
import { seen } from './change.ts';
import { entityOf, objectsIn, type QuickbooksClient } from './client.ts';
import type { Entity, Name } from './entities.ts';
import { QuickbooksFault } from './faults.ts';
import { locate } from './kinds.ts';
import { contact as shapeOf } from './shapes.ts';

/** QuickBooks takes 10 requests of a company together, and pulls may be under way. */
export const CUSTOMERS_AT_ONCE = 5;

/** Somebody else changed the customer since it was found. */
const STALE = 5010;

const CUSTOMER = locate('contact', 'Customer:').kind;
const shape = shapeOf('CUSTOMER');

interface Company {
  readonly client: QuickbooksClient;
  readonly signal: AbortSignal;
}

/** Several customers may have one address: the one with the lowest id is meant. Names are unique, as QuickBooks demands. */
export async function importCustomers(
  client: QuickbooksClient,
  { contacts }: ImportCall,
  signal: AbortSignal,
): Promise<Imported[]> {
  return allEnded(contacts.map((contact) => importOne({ client, signal }, contact)));
}

/** Customers that were put away are left there: a new one is made beside them. */
async function importOne(company: Company, contact: NewContact): Promise<Imported> {
  const found = await customersOf(company, contact.email);
  const known = found.find(({ Active }) => Active !== false);
  try {
    if (!known) {
      const customer = {
        DisplayName: contact.email,
        PrimaryEmailAddr: { Address: contact.email },
        ...valuesOf(contact),
      };
      const putAway = found.map(({ Id }) => Id);
      return { outcome: 'CREATED', state: await write(company, customer, putAway) };
    }
    if (says(shape(known), contact)) return { outcome: 'UPDATED', state: state(known) };
    const { Id, SyncToken } = known;
    const changes = { Id, SyncToken, sparse: true, ...valuesOf(contact) };
    return { outcome: 'UPDATED', state: await write(company, changes, []) };
  } catch (error) {
    return refusal(error);
  }
}

async function customersOf({ client, signal }: Company, email: string): Promise<readonly Name[]> {
  const quoted = email.replaceAll(/[\\']/g, '\\$&');
  const query = `select * from Customer where PrimaryEmailAddr = '${quoted}' and Active in (true, false) orderby Id`;
  const { body } = await client.get('query', { query }, signal);
  return objectsIn(body['QueryResponse'], 'Customer');
}

/**
 * The request's id is made of the content, so that whoever asks again has it done once; what was put away since is part of it,
 * or its creation would only be told again.
 */
async function write(
  { client, signal }: Company,
  customer: object,
  putAway: readonly string[],
): Promise<Seen> {
  const content = JSON.stringify(customer);
  const requestid = hash('sha256', JSON.stringify([content, putAway]), 'base64url');
  const { body } = await client.post('customer', { params: { requestid }, content }, signal);
  return state(entityOf(body['Customer'], 'Customer'));
}

function state(customer: Entity): Seen {
  return seen(CUSTOMER, customer, { from: 'fetch', home: undefined });
}

/** Only what is given: a known customer keeps the rest of itself, and nothing of its address. */
function valuesOf({ name, phone, address }: NewContact) {
  return {
    ...(name !== null && { DisplayName: name }),
    ...(phone !== null && { PrimaryPhone: { FreeFormNumber: phone } }),
    ...(address !== null && {
      BillAddr: {
        ...(address.line1 && { Line1: address.line1 }),
        ...(address.line2 && { Line2: address.line2 }),
        ...(address.city && { City: address.city }),
        ...(address.region && { CountrySubDivisionCode: address.region }),
        ...(address.postalCode && { PostalCode: address.postalCode }),
        ...(address.country && { Country: address.country }),
      },
    }),
  };
}

/** A refusal with a code of the accounting service is about the contact; all others are about the call. */
function refusal(error: unknown): Imported {
  const said = error instanceof ProviderRefused ? error.cause : undefined;
  if (!(error instanceof ProviderRefused) || !(said instanceof QuickbooksFault) || !said.faultCode)
    throw error;
  if (said.faultCode === STALE) throw new ProviderUnavailable(error.message, { cause: said });
  const { faultCode, element } = said;
  return { outcome: 'REFUSED', code: String(faultCode), message: error.message, field: element ?? null };
}
