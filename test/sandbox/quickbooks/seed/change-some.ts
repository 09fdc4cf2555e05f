// A day's worth of changes all over a company's books.
import { anAddress } from '../../stripe/seed/people.ts';
import type { Random } from '../../stripe/seed/random.ts';
import { seededRandom } from '../../stripe/seed/random.ts';
import type { Company, EntityName } from '../ledger/company.ts';
import { ENTITIES, remove, update } from '../ledger/company.ts';
import { anAmount } from './history.ts';

export interface Touched {
  entity: EntityName;
  id: string;
  deleted: boolean;
}

/** What is changed of an object of each kind. */
const CHANGES: Readonly<Record<EntityName, (company: Company, random: Random) => Record<string, unknown>>> = {
  Customer: (_, random) => ({ PrimaryEmailAddr: { Address: anAddress(random) } }),
  Vendor: (_, random) => ({ PrimaryEmailAddr: { Address: anAddress(random) } }),
  Item: (_, random) => ({ Description: `Now in hall ${random.between(10, 99)}`, Active: random.chance(0.9) }),
  Account: (company) => ({ CurrentBalance: anAmount(company) }),
  Invoice: (_, random) => ({ PrivateNote: `Booked as ${random.token(8)}` }),
  Payment: (_, random) => ({ PrivateNote: `Checked by ${random.token(8)}` }),
};

/** Changes each object with the given probability (0 to 1), deletes one in twenty of the transactions among them. */
export function changeSome(company: Company, fraction: number, seed: number): Touched[] {
  const random = seededRandom(seed);
  const touched: Touched[] = [];
  for (const entity of ENTITIES) {
    const ids = company.tables[entity]
      .sorted('id', ({ object }) => Number(object.Id))
      .map(({ object }) => object.Id);
    for (const id of ids) {
      if (!random.chance(fraction)) continue;
      const deleted = (entity === 'Invoice' || entity === 'Payment') && random.chance(0.05);
      if (deleted) remove(company, entity, id);
      else update(company, { entity, id }, CHANGES[entity](company, random));
      touched.push({ entity, id, deleted });
    }
  }
  return touched;
}
