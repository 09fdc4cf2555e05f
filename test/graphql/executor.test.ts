/** graphql-jit and graphql-js must give the same answers, errors and nulls included. */
import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import type { FormattedExecutionResult } from 'graphql';
import { createExecutor } from '../../src/graphql/executor.ts';
import type { Executor } from '../../src/graphql/executor.ts';
import { toySchema } from './toy-schema.ts';
import type { ToyContext } from './toy-schema.ts';
import { aPrincipal } from './toy-server.ts';

const schema = toySchema();
const log = { debug() {}, info() {}, warn() {}, error() {} };
const interpreted = createExecutor({ schema, log, runsBeforeCompiling: Infinity });
const compiled = createExecutor({ schema, log, runsBeforeCompiling: 0 });

const CORPUS: readonly (readonly [string, Record<string, unknown>?])[] = [
  ['{ health secret __typename }'],
  [
    '{ a: health b: health widget(id: "1") { id n: name name color madeAt price shout shout2: shout(mark: "?") } }',
  ],
  ['{ widget(id: "none") { id } }'],
  ['query ($id: ID!) { widget(id: $id) { id } }', { id: 7 }],
  ['query ($id: ID!) { widget(id: $id) { id } }', {}],
  ['query ($id: ID!) { widget(id: $id) { id } }', { id: { not: 'an id' } }],
  ['query ($mark: String) { widget(id: "1") { shout(mark: $mark) } }', {}],
  ['query ($mark: String) { widget(id: "1") { shout(mark: $mark) } }', { mark: null }],
  ['query ($mark: String = "*") { widget(id: "1") { shout(mark: $mark) } }', {}],
  ['{ widgets(first: 3) { edges { node { id cost friends(first: 2) { id maker { name } } } } } }'],
  [
    '{ all { ...f } widget(id: "2") { ...f } } fragment f on Widget { id maker { ...m } } fragment m on Maker { id name }',
  ],
  [
    '{ search { __typename ... on Node { id } ... on Poster { text } ... on Maker { name } ... on Widget { color } } }',
  ],
  [
    '{ w: node(id: "w") { ...n } m: node(id: "m") { ...n } p: node(id: "p") { ...n } z: node(id: "z") { ...n } x: node(id: "x") { ...n } } fragment n on Node { __typename id ... on Widget { shout } }',
  ],
  ['{ broken }'],
  ['{ broken(how: "hub") health }'],
  ['{ broken(how: "string") }'],
  ['{ never { inner { value } } health }'],
  ['{ fragile }'],
  ['{ fragile a: fragile never { inner { value } } }'],
  ['{ loop { next { next { many { __typename } } } many { many { next { __typename } } } } }'],
  [
    'query ($i: EchoInput!) { echo(input: $i) }',
    { i: { text: 'x', at: '2026-01-01T00:00:00.000Z', color: 'BLUE' } },
  ],
  ['query ($i: EchoInput!) { echo(input: $i) }', { i: {} }],
  ['query ($i: EchoInput!) { echo(input: $i) }', { i: { color: 'GREEN' } }],
  ['query ($i: EchoInput!) { echo(input: $i) }', { i: { number: 1.5 } }],
  [
    'query ($t: String, $n: Int) { echo(input: { text: $t, number: $n, at: "2026-01-01T00:00:00Z" }) }',
    { n: 3 },
  ],
  ['{ echo(input: { at: "2026-01-01T00:00:00.000Z", color: RED }) }'],
  ['query ($y: Boolean!) { health @include(if: $y) secret @skip(if: $y) }', { y: true }],
  ['query ($y: Boolean!) { ...f @skip(if: $y) ...f } fragment f on Query { health }', { y: true }],
  [
    'query ($y: Boolean!) { a: widget(id: "1") { ...f @include(if: $y) } b: widget(id: "2") { ...f } } fragment f on Widget { id name }',
    { y: false },
  ],
  [
    'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Widget { id name maker { id } } ... on Maker { name } } }',
    {
      r: [
        { __typename: 'Widget', id: '1' },
        { __typename: 'Maker', id: 'm', name: 'x' },
        { __typename: 'Widget', id: '2' },
      ],
    },
  ],
  ['{ _entities(representations: [{ __typename: "Nobody", id: "1" }]) { __typename } }'],
  ['{ _entities(representations: [{ __typename: "Poster", id: "1" }]) { __typename } }'],
  ['mutation { a: count b: count c: count }'],
  [
    'mutation { change { __typename ... on Widget { id } } second: change(fail: "missing") { ... on Failure { code message } } }',
  ],
  ['mutation { change(fail: "driver") { __typename } count }'],
  ['{ guarded all { cost } }'],
  ['query A { health } query B { secret }'],
];

const CALLERS = {
  nobody: null,
  stranger: aPrincipal(['other:read']),
  owner: aPrincipal(['secrets:*', 'widgets:*', 'costs:*'], { subject: 'tall' }),
};

function sorted(result: FormattedExecutionResult): { data?: unknown; errors?: string[] } {
  const errors = result.errors?.map((error) => JSON.stringify(error)).toSorted();
  return JSON.parse(JSON.stringify({ ...result, errors }));
}

async function answer(executor: Executor, [source, variables, caller]: Case) {
  const context: ToyContext = { principal: CALLERS[caller], correlationId: 'c', loaded: [], counter: 0 };
  const operationName = source.startsWith('query A') ? 'B' : undefined;
  const run = { document: parse(source), operationName, variables, context, fields: 1 };
  return { result: sorted(await executor.execute(run)), loaded: context.loaded.toSorted() };
}

type Case = readonly [source: string, variables: Record<string, unknown>, caller: keyof typeof CALLERS];

describe.each(Object.keys(CALLERS) as (keyof typeof CALLERS)[])('for %s', (caller) => {
  // Two elements in every row: for a missing one Jest would pass its `done` callback.
  it.each(CORPUS.map(([source, variables = {}]) => [source, variables] as const))(
    '%s %j',
    async (source, variables) => {
      const js = await answer(interpreted, [source, variables, caller]);
      const jit = await answer(compiled, [source, variables, caller]);
      expect(jit.loaded).toEqual(js.loaded);
      expect(jit.result.data).toEqual(js.result.data);
      const [known = [], found = []] = [js.result.errors, jit.result.errors];
      expect(found).toEqual(expect.arrayContaining(known));
      // graphql-js stops at the first error that empties the whole answer; the compiler collects the others too.
      const surplus = found.filter((error) => js.result.data !== null && !known.includes(error));
      expect(surplus).toEqual([]);
    },
  );
});

describe('compilation', () => {
  it('really happens, from the second run on, unless the operation is too large or conditional', async () => {
    const seen: boolean[] = [];
    const probe = toySchema();
    const health = probe.getQueryType()?.getFields()['health'];
    if (!health) throw new Error('no health field');
    // graphql-js gives the same info object type; only graphql-jit leaves the type name out of the path.
    health.resolve = (_source, _args, _context, info) => {
      seen.push(info.path.typename === undefined);
      return 'ok';
    };
    const executor = createExecutor({ schema: probe, log });
    const run = async (source: string, fields = 1) => {
      const document = parse(source);
      const context: ToyContext = { principal: null, correlationId: 'c', loaded: [], counter: 0 };
      const call = { document, operationName: undefined, variables: undefined, context, fields };
      for (let time = 0; time < 3; time += 1) await executor.execute(call);
      return seen.splice(0);
    };
    expect(await run('{ health }')).toEqual([false, true, true]);
    expect(await run('{ health }', 501)).toEqual([false, false, false]);
    expect(await run('{ health @skip(if: false) }')).toEqual([false, false, false]);
    expect(await run('query ($t: String) { health echo(input: { text: $t }) }')).toEqual([
      false,
      false,
      false,
    ]);
    expect(await run('query ($i: EchoInput = {}) { health echo(input: $i) }')).toEqual([false, true, true]);
  });
});
