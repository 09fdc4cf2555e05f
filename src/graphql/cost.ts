/**
 * Weights and list sizes from `@cost` and `@listSize`.
 * Source: IBM GraphQL Cost Directives specification; https://www.apollographql.com/docs/graphos/routing/security/demand-control
 */
import { getNamedType, isLeafType, isListType, isNonNullType, valueFromASTUntyped } from 'graphql';
import type {
  ConstDirectiveNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLOutputType,
  GraphQLSchema,
} from 'graphql';
import { argument, directiveName } from './directive-names.ts';

const OBJECT_WEIGHT = 1;
const MUTATION_WEIGHT = 10;

type Field = GraphQLField<unknown, unknown>;
type Arguments = Readonly<Record<string, unknown>>;

/** "The lists in these child fields have this length": what a connection field says about its `edges`. */
export interface SizedFields {
  readonly names: readonly string[];
  readonly size: number;
  /** Equal for equal contexts. */
  readonly key: string;
}

export interface CostModel {
  weight(parent: GraphQLNamedType | undefined, field: Field): number;
  argumentWeight(field: Field, args: Arguments): number;
  /** 1 for what is not a list. */
  listSize(field: Field, args: Arguments, sized: SizedFields | undefined): number;
  sizedFields(field: Field, args: Arguments): SizedFields | undefined;
}

interface ListSize {
  readonly assumedSize?: number;
  readonly slicingArguments?: readonly string[];
  readonly sizedFields?: readonly string[];
}

export function createCostModel(schema: GraphQLSchema, assumedListSize: number): CostModel {
  const costName = directiveName(schema, 'cost');
  const listSizeName = directiveName(schema, 'listSize');
  const declared = new Map<Field, ListSize | undefined>();

  function listSizeOf(field: Field): ListSize | undefined {
    if (!declared.has(field)) declared.set(field, readListSize(field, listSizeName));
    return declared.get(field);
  }

  /** `_entities` has no SDL of its own to annotate: its list is as long as what was asked for. */
  function sliced(field: Field, args: Arguments): number | undefined {
    const names =
      field.name === '_entities' ? ['representations'] : (listSizeOf(field)?.slicingArguments ?? []);
    const sizes = names.map((path) => sizeIn(args, path)).filter((size) => size !== undefined);
    return sizes.length > 0 ? Math.max(1, ...sizes) : listSizeOf(field)?.assumedSize;
  }

  return {
    weight(parent, field) {
      const type = getNamedType(field.type);
      const own = weightOf(field.astNode, costName) ?? weightOf(type.astNode, costName);
      if (own !== undefined) return own;
      if (parent && parent === schema.getMutationType()) return MUTATION_WEIGHT;
      return isLeafType(type) ? 0 : OBJECT_WEIGHT;
    },
    argumentWeight: (field, args) =>
      field.args
        .filter((arg) => args[arg.name] !== undefined)
        .reduce((sum, arg) => sum + (weightOf(arg.astNode, costName) ?? 0), 0),
    listSize(field, args, sized) {
      if (!isList(field.type)) return 1;
      if (sized?.names.includes(field.name)) return sized.size;
      return sliced(field, args) ?? assumedListSize;
    },
    sizedFields(field, args) {
      const names = listSizeOf(field)?.sizedFields;
      if (!names) return undefined;
      const size = sliced(field, args) ?? assumedListSize;
      return { names, size, key: `${size} ${names.join(' ')}` };
    },
  };
}

interface Annotated {
  readonly directives?: readonly ConstDirectiveNode[];
}

function weightOf(node: Annotated | null | undefined, name: string): number | undefined {
  const directive = node?.directives?.find((candidate) => candidate.name.value === name);
  const weight = directive && argument(directive, 'weight');
  return weight ? Math.max(0, Number(valueFromASTUntyped(weight))) : undefined;
}

function readListSize({ astNode }: Field, name: string): ListSize | undefined {
  const directive = astNode?.directives?.find((candidate) => candidate.name.value === name);
  const entries = directive?.arguments?.map(
    ({ name: key, value }) => [key.value, valueFromASTUntyped(value)] as const,
  );
  // The SDL was validated against the definition of the directive.
  return entries && (Object.fromEntries(entries) as ListSize);
}

/** A number or the length of a list, at a dotted path (`input.first`); undefined when it is not given. */
function sizeIn(args: Arguments, path: string): number | undefined {
  const value = path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | null | undefined)?.[key], args);
  if (Array.isArray(value)) return value.length;
  return typeof value === 'number' ? value : undefined;
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}
