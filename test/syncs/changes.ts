import type { Contact } from '../../src/providers/resources.ts';

/** A contact of whom only the name is known. */
export function aContact(name: string): Contact {
  return {
    role: 'CUSTOMER',
    name,
    email: null,
    phone: null,
    address: null,
    consent: null,
    listId: null,
    active: true,
  };
}
