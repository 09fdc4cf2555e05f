/** What the folders share that bring contacts in one by one: they look for each first, and write only what is new. */
import type { NewContact } from './provider.ts';
import type { Contact } from './resources.ts';

/** Whether the contact is already as it is given; what is not given may be anything. Consent is no part of it. */
export function says(known: Contact, { email, name, phone, address }: NewContact): boolean {
  const sameAddress =
    address === null ||
    // Left out and empty are the same.
    addressParts.every((part) => (address[part] || null) === (known.address?.[part] || null));
  return (
    known.email?.toLowerCase() === email.toLowerCase() &&
    (name === null || known.name === name) &&
    (phone === null || known.phone === phone) &&
    sameAddress
  );
}

const addressParts = ['line1', 'line2', 'city', 'region', 'postalCode', 'country'] as const;

/** The results of what is under way, in order. When something failed, throws after all have ended: nothing goes on behind it. */
export async function allEnded<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const ended = await Promise.allSettled(work);
  return ended.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
}
