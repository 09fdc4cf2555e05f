/** Brings contacts in as customers, each found by its address first. https://docs.stripe.com/api/customers */
import { hash } from 'node:crypto';
import Stripe from 'stripe';
import { CredentialRefused, ProviderRefused } from '../../platform/errors.ts';
import { allEnded, says } from '../contact-import.ts';
import type { ImportCall, Imported, NewContact, Seen } from '../provider.ts';
import { seen } from './change.ts';
import type { Answer, StripeClient } from './client.ts';
import { contact as shape } from './shapes.ts';

/** So many are on their way together: two requests each, of 25 to 100 in a second. */
export const CUSTOMERS_AT_ONCE = 10;

interface Account {
  readonly client: StripeClient;
  readonly signal: AbortSignal;
}

/** Stripe takes several customers with one address, and compares its letters' case: of those that match, the newest is meant. */
export async function importCustomers(
  client: StripeClient,
  { contacts }: ImportCall,
  signal: AbortSignal,
): Promise<Imported[]> {
  return allEnded(contacts.map((contact) => importOne({ client, signal }, contact)));
}

async function importOne(account: Account, contact: NewContact): Promise<Imported> {
  const { client, signal } = account;
  const { email } = contact;
  const list = await client.ask((sdk) => sdk.customers.list({ email, limit: 1 }), signal);
  const [known] = list.body.data;
  try {
    if (!known) return { outcome: 'CREATED', state: await create(account, contact, '') };
    if (says(shape(known), contact)) return { outcome: 'UPDATED', state: state(known, list) };
    const params = paramsOf(contact);
    const updated = await client.ask((sdk) => sdk.customers.update(known.id, params), signal);
    return { outcome: 'UPDATED', state: state(updated.body, updated) };
  } catch (error) {
    return refusal(error);
  }
}

/**
 * The key is made of the content: whoever asks again, Stripe creates once, within a day. An answer that it repeats is as old
 * as the first one, so the customer is looked at; if it has gone since, the next key is made `after` its id.
 */
async function create(account: Account, contact: NewContact, after: string): Promise<Seen> {
  const { client, signal } = account;
  const params = { ...paramsOf(contact), email: contact.email };
  const idempotencyKey = `import-${hash('sha256', JSON.stringify([params, after]))}`;
  const created = await client.ask((sdk) => sdk.customers.create(params, { idempotencyKey }), signal);
  if (!created.replayed) return state(created.body, created);
  const { id } = created.body;
  const now = await client.ask((sdk) => sdk.customers.retrieve(id), signal);
  const { body } = now;
  if (body.deleted || body.email !== contact.email) return create(account, contact, id);
  return state(body, now);
}

function state(object: Stripe.Customer, { asOf }: Answer<unknown>): Seen {
  return seen({ resource: 'contact', object, version: BigInt(asOf), from: 'fetch' });
}

/** Only what is given: a known customer keeps the rest. An empty text unsets a part of the address. */
function paramsOf({ name, phone, address }: NewContact) {
  return {
    ...(name !== null && { name }),
    ...(phone !== null && { phone }),
    ...(address !== null && {
      address: {
        line1: address.line1 ?? '',
        line2: address.line2 ?? '',
        city: address.city ?? '',
        state: address.region ?? '',
        postal_code: address.postalCode ?? '',
        country: address.country ?? '',
      },
    }),
  };
}

/** A refusal that names a parameter is about the contact; all others are about the call. */
function refusal(error: unknown): Imported {
  const said = error instanceof Error ? error.cause : undefined;
  // A restricted key that may only read is still good for everything else.
  if (error instanceof CredentialRefused && said instanceof Stripe.errors.StripePermissionError)
    throw new ProviderRefused(error.message, { cause: said });
  if (!(error instanceof ProviderRefused) || !(said instanceof Stripe.errors.StripeError) || !said.param)
    throw error;
  const code = said.code?.toUpperCase() ?? 'PROVIDER_REFUSED';
  // `address[city]` as `address.city`.
  const field = said.param.replaceAll('[', '.').replaceAll(']', '');
  return { outcome: 'REFUSED', code, message: error.message, field };
}
