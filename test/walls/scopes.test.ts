import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { aHub, tenantWith, type GraphqlBody, type Hub, type Tenant } from '../support/hub.ts';
import {
  demandsOf,
  entityTypes,
  fieldsOf,
  isRequired,
  leastScopes,
  operationFor,
  ownObjectTypes,
  readSchema,
  routesFrom,
  styles,
  targetsOf,
  valuesAt,
  type Operation,
  type Step,
} from '../support/sdl-walk.ts';
import type { VaultSandbox } from '../sandbox/vault/vault.ts';
import { aVault } from './connections.ts';
import { aWorld, entityIds, fixtures, type Fixture, type World } from './world.ts';

const schema = readSchema();
/** Reads do not disturb each other. */
const AT_ONCE = 8;
const roots = {
  query: schema.getQueryType(),
  mutation: schema.getMutationType(),
  subscription: schema.getSubscriptionType(),
};

let hub: Hub;
let vault: VaultSandbox;
let tenant: Tenant;
let world: World;
beforeAll(async () => {
  vault = await aVault();
  hub = await aHub({ stripe: { size: { customers: 10, payments: 10, invoices: 5 } }, tokenVault: vault });
  tenant = await hub.aTenant();
  world = await aWorld(hub, tenant, 'Behind the walls');
});
afterAll(async () => {
  for (const client of clients.values()) await client.dispose();
  await hub?.close();
  await vault?.close();
});

/** One field, the way to it, and the way in. */
interface Case {
  readonly steps: readonly Step[];
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly entity?: string;
}

function fixtureOf({ parent, field, to }: Step): Fixture | undefined {
  const name = `${parent.name}.${field.name}`;
  return fixtures.get(`${name}>${to?.name}`) ?? fixtures.get(name);
}

/** Whether the values are known that make the field answer with that type. */
function isOpen(step: Step): boolean {
  return fixtureOf(step) !== undefined || (targetsOf(schema, step.field).length === 1 && !isRequired(step));
}

/** The field as the last step. One that can answer several types is asked with the first that is known. */
function lastStep(parent: Step['parent'], field: Step['field']): Step {
  const steps = targetsOf(schema, field).map((to) => ({ parent, field, to }));
  return steps.find(isOpen) ?? { parent, field, to: steps.length === 1 ? steps[0]?.to : undefined };
}

/** A case for every field below the start; fields of types that lie on no way are missing. */
function casesFrom(start: Step['parent'] | null | undefined, kind: Case['kind'], entity?: string): Case[] {
  if (!start) return [];
  const routes = routesFrom(schema, start, isOpen);
  return [...routes].flatMap(([type, route]) =>
    fieldsOf(type)
      .map((field) => lastStep(type, field))
      .filter((step) => isOpen(step) || !isRequired(step))
      .map((step) => ({ steps: [...route, step], kind, ...(entity && { entity }) })),
  );
}

/** Every scope the SDL speaks of. */
const allScopes = [
  ...new Set(
    ownObjectTypes(schema).flatMap((parent) =>
      fieldsOf(parent).flatMap((field) => demandsOf({ parent, field, to: undefined }).flat(2)),
    ),
  ),
];

const nameOf = ({ steps }: Case): string => {
  const last = steps.at(-1);
  return `${last?.parent.name}.${last?.field.name}`;
};
const queries = casesFrom(roots.query, 'query');
const mutations = casesFrom(roots.mutation, 'mutation').filter(
  // Below a result they are the same fields as below a query.
  (each) => each.steps.length === 1 || !queries.some((known) => nameOf(known) === nameOf(each)),
);
const subscriptions = casesFrom(roots.subscription, 'subscription');
/** Of the ways from all entities the shortest to each field. */
const references = [
  ...new Map(
    entityTypes(schema)
      .flatMap((type) => casesFrom(type, 'query', type.name))
      .sort((a, b) => b.steps.length - a.steps.length)
      .map((each) => [nameOf(each), each] as const),
  ).values(),
];

async function operationOf(each: Case, style: (typeof styles)[number] = 'plain'): Promise<Operation> {
  const values = new Map<Step, object>();
  const entered = each.steps.flatMap(({ to }) => to?.name ?? []);
  for (const step of each.steps) values.set(step, (await fixtureOf(step)?.values(world, entered)) ?? {});
  const id = each.entity && entityIds[each.entity]?.(world, entered);
  return operationFor(each.steps, {
    kind: each.kind,
    style,
    argumentsOf: (step) => ({ ...values.get(step) }),
    ...(each.entity && { entity: { __typename: each.entity, id: id ?? '' } }),
  });
}

function demandsOn({ steps, entity }: Case) {
  const own = steps.slice(-1).flatMap(demandsOf);
  const entered = entity
    ? steps.slice(0, 1).flatMap(({ parent, field }) => demandsOf({ parent, field, to: undefined }))
    : [];
  return { own, all: [...steps.flatMap(demandsOf), ...entered] };
}

/**
 * For each thing the field demands a caller who has every scope but those that meet it; the field's own rule first. Where it
 * demands nothing itself, what the way to it demands.
 */
function wrongCallers(each: Case): string[][] {
  const { own, all } = demandsOn(each);
  const demands = new Map(
    (own.length > 0 ? own : all).map((demand) => [JSON.stringify(demand), demand.flat()]),
  );
  return [...demands.values()].map((useful) => allScopes.filter((scope) => !useful.includes(scope)));
}

const tokens = new Map<string, Promise<string>>();
function tokenWith(scopes: readonly string[]): Promise<string> {
  const key = scopes.join(' ');
  const known = tokens.get(key) ?? hub.issuer.token({ subject: 'somebody', tenantId: tenant.id, scopes });
  tokens.set(key, known);
  return known;
}

/** Whoever shows nothing may ask for it too. */
function isPublic({ steps, entity }: Case): boolean {
  const isOpenTo = (node: { directives?: readonly { name: { value: string } }[] } | null | undefined) =>
    node?.directives?.some(({ name }) => name.value === 'public') ?? false;
  return !entity && steps.every(({ field, parent }) => isOpenTo(field.astNode) || isOpenTo(parent.astNode));
}

type Send = (operation: Operation, token: string | undefined) => Promise<GraphqlBody>;

const overHttp: Send = async ({ query, variables }, token) => {
  if (token) return (await tenantWith(hub.api.url, tenant.id, token).post(query, variables)).body;
  const response = await fetch(`${hub.api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as GraphqlBody;
};

/** The first event, or the error that came in its place. */
const overSocket: Send = async ({ query, variables }, token) => {
  try {
    const client = clientWith(token);
    for await (const result of client.iterate({ query, variables })) return result as GraphqlBody;
    return {};
  } catch (error) {
    // Errors of the operation are an array; a closed socket says why by its code.
    if (Array.isArray(error)) return { errors: error as NonNullable<GraphqlBody['errors']> };
    const code = (error as { code?: number }).code === 4401 ? 'UNAUTHENTICATED' : 'CLOSED';
    return { errors: [{ message: 'closed', extensions: { code } }] };
  }
};

/** One socket for each token. */
const clients = new Map<string | undefined, Client>();
function clientWith(token: string | undefined): Client {
  const known = clients.get(token);
  if (known) return known;
  const client = createClient({
    url: `${hub.api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazyCloseTimeout: 5_000,
    ...(token && { connectionParams: { authorization: `Bearer ${token}` } }),
  });
  clients.set(token, client);
  return client;
}

const codesOf = (body: GraphqlBody) => new Set(body.errors?.map(({ extensions }) => extensions?.code));

/** What is wrong with the answers to one field; nothing when all three callers get what they should. */
async function faultsOf(each: Case, style: (typeof styles)[number], send: Send): Promise<string[]> {
  const where = `${nameOf(each)} (${each.entity ? `_entities of ${each.entity}` : each.kind}, ${style})`;
  const refused = async (token: string | undefined, code: string) => {
    const operation = await operationOf(each, style);
    const body = await send(operation, token);
    const shown = valuesAt(body.data, operation.keys).filter((value) => value !== null);
    return codesOf(body).has(code) && shown.length === 0
      ? []
      : [`${where}: ${code} expected, got ${JSON.stringify(body)}`];
  };
  const faults: string[] = [];
  const callers = wrongCallers(each);
  // That another style is understood at all shows in its refusal, which no invalid operation would get.
  for (const scopes of style === 'plain' ? callers : callers.slice(0, 1))
    faults.push(...(await refused(await tokenWith(scopes), 'FORBIDDEN')));
  if (style !== 'plain') return faults;
  if (!isPublic(each)) faults.push(...(await refused(undefined, 'UNAUTHENTICATED')));
  const fault = each.steps.map(fixtureOf).find((fixture) => fixture?.fault);
  if (fault) hub.stripe.faults.next(1, { kind: 'status', status: 500 });
  const operation = await operationOf(each, style);
  const answeredSo = each.steps.map(fixtureOf).find((fixture) => fixture?.scopes)?.scopes;
  const own = each.steps.map((step) => fixtureOf(step)?.own).find(Boolean);
  const token = own
    ? (await world.people.signIn(own === 'with two factors' ? 'aal2' : 'aal1')).accessToken
    : await tokenWith(answeredSo ?? leastScopes(demandsOn(each).all));
  const body = await send(operation, token);
  hub.stripe.faults.clear();
  const reached = valuesAt(body.data, operation.keys).length > 0 && !body.errors;
  return reached ? faults : [...faults, `${where}: not reached: ${operation.query} ${JSON.stringify(body)}`];
}

async function faultsOfAll(
  cases: readonly Case[],
  how: { send: Send; styles?: typeof styles; atOnce?: number },
): Promise<string[]> {
  const { atOnce = 1, styles: wanted = ['plain'] } = how;
  const waiting = cases.flatMap((each) => wanted.map((style) => ({ each, style })));
  const faults: string[] = [];
  const askAll = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      faults.push(...(await faultsOf(next.each, next.style, how.send)));
  };
  await Promise.all(Array.from({ length: atOnce }, askAll));
  return faults;
}

describe('every field of the SDL', () => {
  it('is on some way the generator finds', () => {
    const reached = new Set([...queries, ...mutations, ...subscriptions, ...references].map(nameOf));
    const missing = ownObjectTypes(schema)
      .flatMap((type) => fieldsOf(type).map(({ name }) => `${type.name}.${name}`))
      .filter((name) => !reached.has(name));
    expect(missing).toEqual([]);
    expect(reached.size).toBeGreaterThan(300);
  });

  it('has for every entity an id to refer to it by', () => {
    expect(
      entityTypes(schema)
        .map(({ name }) => name)
        .filter((name) => !(name in entityIds)),
    ).toEqual([]);
  });

  it.each(styles)(
    'below a query opens for the right scope only (%s)',
    async (style) => {
      expect(await faultsOfAll(queries, { send: overHttp, styles: [style], atOnce: AT_ONCE })).toEqual([]);
    },
    120_000,
  );

  it('below a mutation opens for the right scope only', async () => {
    expect(await faultsOfAll(mutations, { send: overHttp })).toEqual([]);
  }, 120_000);

  it('below _entities opens for the right scope only', async () => {
    expect(await faultsOfAll(references, { send: overHttp, atOnce: AT_ONCE })).toEqual([]);
  }, 120_000);

  it('below a subscription opens for the right scope only', async () => {
    expect(await faultsOfAll(subscriptions, { send: overSocket, atOnce: AT_ONCE })).toEqual([]);
  }, 120_000);
});
