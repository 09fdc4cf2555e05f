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
  /** Of lists and objects in each other, in the variables. */
  readonly variableDepth: number;
  /** Members of all lists and objects in the variables. */
  readonly variableValues: number;
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
  variableDepth: 32,
  variableValues: 10_000,
  assumedListSize: 10,
};

/** Each of them quotes the value it is about. */
const MAX_VARIABLE_ERRORS = 2;
const MAX_MESSAGE = 300;

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
    if (!areWithin(variables, limits))
      return {
        errors: [refusal('VARIABLES_TOO_LARGE', 'The variables have too many values, or too deep ones')],
      };
    const values = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {}, {
      maxErrors: MAX_VARIABLE_ERRORS,
    });
    if (values.errors) return { errors: values.errors.map(({ message }) => badInput(message)) };
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
    if (error instanceof GraphQLError) return badInput(error.message);
    throw error;
  }
}

/** The text quotes the value, whatever its size. */
function badInput(message: string): GraphQLError {
  return refusal(
    'BAD_USER_INPUT',
    message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message,
  );
}

/** Not recursive: what is nested deeply must not end the stack. */
function areWithin(variables: unknown, { variableDepth, variableValues }: Limits): boolean {
  let left = variableValues;
  let level: unknown[] = [variables];
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      const members = Object.values(value);
      left -= members.length;
      if (left < 0 || depth > variableDepth) return false;
      for (const member of members) next.push(member);
    }
    level = next;
  }
  return true;
}

/** Throws when the text is longer than allowed: asked before it is parsed. */
export function assertLength(source: string, limits: Limits): void {
  if (Buffer.byteLength(source) <= limits.bytes) return;
  throw refusal('OPERATION_TOO_LARGE', `The operation has more than ${limits.bytes} bytes`);
}

/** A request error with its public code and the status of the answer. */
export function refusal(code: string, message: string, status = 400): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } });
}
