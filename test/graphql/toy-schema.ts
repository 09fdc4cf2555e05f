/** A small federated schema with every kind of rule, for the tests of the walls. */
import { readFileSync } from 'node:fs';
import { Conflict, InvalidInput, NotFound } from '../../src/platform/errors.ts';
import type { CallContext } from '../../src/graphql/call.ts';
import { buildSchema } from '../../src/graphql/schema.ts';
import type { SchemaOptions } from '../../src/graphql/schema.ts';

export const base = readFileSync(new URL('../../schema/_base.graphql', import.meta.url), 'utf8');

export const toySdl = /* GraphQL */ `
  extend type Query {
    "Open."
    health: String! @public
    "Own scope on a leaf."
    secret: String @requiresScopes(scopes: [["secrets:read"], ["a:read", "b:read"]])
    "Needs what the type needs."
    widget("Which." id: ID!): Widget @public
    "A page."
    widgets("How many." first: Int = 20): WidgetConnection!
      @authenticated
      @listSize(slicingArguments: ["first"], sizedFields: ["edges"])
    "A plain list."
    all: [Widget!]! @authenticated
    "Interface."
    node("Which." id: ID!): Node @public
    "Union, list."
    search: [Found] @public
    "By policy."
    guarded: String @policy(policies: [["tall"], ["rich", "famous"]])
    "Always fails."
    broken("How." how: String = "driver"): String @public
    "Never null, always null."
    never: Never @public
    "A list with a hole where none may be."
    fragile: [String!] @public
    "Takes an input."
    echo("What." input: EchoInput!): String @public
    "Loops."
    loop: Loop @public
  }
  extend type Mutation {
    "Fails as asked."
    change("How." fail: String): ChangeResult @requiresScopes(scopes: [["widgets:write"]])
    "One after the other."
    count: Int! @public
    "Tries a password."
    prove("Which." password: String!): Boolean! @public @attempt
  }
  extend type Subscription {
    "Counts."
    ticks("How many." upTo: Int!): Widget! @authenticated
    "Never ends and never says anything."
    silence: String @authenticated
    "Open to all."
    openTicks: Int! @public
    "Fails at the first event with something secret."
    leaky: String @authenticated
  }
  "Anything with an id."
  interface Node {
    "Its id."
    id: ID!
  }
  "A thing."
  type Widget implements Node @key(fields: "id") @requiresScopes(scopes: [["widgets:read"]]) {
    "Its id."
    id: ID!
    "Its name."
    name: String
    "Its colour."
    color: Color
    "When."
    madeAt: DateTime
    "What it costs."
    price: Decimal
    "Own rule on a leaf."
    cost: Int @requiresScopes(scopes: [["costs:read"]])
    "Computed."
    shout("What to add." mark: String = "!"): String
    "Others."
    friends("How many." first: Int): [Widget!]! @listSize(slicingArguments: ["first"], assumedSize: 5)
    "Who made it."
    maker: Maker
  }
  "Somebody."
  type Maker implements Node @key(fields: "id") @authenticated {
    "Its id."
    id: ID!
    "Its name."
    name: String!
  }
  "Something open."
  type Poster implements Node @public {
    "Its id."
    id: ID!
    "What it says."
    text: String
  }
  "What can be found."
  union Found = Widget | Maker | Poster
  "Colours."
  enum Color {
    "Red."
    RED
    "Blue."
    BLUE
  }
  "A page."
  type WidgetConnection @authenticated {
    "Edges."
    edges: [WidgetEdge!]!
  }
  "An edge."
  type WidgetEdge @authenticated {
    "The node."
    node: Widget!
  }
  "What comes of a change."
  union ChangeResult = Widget | WidgetNotFound | HubInvalidInput
  "What went wrong."
  interface Failure {
    "Code."
    code: String!
    "Text."
    message: String!
  }
  "There is no such widget."
  type WidgetNotFound implements Failure @public {
    "Code."
    code: String!
    "Text."
    message: String!
  }
  "A bubble."
  type Never @public {
    "Cannot be."
    inner: Never2!
  }
  "A bubble inside."
  type Never2 @public {
    "Null."
    value: String!
  }
  "Endless."
  type Loop @public {
    "Again."
    next: Loop
    "Many."
    many: [Loop!]!
  }
  "An input."
  input EchoInput {
    "Text."
    text: String = "default"
    "Number."
    number: Int
    "Colour."
    color: Color = RED
    "Time."
    at: DateTime
  }
`;

export const SECRET = 'sk_live_this-must-never-leave';

class WidgetNotFound extends NotFound {
  override readonly code = 'WIDGET_NOT_FOUND';
}

export interface ToyContext extends CallContext {
  /** Ids of what was loaded, in order. */
  readonly loaded: string[];
  counter: number;
}

const widget = (id: string) => ({
  __typename: 'Widget',
  id,
  name: `widget ${id}`,
  color: 'RED',
  madeAt: new Date('2026-01-02T03:04:05.678Z'),
  price: '12.50',
  cost: 7,
});
const maker = { __typename: 'Maker', id: 'm1', name: 'Ada' };
const poster = { __typename: 'Poster', id: 'p1', text: 'hello' };

function fail(how: string): never {
  if (how === 'hub') throw new Conflict('It is running already', { field: 'input.id', retryAfterMs: 5 });
  if (how === 'string') throw SECRET;
  throw Object.assign(new Error(`duplicate key ${SECRET}`), { extensions: { code: 'X', secret: SECRET } });
}

export const toyResolvers = {
  Query: {
    health: () => 'ok',
    secret: () => 'the secret',
    widget: async (_: unknown, { id }: { id: string }, context: ToyContext) => {
      context.loaded.push(id);
      return id === 'none' ? null : widget(id);
    },
    widgets: (_: unknown, { first }: { first: number }, context: ToyContext) => {
      context.loaded.push(`cost ${context.operationCost}`);
      return { edges: Array.from({ length: first }, (_item, index) => ({ node: widget(String(index)) })) };
    },
    all: () => [widget('1'), widget('2')],
    node: (_: unknown, { id }: { id: string }) =>
      ({ w: widget('1'), m: maker, p: poster, x: { id: 'x' } })[id] ?? null,
    search: async () => [poster, maker, null, widget('9'), Promise.resolve(poster)],
    guarded: () => 'guarded',
    broken: (_: unknown, { how }: { how: string }) => fail(how),
    never: () => ({ inner: { value: null } }),
    echo: (_: unknown, { input }: { input: unknown }) => JSON.stringify(input),
    fragile: () => ['a', null, 'c'],
    loop: () => ({ many: [{ many: [] }] }),
  },
  Mutation: {
    change: (_: unknown, args: { fail?: string }) => {
      if (args.fail === 'missing') throw new WidgetNotFound('No such widget');
      if (args.fail === 'input') throw new InvalidInput('Too long', { field: 'input.name', retryAfterMs: 3 });
      if (args.fail) fail(args.fail);
      return widget('1');
    },
    prove: (_: unknown, { password }: { password: string }, context: ToyContext) => {
      context.loaded.push(password);
      return password === 'right';
    },
    count: async (_: unknown, _args: unknown, context: ToyContext) => {
      const before = context.counter;
      await new Promise((resolve) => setImmediate(resolve));
      context.counter = before + 1;
      return context.counter;
    },
  },
  Subscription: {
    ticks: {
      subscribe: async function* (_: unknown, { upTo }: { upTo: number }) {
        for (let n = 1; n <= upTo; n += 1) yield { ticks: widget(String(n)) };
      },
    },
    silence: {
      subscribe: () => ({
        [Symbol.asyncIterator]: () => ({
          next: () => new Promise(() => undefined),
          return: async () => ({ done: true, value: undefined }),
        }),
      }),
    },
    openTicks: {
      subscribe: async function* () {
        yield { openTicks: 1 };
      },
    },
    leaky: {
      subscribe: async function* () {
        yield { leaky: 1 };
        throw new Error(SECRET);
      },
      resolve: () => fail('driver'),
    },
  },
  Widget: {
    __resolveReference: async ({ id }: { id: string }, context: ToyContext) => {
      context.loaded.push(id);
      return widget(id);
    },
    shout: ({ name }: { name: string }, { mark }: { mark: string }) => name.toUpperCase() + mark,
    friends: (_: unknown, { first }: { first?: number }) =>
      Array.from({ length: first ?? 2 }, (_item, index) => widget(`f${index}`)),
    maker: () => maker,
  },
};

export function toySchema(options: Partial<SchemaOptions> = {}) {
  return buildSchema({
    typeDefs: [base, toySdl],
    resolvers: toyResolvers,
    authDirectivesInSdl: true,
    policy: (principal, name) => principal.subject === name,
    now: Date.now,
    ...options,
  });
}
