/** Accounts that people have elsewhere and sign in here with, and the way from there to here. */
import { defineEntity, p } from '@mikro-orm/core';
import { createdAt, instant } from '../../platform/db/columns.ts';
import { identityOnly } from '../../platform/db/row-security.ts';

export const LinkedAccount = defineEntity({
  name: 'LinkedAccount',
  tableName: 'linked_account',
  ...identityOnly,
  uniques: [{ name: 'linked_account_subject', properties: ['issuerId', 'subject'] }],
  indexes: [{ name: 'linked_account_of_user', properties: ['userId', 'createdAt'] }],
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    userId: p.uuid(),
    /** The `id` of its row in LINKED_ISSUERS. */
    issuerId: p.string(),
    /** What the issuer calls the person and never gives to anybody else. */
    subject: p.string(),
    /** What people recognize it by. */
    name: p.string().nullable(),
    /** Sealed JSON. */
    tokens: p.blob(),
    createdAt: createdAt(),
    lastUsedAt: instant().nullable(),
  },
});

/** A browser that was sent to an issuer. Gone when it comes back. */
export const ExternalAttempt = defineEntity({
  name: 'ExternalAttempt',
  tableName: 'external_attempt',
  ...identityOnly,
  indexes: [{ name: 'external_attempt_end', properties: ['expiresAt'] }],
  properties: {
    /** SHA-256 of the `state`. */
    state: p.blob().primary(),
    /** SHA-256 of the secret in the browser's cookie, which the PKCE verifier and the nonce are made of: neither is kept here. */
    browser: p.blob(),
    issuerId: p.string(),
    /** Where the browser goes in the end. */
    returnTo: p.text(),
    /** S256 of what the page will show with the code (RFC 7636). */
    codeChallenge: p.string(),
    createdAt: createdAt(),
    expiresAt: instant(),
  },
});

/** Somebody has just shown an account at an issuer, and has a minute to say what for. */
export const ExternalProof = defineEntity({
  name: 'ExternalProof',
  tableName: 'external_proof',
  ...identityOnly,
  indexes: [{ name: 'external_proof_end', properties: ['expiresAt'] }],
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    /** SHA-256 of the code that the page was given. */
    code: p.blob().unique('external_proof_code'),
    codeChallenge: p.string(),
    issuerId: p.string(),
    subject: p.string(),
    name: p.string().nullable(),
    /** Whether the issuer says that a second factor was shown, and is believed. */
    secondFactor: p.boolean(),
    /** Sealed JSON. */
    tokens: p.blob(),
    createdAt: createdAt(),
    expiresAt: instant(),
  },
});
