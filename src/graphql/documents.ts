/** Parsed and validated documents, kept so that a repeated operation is the same object: both transports share one store. */
import type { ApolloServerOptions, BaseContext, DocumentStore } from '@apollo/server';
import { GraphQLError, parse, specifiedRules, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { assertLength } from './limits.ts';
import type { Limits } from './limits.ts';
import { createRecent } from './recent.ts';

/** A syntax tree takes some hundred times the room of its text, which is what is weighed. */
const DOCUMENTS = { entries: 1000, weight: 512 * 1024 };

/** The least recently used document goes first. */
export function createDocumentStore(): DocumentStore {
  const documents = createRecent<DocumentNode>(DOCUMENTS);
  return {
    get: async (key) => documents.get(key),
    set: async (key, document) => documents.set(key, document, document.loc?.source.body.length ?? 0),
    delete: async (key) => documents.delete(key),
  };
}

const PERSISTED = { entries: 2000, weight: 4 * 1024 * 1024 };

/** Texts by their hash, as callers sent them: https://www.apollographql.com/docs/apollo-server/performance/apq */
export function createPersistedDocuments(): KeyValueCache {
  const texts = createRecent<string>(PERSISTED);
  return {
    get: async (key) => texts.get(key),
    set: async (key, text) => texts.set(key, text, text.length),
    delete: async (key) => texts.delete(key),
  };
}

/** The part of Apollo's cache that persisted queries need. */
type KeyValueCache = Exclude<NonNullable<ApolloServerOptions<BaseContext>['cache']>, 'bounded'>;

export interface Reading {
  readonly schema: GraphQLSchema;
  readonly store: DocumentStore;
  readonly limits: Limits;
}

/** For transports without Apollo's pipeline: the same steps, the same limits. Returns the document or what is wrong with it. */
export async function readDocument(
  { schema, store, limits }: Reading,
  source: string,
): Promise<DocumentNode | readonly GraphQLError[]> {
  const key = `socket:${source}`;
  const known = await store.get(key);
  if (known) return known;
  try {
    assertLength(source, limits);
    const document = parse(source, { maxTokens: limits.tokens });
    const errors = validate(schema, document, specifiedRules);
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
