/** What a schema must not be built with: silence about who may use a field, resolvers of nothing, missing descriptions. */
import {
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import type { GraphQLNamedType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { directiveName } from './directive-names.ts';
import { readRules } from './rules.ts';
import type { RuleBook } from './rules.ts';

/** One sentence for each fault; `ownTypes` are the names written in our SDL, without what federation adds. */
export function schemaFaults(
  schema: GraphQLSchema,
  ownTypes: ReadonlySet<string>,
  resolvers: object,
): string[] {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => ownTypes.has(type.name) && !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  const rules = readRules(schema);
  const key = directiveName(schema, 'key');
  return [
    ...types.filter(isObjectType).flatMap((type) => ruleFaults(type, rules, key)),
    ...types.flatMap(descriptionFaults),
    ...Object.entries(resolvers).flatMap(([name, entry]) => resolverFaults(schema, name, entry)),
  ];
}

function ruleFaults(type: GraphQLObjectType, rules: RuleBook, key: string): string[] {
  const ofType = rules.ofType(type);
  const typeHasRule = ofType.isPublic || ofType.demands.length > 0;
  const faults = Object.values(type.getFields()).flatMap((field) => {
    if (field.name.startsWith('_')) return [];
    const own = rules.ofField(type, field);
    if (own.isPublic && own.demands.length > 0)
      return [`${type.name}.${field.name} is @public and has a rule`];
    return typeHasRule || own.isPublic || own.demands.length > 0
      ? []
      : [`${type.name}.${field.name} has no rule`];
  });
  const nodes = [type.astNode, ...type.extensionASTNodes];
  const isEntity = nodes.some((node) => node?.directives?.some(({ name }) => name.value === key));
  if (isEntity && !typeHasRule)
    faults.push(`${type.name} is an entity without a rule on the type: _entities would be open`);
  return faults;
}

function descriptionFaults(type: GraphQLNamedType): string[] {
  const parts: (readonly [string, string | null | undefined])[] = [[type.name, type.description]];
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith('_')) continue;
      parts.push([`${type.name}.${field.name}`, field.description]);
      for (const arg of field.args) parts.push([`${type.name}.${field.name}(${arg.name}:)`, arg.description]);
    }
  }
  if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields()))
      parts.push([`${type.name}.${field.name}`, field.description]);
  }
  if (isEnumType(type)) {
    for (const value of type.getValues()) parts.push([`${type.name}.${value.name}`, value.description]);
  }
  return parts.filter(([, description]) => !description).map(([where]) => `${where} has no description`);
}

function resolverFaults(schema: GraphQLSchema, name: string, entry: unknown): string[] {
  const type = schema.getType(name);
  if (!type) return [`resolvers name the unknown type ${name}`];
  if (isScalarType(type)) return [];
  const known = resolvableNames(type);
  return Object.keys(entry ?? {})
    .filter((field) => !known.has(field))
    .map((field) => `resolvers name the unknown field ${name}.${field}`);
}

function resolvableNames(type: GraphQLNamedType): Set<string> {
  if (isObjectType(type))
    return new Set([...Object.keys(type.getFields()), '__resolveReference', '__isTypeOf']);
  if (isAbstractType(type)) return new Set(['__resolveType', '__resolveReference']);
  return new Set(isEnumType(type) ? type.getValues().map(({ name }) => name) : []);
}
