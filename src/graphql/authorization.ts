/**
 * Enforces the rules of the SDL. A type's rule is checked once, where the type is entered: by the field that returns it, by
 * `_entities`, or when an interface or union turns out to be that type. So a field without a rule of its own stays
 * default-resolved, which is what keeps large lists cheap.
 */
import { defaultFieldResolver, getNamedType, isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import type {
  GraphQLAbstractType,
  GraphQLField,
  GraphQLFieldResolver,
  GraphQLObjectType,
  GraphQLSchema,
} from 'graphql';
import { Forbidden, Unauthenticated, type HubError } from '../platform/errors.ts';
import { hasAnyOf } from '../platform/principal/principal.ts';
import type { Principal } from '../platform/principal/principal.ts';
import type { CallContext } from './call.ts';
import { concreteGuard } from './concrete.ts';
import { guardSubscription } from './events.ts';
import { readRules, remaining } from './rules.ts';
import type { Demand, RuleBook } from './rules.ts';

export interface AuthorizationOptions {
  /** Answers `@policy`. */
  policy(principal: Principal, name: string): boolean;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Throws Unauthenticated or Forbidden unless the caller meets all demands; `on` is what was asked for, for the audit. */
export type Check = (demands: readonly Demand[], context: CallContext, on: string) => void;

/** Puts the checks into the schema, in place. */
export function enforceRules(schema: GraphQLSchema, options: AuthorizationOptions): void {
  const rules = readRules(schema);
  const check = createCheck(options.policy);
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || type.name === '_Service') continue;
    if (isObjectType(type) || isInterfaceType(type)) {
      guardReference(type, rules.ofType(type).demands, check);
    }
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      guardField({ schema, rules, check, type, field, isRoot: roots.has(type) });
    }
  }
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    guardSubscription(field, options.now);
  }
}

function createCheck(policy: AuthorizationOptions['policy']): Check {
  /** One error for all items of a list: an error that is new has a stack to write down, and there may be thousands. */
  const refused = new WeakMap<CallContext, Map<readonly Demand[], HubError>>();

  function refusalOf(demands: readonly Demand[], principal: Principal | null): HubError | undefined {
    if (!principal) return new Unauthenticated('A token is required');
    for (const demand of demands) {
      if (demand.kind === 'scopes' && !hasAnyOf(principal, demand.anyOf)) {
        return new Forbidden(`Requires the scope ${inWords(demand.anyOf)}`);
      }
      if (
        demand.kind === 'policies' &&
        !demand.anyOf.some((all) => all.every((name) => policy(principal, name)))
      ) {
        return new Forbidden(`Requires the policy ${inWords(demand.anyOf)}`);
      }
    }
    return undefined;
  }

  return (demands, context, on) => {
    if (demands.length === 0) return;
    const known = refused.get(context)?.get(demands);
    if (known) throw known;
    const refusal = refusalOf(demands, context.principal);
    if (!refusal) return;
    const ofContext = refused.get(context) ?? new Map<readonly Demand[], HubError>();
    refused.set(context, ofContext.set(demands, refusal));
    context.refused?.(refusal, on);
    throw refusal;
  };
}

interface FieldGuard {
  readonly schema: GraphQLSchema;
  readonly rules: RuleBook;
  readonly check: Check;
  readonly type: GraphQLObjectType;
  readonly field: GraphQLField<unknown, CallContext>;
  readonly isRoot: boolean;
}

function guardField({ schema, rules, check, type, field, isRoot }: FieldGuard): void {
  if (field.name === '_service') return;
  const returned = getNamedType(field.type);
  const typeDemands = rules.ofType(type).demands;
  const own = rules.ofField(type, field).demands;
  const ofReturned = rules.ofType(returned).demands;
  const before = isRoot
    ? remaining([...typeDemands, ...own, ...ofReturned], [])
    : remaining([...own, ...ofReturned], typeDemands);
  const after = isAbstractType(returned)
    ? demandsByType(schema, returned, (concrete) =>
        remaining(rules.ofType(concrete).demands, [...before, ...typeDemands]),
      )
    : new Map<string, Demand[]>();
  if (before.length === 0 && after.size === 0) return;

  const on = `${type.name}.${field.name}`;
  const resolve = field.resolve ?? defaultFieldResolver;
  const guardConcrete =
    isAbstractType(returned) && after.size > 0 ? concreteGuard(returned, after, check) : undefined;
  field.resolve = (source, args, context, info) => {
    check(before, context, on);
    const value = resolve(source, args, context, info);
    return guardConcrete ? guardConcrete(value, context, info) : value;
  };
  if (field.subscribe)
    field.subscribe = checkedFirst(field.subscribe, (context) => check(before, context, on));
}

function checkedFirst(
  subscribe: GraphQLFieldResolver<unknown, CallContext>,
  check: (context: CallContext) => void,
): GraphQLFieldResolver<unknown, CallContext> {
  return (source, args, context, info) => {
    check(context);
    return subscribe(source, args, context, info);
  };
}

function demandsByType(
  schema: GraphQLSchema,
  abstract: GraphQLAbstractType,
  demandsOf: (type: GraphQLObjectType) => Demand[],
): Map<string, Demand[]> {
  const entries = schema.getPossibleTypes(abstract).map((type) => [type.name, demandsOf(type)] as const);
  return new Map(entries.filter(([, demands]) => demands.length > 0));
}

/** `_entities` must refuse a type before it loads anything of it, and only that item of the list. */
function guardReference(
  type: { readonly name: string; extensions: object },
  demands: readonly Demand[],
  check: Check,
): void {
  if (demands.length === 0) return;
  // The place @apollo/subgraph keeps `__resolveReference` in; without one the reference itself is the entity.
  const extensions = type.extensions as { apollo?: { subgraph?: { resolveReference?: ReferenceResolver } } };
  const load = extensions.apollo?.subgraph?.resolveReference ?? ((reference: unknown) => reference);
  const guarded: ReferenceResolver = async (reference, context, info) => {
    check(demands, context, `_entities of ${type.name}`);
    return load(reference, context, info);
  };
  const subgraph = { ...extensions.apollo?.subgraph, resolveReference: guarded };
  type.extensions = { ...extensions, apollo: { ...extensions.apollo, subgraph } };
}

type ReferenceResolver = (reference: unknown, context: CallContext, info: unknown) => unknown;

function inWords(anyOf: readonly (readonly string[])[]): string {
  return anyOf.map((all) => all.join(' and ')).join(', or ');
}
