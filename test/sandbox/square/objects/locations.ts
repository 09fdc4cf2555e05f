// https://developer.squareup.com/reference/square/locations-api
import type { Location, Seller } from '../seller.ts';
import { id, need } from '../seller.ts';

const TOWNS = ['Portland', 'Oakland', 'Boston', 'Austin', 'Denver', 'Chicago', 'Savannah'];

export function addLocation(seller: Seller, fields: Partial<Location> = {}): Location {
  const { random } = seller;
  const town = random.pick(TOWNS);
  const location = seller.shelves.location.put({
    id: `L${id(random, 12)}`,
    name: `${town} ${random.between(1, 99)}`,
    address: {
      address_line_1: `${random.between(1, 999)} Example Ave`,
      locality: town,
      administrative_district_level_1: 'CA',
      postal_code: '94103',
      country: 'US',
    },
    timezone: 'America/Los_Angeles',
    capabilities: ['CREDIT_CARD_PROCESSING'],
    status: 'ACTIVE',
    created_at: seller.time(),
    merchant_id: seller.merchantId,
    country: 'US',
    language_code: 'en-US',
    currency: seller.currency,
    business_name: seller.name,
    type: 'PHYSICAL',
    ...fields,
  });
  tell(seller, 'location.created', location);
  return location;
}

export function updateLocation(seller: Seller, locationId: string, fields: Partial<Location>): Location {
  const location = seller.shelves.location.put({
    ...need(seller.shelves.location, locationId),
    ...fields,
  });
  tell(seller, 'location.updated', location);
  return location;
}

/** The event names the location and nothing of it. */
function tell(seller: Seller, type: string, { id: locationId }: Location): void {
  seller.emit(type, { type: 'location', id: locationId ?? '' }, locationId);
}
