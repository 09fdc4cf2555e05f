import { defineEntity, p } from '@mikro-orm/core';
import { instant } from '../platform/db/columns.ts';

/** What can be taken back: each is named by a claim of the token. */
export const revocationKinds = ['token', 'session', 'client', 'user', 'membership'] as const;

/**
 * Rights that were taken back before they ended by themselves. Only ever added, and forgotten when no token is left that
 * could bear them. Belongs to no tenant: a user may be in several, and every process must know all of them.
 */
export const Revocation = defineEntity({
  name: 'Revocation',
  tableName: 'revocation',
  indexes: [
    { name: 'revocation_xact', properties: ['xact'] },
    { name: 'revocation_until', properties: ['until'] },
  ],
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    kind: p.enum(revocationKinds),
    /** Of the token, the session, the client, the user, or the membership (`tenant:user`). */
    subject: p.string(),
    /** Only tokens issued up to then; null: all of them. */
    before: instant().nullable(),
    /** No token it could concern lives longer. */
    until: instant(),
    /** The transaction that wrote it: whoever reads on from a snapshot's oldest one misses none that commits late. */
    xact: p.string().columnType('xid8').defaultRaw('pg_current_xact_id()'),
  },
});
