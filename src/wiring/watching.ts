/** What load balancers and operators look at: health and metrics. */
import type { FastifyInstance } from 'fastify';
import { lookWork } from '../connections/looks.ts';
import { mailWork } from '../identity/mail-requests.ts';
import { registrationWork } from '../integrations/registration-requests.ts';
import { waitingDeliveries } from '../notifications/waiting-deliveries.ts';
import { endpointWork } from '../notifications/work-kind.ts';
import { healthRoutes } from '../platform/http/health.ts';
import { createMetrics, metricsRoute, type Metrics } from '../platform/http/metrics.ts';
import type { OpenPlatform } from '../platform/platform.ts';
import { backlog } from '../platform/work/backlog.ts';
import { proposalWork } from '../quotes/proposals/work-kind.ts';
import { askWork } from '../quotes/work-kind.ts';
import { syncWork } from '../syncs/work-kind.ts';
import { webhookWork } from '../webhooks/work-kind.ts';

const kinds = [
  syncWork,
  webhookWork,
  registrationWork,
  lookWork,
  mailWork,
  askWork,
  proposalWork,
  endpointWork,
];

export function mountWatching(
  app: FastifyInstance,
  { db, redisAnswers }: Pick<OpenPlatform, 'db' | 'redisAnswers'>,
  token: string | undefined,
): Metrics {
  healthRoutes(app, [
    { name: 'database', required: true, without: 'everything', check: () => db.check() },
    {
      name: 'redis',
      required: false,
      without: 'progress is told later, and work begins within seconds instead of at once',
      check: redisAnswers,
    },
  ]);
  const metrics = createMetrics(async () => [
    ...(await backlog(db.routing, kinds)),
    await waitingDeliveries(db.routing),
  ]);
  metricsRoute(app, metrics, token);
  return metrics;
}
