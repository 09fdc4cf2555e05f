/** What is good for one step on the way in, and how many steps may be tried. */
import { defineEntity, p } from '@mikro-orm/core';
import { createdAt, instant } from '../platform/db/columns.ts';
import { identityOnly } from '../platform/db/row-security.ts';
import { assuranceLevels } from './session.entity.ts';

export const linkPurposes = ['INVITATION', 'PASSWORD_RESET'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

/** A link that was sent by mail, by the hash of its secret. Gone when it is used. */
export const MailedLink = defineEntity({
  name: 'MailedLink',
  tableName: 'mailed_link',
  ...identityOnly,
  indexes: [
    { name: 'mailed_link_of_user', properties: ['userId', 'purpose'] },
    { name: 'mailed_link_end', properties: ['expiresAt'] },
  ],
  properties: {
    /** SHA-256 of the secret. */
    hash: p.blob().primary(),
    purpose: p.enum(linkPurposes),
    userId: p.uuid(),
    /** The tenant that an invitation is to. */
    invitedTo: p.uuid().nullable(),
    createdAt: createdAt(),
    expiresAt: instant(),
  },
});

/** Somebody who gave the right password and must show a second factor. Gone when that is done. */
export const SignInChallenge = defineEntity({
  name: 'SignInChallenge',
  tableName: 'sign_in_challenge',
  ...identityOnly,
  indexes: [{ name: 'sign_in_challenge_end', properties: ['expiresAt'] }],
  properties: {
    /** SHA-256 of what the caller was given. */
    hash: p.blob().primary(),
    userId: p.uuid(),
    /** The tenant that was asked for, or is the usual one. */
    chosenTenant: p.uuid(),
    /** What the factors so far prove. */
    aal: p.enum(assuranceLevels),
    attempts: p.integer().defaultRaw('0').default(0),
    createdAt: createdAt(),
    expiresAt: instant(),
  },
});

/** How many tries are left to whom. Full budgets need no row. */
export const AttemptBudget = defineEntity({
  name: 'AttemptBudget',
  tableName: 'attempt_budget',
  ...identityOnly,
  indexes: [{ name: 'attempt_budget_age', properties: ['updatedAt'] }],
  properties: {
    /** `account:…`, `device:…` or `address:…`; the first is a hash, so that no list of addresses is kept here. */
    key: p.string().primary(),
    used: p.double(),
    updatedAt: createdAt(),
  },
});
