import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { createdAt, instant } from '../platform/db/columns.ts';
import { tenantAndRouting, tenantOnly } from '../platform/db/row-security.ts';

export const clientStatuses = ['ACTIVE', 'REVOKED'] as const;

/** A back end that gets tokens for itself. Its id is its `client_id`; with it its tenant is found. */
export const OAuthClient = defineEntity({
  name: 'OAuthClient',
  tableName: 'oauth_client',
  ...tenantAndRouting,
  indexes: [{ name: 'oauth_client_page', properties: ['tenantId', 'createdAt', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    tenantId: p.uuid(),
    name: p.string(),
    /** All it may ask for. */
    scopes: p.array(),
    status: p.enum(clientStatuses),
    /** The subject of whoever made it. */
    createdBy: p.string(),
    createdAt: createdAt(),
    revokedAt: instant().nullable(),
  },
});
export type OAuthClientRow = InferEntity<typeof OAuthClient>;

/** One of the secrets a client may show; several while one is being rotated. */
export const OAuthClientSecret = defineEntity({
  name: 'OAuthClientSecret',
  tableName: 'oauth_client_secret',
  ...tenantOnly,
  indexes: [{ name: 'oauth_client_secret_of', properties: ['clientId'] }],
  properties: {
    id: p.uuid().primary(),
    tenantId: p.uuid(),
    clientId: p.uuid(),
    /** SHA-256: the secret itself is 256 random bits, which no slow hash would make harder to guess. */
    hash: p.blob(),
    createdAt: createdAt(),
    /** Null while no newer one has been made. */
    expiresAt: instant().nullable(),
  },
});

/** What lets somebody register clients by themselves (RFC 7591 section 3: the initial access token). */
export const RegistrationToken = defineEntity({
  name: 'RegistrationToken',
  tableName: 'oauth_registration_token',
  ...tenantAndRouting,
  properties: {
    id: p.uuid().primary(),
    tenantId: p.uuid(),
    hash: p.blob(),
    /** The most a client that is registered with it may have. */
    scopes: p.array(),
    usesLeft: p.integer(),
    expiresAt: instant(),
    createdBy: p.string(),
    createdAt: createdAt(),
  },
});
