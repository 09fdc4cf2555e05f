/** Sessions: the truth about who is signed in. Redis only knows sooner when somebody was last seen. */
import { defineEntity, p } from '@mikro-orm/core';
import { createdAt, instant } from '../platform/db/columns.ts';
import { identityOnly, tenantAndIdentity } from '../platform/db/row-security.ts';

export const assuranceLevels = ['aal1', 'aal2'] as const;
/** NIST SP 800-63B section 4: one factor, or two. */
export type AssuranceLevel = (typeof assuranceLevels)[number];

export const UserSession = defineEntity({
  name: 'UserSession',
  tableName: 'user_session',
  ...tenantAndIdentity,
  indexes: [
    { name: 'user_session_of_user', properties: ['userId', 'createdAt', 'id'] },
    { name: 'user_session_of_tenant', properties: ['tenantId', 'lastActiveAt'] },
    { name: 'user_session_end', properties: ['expiresAt'] },
  ],
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    userId: p.uuid(),
    /** The tenant it last worked in. */
    tenantId: p.uuid(),
    aal: p.enum(assuranceLevels),
    /** When the person last proved who they are. */
    authTime: instant(),
    /** `Firefox on Linux`, as far as the user agent tells. */
    device: p.string(),
    userAgent: p.string().nullable(),
    remoteAddress: p.string().nullable(),
    createdAt: createdAt(),
    lastActiveAt: createdAt(),
    /** However active it is. */
    expiresAt: instant(),
    endedAt: instant().nullable(),
    /** Why it was ended: `SIGNED_OUT`, `REVOKED`, `TOKEN_REUSED`, `PASSWORD_CHANGED` … */
    endReason: p.string().nullable(),
  },
});

/** Every refresh token a session was ever given: a used one that comes again gives the session away. */
export const RefreshToken = defineEntity({
  name: 'RefreshToken',
  tableName: 'refresh_token',
  ...identityOnly,
  indexes: [
    { name: 'refresh_token_of_session', properties: ['sessionId'] },
    { name: 'refresh_token_end', properties: ['expiresAt'] },
  ],
  properties: {
    /** SHA-256 of the token; 256 random bits need no slower hash. */
    hash: p.blob().primary(),
    sessionId: p.uuid(),
    createdAt: createdAt(),
    usedAt: instant().nullable(),
    /** Unused until then, the session is over. */
    expiresAt: instant(),
  },
});
