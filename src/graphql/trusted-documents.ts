/**
 * Documents that were known before the first request, by the SHA-256 of their text (a `persisted-documents.json`). Everybody
 * may name them by hash alone; callers of some kinds may run nothing else.
 */
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { GraphQLError } from 'graphql';
import { z } from 'zod';
import type { Principal } from '../platform/principal/principal.ts';
import { refusal } from './limits.ts';

export interface TrustedDocuments {
  /** The text that belongs to the hash. */
  find(sha256: string): string | undefined;
  /** The refusal of a document this caller may not run; undefined when they may. */
  refuse(principal: Principal | null, source: string | undefined): GraphQLError | undefined;
}

export interface TrustedDocumentsSettings {
  readonly documents: ReadonlyMap<string, string>;
  /** Kinds of callers who may run nothing else. */
  readonly onlyFor: readonly Principal['kind'][];
}

export function trustedDocuments({ documents, onlyFor }: TrustedDocumentsSettings): TrustedDocuments {
  return {
    find: (sha256) => documents.get(sha256),
    refuse(principal, source) {
      if (!principal || !onlyFor.includes(principal.kind)) return undefined;
      if (source !== undefined && documents.has(hash('sha256', source))) return undefined;
      // The code Apollo's router gives: https://www.apollographql.com/docs/graphos/routing/security/persisted-queries
      return refusal('QUERY_NOT_IN_SAFELIST', 'This caller may run trusted documents only', 403);
    },
  };
}

/** Throws an Error when the file cannot be read, or a hash is not the hash of its document. */
export function readTrustedDocuments(file: string | undefined): ReadonlyMap<string, string> {
  if (file === undefined) return new Map();
  const entries = Object.entries(
    z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8'))),
  );
  const wrong = entries.find(([sha256, text]) => hash('sha256', text) !== sha256);
  if (wrong) throw new Error(`${file}: ${wrong[0]} is not the SHA-256 of its document`);
  return new Map(entries);
}
