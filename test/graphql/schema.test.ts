import { describe, expect, it } from '@jest/globals';
import { printSchema } from 'graphql';
import { buildSchema } from '../../src/graphql/schema.ts';
import { base, toySchema } from './toy-schema.ts';

function build(sdl: string, resolvers: object = {}) {
  return buildSchema({
    typeDefs: [base.replace(/"[^"\n]*"\ntype (Mutation|Subscription)\n/g, ''), sdl],
    resolvers,
    authDirectivesInSdl: true,
    policy: () => false,
    now: Date.now,
  });
}

describe('buildSchema', () => {
  it('builds the toy schema', () => {
    expect(printSchema(toySchema())).toContain('type Widget implements Node');
  });

  it.each([
    ['a field without a rule', 'extend type Query { "A." a: Int }', 'Query.a has no rule'],
    [
      'a field of an object without a rule',
      'extend type Query { "A." a: T @public } "T." type T { "B." b: Int }',
      'T.b has no rule',
    ],
    [
      'a field that is public and not',
      'extend type Query { "A." a: Int @public @authenticated }',
      'Query.a is @public and has a rule',
    ],
    [
      'an entity that _entities would open',
      'extend type Query { "A." a: Int @public } "T." type T @key(fields: "id") { "I." id: ID! @authenticated }',
      'T is an entity without a rule on the type',
    ],
    [
      'a type without a description',
      'extend type Query { "A." a: T @public } type T @public { "B." b: Int }',
      'T has no description',
    ],
    ['a field without a description', 'extend type Query { a: Int @public }', 'Query.a has no description'],
    [
      'an argument without a description',
      'extend type Query { "A." a(x: Int): Int @public }',
      'Query.a(x:) has no description',
    ],
    [
      'an enum value without one',
      'extend type Query { "A." a: E @public } "E." enum E { X }',
      'E.X has no description',
    ],
    [
      'an input field without one',
      'extend type Query { "A." a("X." x: I): Int @public } "I." input I { y: Int }',
      'I.y has no description',
    ],
  ])('refuses %s', (_what, sdl, fault) => {
    expect(() => build(sdl)).toThrow(fault);
  });

  it('lists every fault at once, also resolvers of nothing', () => {
    const resolvers = { Query: { b: () => 1 }, Nobody: { a: () => 1 } };
    const attempt = () => build('extend type Query { a: Int }', resolvers);
    for (const fault of [
      'Query.a has no rule',
      'Query.a has no description',
      'resolvers name the unknown field Query.b',
      'resolvers name the unknown type Nobody',
    ]) {
      expect(attempt).toThrow(fault);
    }
  });

  it('counts a rule of the interface field as a rule', () => {
    const sdl = `extend type Query { "A." a: N @public } "N." interface N { "I." id: ID @authenticated } "T." type T implements N { "I." id: ID }`;
    expect(() => build(sdl)).not.toThrow();
  });
});
