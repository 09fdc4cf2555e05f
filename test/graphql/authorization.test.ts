/** Every field of the toy schema × {no token, wrong scope, right scope}, generated from the schema, by every way into a type. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getNamedType, isAbstractType, isObjectType, parse } from 'graphql';
import type { GraphQLField, GraphQLObjectType } from 'graphql';
import { createExecutor } from '../../src/graphql/executor.ts';
import type { Executor } from '../../src/graphql/executor.ts';
import { readRules } from '../../src/graphql/rules.ts';
import type { Demand } from '../../src/graphql/rules.ts';
import type { Principal } from '../../src/platform/principal/principal.ts';
import { base, toySchema, toySdl } from './toy-schema.ts';
import type { ToyContext } from './toy-schema.ts';
import { aPrincipal, startToyServer, token } from './toy-server.ts';
import type { Json, ToyServer } from './toy-server.ts';

const schema = toySchema();
const rules = readRules(schema);
const silent = { debug() {}, info() {}, warn() {}, error() {} };

const wrong = aPrincipal(['other:read']);
const everyScope = aPrincipal(['secrets:*', 'widgets:*', 'costs:*'], { subject: 'tall' });

/** How a test reaches an object of a type; `{}` is where the fields go. */
const WAYS: Readonly<Record<string, readonly string[]>> = {
  Widget: [
    '{ widget(id: "1") {} }',
    '{ w: widget(id: "1") { ...f } } fragment f on Widget {}',
    '{ node(id: "w") { ... on Widget {} } }',
    '{ search { ... on Widget {} } }',
    '{ search { ... on Node { ... on Widget {} } } }',
    '{ all {} }',
    '{ widgets(first: 1) { edges { node {} } } }',
    '{ _entities(representations: [{ __typename: "Widget", id: "1" }]) { ... on Widget {} } }',
    'mutation { change { ... on Widget {} } }',
  ],
  Maker: [
    '{ node(id: "m") { ... on Maker {} } }',
    '{ search { ... on Maker {} } }',
    '{ _entities(representations: [{ __typename: "Maker", id: "1", name: "x" }]) { ... on Maker {} } }',
  ],
  Poster: ['{ node(id: "p") { ... on Poster {} } }', '{ search { ... on Poster {} } }'],
};

function context(principal: Principal | null): ToyContext {
  return { principal, correlationId: 'c', loaded: [], counter: 0 };
}

function selection(field: GraphQLField<unknown, unknown>): string {
  const type = getNamedType(field.type);
  return `${field.name} ${isObjectType(type) || isAbstractType(type) ? '{ __typename }' : ''}`;
}

describe.each([
  ['graphql-js', Infinity],
  ['graphql-jit', 0],
])('the rules, executed by %s', (_name, runsBeforeCompiling) => {
  let executor: Executor;
  beforeAll(() => {
    executor = createExecutor({ schema, log: silent, runsBeforeCompiling });
  });

  async function codes(query: string, principal: Principal | null) {
    const run = { operationName: undefined, variables: {}, context: context(principal), fields: 1 };
    const result = await executor.execute({ ...run, document: parse(query) });
    return { result, run, codes: new Set(result.errors?.map((error) => error.extensions?.['code'])) };
  }

  const matrix = Object.entries(WAYS).flatMap(([name, ways]) => {
    const type = schema.getType(name) as GraphQLObjectType;
    return ways.flatMap((way) =>
      Object.values(type.getFields()).map((field) => {
        const demands: Demand[] = [
          ...rules.ofType(type).demands,
          ...rules.ofField(type, field).demands,
          ...rules.ofType(getNamedType(field.type)).demands,
        ];
        return { way: way.replace('{}', `{ ${selection(field)} }`), demands, name, field: field.name };
      }),
    );
  });

  it.each(matrix)('$way', async ({ way, demands }) => {
    const anonymous = await codes(way, null);
    const other = await codes(way, wrong);
    const right = await codes(way, everyScope);
    const needsScope = demands.some(({ kind }) => kind === 'scopes');
    // Ways that lead past a widget, whatever they ask of it.
    const entersClosed = /^\{ (all|widgets)|^mutation|search/.test(way);
    expect(anonymous.codes.has('UNAUTHENTICATED')).toBe(demands.length > 0 || entersClosed);
    expect(other.codes.has('FORBIDDEN')).toBe(needsScope || entersClosed);
    expect([...right.codes]).toEqual([]);
  });

  it('shows nothing of what it refuses, and loads nothing for _entities', async () => {
    const refused = await codes(
      '{ _entities(representations: [{ __typename: "Widget", id: "1" }]) { ... on Widget { name } } }',
      null,
    );
    expect(refused.result.data).toEqual({ _entities: [null] });
    expect(refused.run.context.loaded).toEqual([]);
    const mixed = await codes(
      `{ _entities(representations: [{ __typename: "Widget", id: "1" }, { __typename: "Maker", id: "2" }]) { __typename } }`,
      wrong,
    );
    expect(mixed.result.data).toEqual({ _entities: [null, { __typename: 'Maker' }] });
    expect(mixed.run.context.loaded).toEqual([]);
    expect(mixed.result.errors).toMatchObject([
      { message: 'Requires the scope widgets:read', path: ['_entities', 0] },
    ]);
  });

  it('refuses members of a union one by one, not the list', async () => {
    const { result } = await codes('{ search { __typename ... on Node { id } } }', wrong);
    expect(result.data).toEqual({
      search: [
        { __typename: 'Poster', id: 'p1' },
        { __typename: 'Maker', id: 'm1' },
        null,
        null,
        { __typename: 'Poster', id: 'p1' },
      ],
    });
    expect(result.errors).toMatchObject([{ path: ['search', 3], extensions: { code: 'FORBIDDEN' } }]);
  });

  it('says the same whether the thing exists or not', async () => {
    const there = await codes('{ widget(id: "1") { id } }', wrong);
    const missing = await codes('{ widget(id: "none") { id } }', wrong);
    expect(there.result).toEqual(missing.result);
    expect([...there.run.context.loaded, ...missing.run.context.loaded]).toEqual([]);
  });

  it.each([
    [['secrets:read'], []],
    [['a:read', 'b:read'], []],
    [['secrets:*'], []],
    [['a:read'], ['FORBIDDEN']],
    [['secrets'], ['FORBIDDEN']],
    [[], ['FORBIDDEN']],
  ])('reads scopes as an OR of ANDs: %j', async (scopes, expected) => {
    const { codes: found } = await codes('{ secret }', aPrincipal(scopes));
    expect([...found]).toEqual(expected);
  });

  it('asks the policy function, and only about somebody', async () => {
    expect((await codes('{ guarded }', aPrincipal([], { subject: 'tall' }))).result.data).toEqual({
      guarded: 'guarded',
    });
    expect([...(await codes('{ guarded }', aPrincipal([], { subject: 'rich' }))).codes]).toEqual([
      'FORBIDDEN',
    ]);
    expect([...(await codes('{ guarded }', null)).codes]).toEqual(['UNAUTHENTICATED']);
  });

  it('refuses a value whose concrete type is unknown', async () => {
    const { result, codes: found } = await codes('{ node(id: "x") { id } }', everyScope);
    expect([result.data, [...found]]).toEqual([{ node: null }, ['INTERNAL']]);
  });
});

describe('the cost of the rules', () => {
  it('leaves fields without a rule of their own default-resolved', () => {
    const untouched = ['id', 'name', 'color', 'madeAt', 'price'];
    const widget = (schema.getType('Widget') as GraphQLObjectType).getFields();
    expect(untouched.filter((name) => widget[name]?.resolve)).toEqual([]);
    expect(widget['cost']?.resolve).toBeDefined();
    const connection = (schema.getType('WidgetConnection') as GraphQLObjectType).getFields();
    expect(connection['edges']?.resolve).toBeUndefined();
  });
});

describe('names of the directives', () => {
  const renamed = (sdl: string) =>
    sdl
      .replaceAll('@requiresScopes(', '@scoped(')
      .replaceAll(/@authenticated(?!["`])/g, '@federation__authenticated');
  const aliased = base
    .replace('"@requiresScopes"', '{ name: "@requiresScopes", as: "@scoped" }')
    .replace('"@authenticated"', '');

  it.each([true, false])(
    'may be aliased and namespaced (SDL with directives: %s)',
    async (authDirectivesInSdl) => {
      const schemaOfAliases = toySchema({
        typeDefs: [renamed(aliased), renamed(toySdl)],
        authDirectivesInSdl,
      });
      const server = await startToyServer({ schema: schemaOfAliases, introspection: true });
      const noToken = await server.run('{ secret all { id } }');
      const badScope = await server.run('{ secret }', { authorization: token([]) });
      const sdl = (await server.run('{ _service { sdl } }')).body.data._service.sdl as string;
      await server.close();
      expect(new Set(noToken.body.errors.map((error: Json) => error.extensions.code))).toEqual(
        new Set(['UNAUTHENTICATED']),
      );
      expect(badScope.body.errors[0].extensions.code).toBe('FORBIDDEN');
      expect(sdl.includes('@scoped')).toBe(authDirectivesInSdl);
      expect(sdl.includes('federation__authenticated')).toBe(authDirectivesInSdl);
      expect(sdl).toContain('@key(fields: "id")');
      expect(sdl).toContain('@listSize');
    },
  );
});

describe('subscriptions', () => {
  let server: ToyServer;
  beforeAll(async () => {
    server = await startToyServer();
  });
  afterAll(() => server.close());

  async function events(query: string, authorization: string): Promise<Json[]> {
    const client = server.socket(authorization);
    const received: Json[] = [];
    try {
      for await (const event of client.iterate({ query })) received.push(event);
    } catch (error) {
      received.push(error);
    }
    await client.dispose();
    return received;
  }

  it('are refused at the start without the right scope', async () => {
    const query = 'subscription { ticks(upTo: 2) { id } }';
    expect(await events(query, token([]))).toMatchObject([
      { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
    ]);
    expect(await events(query, token(['widgets:read']))).toEqual([
      { data: { ticks: { id: '1' } } },
      { data: { ticks: { id: '2' } } },
    ]);
  });

  it('are checked field by field in each event', async () => {
    const received = await events('subscription { ticks(upTo: 2) { id cost } }', token(['widgets:read']));
    expect(received).toMatchObject(
      [1, 2].map((n) => ({
        data: { ticks: { id: `${n}`, cost: null } },
        errors: [{ extensions: { code: 'FORBIDDEN' } }],
      })),
    );
  });
});
