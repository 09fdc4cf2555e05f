/** How the custom scalars of `schema/_base.graphql` are read and written. */
import { GraphQLError, Kind } from 'graphql';
import type { GraphQLScalarType, ValueNode } from 'graphql';
import { GraphQLCurrency, GraphQLDateTime, GraphQLEmailAddress, GraphQLJSON } from 'graphql-scalars';

type ScalarFunctions = Pick<GraphQLScalarType, 'serialize' | 'parseValue' | 'parseLiteral'>;

/** Bounded, so that no number is larger than what exact arithmetic handles comfortably. */
const DECIMAL = /^-?\d{1,30}(\.\d{1,18})?$/;

function decimal(value: unknown): string {
  if (typeof value === 'string' && DECIMAL.test(value)) return value;
  throw new GraphQLError('Decimal must be a string of digits such as "12.50"');
}

const Decimal: ScalarFunctions = {
  serialize: decimal,
  parseValue: decimal,
  parseLiteral: (node: ValueNode) => decimal(node.kind === Kind.STRING ? node.value : undefined),
};

/** Only the functions: name and description are the SDL's. */
export const scalars: Readonly<Record<string, ScalarFunctions>> = {
  DateTime: functionsOf(GraphQLDateTime),
  Decimal,
  Currency: functionsOf(GraphQLCurrency),
  EmailAddress: functionsOf(GraphQLEmailAddress),
  JSON: functionsOf(GraphQLJSON),
};

function functionsOf({ serialize, parseValue, parseLiteral }: ScalarFunctions): ScalarFunctions {
  return { serialize, parseValue, parseLiteral };
}
