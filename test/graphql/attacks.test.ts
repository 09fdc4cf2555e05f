/** What anybody may send without a token must not hold up the others. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { getOperationAST, parse } from 'graphql';
import { createAdmission, defaultLimits } from '../../src/graphql/limits.ts';
import { aHub } from '../support/hub.ts';
import { toySchema } from './toy-schema.ts';
import { startToyServer } from './toy-server.ts';

/**
 * Of the one thread that serves everybody: no block can be longer than the whole of it. Each takes 5 to 90 ms on a quiet
 * machine, and what the limits are there to stop takes many seconds on any.
 */
const MAX_CPU_MS = 500;
/** The first runs pay for compilation, and a collection of garbage may fall into any. */
const TRIES = 5;

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');
const nested = (levels: number, open: string, inner: string) =>
  open.repeat(levels) + inner + '}'.repeat(levels * (open.split('{').length - 1));
/** How often that many tokens fit into one document. */
const fitting = (tokens: number) => Math.floor((defaultLimits.tokens - 50) / tokens);

/** What the attacks call things, as the schema has them that they are made for. */
interface Words {
  /** A leaf of Query. */
  readonly leaf: string;
  /** A field of Query that leads into a circle, the type it leads to, the way round, and the tokens of that with its end. */
  readonly loop: string;
  readonly loopType: string;
  readonly round: string;
  readonly roundTokens: number;
  /** A field that takes an id. */
  readonly one: string;
  /** A field that takes an input, as far as the input; the input's type, a member of it, and what follows the input. */
  readonly taking: string;
  readonly input: string;
  readonly member: string;
  readonly taken: string;
  /** An entity. */
  readonly type: string;
}

const toyWords: Words = {
  leaf: 'health',
  loop: 'loop',
  loopType: 'Loop',
  round: 'next {',
  roundTokens: 3,
  one: 'widget',
  taking: 'echo(input:',
  input: 'EchoInput',
  member: 'text',
  taken: ')',
  type: 'Widget',
};

const hubWords: Words = {
  leaf: '__typename',
  loop: 'quoteRequest(id: "x")',
  loopType: 'QuoteRequest',
  round: 'quotes { request {',
  roundTokens: 6,
  one: 'integration',
  taking: 'integrations(filter:',
  input: 'IntegrationFilter',
  member: 'providerId',
  taken: ') { __typename }',
  type: 'Integration',
};

type Attacks = Readonly<Record<string, (n: number) => unknown>>;

/** Each is made anew for every try (`n`), so that nothing is answered from a store. */
const manyFields = ({ leaf, loop, loopType, round, roundTokens, one }: Words): Attacks => ({
  'inline fragments in each other': (n) => ({
    query: `{ ${nested(fitting(5), '... on Query {', `a${n}: ${leaf}`)} }`,
  }),
  'fields in each other': (n) => ({
    query: `{ ${loop} { ${nested(fitting(roundTokens), round, `a${n}: __typename`)} } }`,
  }),
  'the same field with other arguments': (n) => ({
    query: `{ ${times(fitting(9), (i) => `${one}(id: "${n}${i}") { id }`)} }`,
  }),
  'the same deep field many times': (n) => ({
    query: `query q${n} { ${times(fitting(10 * roundTokens + 9), () => `${loop} { ${nested(10, round, '__typename')} }`)} }`,
  }),
  aliases: (n) => ({ query: `{ ${times(fitting(3), (i) => `a${n}x${i}: ${leaf}`)} }` }),
  'fragments that hold each other': (n) => ({
    query: `{ ${loop} { ...f0 } } ${times(fitting(roundTokens + 12), (i) => `fragment f${i} on ${loopType} { n${n}: ${nested(1, round, `...f${i + 1}`)} ...f${i + 1} }`)} fragment f${fitting(roundTokens + 12)} on ${loopType} { __typename }`,
  }),
  'a cycle of fragments': (n) => ({
    query: `{ ${loop} { ...f0 } } ${times(100, (i) => `fragment f${i} on ${loopType} { n${n}: ${nested(1, round, `...f${(i + 1) % 100}`)} }`)}`,
  }),
  'fragments spread everywhere': (n) => ({
    query: `{ ${times(fitting(6), () => '...f')} } fragment f on Query { ${times(fitting(6), (i) => `a${n}x${i}: ${leaf}`)} }`,
  }),
  'many tokens': (n) => ({ query: `${`{ ${leaf} `.repeat(64_000 / (leaf.length + 3))}${n}` }),
  'many operations': (n) => ({
    query: times(fitting(5), (i) => `query q${n}x${i} { ${leaf} }`),
    operationName: `q${n}x0`,
  }),
  'only commas': (n) => ({ query: `{ ${leaf} } ${','.repeat(65_000)}#${n}` }),
});

const unknownNames = ({ leaf, one, type }: Words): Attacks => ({
  directives: (n) => ({ query: `query q${n} { ${leaf} ${times(fitting(7), () => '@skip(if: false)')} }` }),
  'unknown directives': (n) => ({ query: `{ ${leaf} ${times(fitting(2), (i) => `@d${n}x${i}`)} }` }),
  'unknown fields': (n) => ({ query: `{ ${times(fitting(1), (i) => `${one}${n}x${i}`)} }` }),
  'unknown fields in conflict': (n) => ({
    query: `{ ${times(fitting(3), (i) => `a${i % 2}: ${one}${n}${i}`)} }`,
  }),
  'unknown types': (n) => ({
    query: `{ ${times(fitting(6), (i) => `... on ${type}${n}x${i} { id }`)} }`,
  }),
  'unknown types of variables': (n) => ({
    query: `query (${times(fitting(4), (i) => `$v${i}: ${type}${n}x${i}`)}) { ${leaf} }`,
  }),
  'unknown arguments': (n) => ({
    query: `{ ${one}(${times(fitting(3), (i) => `id${n}x${i}: 1`)}) { id } }`,
  }),
  'a long name': (n) => ({ query: `{ ${'x'.repeat(60_000)}${n} }` }),
});

const values = ({ leaf, taking, input, member, taken, type }: Words): Attacks => ({
  variables: (n) => ({ query: `query (${times(fitting(4), (i) => `$v${n}x${i}: Int`)}) { ${leaf} }` }),
  'a literal list': (n) => ({
    query: `{ ${taking} { ${member}: "${n}", number: [${times(fitting(1), () => '1')}] } ${taken} }`,
  }),
  'literal objects in each other': (n) => ({
    query: `{ ${taking} ${nested(fitting(4), `{ ${member}: `, `"${n}"`)} ${taken} }`,
  }),
  'a long string': (n) => ({
    query: `{ ${taking} { ${member}: "${'\\u0041'.repeat(10_000)}${n}" } ${taken} }`,
  }),
  'a long block string': (n) => ({
    query: `{ ${taking} { ${member}: """${' \n'.repeat(30_000)}${n}""" } ${taken} }`,
  }),
  'a large variable': (n) => ({
    query: `query ($input: ${input}!) { ${taking} $input ${taken} }`,
    variables: { input: { [member]: String(n).padEnd(900_000, 'x') } },
  }),
  'wrong variables': (n) => ({
    query: `query ($input: ${input}!) { ${taking} $input ${taken} }`,
    variables: {
      input: Object.fromEntries(Array.from({ length: 9_000 }, (_, i) => [`${member}${n}x${i}`, i])),
    },
  }),
  'variables in each other': (n) =>
    `{"query":"query ($input: ${input}!) { ${taking} $input ${taken} }","variables":{"input":${'['.repeat(500_000)}${n}${']'.repeat(500_000)}}}`,
  'objects of variables in each other': (n) =>
    `{"query":"query ($input: ${input}!) { ${taking} $input ${taken} }","variables":${'{"a":'.repeat(150_000)}${n}${'}'.repeat(150_000)}}`,
  'extensions in each other': (n) =>
    `{"query":"{ ${leaf} }","extensions":${'{"a":'.repeat(150_000)}${n}${'}'.repeat(150_000)}}`,
  references: (n) => ({
    query: 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
    variables: { r: Array.from({ length: 3_000 }, () => ({ __typename: type, id: String(n) })) },
  }),
  'an unknown hash': (n) => ({
    extensions: { persistedQuery: { version: 1, sha256Hash: `${n}`.repeat(60_000) } },
  }),
});

interface Attacked {
  post(body: string): Promise<number>;
  close(): Promise<void>;
}

async function aToy(): Promise<Attacked> {
  const server = await startToyServer();
  return { post: async (body) => (await server.post(body)).status, close: server.close };
}

/** The whole schema, behind all that stands in front of it. */
async function theHub(): Promise<Attacked> {
  const hub = await aHub({ stripe: { size: { customers: 0, payments: 0, invoices: 0 } } });
  return {
    post: async (body) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${hub.api.url}/graphql`, { method: 'POST', headers, body });
      await response.text();
      return response.status;
    },
    close: hub.close,
  };
}

describe.each([
  ['a small schema', toyWords, aToy],
  ["the hub's own schema", hubWords, theHub],
] as const)('the worst anonymous requests, on %s', (_schema, words, start) => {
  let server: Attacked;
  beforeAll(async () => {
    server = await start();
  }, 60_000);
  afterAll(() => server?.close());

  const attacks = { ...manyFields(words), ...unknownNames(words), ...values(words) };

  it.each(Object.entries(attacks))('take little time: %s', async (_name, attack) => {
    let least = Infinity;
    for (let n = 1; n <= TRIES && least >= MAX_CPU_MS / 10; n += 1) {
      const made = attack(n);
      const body = typeof made === 'string' ? made : JSON.stringify(made);
      const before = process.threadCpuUsage();
      const status = await server.post(body);
      const { user, system } = process.threadCpuUsage(before);
      expect(status).toBeLessThan(500);
      least = Math.min(least, (user + system) / 1000);
    }
    expect(least).toBeLessThan(MAX_CPU_MS);
  });
});

describe('limits', () => {
  const admit = createAdmission(toySchema(), defaultLimits);
  const sizeOf = (source: string, variables: Record<string, unknown>) => {
    const document = parse(source);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('no operation');
    const verdict = admit({ document, operation, variables });
    return 'errors' in verdict ? verdict.errors.map(({ extensions }) => extensions['code']) : verdict.size;
  };

  /** Ways of writing the same selection. */
  const wrappings: readonly ((inner: string) => { selection: string; definition?: string })[] = [
    (inner) => ({ selection: inner }),
    (inner) => ({ selection: `... { ${inner} }` }),
    (inner) => ({ selection: `... on Query { ... on Query { ${inner} } }` }),
    (inner) => ({ selection: '...f', definition: `fragment f on Query { ${inner} }` }),
    (inner) => ({
      selection: '... { ...f }',
      definition: `fragment f on Query { ...g } fragment g on Query { ${inner} }`,
    }),
  ];

  it('are the same by fragments, inline fragments and variables', () => {
    fc.assert(
      fc.property(
        fc.nat(wrappings.length - 1),
        fc.boolean(),
        fc.integer({ min: 1, max: 8_000 }),
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 0, max: 40 }),
        (wrapping, byVariable, first, depth, aliases) => {
          const body = (size: string) =>
            `widgets(first: ${size}) { edges { node { id } } } loop { ${nested(depth, 'next {', `__typename ${times(aliases, (i) => `a${i}: __typename`)}`)} }`;
          const { selection, definition = '' } = wrappings[wrapping]?.(
            body(byVariable ? '$n' : String(first)),
          ) ?? {
            selection: '',
          };
          const header = byVariable ? 'query ($n: Int)' : 'query';
          expect(sizeOf(`${header} { ${selection} } ${definition}`, { n: first })).toEqual(
            sizeOf(`{ ${body(String(first))} }`, {}),
          );
        },
      ),
      { verbose: true },
    );
  });
});
