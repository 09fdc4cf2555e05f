/** The SDL a router reads, without the three authorization directives: routers may need a licence to enforce them. */
import { Kind, parse, print, visit } from 'graphql';
import type { ConstDirectiveNode, GraphQLSchema, ObjectFieldNode } from 'graphql';
import { directiveName, isFederationLink } from './directive-names.ts';

const CANONICAL = ['authenticated', 'requiresScopes', 'policy'];

export function withoutAuthDirectives(schema: GraphQLSchema, sdl: string): string {
  const local = new Set(CANONICAL.map((name) => directiveName(schema, name)));
  const document = visit(parse(sdl), {
    DirectiveDefinition: (node) => (local.has(node.name.value) ? null : undefined),
    Directive(node) {
      if (local.has(node.name.value)) return null;
      // A schema-level directive has only constant values; visit() types all directives alike.
      return isFederationLink(node as ConstDirectiveNode)
        ? withoutImports(node as ConstDirectiveNode)
        : undefined;
    },
  });
  return print(document);
}

function withoutImports(link: ConstDirectiveNode): ConstDirectiveNode {
  return {
    ...link,
    arguments: link.arguments?.map((argument) =>
      argument.name.value === 'import' && argument.value.kind === Kind.LIST
        ? { ...argument, value: { ...argument.value, values: argument.value.values.filter(isKept) } }
        : argument,
    ),
  };
}

function isKept(entry: { kind: string; value?: unknown; fields?: readonly ObjectFieldNode[] }): boolean {
  const named = entry.fields?.find((field) => field.name.value === 'name')?.value;
  const name = named?.kind === Kind.STRING ? named.value : entry.value;
  return !CANONICAL.some((canonical) => name === `@${canonical}`);
}
