/** How much one operation may ask for. Everything here is decided before any resolver runs. */
import { GraphQLError, getVariableValues } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { createMeasure } from './measure.ts';
import type { Size } from './measure.ts';

export interface Limits {
  /** Of the document, UTF-8. */
  readonly bytes: number;
  readonly tokens: number;
  readonly depth: number;
  /** Below `__schema` and `__type`: the usual introspection query is deeper than any of ours. */
  readonly introspectionDepth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  readonly cost: number;
  /** Length of a list that says nothing about its size. */
  readonly assumedListSize: number;
}

export const defaultLimits: Limits = {
  bytes: 64 * 1024,
  tokens: 2000,
  depth: 12,
  introspectionDepth: 20,
  aliases: 30,
  rootFields: 20,
  directives: 50,
  cost: 10_000,
  assumedListSize: 10,
};

/** What is compared with what, and the code of the refusal. */
const RULES: readonly { measure: keyof Size & keyof Limits; code: string; what: string }[] = [
  { measure: 'depth', code: 'OPERATION_TOO_DEEP', what: 'levels' },
  { measure: 'introspectionDepth', code: 'OPERATION_TOO_DEEP', what: 'levels of introspection' },
  { measure: 'aliases', code: 'OPERATION_TOO_MANY_ALIASES', what: 'aliases' },
  { measure: 'rootFields', code: 'OPERATION_TOO_MANY_ROOT_FIELDS', what: 'root fields' },
  { measure: 'directives', code: 'OPERATION_TOO_MANY_DIRECTIVES', what: 'directives' },
  { measure: 'cost', code: 'OPERATION_TOO_COSTLY', what: 'cost units' },
];

export interface Admission {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

/** The size of an admitted operation, or the reasons why it is refused (HTTP 400). */
export type Verdict = { readonly size: Size } | { readonly errors: readonly GraphQLError[] };

/** Judges validated operations: variables first, then every limit, counted through fragments and variables. */
export function createAdmission(schema: GraphQLSchema, limits: Limits): (candidate: Admission) => Verdict {
  const measure = createMeasure(schema, limits.assumedListSize);
  return ({ document, operation, variables }) => {
    const values = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {}, {
      maxErrors: 10,
    });
    if (values.errors)
      return { errors: values.errors.map((error) => refusal('BAD_USER_INPUT', error.message)) };
    const size = sizeOrRefusal(() => measure(document, operation, values.coerced));
    if (size instanceof GraphQLError) return { errors: [size] };
    const errors = RULES.filter((rule) => size[rule.measure] > limits[rule.measure]).map((rule) =>
      refusal(rule.code, `The operation has more than ${limits[rule.measure]} ${rule.what}`),
    );
    return errors.length > 0 ? { errors } : { size };
  };
}

function sizeOrRefusal(measure: () => Size): Size | GraphQLError {
  try {
    return measure();
  } catch (error) {
    if (error instanceof GraphQLError) return refusal('BAD_USER_INPUT', error.message);
    throw error;
  }
}

/** Throws when the text is longer than allowed: asked before it is parsed. */
export function assertLength(source: string, limits: Limits): void {
  if (Buffer.byteLength(source) <= limits.bytes) return;
  throw refusal('OPERATION_TOO_LARGE', `The operation has more than ${limits.bytes} bytes`);
}

/** A request error with its public code; Apollo answers it with 400. */
export function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
}
