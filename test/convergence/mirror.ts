/** What a vendor has and what the hub has of it, row for row in one form, so that a test can compare them whole. */
import { withoutLinks } from '../sandbox/mailchimp/connect.ts';
import type { MailchimpSandbox } from '../sandbox/mailchimp/mailchimp.ts';
import type { QuickbooksSandbox } from '../sandbox/quickbooks/quickbooks.ts';
import type { Hub } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import type { Sandboxes, VendorId } from '../support/sandboxes.ts';
import { truthOf as stripeTruth } from '../syncs/truth.ts';

/** Raw objects by `resource id`. */
export type Mirror = ReadonlyMap<string, unknown>;

type Truths = { [Id in VendorId]: (sandbox: Sandboxes[Id]) => [string, unknown][] };

const truths: Truths = {
  stripe: (sandbox) =>
    Object.entries(stripeTruth(sandbox)).flatMap(([resource, objects]) =>
      Object.entries(objects).map(([id, object]): [string, unknown] => [`${resource} ${id}`, object]),
    ),
  square: (sandbox) => SQUARE.flatMap((name) => keyed(name, sandbox.truth(name), ({ id }) => id ?? '')),
  mailchimp: mailchimpTruth,
  quickbooks: quickbooksTruth,
};

const SQUARE = ['location', 'contact', 'product', 'order', 'payment', 'refund', 'invoice'] as const;

function mailchimpTruth(sandbox: MailchimpSandbox): [string, unknown][] {
  return [
    ...keyed('list', sandbox.truth('list').map(withoutLinks), ({ id }) => id),
    ...keyed('contact', sandbox.truth('contact').map(withoutLinks), (one) => `${one.list_id}:${one.id}`),
    ...keyed('campaign', sandbox.truth('campaign').map(withoutLinks), ({ id }) => id),
  ];
}

function quickbooksTruth(sandbox: QuickbooksSandbox): [string, unknown][] {
  return [
    ...keyed('company', sandbox.truth('CompanyInfo'), () => sandbox.realmId),
    ...keyed('contact', sandbox.truth('Customer'), ({ Id }) => `Customer:${Id}`),
    ...keyed('contact', sandbox.truth('Vendor'), ({ Id }) => `Vendor:${Id}`),
    ...keyed('product', sandbox.truth('Item'), ({ Id }) => Id),
    ...keyed('account', sandbox.truth('Account'), ({ Id }) => Id),
    ...keyed('invoice', sandbox.truth('Invoice'), ({ Id }) => Id),
    ...keyed('payment', sandbox.truth('Payment'), ({ Id }) => Id),
  ];
}

function keyed<T>(resource: string, objects: readonly T[], idOf: (object: T) => string): [string, unknown][] {
  return objects.map((object) => [`${resource} ${idOf(object)}`, object]);
}

/** Every live object of the vendor's main account, as its API shows it. */
export function truthOf<Id extends VendorId>(hub: Hub, id: Id): Mirror {
  const found = truths[id](hub.vendor(id).sandbox);
  // As it is after its way through an answer: without members that are undefined.
  return new Map(JSON.parse(JSON.stringify(found)) as [string, unknown][]);
}

export interface StoredRow {
  key: string;
  raw: unknown;
  deleted: boolean;
  /** Changes whenever the row is written. */
  tuple: string;
}

/** Every record of the integration, tombstones included, as a superuser sees them. */
export function storedRows(hub: Hub, integrationId: string): Promise<StoredRow[]> {
  return rows<StoredRow>(
    hub.database.url,
    `select resource || ' ' || external_id as key, raw, deleted_at is not null as deleted, xmin || ' ' || ctid::text as tuple
       from record where integration_id = $1`,
    [integrationId],
  );
}

export async function mirrorOf(hub: Hub, integrationId: string): Promise<Mirror> {
  const stored = await storedRows(hub, integrationId);
  return new Map(stored.filter(({ deleted }) => !deleted).map(({ key, raw }) => [key, raw]));
}

/** Keys whose objects are not the same in both, in order. */
export function differences(a: Mirror, b: Mirror): string[] {
  const keys = new Set([...a.keys(), ...b.keys()]);
  return [...keys].filter((key) => canonical(a.get(key)) !== canonical(b.get(key))).toSorted();
}

/** Text that is the same for equal objects, whatever the order of their members. */
function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([x], [y]) => (x < y ? -1 : 1)))
      : each,
  );
}
