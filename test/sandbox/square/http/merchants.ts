import type { Location, Seller } from '../seller.ts';
import type { Endpoints } from './endpoints.ts';
import { listBody } from './page.ts';
import { object } from './params.ts';
import { single } from './single.ts';
import { notFound } from './square-error.ts';

/** The location that stands for all where none is named. */
export function mainLocation({ shelves }: Seller): Location {
  const main = shelves.location.sorted('created').find(({ object: { status } }) => status === 'ACTIVE');
  if (!main) throw notFound('The seller has no active location.');
  return main.object;
}

const location = single('location', 'location');

export const merchantEndpoints: Endpoints = {
  'GET /v2/merchants/:id': ({ seller, id, params }) => {
    object({})(params, '');
    if (id !== 'me' && id !== seller.merchantId) throw notFound('Merchant not found.');
    return JSON.stringify({
      merchant: {
        id: seller.merchantId,
        business_name: seller.name,
        country: 'US',
        language_code: 'en-US',
        currency: seller.currency,
        status: 'ACTIVE',
        main_location_id: mainLocation(seller).id,
        created_at: seller.opened,
      },
    });
  },
  'GET /v2/locations': ({ seller, params }) => {
    object({})(params, '');
    return listBody('locations', { entries: [...seller.shelves.location.sorted('created')] });
  },
  'GET /v2/locations/:id': (call) =>
    location(call.id === 'main' ? { ...call, id: mainLocation(call.seller).id ?? '' } : call),
};
