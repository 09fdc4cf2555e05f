/** Whose fields this graph has: a line per noun. */
import { auditResolvers } from '../audit/resolvers.ts';
import { funderResolvers } from '../funder-accounts/resolvers.ts';
import { identityResolvers } from '../identity/resolvers.ts';
import { linkedAccountResolvers } from '../identity/linked-accounts/resolvers.ts';
import { mfaResolvers } from '../identity/mfa/resolvers.ts';
import { connectionResolvers } from '../connections/resolvers.ts';
import { providerResolvers } from '../integrations/provider-resolvers.ts';
import { integrationResolvers } from '../integrations/resolvers.ts';
import { batchResolvers } from '../syncs/batches/resolvers.ts';
import { laneResolvers } from '../lanes/resolvers.ts';
import { oauthResolvers } from '../oauth/resolvers.ts';
import { notificationResolvers } from '../notifications/resolvers.ts';
import { sealingResolvers } from '../sealing/resolvers.ts';
import { proposalResolvers } from '../quotes/proposals/resolvers.ts';
import { quoteResolvers } from '../quotes/resolvers.ts';
import { recordResolvers } from '../syncs/record-resolvers.ts';
import { syncResolvers } from '../syncs/resolvers.ts';
import { webhookResolvers } from '../webhooks/resolvers.ts';
import type { Resolvers } from './generated.ts';
import { principalResolvers } from './me.ts';

const modules: readonly Resolvers[] = [
  principalResolvers,
  identityResolvers,
  mfaResolvers,
  linkedAccountResolvers,
  providerResolvers,
  integrationResolvers,
  connectionResolvers,
  funderResolvers,
  quoteResolvers,
  proposalResolvers,
  syncResolvers,
  batchResolvers,
  recordResolvers,
  webhookResolvers,
  laneResolvers,
  auditResolvers,
  sealingResolvers,
  notificationResolvers,
  oauthResolvers,
];

/** All resolvers, by type and field. Throws when two modules resolve the same field. */
export function allResolvers(): Record<string, Record<string, unknown>> {
  const all: Record<string, Record<string, unknown>> = {};
  for (const module of modules) {
    for (const [type, fields] of Object.entries(module)) {
      const known = (all[type] ??= {});
      for (const [field, resolver] of Object.entries(fields as Record<string, unknown>)) {
        if (field in known) throw new Error(`${type}.${field} is resolved twice`);
        known[field] = resolver;
      }
    }
  }
  return all;
}
