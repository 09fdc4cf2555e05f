/**
 * Checks the rule of the concrete type behind an interface or union. A refusal is returned as an Error in the value's
 * place, which both executors report there: graphql-jit cannot take an exception out of `resolveType`.
 */
import type { GraphQLAbstractType, GraphQLResolveInfo } from 'graphql';
import type { Check } from './authorization.ts';
import type { CallContext } from './call.ts';
import type { Demand } from './rules.ts';

type Guard = (value: unknown, context: CallContext, info: GraphQLResolveInfo) => unknown;

export function concreteGuard(
  abstract: GraphQLAbstractType,
  demands: ReadonlyMap<string, readonly Demand[]>,
  check: Check,
): Guard {
  function guardOne(value: object, context: CallContext, info: GraphQLResolveInfo): unknown {
    try {
      const name = typeNameOf(abstract, value, context, info);
      if (typeof name !== 'string')
        throw new Error(`${abstract.name}: the concrete type of a value is unknown`);
      check(demands.get(name) ?? [], context, name);
      return value;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  const guard: Guard = (value, context, info) => {
    if (value === null || typeof value !== 'object' || value instanceof Error) return value;
    if (isPromise(value)) return value.then((settled) => guard(settled, context, info));
    if (Symbol.iterator in value) {
      return Array.from(value as Iterable<unknown>, (item) => guard(item, context, info));
    }
    return guardOne(value, context, info);
  };
  return guard;
}

/**
 * Gives an abstract type without a `__resolveType` the plain reading of `__typename`, and makes every `__resolveType` total:
 * an unknown type is an error of that value, while graphql-jit would never finish after an exception at this point.
 */
export function makeTypeResolutionTotal(abstract: GraphQLAbstractType): void {
  const resolveType = abstract.resolveType;
  abstract.resolveType = (value, context, info) => {
    try {
      return resolveType ? resolveType(value, context, info, abstract) : namedIn(value);
    } catch {
      return undefined;
    }
  };
}

function typeNameOf(
  abstract: GraphQLAbstractType,
  value: object,
  context: CallContext,
  info: GraphQLResolveInfo,
): unknown {
  return abstract.resolveType?.(value, context, info, abstract);
}

function namedIn(value: unknown): string | undefined {
  return typeof value === 'object' &&
    value !== null &&
    '__typename' in value &&
    typeof value.__typename === 'string'
    ? value.__typename
    : undefined;
}

function isPromise(value: object): value is Promise<unknown> {
  return 'then' in value && typeof value.then === 'function';
}
