/** The provider's truth and what the hub has stored, in one form, so that a test can compare them whole. */
import { Client } from 'pg';
import type { StripeSandbox } from '../sandbox/stripe/stripe.ts';

export const RESOURCES = ['contact', 'product', 'price', 'subscription', 'invoice', 'payment'] as const;
export type Resource = (typeof RESOURCES)[number];

/** Provider objects by resource and id, in the form in which they are stored. */
export type Objects = Record<string, Record<string, unknown>>;

/** What Stripe would answer for every object of the account; payments carry their charge. */
export function truthOf(
  stripe: StripeSandbox,
  accountId?: string,
): Record<Resource, Record<string, unknown>> {
  const charges = new Map(stripe.truth('charges', accountId).map((charge) => [charge.id, charge]));
  const payments = stripe.truth('payment_intents', accountId).map((intent) => ({
    ...intent,
    latest_charge: intent.latest_charge === null ? null : charges.get(intent.latest_charge),
  }));
  return {
    contact: byId(stripe.truth('customers', accountId)),
    product: byId(stripe.truth('products', accountId)),
    price: byId(stripe.truth('prices', accountId)),
    subscription: byId(stripe.truth('subscriptions', accountId)),
    invoice: byId(stripe.truth('invoices', accountId)),
    payment: byId(payments),
  };
}

function byId(objects: readonly { id: string }[]): Record<string, unknown> {
  return Object.fromEntries(objects.map((object) => [object.id, object]));
}

/** Live objects of all resources. */
export function countOf(objects: Objects): number {
  return Object.values(objects).reduce((all, some) => all + Object.keys(some).length, 0);
}

export interface StoredRecord {
  resource: Resource;
  externalId: string;
  data: Record<string, unknown> | null;
  raw: unknown;
  deletedAt: Date | null;
  /** Changes whenever the row is written, whatever is written. */
  tuple: string;
}

/** Every record of the integration, tombstones included, as a superuser sees them. */
export async function recordsOf(databaseUrl: string, integrationId: string): Promise<StoredRecord[]> {
  return rowsOf<StoredRecord>(
    databaseUrl,
    `select resource, external_id as "externalId", data, raw, deleted_at as "deletedAt", xmin || ' ' || ctid::text as tuple
       from record where integration_id = $1 order by resource, external_id`,
    [integrationId],
  );
}

/** The live ones in the form of `truthOf`. */
export function liveObjects(records: readonly StoredRecord[]): Record<Resource, Record<string, unknown>> {
  const found = Object.fromEntries(RESOURCES.map((resource) => [resource, {}])) as Record<
    Resource,
    Record<string, unknown>
  >;
  for (const { resource, externalId, raw, deletedAt } of records)
    if (!deletedAt) found[resource][externalId] = raw;
  return found;
}

/** Runs one query on a connection of its own, as a superuser. */
export async function rowsOf<Row extends object>(
  databaseUrl: string,
  sql: string,
  params: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...params])).rows;
  } finally {
    await client.end();
  }
}
