/** The SDL and the resolvers become one executable schema with all its walls inside. */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { isAbstractType, isTypeDefinitionNode, isTypeExtensionNode, parse } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { enforceRules } from './authorization.ts';
import type { AuthorizationOptions } from './authorization.ts';
import { makeTypeResolutionTotal } from './concrete.ts';
import { turnOutcomesIntoData } from './outcome.ts';
import { scalars } from './scalars.ts';
import { schemaFaults } from './schema-faults.ts';
import { withoutAuthDirectives } from './service-sdl.ts';

export interface SchemaOptions extends AuthorizationOptions {
  readonly typeDefs: readonly string[];
  readonly resolvers: object;
  /** False leaves the authorization directives out of what a router reads; they are enforced here all the same. */
  readonly authDirectivesInSdl: boolean;
}

/** Throws one Error that lists every fault: fields without a rule, resolvers of nothing, missing descriptions. */
export function buildSchema(options: SchemaOptions): GraphQLSchema {
  const document = parse(options.typeDefs.join('\n'));
  const own = typeNames(document);
  const ownScalars = Object.fromEntries(Object.entries(scalars).filter(([name]) => own.has(name)));
  const schema = buildSubgraphSchema([
    {
      typeDefs: document,
      // Its resolver map type has an index signature that generated resolver types do not have; the names are checked below.
      resolvers: { ...ownScalars, ...options.resolvers } as NonNullable<SubgraphModule['resolvers']>,
    },
  ]);
  const faults = schemaFaults(schema, own, options.resolvers);
  if (faults.length > 0) throw new Error(`The schema cannot be built:\n- ${faults.join('\n- ')}`);

  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) makeTypeResolutionTotal(type);
  }
  turnOutcomesIntoData(schema);
  enforceRules(schema, options);
  if (!options.authDirectivesInSdl) hideAuthDirectives(schema);
  return schema;
}

type SubgraphModule = Exclude<
  Extract<Parameters<typeof buildSubgraphSchema>[0], readonly unknown[]>[number],
  DocumentNode
>;

function typeNames(document: DocumentNode): Set<string> {
  const definitions = document.definitions.filter(
    (node) => isTypeDefinitionNode(node) || isTypeExtensionNode(node),
  );
  return new Set(definitions.map((node) => node.name.value));
}

function hideAuthDirectives(schema: GraphQLSchema): void {
  const service = schema.getQueryType()?.getFields()['_service'];
  const full = service?.resolve;
  if (!service || !full) throw new Error('The subgraph has no _service field');
  let sdl: string | undefined;
  service.resolve = (...call) => {
    // The shape @apollo/subgraph gives `_service`.
    const { sdl: printed } = full(...call) as { sdl: string };
    return { sdl: (sdl ??= withoutAuthDirectives(schema, printed)) };
  };
}
