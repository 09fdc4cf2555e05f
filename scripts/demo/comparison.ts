// What the hub holds against what the provider has: every object by its id, asked of the hub itself, and the content of one
// page of each resource, through the gateway.
import { isDeepStrictEqual } from 'node:util';
import type { Graph } from './graph.ts';
import type { Scene } from './story.ts';
import { check, number } from './telling.ts';

type Raw = Record<string, unknown> & { id: string };
type Page = {
  edges: { node: { externalId: string; raw?: Raw | null } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};
type Source = { graph: Graph; integrationId: string; resource: string };

/** The hub's resources and the sandbox's collections of the same. */
const resources = [
  ['contact', 'customers'],
  ['product', 'products'],
  ['price', 'prices'],
  ['subscription', 'subscriptions'],
  ['invoice', 'invoices'],
  ['payment', 'payment_intents'],
] as const;

/** Throws NotTrue at the first object that is missing, too many, or different. */
export async function compareAll(
  { stack, graph, hub, telling }: Scene,
  integrationId: string,
): Promise<void> {
  telling.fact(`${'resource'.padEnd(14)}${'provider'.padStart(9)}${'hub'.padStart(9)}`);
  const comparisons = resources.map(async ([resource, collection]) => {
    const truth = new Map<string, object>();
    for (const object of stack.stripe.truth(collection, stack.account.id)) truth.set(object.id, object);
    return {
      resource,
      truth,
      ids: await everyId({ graph: hub, integrationId, resource }),
      compared: await sameContent({ graph, integrationId, resource }, truth),
    };
  });
  let total = 0;
  for (const { resource, truth, ids, compared } of await Promise.all(comparisons)) {
    telling.fact(`${resource.padEnd(14)}${number(truth.size, 9)}${number(ids.length, 9)}`);
    check(
      ids.length === truth.size && new Set(ids).size === truth.size && ids.every((id) => truth.has(id)),
      `The hub does not have exactly the objects of ${resource} that the provider has`,
    );
    total += compared;
  }
  telling.fact(`The same objects; ${number(total)} of them compared by content as well`);
}

async function everyId(source: Source): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const page = await records(source, { after, fields: 'externalId' });
    ids.push(...page.edges.map(({ node }) => node.externalId));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return ids;
}

async function sameContent(source: Source, truth: ReadonlyMap<string, object>): Promise<number> {
  const type = `${source.resource.charAt(0).toUpperCase()}${source.resource.slice(1)}Record`;
  const { edges } = await records(source, { after: null, fields: `externalId ... on ${type} { raw }` });
  for (const { node } of edges) {
    // As JSON, for that is what the provider sends.
    const expected: unknown = JSON.parse(JSON.stringify(truth.get(node.externalId)));
    check(
      isDeepStrictEqual(unexpanded(node.raw), expected),
      `${source.resource} ${node.externalId} is not as the provider has it`,
    );
  }
  return edges.length;
}

async function records(
  { graph, integrationId, resource }: Source,
  page: { after: string | null; fields: string },
): Promise<Page> {
  const { integration } = await graph.ask<{ integration: { records: Page } }>(
    `query ($id: ID!, $resource: ID!, $after: String) {
      integration(id: $id) {
        records(resource: $resource, first: 100, after: $after) {
          edges { node { ${page.fields} } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }`,
    { id: integrationId, resource, after: page.after },
  );
  return integration.records;
}

/** Payments are synced together with their charge; the provider's own object only names it. */
function unexpanded(raw: Raw | null | undefined): unknown {
  const charge = raw?.['latest_charge'];
  if (typeof charge !== 'object' || charge === null) return raw;
  return { ...raw, latest_charge: Reflect.get(charge, 'id') };
}
