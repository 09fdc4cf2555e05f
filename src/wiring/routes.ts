/** Everything that is reached by REST. */
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import { connectionRoutes } from '../connections/routes.ts';
import { signInRoutes } from '../identity/linked-accounts/routes.ts';
import { oauthRoutes } from '../oauth/routes.ts';
import type { Metrics } from '../platform/http/metrics.ts';
import type { Platform } from '../platform/platform.ts';
import { proposalRoutes } from '../quotes/proposals/routes.ts';
import { batchRoutes } from '../syncs/batches/routes.ts';
import { createReceiver } from '../webhooks/receive.ts';
import { webhookRoutes } from '../webhooks/routes.ts';
import type { Callers } from './callers.ts';

export function mountRoutes(
  app: FastifyInstance,
  platform: Platform,
  { config, callers, metrics }: { config: Config; callers: Callers; metrics: Metrics },
): void {
  const { authenticate, addressOf, refusals, revocations, keys, identity } = callers;
  const { log } = platform;
  const { maxBytes } = config.webhooks;
  const delivered = (provider: string, outcome: string) => metrics.webhooks.inc({ provider, outcome });
  if (keys)
    oauthRoutes(app, {
      platform,
      keys,
      revocations,
      audiences: config.ownIssuer.audiences,
      refusals,
      addressOf,
      count: (event, outcome) => metrics.authentications.inc({ event, outcome }),
    });
  if (identity) signInRoutes(app, identity, addressOf);
  webhookRoutes(app, {
    receiver: createReceiver(platform),
    authenticate,
    refusals,
    publicUrl: config.http.publicUrl,
    maxBytes,
    log,
    count: delivered,
  });
  connectionRoutes(app, { platform, refusals, maxBytes, count: delivered });
  batchRoutes(app, platform, config.imports);
  proposalRoutes(app, platform, refusals);
}
