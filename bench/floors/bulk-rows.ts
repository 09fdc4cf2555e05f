/** Invented customers of about 1 kB: row n is the same in every process. */
import type { Seen } from '../../src/providers/provider.ts';

const RAW_BYTES = 1_000;
const CREATED = 1_700_000_000;

/** With `edition` above 0 every hundredth row reads differently. */
export function bulkRow(number: number, edition: number, version: bigint): Seen {
  const changed = edition > 0 && number % 100 === 0;
  // Spread over the key space, as vendors' ids are.
  const id = `cus_${((number * 2_654_435_761) % 2 ** 32).toString(36)}x${number}`;
  const name = changed ? `Customer ${number}, edition ${edition}` : `Customer ${number}`;
  const email = `customer${number}@example.test`;
  const object = {
    id,
    object: 'customer',
    created: CREATED + number,
    name,
    email,
    phone: null,
    livemode: false,
  };
  const missing = RAW_BYTES - JSON.stringify(object).length - 20;
  return {
    kind: 'seen',
    from: 'page',
    resource: 'contact',
    externalId: id,
    version,
    data: {
      role: 'CUSTOMER',
      name,
      email,
      phone: null,
      address: null,
      consent: null,
      listId: null,
      active: true,
    },
    raw: { ...object, description: 'x'.repeat(Math.max(0, missing)) },
    createdAt: new Date((CREATED + number) * 1_000),
    updatedAt: null,
  };
}
