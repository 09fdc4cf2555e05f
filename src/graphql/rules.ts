/** Reads who may use a type or a field from the directives of the SDL. */
import { valueFromASTUntyped } from 'graphql';
import type {
  ConstDirectiveNode,
  GraphQLInterfaceType,
  GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
} from 'graphql';
import { argument, directiveName } from './directive-names.ts';

/** One directive: an OR of ANDs of names, as in `@requiresScopes(scopes: [["a", "b"], ["c"]])`. */
export type Demand =
  | { readonly kind: 'authenticated' }
  | { readonly kind: 'scopes' | 'policies'; readonly anyOf: readonly (readonly string[])[] };

export interface Rule {
  /** All of them must hold. */
  readonly demands: readonly Demand[];
  readonly isPublic: boolean;
}

export interface RuleBook {
  /** Of the type alone, with its extensions. */
  ofType(type: GraphQLNamedType): Rule;
  /** Of the field alone, with the same field of the interfaces its type implements. */
  ofField(
    type: GraphQLObjectType | GraphQLInterfaceType,
    field: { readonly name: string; readonly astNode?: Annotated | null | undefined },
  ): Rule;
}

interface Annotated {
  readonly directives?: readonly ConstDirectiveNode[];
}

export function readRules(schema: GraphQLSchema): RuleBook {
  const authenticated = directiveName(schema, 'authenticated');
  const requiresScopes = directiveName(schema, 'requiresScopes');
  const policy = directiveName(schema, 'policy');

  function demandOf(directive: ConstDirectiveNode): Demand[] {
    switch (directive.name.value) {
      case authenticated:
        return [{ kind: 'authenticated' }];
      case requiresScopes:
        return [{ kind: 'scopes', anyOf: namesIn(directive, 'scopes') }];
      case policy:
        return [{ kind: 'policies', anyOf: namesIn(directive, 'policies') }];
      default:
        return [];
    }
  }

  function ruleOf(nodes: readonly (Annotated | null | undefined)[]): Rule {
    const directives = nodes.flatMap((node) => node?.directives ?? []);
    return {
      demands: directives.flatMap(demandOf),
      isPublic: directives.some(({ name }) => name.value === 'public'),
    };
  }

  return {
    ofType: (type) => ruleOf([type.astNode, ...type.extensionASTNodes]),
    ofField: (type, field) =>
      ruleOf([
        field.astNode,
        ...type.getInterfaces().map((parent) => parent.getFields()[field.name]?.astNode),
      ]),
  };
}

/** What of `demands` is not already guaranteed by `held`. */
export function remaining(demands: readonly Demand[], held: readonly Demand[]): Demand[] {
  const known = new Set(held.map((demand) => JSON.stringify(demand)));
  return demands.filter((demand) => {
    const key = JSON.stringify(demand);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

function namesIn(directive: ConstDirectiveNode, name: string): string[][] {
  const value = argument(directive, name);
  // The SDL was validated against the directive's own definition: the value is a list of lists of strings.
  return value ? (valueFromASTUntyped(value) as string[][]) : [];
}
