/** Parsed and validated documents, kept so that a repeated operation is the same object: both transports share one store. */
import type { DocumentStore } from '@apollo/server';
import { GraphQLError, NoSchemaIntrospectionCustomRule, parse, specifiedRules, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema, ValidationRule } from 'graphql';
import { assertLength } from './limits.ts';
import type { Limits } from './limits.ts';

const MAX_DOCUMENTS = 1000;

/** The least recently used document goes first. */
export function createDocumentStore(): DocumentStore {
  const documents = new Map<string, DocumentNode>();
  return {
    async get(key) {
      const document = documents.get(key);
      if (document) {
        documents.delete(key);
        documents.set(key, document);
      }
      return document;
    },
    async set(key, document) {
      documents.set(key, document);
      const oldest = documents.keys().next();
      if (documents.size > MAX_DOCUMENTS && !oldest.done) documents.delete(oldest.value);
    },
    async delete(key) {
      return documents.delete(key);
    },
  };
}

/** Refuses `_service` the way introspection is refused: the SDL is the schema. */
const noServiceSdl: ValidationRule = (context) => ({
  Field(node) {
    if (node.name.value !== '_service' || context.getParentType() !== context.getSchema().getQueryType())
      return;
    context.reportError(new GraphQLError('The schema is not open to this caller', { nodes: node }));
  },
});

/** The rules beside those of the specification. */
export function extraRules(introspection: boolean): ValidationRule[] {
  return introspection ? [] : [NoSchemaIntrospectionCustomRule, noServiceSdl];
}

export interface Reading {
  readonly schema: GraphQLSchema;
  readonly store: DocumentStore;
  readonly limits: Limits;
  readonly introspection: boolean;
}

/** For transports without Apollo's pipeline: the same steps, the same limits. Returns the document or what is wrong with it. */
export async function readDocument(
  { schema, store, limits, introspection }: Reading,
  source: string,
): Promise<DocumentNode | readonly GraphQLError[]> {
  const key = `socket:${source}`;
  const known = await store.get(key);
  if (known) return known;
  try {
    assertLength(source, limits);
    const document = parse(source, { maxTokens: limits.tokens });
    const errors = validate(schema, document, [...specifiedRules, ...extraRules(introspection)]);
    if (errors.length > 0) return errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
    await store.set(key, document);
    return document;
  } catch (error) {
    if (error instanceof GraphQLError) return [coded(error, 'GRAPHQL_PARSE_FAILED')];
    throw error;
  }
}

function coded(error: GraphQLError, code: string): GraphQLError {
  if (error.extensions['code'] !== undefined) return error;
  return new GraphQLError(error.message, {
    nodes: error.nodes,
    source: error.source,
    positions: error.positions,
    extensions: { code },
  });
}
