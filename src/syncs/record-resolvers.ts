import type { SyncedRecordResolvers, Resolvers } from '../graphql/generated.ts';
import type {
  Contact,
  Invoice,
  Payment,
  Price,
  Product,
  ResourceName,
  Subscription,
} from '../providers/resources.ts';
import { loadRaw } from './loader.ts';
import { findRecord, listRecords, type RecordView } from './records.ts';

/** The GraphQL type that shows each resource. */
const typeOfResource = {
  contact: 'ContactRecord',
  payment: 'PaymentRecord',
  invoice: 'InvoiceRecord',
  product: 'ProductRecord',
  price: 'PriceRecord',
  subscription: 'SubscriptionRecord',
} as const satisfies Record<ResourceName, string>;

const common = {
  createdAt: (record: RecordView) => record.sourceCreatedAt,
  updatedAt: (record: RecordView) => record.sourceUpdatedAt,
  raw: (record: RecordView, _args: object, context: Parameters<typeof loadRaw>[0]) =>
    loadRaw(context, record),
};

/** A field of the record's own shape; null on a tombstone. */
function of<Shape>() {
  return <Key extends keyof Shape>(key: Key) =>
    (record: RecordView): Shape[Key] | null =>
      // Which shape the data has is what the record's resource, and so its GraphQL type, says.
      (record.data as Shape | null)?.[key] ?? null;
}

const contact = of<Contact>();
const payment = of<Payment>();
const invoice = of<Invoice>();
const product = of<Product>();
const price = of<Price>();
const subscription = of<Subscription>();

export const recordResolvers: Resolvers = {
  Integration: {
    records: ({ id, providerId }, args, { db }) =>
      listRecords(db, { ...args, integration: { id, providerId } }),
    record: async ({ id, providerId }, args, { db }) =>
      (await findRecord(db, { ...args, integration: { id, providerId } })) ?? null,
  },
  SyncedRecord: { __resolveType: (record) => typeOfResource[record.resource] } satisfies Pick<
    SyncedRecordResolvers,
    '__resolveType'
  >,
  ContactRecord: {
    ...common,
    name: contact('name'),
    email: contact('email'),
    phone: contact('phone'),
    address: contact('address'),
  },
  PaymentRecord: {
    ...common,
    status: payment('status'),
    amount: payment('amount'),
    received: payment('received'),
    refunded: payment('refunded'),
    disputed: payment('disputed'),
    contactId: payment('contactId'),
    description: payment('description'),
    failureCode: payment('failureCode'),
    failureMessage: payment('failureMessage'),
  },
  InvoiceRecord: {
    ...common,
    number: invoice('number'),
    status: invoice('status'),
    contactId: invoice('contactId'),
    total: invoice('total'),
    due: invoice('due'),
    paid: invoice('paid'),
    dueAt: invoice('dueAt'),
  },
  ProductRecord: {
    ...common,
    name: product('name'),
    description: product('description'),
    active: product('active'),
  },
  PriceRecord: {
    ...common,
    productId: price('productId'),
    active: price('active'),
    unitAmount: price('unitAmount'),
    interval: price('interval'),
    intervalCount: price('intervalCount'),
  },
  SubscriptionRecord: {
    ...common,
    status: subscription('status'),
    contactId: subscription('contactId'),
    currentPeriodStart: subscription('currentPeriodStart'),
    currentPeriodEnd: subscription('currentPeriodEnd'),
    cancelAtPeriodEnd: subscription('cancelAtPeriodEnd'),
    canceledAt: subscription('canceledAt'),
    items: subscription('items'),
  },
};
