/** `GET /metrics` in Prometheus text, for whoever holds the token. Without a token the route does not exist. */
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { sameSecret } from '../same-secret.ts';
import type { Backlog } from '../work/backlog.ts';

export interface Metrics {
  /** Deliveries by provider and what was answered (`stored`, `refused`, `not_stored`). */
  readonly webhooks: Counter<'provider' | 'outcome'>;
  /** What came of tries to get, to use or to end a right, by what was tried (`token`, `sign_in`) and its outcome. */
  readonly authentications: Counter<'event' | 'outcome'>;
  readonly contentType: string;
  /** The text of one scrape. */
  scrape(): Promise<string>;
}

/** `backlog` is asked at every scrape. */
export function createMetrics(backlog: () => Promise<readonly Backlog[]>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const webhooks = new Counter({
    name: 'hub_webhook_deliveries_total',
    help: 'Webhook deliveries by provider and outcome',
    labelNames: ['provider', 'outcome'],
    registers: [registry],
  });
  const authentications = new Counter({
    name: 'hub_authentications_total',
    help: 'Tries to get, to use or to end a right, by what was tried and its outcome',
    labelNames: ['event', 'outcome'],
    registers: [registry],
  });
  const waiting = new Gauge({
    name: 'hub_work_due',
    help: 'Durable rows that are due and not being worked on',
    labelNames: ['kind'],
    registers: [registry],
  });
  const oldest = new Gauge({
    name: 'hub_work_oldest_due_seconds',
    help: 'How long the oldest due row has been waiting',
    labelNames: ['kind'],
    registers: [registry],
  });
  const scrape = async () => {
    for (const { kind, due, oldestS } of await backlog()) {
      waiting.set({ kind }, due);
      oldest.set({ kind }, oldestS);
    }
    return registry.metrics();
  };
  return { webhooks, authentications, contentType: registry.contentType, scrape };
}

export function metricsRoute(app: FastifyInstance, metrics: Metrics, token: string | undefined): void {
  if (!token) return;
  app.get('/metrics', async (request, reply) => {
    if (!sameSecret(request.headers.authorization ?? '', `Bearer ${token}`)) {
      return reply.code(401).header('www-authenticate', 'Bearer').send('a token is required');
    }
    return reply.type(metrics.contentType).send(await metrics.scrape());
  });
}
