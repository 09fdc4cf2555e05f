// https://developer.squareup.com/reference/square/customers-api
import { aPerson } from '../../stripe/seed/people.ts';
import type { Customer, Seller } from '../seller.ts';
import { id, need } from '../seller.ts';

export type CustomerFields = Omit<Customer, 'id' | 'created_at' | 'updated_at' | 'version'>;

export function createCustomer(seller: Seller, fields: CustomerFields = {}): Customer {
  const at = seller.time();
  const customer = seller.shelves.customer.put({
    id: id(seller.random, 26),
    created_at: at,
    updated_at: at,
    ...fields,
    preferences: { email_unsubscribed: false, ...fields.preferences },
    creation_source: fields.creation_source ?? 'THIRD_PARTY',
    segment_ids: ['CUSTOMERS.REACHABLE'],
    version: 0,
  });
  tell(seller, 'customer.created', customer);
  return customer;
}

export function updateCustomer(seller: Seller, customerId: string, fields: CustomerFields): Customer {
  const before = need(seller.shelves.customer, customerId);
  const customer = seller.shelves.customer.put({
    ...before,
    ...fields,
    updated_at: seller.time(),
    version: Number(before.version) + 1,
  });
  tell(seller, 'customer.updated', customer);
  return customer;
}

/** A deleted customer is simply gone: 404, and in no list. */
export function deleteCustomer(seller: Seller, customerId: string): void {
  const customer = need(seller.shelves.customer, customerId);
  seller.shelves.customer.remove(customerId);
  tell(seller, 'customer.deleted', customer);
}

/** "The `customer` object in the event notification does not include […] `group_ids` and `segment_ids`." */
function tell(seller: Seller, type: string, customer: Customer): void {
  const { group_ids: _groups, segment_ids: _segments, ...shown } = customer;
  seller.emit(type, { type: 'customer', id: customer.id ?? '', object: { customer: shown } });
}

/** A customer as a box office knows one. */
export function aCustomer(seller: Seller): CustomerFields {
  const { random } = seller;
  const { name, email, phone, address } = aPerson(random);
  const [given, ...family] = (name ?? '').split(' ');
  return {
    ...(given && { given_name: given }),
    ...(family.length > 0 && { family_name: family.join(' ') }),
    ...(random.chance(0.1) && { company_name: `Company ${random.token(5)}` }),
    ...(email && { email_address: email }),
    ...(phone && { phone_number: phone }),
    ...(address && {
      address: {
        address_line_1: address.line1 ?? null,
        address_line_2: address.line2 ?? null,
        locality: address.city ?? null,
        administrative_district_level_1: address.state ?? null,
        postal_code: address.postal_code ?? null,
        // The people of the seed live in countries that Square knows.
        country: (address.country ?? 'US') as 'US',
      },
    }),
    preferences: { email_unsubscribed: random.chance(0.15) },
    reference_id: `crm_${random.token(10)}`,
  };
}
