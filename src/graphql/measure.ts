/**
 * Measures an operation through its fragments. A fragment is measured once for each list context it is spread in, so
 * exponential nesting costs linear time and simply adds up to a large number.
 */
import {
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { createCostModel } from './cost.ts';
import type { CostModel, SizedFields } from './cost.ts';

/** Sums over the operation as it is executed: what is spread twice counts twice. */
export interface Size {
  readonly depth: number;
  readonly introspectionDepth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  readonly fields: number;
  /** Fields marked `@attempt`, however they are named. */
  readonly attempts: number;
  /** Fields that show the schema. */
  readonly schemaFields: number;
  /** In units of one object, by `@cost` and `@listSize`. */
  readonly cost: number;
}

const NOTHING: Size = {
  depth: 0,
  introspectionDepth: 0,
  aliases: 0,
  rootFields: 0,
  directives: 0,
  fields: 0,
  attempts: 0,
  schemaFields: 0,
  cost: 0,
};

interface Walk {
  readonly schema: GraphQLSchema;
  readonly costs: CostModel;
  readonly variables: Record<string, unknown>;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly measured: Map<string, Size>;
}

interface Place {
  readonly type: GraphQLNamedType | undefined;
  /** What the field above says about the sizes of its children (`sizedFields`). */
  readonly sized: SizedFields | undefined;
}

/** Throws a GraphQLError for an argument that cannot be coerced (null for a non-null type). */
export type Measure = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
) => Size;

export function createMeasure(schema: GraphQLSchema, assumedListSize: number): Measure {
  const costs = createCostModel(schema, assumedListSize);
  return (document, operation, variables) => {
    const named = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    const walk: Walk = {
      schema,
      costs,
      variables,
      fragments: new Map(named.map((fragment) => [fragment.name.value, fragment])),
      measured: new Map(),
    };
    const root = schema.getRootType(operation.operation) ?? undefined;
    const size = ofSelections(walk, operation.selectionSet, { type: root, sized: undefined });
    return { ...size, directives: size.directives + (operation.directives?.length ?? 0) };
  };
}

function ofSelections(walk: Walk, { selections }: SelectionSetNode, place: Place): Size {
  return selections.reduce<Size>((sum, selection) => {
    const inner =
      selection.kind === Kind.FIELD
        ? ofField(walk, selection, place)
        : selection.kind === Kind.INLINE_FRAGMENT
          ? ofSelections(
              walk,
              selection.selectionSet,
              conditioned(walk, selection.typeCondition?.name.value, place),
            )
          : ofFragment(walk, selection.name.value, place);
    return add(sum, inner, selection.directives?.length ?? 0);
  }, NOTHING);
}

function ofFragment(walk: Walk, name: string, place: Place): Size {
  const key = `${name} ${place.sized?.key ?? ''}`;
  const known = walk.measured.get(key);
  if (known) return known;
  // A cycle is a validation error; the entry keeps this walk finite whoever calls it.
  walk.measured.set(key, NOTHING);
  const fragment = walk.fragments.get(name);
  if (!fragment) return NOTHING;
  const inner = ofSelections(
    walk,
    fragment.selectionSet,
    conditioned(walk, fragment.typeCondition.name.value, place),
  );
  const size = add(NOTHING, inner, fragment.directives?.length ?? 0);
  walk.measured.set(key, size);
  return size;
}

function ofField(walk: Walk, node: FieldNode, place: Place): Size {
  const field = definitionOf(walk.schema, place.type, node.name.value);
  const own = { aliases: node.alias ? 1 : 0, rootFields: 1, fields: 1 };
  if (!field || field === TypeNameMetaFieldDef) return { ...NOTHING, ...own, depth: 1 };
  const args = getArgumentValues(field, node, walk.variables);
  const listSize = walk.costs.listSize(field, args, place.sized);
  const children = node.selectionSet
    ? ofSelections(walk, node.selectionSet, {
        type: getNamedType(field.type),
        sized: walk.costs.sizedFields(field, args),
      })
    : NOTHING;
  const isIntrospection = field === SchemaMetaFieldDef || field === TypeMetaFieldDef;
  const showsSchema =
    isIntrospection || (field.name === '_service' && place.type === walk.schema.getQueryType());
  const isAttempt = field.astNode?.directives?.some(({ name }) => name.value === 'attempt') ?? false;
  return {
    attempts: children.attempts + (isAttempt ? 1 : 0),
    schemaFields: children.schemaFields + (showsSchema ? 1 : 0),
    aliases: children.aliases + own.aliases,
    directives: children.directives,
    fields: children.fields + 1,
    rootFields: 1,
    depth: isIntrospection ? 1 : children.depth + 1,
    introspectionDepth: isIntrospection ? children.depth + 1 : children.introspectionDepth,
    cost: isIntrospection
      ? 0
      : walk.costs.argumentWeight(field, args) +
        listSize * (walk.costs.weight(place.type, field) + children.cost),
  };
}

function definitionOf(
  schema: GraphQLSchema,
  type: GraphQLNamedType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (type === schema.getQueryType() && name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (type === schema.getQueryType() && name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

function conditioned({ schema }: Walk, typeName: string | undefined, place: Place): Place {
  const type = typeName === undefined ? undefined : schema.getType(typeName);
  return isCompositeType(type) ? { ...place, type } : place;
}

function add(sum: Size, inner: Size, directives: number): Size {
  return {
    depth: Math.max(sum.depth, inner.depth),
    introspectionDepth: Math.max(sum.introspectionDepth, inner.introspectionDepth),
    aliases: sum.aliases + inner.aliases,
    rootFields: sum.rootFields + inner.rootFields,
    directives: sum.directives + inner.directives + directives,
    fields: sum.fields + inner.fields,
    attempts: sum.attempts + inner.attempts,
    schemaFields: sum.schemaFields + inner.schemaFields,
    cost: sum.cost + inner.cost,
  };
}
