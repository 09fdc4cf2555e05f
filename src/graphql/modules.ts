/** Whose fields this graph has: a line per noun. */
import { auditResolvers } from '../audit/resolvers.ts';
import { providerResolvers } from '../integrations/provider-resolvers.ts';
import { integrationResolvers } from '../integrations/resolvers.ts';
import { batchResolvers } from '../syncs/batches/resolvers.ts';
import { laneResolvers } from '../lanes/resolvers.ts';
import { sealingResolvers } from '../sealing/resolvers.ts';
import { recordResolvers } from '../syncs/record-resolvers.ts';
import { syncResolvers } from '../syncs/resolvers.ts';
import { webhookResolvers } from '../webhooks/resolvers.ts';
import type { Resolvers } from './generated.ts';
import { principalResolvers } from './me.ts';

const modules: readonly Resolvers[] = [
  principalResolvers,
  providerResolvers,
  integrationResolvers,
  syncResolvers,
  batchResolvers,
  recordResolvers,
  webhookResolvers,
  laneResolvers,
  auditResolvers,
  sealingResolvers,
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
