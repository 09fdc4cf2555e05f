/** What the hub takes from Square: a line of data per resource. */
import type { serialization, SquareClient as Sdk } from 'square';
import type { ResourceName, Shapes } from '../resources.ts';
import type { SquareObject } from './object.ts';
import * as shapes from './shapes.ts';

/** Before Square was: without a time, payments and refunds are listed of the last year only. */
const EVER = '2009-01-01T00:00:00Z';

/** Times are RFC 3339. */
export interface ListQuery {
  /** Of these locations only, for resources that are listed by location. */
  locations: readonly string[];
  /** What changed at or after this time; everything when undefined. */
  since?: string | undefined;
  /** Only what is at or after this time in the order of the list: where a list whose cursor has died goes on. */
  from?: string | undefined;
  cursor?: string | undefined;
}

export interface SquareResource {
  /** How many locations one request may name, for resources that are listed by location. */
  locationsAtOnce?: number;
  list(sdk: Sdk, query: ListQuery): PromiseLike<unknown>;
  /** The member of a list's answer that has the objects. */
  listed: string;
  retrieve(sdk: Sdk, id: string): PromiseLike<unknown>;
  /** The member of a single answer that has the object. */
  retrieved: string;
  shape(object: SquareObject): Shapes[ResourceName];
  /** What orders an object's states: when it says it changed, or when it was looked at. */
  datedBy: 'updated_at' | 'looked';
  /** The time by which the list is sorted, oldest first; undefined where it has another order. */
  sortedBy?(query: ListQuery): 'created_at' | 'updated_at';
  /** False where Square cannot tell what changed since a time: every pull is a full pass. */
  tellsChanges: boolean;
}

/** Ties one resource's SDK calls and shape together under the common type the pull works with. */
function resource<T>(
  definition: Omit<SquareResource, 'shape'> & { shape(object: T): Shapes[ResourceName] },
): SquareResource {
  // Objects of a list are handed to the shape of the same line, which is what the type parameter says.
  return definition as unknown as SquareResource;
}

const byTime = ({ since }: ListQuery) => (since ? 'updated_at' : 'created_at');

export const resources = {
  location: resource<serialization.Location.Raw>({
    list: (sdk) => sdk.locations.list(),
    listed: 'locations',
    retrieve: (sdk, locationId) => sdk.locations.get({ locationId }),
    retrieved: 'location',
    shape: shapes.location,
    // A location does not say when it changed.
    datedBy: 'looked',
    tellsChanges: false,
  }),
  contact: resource<serialization.Customer.Raw>({
    list: (sdk, { since, from, cursor }) =>
      sdk.customers.search({
        ...(cursor && { cursor }),
        limit: 100n,
        count: true,
        query: {
          ...((since || from) && {
            filter: {
              ...(since && { updatedAt: { startAt: since } }),
              ...(from && { createdAt: { startAt: from } }),
            },
          }),
          sort: { field: 'CREATED_AT', order: 'ASC' },
        },
      }),
    listed: 'customers',
    retrieve: (sdk, customerId) => sdk.customers.get({ customerId }),
    retrieved: 'customer',
    shape: shapes.contact,
    datedBy: 'updated_at',
    sortedBy: () => 'created_at',
    tellsChanges: true,
  }),
  product: resource<serialization.CatalogObject.Item>({
    // A variation can change without its item; deleted ones are only told among changes.
    list: (sdk, { since, cursor }) =>
      sdk.catalog.search({
        ...(cursor && { cursor }),
        limit: 500,
        ...(since
          ? { objectTypes: ['ITEM', 'ITEM_VARIATION'], beginTime: since, includeDeletedObjects: true }
          : { objectTypes: ['ITEM'] }),
      }),
    listed: 'objects',
    retrieve: (sdk, objectId) => sdk.catalog.object.get({ objectId }),
    retrieved: 'object',
    shape: shapes.product,
    // What an item says of its last change leaves out its variations, which come, change and go by themselves.
    datedBy: 'looked',
    tellsChanges: true,
  }),
  order: resource<serialization.Order.Raw>({
    locationsAtOnce: 10,
    // The sort must be by the time that is filtered by.
    list: (sdk, { locations, since, from, cursor }) =>
      sdk.orders.search({
        locationIds: [...locations],
        ...(cursor && { cursor }),
        limit: 500,
        query: since
          ? {
              filter: { dateTimeFilter: { updatedAt: { startAt: from ?? since } } },
              sort: { sortField: 'UPDATED_AT', sortOrder: 'ASC' },
            }
          : {
              filter: { dateTimeFilter: { createdAt: { startAt: from ?? EVER } } },
              sort: { sortField: 'CREATED_AT', sortOrder: 'ASC' },
            },
      }),
    listed: 'orders',
    retrieve: (sdk, orderId) => sdk.orders.get({ orderId }),
    retrieved: 'order',
    shape: shapes.order,
    datedBy: 'updated_at',
    sortedBy: byTime,
    tellsChanges: true,
  }),
  payment: resource<serialization.Payment.Raw>({
    // Without a location Square lists those of the main one only.
    locationsAtOnce: 1,
    list: (sdk, query) => sdk.payments.list({ ...timeline(query), locationId: query.locations[0] ?? '' }),
    listed: 'payments',
    retrieve: (sdk, paymentId) => sdk.payments.get({ paymentId }),
    retrieved: 'payment',
    shape: shapes.payment,
    datedBy: 'updated_at',
    sortedBy: byTime,
    tellsChanges: true,
  }),
  refund: resource<serialization.PaymentRefund.Raw>({
    list: (sdk, query) => sdk.refunds.list(timeline(query)),
    listed: 'refunds',
    retrieve: (sdk, refundId) => sdk.refunds.get({ refundId }),
    retrieved: 'refund',
    shape: shapes.refund,
    datedBy: 'updated_at',
    sortedBy: byTime,
    tellsChanges: true,
  }),
  invoice: resource<serialization.Invoice.Raw>({
    locationsAtOnce: 1,
    list: (sdk, { locations, cursor }) =>
      sdk.invoices.list({ locationId: locations[0] ?? '', limit: 200, ...(cursor && { cursor }) }),
    listed: 'invoices',
    retrieve: (sdk, invoiceId) => sdk.invoices.get({ invoiceId }),
    retrieved: 'invoice',
    shape: shapes.invoice,
    datedBy: 'updated_at',
    tellsChanges: false,
  }),
} satisfies Partial<Record<ResourceName, SquareResource>>;

export type SquareResourceName = keyof typeof resources;
// The keys of the constant above.
export const resourceNames = Object.keys(resources) as SquareResourceName[];

/** The parameters that payments and refunds share. */
function timeline({ since, from, cursor }: ListQuery) {
  return {
    limit: 100,
    sortOrder: 'ASC',
    ...(cursor && { cursor }),
    ...(since
      ? { beginTime: EVER, updatedAtBeginTime: from ?? since, sortField: 'UPDATED_AT' as const }
      : { beginTime: from ?? EVER, sortField: 'CREATED_AT' as const }),
  };
}
