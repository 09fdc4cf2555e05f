/** What the hub takes from QuickBooks: a line of data per entity that is listed. The company itself is no list. */
import { ProviderRefused } from '../../platform/errors.ts';
import type { ResourceName, Shapes } from '../resources.ts';
import type { Entity, InvoiceEntity, Item, LedgerAccount, Name, Transaction } from './entities.ts';
import * as shapes from './shapes.ts';

export interface Kind {
  /** QuickBooks' word for it. */
  readonly entity: string;
  readonly resource: ResourceName;
  /** Entities of lists are never deleted but put away (`Active: false`); transactions can be deleted for good. */
  readonly list: boolean;
  /** Set where one resource of ours holds several entities, whose ids are unique only within each. */
  readonly prefix: string;
  /** Whether the shape has amounts, so that the company's own currency may have to be known. */
  readonly hasMoney: boolean;
  shape(object: Entity, home: string): Shapes[ResourceName];
}

/** Ties an entity to the shape of its own type under the common one that the pull works with. */
function kind<T extends Entity>(
  definition: Omit<Kind, 'shape'> & { shape(object: T, home: string): Shapes[ResourceName] },
): Kind {
  // Objects of an answer are handed to the shape of the same line, which is what the type parameter says.
  return definition as unknown as Kind;
}

const LIST = { list: true, prefix: '', hasMoney: false };
const TRANSACTION = { list: false, prefix: '', hasMoney: true };

export const kinds: readonly Kind[] = [
  kind<Name>({
    ...LIST,
    entity: 'Customer',
    resource: 'contact',
    prefix: 'Customer:',
    shape: shapes.contact('CUSTOMER'),
  }),
  kind<Name>({
    ...LIST,
    entity: 'Vendor',
    resource: 'contact',
    prefix: 'Vendor:',
    shape: shapes.contact('VENDOR'),
  }),
  kind<Item>({ ...LIST, entity: 'Item', resource: 'product', shape: shapes.product }),
  kind<LedgerAccount>({
    ...LIST,
    entity: 'Account',
    resource: 'account',
    hasMoney: true,
    shape: shapes.account,
  }),
  kind<InvoiceEntity>({ ...TRANSACTION, entity: 'Invoice', resource: 'invoice', shape: shapes.invoice }),
  kind<Transaction>({ ...TRANSACTION, entity: 'Payment', resource: 'payment', shape: shapes.payment }),
];

export function kindsOf(resource: ResourceName): readonly Kind[] {
  return kinds.filter((each) => each.resource === resource);
}

/** The entity and QuickBooks' own id behind one of our ids. Throws ProviderRefused for an id that is not of ours. */
export function locate(resource: ResourceName, externalId: string): { kind: Kind; id: string } {
  const found = kindsOf(resource).find((each) => externalId.startsWith(each.prefix));
  if (!found) throw new ProviderRefused(`QuickBooks has no ${resource} ${externalId}`);
  return { kind: found, id: externalId.slice(found.prefix.length) };
}
