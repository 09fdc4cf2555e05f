/** What is decided of an operation between its validation and its first resolver, whatever it came by. */
import { GraphQLError } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { RateLimited, type RateLimits } from '../platform/rate-limits.ts';
import type { CallContext } from './call.ts';
import { createAdmission, refusal } from './limits.ts';
import type { Admission, Limits, Verdict } from './limits.ts';

export interface GateOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly rates: RateLimits;
  /** Whether everybody may read the schema; the router always may. */
  readonly introspection: boolean;
}

/** Never rejects because of the caller: a refusal is a verdict. */
export type Gate = (candidate: Admission, context: CallContext) => Promise<Verdict>;

export function createGate({ schema, limits, rates, introspection }: GateOptions): Gate {
  const admit = createAdmission(schema, limits);
  return async (candidate, context) => {
    const verdict = admit(candidate);
    if ('errors' in verdict) return verdict;
    const { cost, attempts, schemaFields } = verdict.size;
    if (schemaFields > 0 && !introspection && !context.isRouter)
      return { errors: [refusal('INTROSPECTION_DISABLED', 'The schema is not open to this caller')] };
    try {
      if (attempts > 0) await rates.take(context, 'attempts', attempts);
      await rates.take(context, 'cost', Math.ceil(cost));
      return verdict;
    } catch (error) {
      if (error instanceof RateLimited) return { errors: [tooMuch(error)] };
      throw error;
    }
  };
}

/** The refusal by a rate limit, as a request error (HTTP 429). */
export function tooMuch({ code, message, retryAfterMs }: RateLimited): GraphQLError {
  return new GraphQLError(message, { extensions: { code, retryAfterMs, http: { status: 429 } } });
}
