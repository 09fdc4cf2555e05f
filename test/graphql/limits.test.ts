import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery, getOperationAST, parse } from 'graphql';
import { createAdmission, defaultLimits } from '../../src/graphql/limits.ts';
import type { Verdict } from '../../src/graphql/limits.ts';
import { toySchema } from './toy-schema.ts';
import { startToyServer, token } from './toy-server.ts';
import type { ToyServer } from './toy-server.ts';

const admit = createAdmission(toySchema(), defaultLimits);

function judge(source: string, variables: Record<string, unknown> = {}): Verdict {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return admit({ document, operation, variables });
}

function codes(source: string, variables: Record<string, unknown> = {}): unknown[] {
  const verdict = judge(source, variables);
  return 'errors' in verdict ? verdict.errors.map((error) => error.extensions['code']) : [];
}

function cost(source: string, variables: Record<string, unknown> = {}): number {
  const verdict = judge(source, variables);
  if ('errors' in verdict) throw new Error(verdict.errors.join());
  return verdict.size.cost;
}

const nested = (levels: number) => `${'{ next '.repeat(levels)}{ __typename }${' }'.repeat(levels)}`;

describe('depth', () => {
  it('is counted through fragments and inline fragments', () => {
    expect(codes(`{ loop ${nested(10)} }`)).toEqual([]);
    expect(codes(`{ loop ${nested(11)} }`)).toEqual(['OPERATION_TOO_DEEP']);
    expect(codes(`{ loop { ...f } } fragment f on Loop ${nested(11)}`)).toEqual(['OPERATION_TOO_DEEP']);
    expect(codes(`{ loop { ... on Loop { ... ${nested(11)} } } }`)).toEqual(['OPERATION_TOO_DEEP']);
  });

  it('gives no allowance to a fragment that is called __schema', () => {
    expect(codes(`{ loop { ...__schema } } fragment __schema on Loop ${nested(11)}`)).toEqual([
      'OPERATION_TOO_DEEP',
    ]);
    expect(codes(`{ __schema: loop ${nested(11)} }`)).toEqual(['OPERATION_TOO_DEEP']);
  });

  it('has an allowance of its own for introspection, not more', () => {
    expect(codes(getIntrospectionQuery())).toEqual([]);
    const types = `${'{ ofType '.repeat(20)}{ name }${' }'.repeat(20)}`;
    expect(codes(`{ __type(name: "Widget") ${types} }`)).toEqual(['OPERATION_TOO_DEEP']);
  });
});

describe('counts', () => {
  const many = (count: number, text: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => text(i)).join(' ');

  it('takes aliases of __typename for aliases', () => {
    expect(codes(`{ ${many(20, (i) => `a${i}: __typename`)} }`)).toEqual([]);
    expect(codes(`{ loop { ${many(31, (i) => `a${i}: __typename`)} } }`)).toEqual([
      'OPERATION_TOO_MANY_ALIASES',
    ]);
  });

  it('counts what a fragment holds each time it is spread', () => {
    const fragment = `fragment f on Loop { ${many(11, (i) => `a${i}: __typename`)} }`;
    expect(codes(`{ loop { ...f next { ...f } } } ${fragment}`)).toEqual([]);
    expect(codes(`{ loop { ...f next { ...f next { ...f } } } } ${fragment}`)).toEqual([
      'OPERATION_TOO_MANY_ALIASES',
    ]);
  });

  it('counts root fields through fragments', () => {
    const fragment = `fragment f on Query { ${many(11, () => 'health')} }`;
    expect(codes(`{ ...f } ${fragment}`)).toEqual([]);
    expect(codes(`{ ...f ... { ...f } } ${fragment}`)).toEqual(['OPERATION_TOO_MANY_ROOT_FIELDS']);
  });

  it('counts directives on fields, spreads, fragments and the operation', () => {
    const five = '@skip(if: false) @include(if: true) @skip(if: false) @include(if: true) @skip(if: false)';
    expect(codes(`{ ${many(10, () => `health ${five}`)} }`)).toEqual([]);
    expect(codes(`{ ${many(10, () => `health ${five}`)} ... @skip(if: true) { health } }`)).toEqual([
      'OPERATION_TOO_MANY_DIRECTIVES',
    ]);
  });
});

describe('variables', () => {
  const query = 'query ($input: EchoInput!) { echo(input: $input) }';
  const nestedList = (levels: number): unknown => (levels === 0 ? 1 : [nestedList(levels - 1)]);

  it('are bounded in number and depth', () => {
    const input = { text: 'x' };
    expect(codes(query, { input, extra: nestedList(30) })).toEqual([]);
    expect(codes(query, { input, extra: nestedList(33) })).toEqual(['VARIABLES_TOO_LARGE']);
    expect(codes(query, { input, extra: Array.from({ length: 9_000 }, () => 1) })).toEqual([]);
    expect(codes(query, { input, extra: Array.from({ length: 10_000 }, () => 1) })).toEqual([
      'VARIABLES_TOO_LARGE',
    ]);
  });

  it('that are wrong are not quoted at length', () => {
    const verdict = judge(query, {
      input: Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`key${i}`, i])),
    });
    const messages = 'errors' in verdict ? verdict.errors.map(({ message }) => message) : [];
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.join().length).toBeLessThan(2_000);
  });
});

describe('cost', () => {
  it('multiplies nested lists by their slicing arguments, defaults and assumed sizes', () => {
    expect(cost('{ health }')).toBe(0);
    expect(cost('{ widget(id: 1) { name } }')).toBe(1);
    expect(cost('{ all { name } }')).toBe(10);
    expect(cost('{ widgets { edges { node { id } } } }')).toBe(1 + 20 * 2);
    expect(cost('{ widgets(first: 3) { edges { node { friends(first: 4) { id } } } } }')).toBe(
      1 + 3 * (1 + 1 + 4),
    );
    expect(cost('{ widgets(first: 3) { edges { node { friends { id } } } } }')).toBe(1 + 3 * (1 + 1 + 5));
    expect(cost('mutation { count }')).toBe(10);
  });

  it('reads sizes from variables and their defaults', () => {
    const query = 'query ($n: Int = 6) { widgets(first: $n) { edges { node { id } } } }';
    expect(cost(query)).toBe(1 + 6 * 2);
    expect(cost(query, { n: 50 })).toBe(1 + 50 * 2);
    expect(codes(query, { n: 5000 })).toEqual(['OPERATION_TOO_COSTLY']);
  });

  it('passes the size of a connection into fragments', () => {
    const query = (n: number) =>
      `{ widgets(first: ${n}) { ...f } } fragment f on WidgetConnection { edges { node { id } } }`;
    expect(cost(query(3))).toBe(1 + 3 * 2);
    expect(cost(query(30))).toBe(1 + 30 * 2);
    expect(cost(`{ a: widgets(first: 3) { ...f } ${query(30).slice(1)}`)).toBe(2 + 33 * 2);
  });

  it('counts every reference of _entities, also from a variable', () => {
    const query =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Widget { friends(first: 10) { id } } } }';
    const references = (count: number) => ({
      r: Array.from({ length: count }, () => ({ __typename: 'Widget', id: '1' })),
    });
    expect(cost(query, references(100))).toBe(100 * 11);
    expect(codes(query, references(1000))).toEqual(['OPERATION_TOO_COSTLY']);
  });

  it('does not let a size of zero or less hide what is below', () => {
    expect(cost('{ widgets(first: 0) { edges { node { id } } } }')).toBe(1 + 2);
    expect(cost('{ widgets(first: -5) { edges { node { id } } } }')).toBe(1 + 2);
    expect(cost('{ widgets(first: null) { edges { node { id } } } }')).toBe(1 + 10 * 2);
  });

  it('adds up exponentially nested fragments by looking at each once', () => {
    const levels = 100;
    const fragments = Array.from(
      { length: levels },
      (_, i) => `fragment f${i} on Loop { next { ...f${i + 1} } many { ...f${i + 1} } }`,
    ).join(' ');
    // 2^100 fields: only a walk that looks at each fragment once comes back from this.
    expect(codes(`{ loop { ...f0 } } ${fragments} fragment f${levels} on Loop { __typename }`)).toEqual([
      'OPERATION_TOO_DEEP',
      'OPERATION_TOO_COSTLY',
    ]);
  });

  it('comes back from fragments that hold each other', () => {
    expect(
      codes('{ loop { ...a } } fragment a on Loop { next { ...b } } fragment b on Loop { next { ...a } }'),
    ).toEqual([]);
  });
});

describe('on the wire', () => {
  let server: ToyServer;
  beforeAll(async () => {
    server = await startToyServer();
  });
  afterAll(() => server.close());

  const tooMany = `{ ${'health '.repeat(2100)} }`;
  const tooLong = `{ health } # ${'x'.repeat(70_000)}`;

  it.each([
    [tooMany, 'OPERATION_TOO_MANY_TOKENS'],
    [tooLong, 'OPERATION_TOO_LARGE'],
    [`{ loop ${nested(11)} }`, 'OPERATION_TOO_DEEP'],
  ])('refuses over HTTP and WebSocket before any resolver (case %#)', async (query, code) => {
    const contexts = server.contexts.length;
    const http = await server.run(query);
    expect([http.status, http.body.errors[0].extensions.code]).toEqual([400, code]);
    const client = server.socket(token([]));
    const overSocket = client.iterate({ query }).next();
    await expect(overSocket).rejects.toMatchObject([{ extensions: { code } }]);
    await client.dispose();
    expect(server.contexts.slice(contexts).flatMap(({ loaded }) => loaded)).toEqual([]);
  });

  it('refuses cyclic fragments by validation', async () => {
    const { status } = await server.run('{ loop { ...a } } fragment a on Loop { next { ...a } }');
    expect(status).toBe(400);
  });
});
