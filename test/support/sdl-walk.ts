/** Finds, from the SDL alone, a way to every object field, what it takes to go there, and the operation that does. */
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isNonNullType,
  isObjectType,
  parse,
  valueFromASTUntyped,
} from 'graphql';
import type { ConstDirectiveNode, GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { readTypeDefs } from '../../src/graphql/sdl.ts';

type Field = GraphQLField<unknown, unknown>;

export interface Step {
  readonly parent: GraphQLObjectType;
  readonly field: Field;
  /** The object type that is entered; undefined where the field is a leaf. */
  readonly to: GraphQLObjectType | undefined;
}

export type Style = 'plain' | 'aliased' | 'inline fragment' | 'named fragment';
export const styles: readonly Style[] = ['plain', 'aliased', 'inline fragment', 'named fragment'];

/** Scopes, as an OR of ANDs. */
export type Demand = readonly (readonly string[])[];

export function readSchema(): GraphQLSchema {
  return buildSubgraphSchema(parse(readTypeDefs().join('\n')));
}

/** Types whose fields lie below some operation. */
export function ownObjectTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('_'),
  );
}

export function fieldsOf(type: GraphQLObjectType): Field[] {
  return Object.values(type.getFields()).filter(({ name }) => !name.startsWith('_'));
}

export function entityTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return ownObjectTypes(schema).filter((type) => directivesOf(type).some(({ name }) => name.value === 'key'));
}

/** The object types a field may lead to. */
export function targetsOf(schema: GraphQLSchema, field: Field): readonly GraphQLObjectType[] {
  const type = getNamedType(field.type);
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}

/** The shortest way from the type to every other; `isOpen` says which steps can be taken. */
export function routesFrom(
  schema: GraphQLSchema,
  start: GraphQLObjectType,
  isOpen: (step: Step) => boolean,
): Map<GraphQLObjectType, readonly Step[]> {
  const routes = new Map<GraphQLObjectType, readonly Step[]>([[start, []]]);
  for (const [parent, route] of routes) {
    for (const field of fieldsOf(parent)) {
      for (const to of targetsOf(schema, field)) {
        const step = { parent, field, to };
        // Iterating a Map also visits what is added on the way: a breadth-first search.
        if (!routes.has(to) && isOpen(step)) routes.set(to, [...route, step]);
      }
    }
  }
  return routes;
}

/** What the SDL demands of whoever takes the step: of the field, and of the types it leaves and enters. */
export function demandsOf({ parent, field, to }: Step): Demand[] {
  const places = [field.astNode?.directives ?? [], directivesOf(parent), to ? directivesOf(to) : []];
  return places.flat().flatMap((directive) => {
    const scopes = directive.arguments?.find(({ name }) => name.value === 'scopes')?.value;
    if (directive.name.value !== 'requiresScopes' || !scopes) return [];
    // The SDL was validated against the directive's definition.
    return [valueFromASTUntyped(scopes) as Demand];
  });
}

/** The least that meets the demands: the first alternative of each. */
export function leastScopes(demands: readonly Demand[]): string[] {
  return [...new Set(demands.flatMap((demand) => demand[0] ?? []))].sort();
}

function directivesOf(type: GraphQLObjectType): readonly ConstDirectiveNode[] {
  return [type.astNode, ...type.extensionASTNodes].flatMap((node) => node?.directives ?? []);
}

export interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  /** Under which keys the answer of each step lies. */
  readonly keys: readonly string[];
}

/**
 * The smallest operation that takes the steps. `argumentsOf` gives the values of a step; it throws where it has none and
 * one is required. For entities, `_entities` is the way in.
 */
export function operationFor(
  steps: readonly Step[],
  how: {
    kind: 'query' | 'mutation' | 'subscription';
    style: Style;
    argumentsOf: (step: Step) => Readonly<Record<string, unknown>>;
    entity?: { __typename: string; id: string };
  },
): Operation {
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  const keys = steps.map(({ field }, i) => (how.style === 'aliased' ? `x${i}` : field.name));
  const fragments: string[] = [];

  const call = (step: Step): string => {
    const values = how.argumentsOf(step);
    const given = step.field.args.filter(({ name }) => name in values);
    return given
      .map((argument) => {
        const variable = `v${declared.length}`;
        declared.push(`$${variable}: ${argument.type.toString()}`);
        variables[variable] = values[argument.name];
        return `${argument.name}: $${variable}`;
      })
      .join(', ');
  };
  const select = (i: number): string => {
    const step = steps[i];
    if (!step) return '';
    const args = call(step);
    const alias = how.style === 'aliased' ? `${keys[i]}: ` : '';
    const below = i + 1 < steps.length ? select(i + 1) : '';
    const inner = isCompositeType(getNamedType(step.field.type)) ? ` { __typename ${below} }` : '';
    const own = `${alias}${step.field.name}${args && `(${args})`}${inner}`;
    const isLast = i === steps.length - 1;
    if (how.style === 'named fragment' && isLast) {
      fragments.push(`fragment Last on ${step.parent.name} { ${own} }`);
      return '...Last';
    }
    const entered = steps[i - 1];
    const narrows = entered && isAbstractType(getNamedType(entered.field.type));
    const root = i === 0 && !how.entity;
    return narrows || (how.style === 'inline fragment' && !root)
      ? `... on ${step.parent.name} { ${own} }`
      : own;
  };

  let selection = select(0);
  if (how.entity) {
    declared.push('$representations: [_Any!]!');
    variables['representations'] = [how.entity];
    selection = `_entities(representations: $representations) { __typename ... on ${how.entity.__typename} { ${selection} } }`;
  }
  const head = declared.length > 0 ? `${how.kind} (${declared.join(', ')})` : how.kind;
  return {
    query: `${head} { ${selection} } ${fragments.join(' ')}`,
    variables,
    keys: how.entity ? ['_entities', ...keys] : keys,
  };
}

/** Everything that lies at the end of the keys, through lists. */
export function valuesAt(data: unknown, keys: readonly string[]): unknown[] {
  return keys.reduce<unknown[]>(
    (found, key) =>
      found.flatMap((value) => {
        const objects = Array.isArray(value) ? value : [value];
        return objects.flatMap((each: unknown) =>
          each !== null && typeof each === 'object' && key in each ? [Reflect.get(each, key) as unknown] : [],
        );
      }),
    [data],
  );
}

export function isRequired(step: Step): boolean {
  return step.field.args.some(
    (argument) => isNonNullType(argument.type) && argument.defaultValue === undefined,
  );
}
