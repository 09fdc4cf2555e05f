/**
 * Runs operations: compiled by graphql-jit when they come a second time, by graphql-js otherwise. Both give the same answers
 * (test/graphql/executor.test.ts), provided that parents are plain objects: the compiler reads the fields without a resolver
 * directly, so a method, a promise or a throwing getter there needs a resolver of its own.
 */
import { Kind, execute, parse, subscribe, visit, BREAK } from 'graphql';
import type {
  DocumentNode,
  ExecutionResult,
  FormattedExecutionResult,
  GraphQLFormattedError,
  GraphQLSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { CompiledQuery } from 'graphql-jit';
import { Forbidden } from '../platform/errors.ts';
import type { CallContext, Log } from './call.ts';
import { maskExecutionError, rootOf } from './masking.ts';
import type { Failure } from './masking.ts';

/** Compilation takes time in proportion to the expanded operation; beyond this it is not worth blocking others for. */
const MAX_COMPILED_FIELDS = 500;

export interface Run {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown> | undefined;
  readonly context: CallContext;
}

export interface Executor {
  /** Runs an admitted query or mutation; errors are already what the caller may read. */
  execute(run: Run & { readonly fields: number }): Promise<FormattedExecutionResult>;
  /** Starts an admitted subscription: its events, or the errors that refused it. */
  subscribe(run: Run): Promise<AsyncIterableIterator<FormattedExecutionResult> | FormattedExecutionResult>;
  /** For errors thrown by the event source itself. */
  mask(errors: readonly Failure[], context: CallContext): GraphQLFormattedError[];
}

interface Compilation {
  runs: number;
  /** Undefined until it is compiled, null when it cannot be. */
  query: CompiledQuery['query'] | null | undefined;
}

export interface ExecutorOptions {
  readonly schema: GraphQLSchema;
  readonly log: Log;
  /** How often an operation runs uncompiled first, so that one-time operations cost no compilation. */
  readonly runsBeforeCompiling?: number;
}

export function createExecutor({ schema, log, runsBeforeCompiling = 1 }: ExecutorOptions): Executor {
  /** As bounded as the store of documents that holds the keys. */
  const compilations = new WeakMap<DocumentNode, Map<string, Compilation>>();

  function compiled({ document, operationName = '' }: Run, fields: number): CompiledQuery['query'] | null {
    const ofDocument = compilations.get(document) ?? new Map<string, Compilation>();
    compilations.set(document, ofDocument);
    const entry = ofDocument.get(operationName) ?? { runs: 0, query: undefined };
    ofDocument.set(operationName, entry);
    entry.runs += 1;
    if (entry.query === undefined && entry.runs > runsBeforeCompiling) {
      entry.query = fields > MAX_COMPILED_FIELDS ? null : compile(schema, document, operationName);
    }
    return entry.query ?? null;
  }

  function masked(result: ExecutionResult, context: CallContext): FormattedExecutionResult {
    if (!result.errors || result.errors.length === 0) return { data: result.data };
    const errors = mask(result.errors, context);
    return result.data === undefined ? { errors } : { errors, data: result.data };
  }

  function mask(errors: readonly Failure[], context: CallContext): GraphQLFormattedError[] {
    const { correlationId } = context;
    return errors.map((error) => {
      tellRefusal(error, context);
      return maskExecutionError(error, { log, correlationId });
    });
  }

  return {
    mask,
    async execute({ fields, ...run }) {
      const query = compiled(run, fields);
      if (query) {
        const result = await query(undefined, run.context, run.variables ?? {});
        // No data at all: the compiled reading of the variables differs. Nothing has run yet, graphql-js decides.
        if ('data' in result) return masked(result, run.context);
      }
      return masked(await execute(executionArguments(schema, run)), run.context);
    },
    async subscribe(run) {
      const events = await subscribe(executionArguments(schema, run));
      if (!isEvents(events)) return masked(events, run.context);
      return mapEvents(events, (result) => masked(result, run.context));
    },
  };
}

/** What a resolver refused by itself. The rules of the SDL have told theirs already, as the same error. */
function tellRefusal(error: Failure, context: CallContext): void {
  const cause = rootOf(error);
  if (!(cause instanceof Forbidden)) return;
  const names = error.path?.filter((step) => typeof step === 'string') ?? [];
  context.refused?.(cause, names.join('.'));
}

function executionArguments(schema: GraphQLSchema, { document, operationName, variables, context }: Run) {
  return { schema, document, operationName, variableValues: variables, contextValue: context };
}

function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string,
): CompiledQuery['query'] | null {
  if (isMisread(document)) return null;
  // The compiler writes notes into the syntax tree, so it gets its own.
  const own = document.loc ? parse(document.loc.source.body) : document;
  const result = compileQuery(schema, own, operationName || undefined, {
    disablingCapturingStackErrors: true,
  });
  return isCompiledQuery(result) ? result.query : null;
}

/**
 * What graphql-jit 0.8.9 answers wrongly: it mixes up the conditions of fragments that are spread more than once, and an absent
 * variable inside an object or list literal becomes null in place of the default.
 */
function isMisread(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    [Kind.DIRECTIVE](node) {
      found ||= node.name.value === 'skip' || node.name.value === 'include';
      return found ? BREAK : undefined;
    },
    [Kind.VARIABLE](_node, _key, parent) {
      const holder = Array.isArray(parent) ? Kind.LIST : parent && 'kind' in parent ? parent.kind : undefined;
      found ||= holder === Kind.OBJECT_FIELD || holder === Kind.LIST;
      return found ? BREAK : undefined;
    },
  });
  return found;
}

/** Not an async generator: `return()` must reach the source while an event is awaited. */
function mapEvents(
  events: AsyncGenerator<ExecutionResult, void, void>,
  map: (result: ExecutionResult) => FormattedExecutionResult,
): AsyncIterableIterator<FormattedExecutionResult> {
  return {
    async next() {
      const event = await events.next();
      return event.done ? { done: true, value: undefined } : { done: false, value: map(event.value) };
    },
    async return() {
      await events.return();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function isEvents(
  value: AsyncGenerator<ExecutionResult, void, void> | ExecutionResult,
): value is AsyncGenerator<ExecutionResult, void, void> {
  return Symbol.asyncIterator in value;
}
