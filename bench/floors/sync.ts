/**
 * The floor under a sync: what a careful person writes in an afternoon. Pages one after the other, the same expansions, the
 * same shapes and hash, one multi-row INSERT per page. No checkpoints, no progress, no tenants, no rate budget.
 */
import { hash } from 'node:crypto';
import pg from 'pg';
import {
  resourceNames,
  resources,
  type StripeObject,
  type StripeResourceName,
} from '../../src/providers/stripe/resources.ts';
import { answer } from '../processes/answer.ts';

interface Place {
  readonly url: string;
  readonly apiKey: string;
  readonly tenantId: string;
  readonly integrationId: string;
}

const PATHS: Readonly<Record<StripeResourceName, string>> = {
  contact: '/v1/customers?limit=100',
  product: '/v1/products?limit=100',
  price: '/v1/prices?limit=100',
  subscription: '/v1/subscriptions?limit=100&status=all',
  invoice: '/v1/invoices?limit=100',
  payment: '/v1/payment_intents?limit=100&expand[]=data.latest_charge',
};
const COLUMNS = [
  ['tenant_id', 'uuid'],
  ['integration_id', 'uuid'],
  ['resource', 'text'],
  ['external_id', 'text'],
  ['version', 'bigint'],
  ['hash', 'bytea'],
  ['data', 'jsonb'],
  ['raw', 'json'],
  ['source_created_at', 'timestamptz'],
  ['source_updated_at', 'timestamptz'],
] as const;

const pool = new pg.Pool({ connectionString: process.argv[2], max: 1 });
answer({ sync }, () => pool.end());

async function sync(place: Place): Promise<{ ms: number; processed: number }> {
  const began = performance.now();
  let processed = 0;
  for (const resource of resourceNames) {
    for (let after = ''; ;) {
      const page = await fetch(`${place.url}${PATHS[resource]}${after}`, {
        headers: { authorization: `Bearer ${place.apiKey}` },
      });
      const { data, has_more } = (await page.json()) as { data: StripeObject[]; has_more: boolean };
      if (data.length > 0) await pool.query(upsert(place, resource, data));
      processed += data.length;
      if (!has_more) break;
      after = `&starting_after=${data.at(-1)?.id}`;
    }
  }
  return { ms: performance.now() - began, processed };
}

function upsert(
  place: Place,
  resource: StripeResourceName,
  objects: readonly StripeObject[],
): pg.QueryConfig {
  const version = Math.floor(Date.now() / 1_000);
  const values = objects.flatMap((object) => {
    const raw = JSON.stringify(object);
    return [
      place.tenantId,
      place.integrationId,
      resource,
      object.id,
      version,
      hash('sha256', raw, 'buffer'),
      JSON.stringify(resources[resource].shape(object)),
      raw,
      new Date(object.created * 1_000),
      object.updated === undefined ? null : new Date(object.updated * 1_000),
    ];
  });
  return { name: `upsert_${objects.length}`, text: statement(objects.length), values };
}

const statements = new Map<number, string>();

function statement(rows: number): string {
  const known = statements.get(rows);
  if (known) return known;
  const tuples = Array.from({ length: rows }, (_, row) => {
    const values = COLUMNS.map(([, type], column) => `$${row * COLUMNS.length + column + 1}::${type}`);
    return `(${values.join(', ')})`;
  });
  const updated = COLUMNS.slice(4).map(([name]) => `${name} = excluded.${name}`);
  const text = `insert into floor_record as r (${COLUMNS.map(([name]) => name).join(', ')}) values ${tuples.join(', ')}
    on conflict (tenant_id, integration_id, resource, external_id) do update set ${updated.join(', ')}, changed_at = now()
    where r.hash is distinct from excluded.hash`;
  statements.set(rows, text);
  return text;
}
