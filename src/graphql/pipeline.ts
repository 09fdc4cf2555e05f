/** Puts our walls into Apollo's request pipeline: limits, our executor, masking, callback subscriptions. */
import { HeaderMap } from '@apollo/server';
import type { ApolloServerPlugin, GraphQLRequest, GraphQLResponse } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { FormattedExecutionResult } from 'graphql';
import type { CallContext } from './call.ts';
import { readCallbackRequest } from './callback-request.ts';
import type { Callbacks } from './callbacks.ts';
import type { Executor, Run } from './executor.ts';
import type { Gate } from './gate.ts';
import { formatRequestError } from './masking.ts';
import { retryAfterSeconds } from './rate-headers.ts';
import { startSession } from './session.ts';
import type { SessionOptions } from './session.ts';

export interface PipelineOptions {
  readonly gate: Gate;
  readonly executor: Executor;
  readonly callbacks: Callbacks;
  readonly callbackHosts: readonly string[];
  readonly session: SessionOptions;
  readonly introspection: boolean;
}

type Answer = Pick<GraphQLResponse, 'http' | 'body'>;

export function pipelinePlugin(options: PipelineOptions): ApolloServerPlugin<CallContext> {
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ request, document, operation, contextValue }) {
          // Apollo's types hide that the document may not have the operation that was named; its own answer to that is right.
          if (!(operation as typeof operation | undefined)) return null;
          const candidate = { document, operation, variables: request.variables };
          const verdict = await options.gate(candidate, contextValue);
          if ('errors' in verdict) return refused(verdict.errors, options.introspection);
          contextValue.operationCost = verdict.size.cost;
          const { operationName, variables } = request;
          const run = { document, operationName, variables, context: contextValue };
          if (operation.operation === 'subscription') return callBack(request, run, options);
          return answer(await options.executor.execute({ ...run, fields: verdict.size.fields }), 200);
        },
        async willSendResponse({ response, contextValue }) {
          if (response.body.kind === 'single') addCorrelation(response.body.singleResult, contextValue);
        },
      };
    },
  };
}

async function callBack(request: GraphQLRequest, run: Run, options: PipelineOptions): Promise<Answer> {
  const { callbacks, executor, callbackHosts } = options;
  try {
    const wanted = readCallbackRequest(request.extensions, callbackHosts);
    const session = startSession(run.context.principal, options.session);
    run.context.ended = session.ended;
    await callbacks.open({
      request: wanted,
      start: () => executor.subscribe(run),
      mask: (error) =>
        executor.mask([error instanceof Error ? error : new Error(String(error))], run.context),
      close: session.close,
    });
    return answer({ data: null }, 200);
  } catch (error) {
    if (error instanceof GraphQLError) return refused([error], options.introspection);
    throw error;
  }
}

function refused(errors: readonly GraphQLError[], introspection: boolean): Answer {
  const { http, retryAfterMs } = errors[0]?.extensions ?? {};
  // `as`: put there by `refusal` and `tooMuch`.
  const status = (http as { status: number } | undefined)?.status ?? 400;
  const formatted = errors.map((error) => formatRequestError(error.toJSON(), introspection));
  const refusal = answer({ errors: formatted }, status);
  if (typeof retryAfterMs === 'number')
    refusal.http.headers.set('retry-after', retryAfterSeconds(retryAfterMs));
  return refusal;
}

/** Both executors go through here, so neither the status nor the headers depend on which one ran. */
function answer(singleResult: FormattedExecutionResult, status: number): Answer {
  // Its type is a mutable copy of graphql-js's own.
  const body = { kind: 'single', singleResult } as GraphQLResponse['body'];
  return { http: { status, headers: new HeaderMap() }, body };
}

function addCorrelation(
  result: { errors?: FormattedExecutionResult['errors'] },
  { correlationId }: CallContext,
): void {
  result.errors &&= result.errors.map((error) => ({
    ...error,
    extensions: { ...error.extensions, correlationId },
  }));
}
