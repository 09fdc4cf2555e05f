/** The names the federation directives have in this schema: imported, imported under an alias, or namespaced. */
import type { ConstDirectiveNode, ConstValueNode, GraphQLSchema } from 'graphql';

const FEDERATION = 'https://specs.apollo.dev/federation/';

/**
 * The local name of a federation directive, without the `@`: the alias of its import in `@link`, or the namespaced
 * form when it is not imported. Source of the rule: https://specs.apollo.dev/link/v1.0/#Import
 */
export function directiveName(schema: GraphQLSchema, canonical: string): string {
  const link = federationLink(schema);
  for (const entry of link ? importsOf(link) : []) {
    if (entry.name === `@${canonical}`) return entry.local.slice(1);
  }
  const prefix = link && argument(link, 'as');
  return `${prefix?.kind === 'StringValue' ? prefix.value : 'federation'}__${canonical}`;
}

/** The `@link` to the federation specification, or undefined. */
export function federationLink(schema: GraphQLSchema): ConstDirectiveNode | undefined {
  const nodes = [schema.astNode, ...schema.extensionASTNodes];
  return nodes.flatMap((node) => node?.directives ?? []).find(isFederationLink);
}

export function isFederationLink(directive: ConstDirectiveNode): boolean {
  const url = argument(directive, 'url');
  return directive.name.value === 'link' && url?.kind === 'StringValue' && url.value.startsWith(FEDERATION);
}

export function argument(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((candidate) => candidate.name.value === name)?.value;
}

function importsOf(link: ConstDirectiveNode): { name: string; local: string }[] {
  const list = argument(link, 'import');
  if (list?.kind !== 'ListValue') return [];
  return list.values.flatMap((entry) => {
    if (entry.kind === 'StringValue') return [{ name: entry.value, local: entry.value }];
    if (entry.kind !== 'ObjectValue') return [];
    const text = new Map(
      entry.fields.map(({ name, value }) => [name.value, value.kind === 'StringValue' ? value.value : '']),
    );
    const name = text.get('name') ?? '';
    return [{ name, local: text.get('as') ?? name }];
  });
}
