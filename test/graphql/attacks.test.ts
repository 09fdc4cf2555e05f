/** What anybody may send without a token must not hold up the others. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { getOperationAST, parse } from 'graphql';
import { createAdmission, defaultLimits } from '../../src/graphql/limits.ts';
import { toySchema } from './toy-schema.ts';
import { startToyServer } from './toy-server.ts';
import type { ToyServer } from './toy-server.ts';

/**
 * Of the one thread that serves everybody: no block can be longer than the whole of it. Each takes 10 to 50 ms on a quiet
 * machine, and what the limits are there to stop takes many seconds on any.
 */
const MAX_CPU_MS = 500;
/** The first runs pay for compilation, and a collection of garbage may fall into any. */
const TRIES = 5;

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');
const nested = (levels: number, open: string, inner: string) =>
  open.repeat(levels) + inner + '}'.repeat(levels);

/** Each is made anew for every try (`n`), so that nothing is answered from a store. */
const attacks: Readonly<Record<string, (n: number) => unknown>> = {
  'inline fragments in each other': (n) => ({
    query: `{ ${nested(650, '... on Query {', `a${n}: health`)} }`,
  }),
  'fields in each other': (n) => ({ query: `{ loop { ${nested(900, 'next {', `a${n}: __typename`)} } }` }),
  'the same field with other arguments': (n) => ({
    query: `{ ${times(250, (i) => `widget(id: "${n}${i}") { id }`)} }`,
  }),
  'the same deep field many times': (n) => ({
    query: `query q${n} { ${times(45, () => `loop { ${nested(10, 'next {', '__typename')} }`)} }`,
  }),
  aliases: (n) => ({ query: `{ ${times(660, (i) => `a${n}x${i}: health`)} }` }),
  directives: (n) => ({ query: `query q${n} { health ${times(650, () => '@skip(if: false)')} }` }),
  'unknown directives': (n) => ({ query: `{ health ${times(900, (i) => `@d${n}x${i}`)} }` }),
  'unknown fields': (n) => ({ query: `{ ${times(1900, (i) => `healthy${n}x${i}`)} }` }),
  'unknown fields in conflict': (n) => ({ query: `{ ${times(600, (i) => `a${i % 2}: healthx${n}${i}`)} }` }),
  'fragments that hold each other': (n) => ({
    query: `{ loop { ...f0 } } ${times(140, (i) => `fragment f${i} on Loop { n${n}: next { ...f${i + 1} } many { ...f${i + 1} } }`)} fragment f140 on Loop { __typename }`,
  }),
  'a cycle of fragments': (n) => ({
    query: `{ loop { ...f0 } } ${times(200, (i) => `fragment f${i} on Loop { n${n}: next { ...f${(i + 1) % 200} } }`)}`,
  }),
  'fragments spread everywhere': (n) => ({
    query: `{ ${times(300, () => '...f')} } fragment f on Query { ${times(300, (i) => `a${n}x${i}: health`)} }`,
  }),
  variables: (n) => ({ query: `query (${times(390, (i) => `$v${n}x${i}: Int`)}) { health }` }),
  'a literal list': (n) => ({
    query: `{ echo(input: { text: "${n}", number: [${times(1900, () => '1')}] }) }`,
  }),
  'literal objects in each other': (n) => ({
    query: `{ echo(input: ${nested(600, '{ text: ', `"${n}"`)}) }`,
  }),
  'a long name': (n) => ({ query: `{ ${'x'.repeat(60_000)}${n} }` }),
  'a long string': (n) => ({ query: `{ echo(input: { text: "${'\\u0041'.repeat(10_000)}${n}" }) }` }),
  'a long block string': (n) => ({ query: `{ echo(input: { text: """${' \n'.repeat(30_000)}${n}""" }) }` }),
  'only commas': (n) => ({ query: `{ health } ${','.repeat(65_000)}#${n}` }),
  'many tokens': (n) => ({ query: `${'{ health '.repeat(7_000)}${n}` }),
  'many operations': (n) => ({
    query: times(320, (i) => `query q${n}x${i} { health }`),
    operationName: `q${n}x0`,
  }),
  'a large variable': (n) => ({
    query: 'query ($input: EchoInput!) { echo(input: $input) }',
    variables: { input: { text: String(n).padEnd(900_000, 'x') } },
  }),
  'wrong variables': (n) => ({
    query: 'query ($input: EchoInput!) { echo(input: $input) }',
    variables: { input: Object.fromEntries(Array.from({ length: 9_000 }, (_, i) => [`textt${n}x${i}`, i])) },
  }),
  'variables in each other': (n) =>
    `{"query":"query ($input: EchoInput!) { echo(input: $input) }","variables":{"input":${'['.repeat(500_000)}${n}${']'.repeat(500_000)}}}`,
  'objects of variables in each other': (n) =>
    `{"query":"query ($input: EchoInput!) { echo(input: $input) }","variables":${'{"a":'.repeat(150_000)}${n}${'}'.repeat(150_000)}}`,
  'extensions in each other': (n) =>
    `{"query":"{ health }","extensions":${'{"a":'.repeat(150_000)}${n}${'}'.repeat(150_000)}}`,
  references: (n) => ({
    query: 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
    variables: { r: Array.from({ length: 3_000 }, () => ({ __typename: 'Widget', id: String(n) })) },
  }),
  'an unknown hash': (n) => ({
    extensions: { persistedQuery: { version: 1, sha256Hash: `${n}`.repeat(60_000) } },
  }),
};

describe('the worst anonymous requests', () => {
  let server: ToyServer;
  beforeAll(async () => {
    server = await startToyServer();
  });
  afterAll(() => server.close());

  it.each(Object.entries(attacks))('take little time: %s', async (_name, attack) => {
    let least = Infinity;
    for (let n = 1; n <= TRIES && least >= MAX_CPU_MS / 10; n += 1) {
      const made = attack(n);
      const body = typeof made === 'string' ? made : JSON.stringify(made);
      const before = process.threadCpuUsage();
      const { status } = await server.post(body);
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
