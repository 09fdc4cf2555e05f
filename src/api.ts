/** Process 1: GraphQL and the REST routes. `npm run api` */
import { auditRefusals } from './audit/refusals.ts';
import { readConfig, type Config } from './config.ts';
import { entities } from './entities.ts';
import { lookWork } from './connections/looks.ts';
import { connectionRoutes } from './connections/routes.ts';
import { contextFor } from './graphql/context.ts';
import { allResolvers } from './graphql/modules.ts';
import { answerPolicy } from './platform/principal/policies.ts';
import { buildSchema } from './graphql/schema.ts';
import { readTypeDefs } from './graphql/sdl.ts';
import { mountGraphql } from './graphql/server.ts';
import { readTrustedDocuments } from './graphql/trusted-documents.ts';
import { healthRoutes } from './platform/http/health.ts';
import { systemClock, type Clock } from './platform/clock.ts';
import { createMetrics, metricsRoute } from './platform/http/metrics.ts';
import { createHttpServer } from './platform/http/server.ts';
import { openSigningKeys } from './keys/keys.ts';
import { openRevocations } from './keys/known-revocations.ts';
import { createLog, type Log } from './platform/log.ts';
import { openIdentity } from './identity/identity.ts';
import { signInRoutes } from './identity/linked-accounts/routes.ts';
import { noteActivity } from './identity/activity.ts';
import { mailWork } from './identity/mail-requests.ts';
import { oauthRoutes } from './oauth/routes.ts';
import { preloadProviders } from './integrations/preload.ts';
import { registrationWork } from './integrations/registration-requests.ts';
import { waitingDeliveries } from './notifications/waiting-deliveries.ts';
import { endpointWork } from './notifications/work-kind.ts';
import { openPlatform } from './platform/platform.ts';
import { certificateListener } from './platform/principal/certificate-listener.ts';
import { openDoors } from './platform/principal/doors.ts';
import { countRefused } from './platform/refusals.ts';
import { endOnSignals } from './platform/end.ts';
import { backlog } from './platform/work/backlog.ts';
import { proposalRoutes } from './quotes/proposals/routes.ts';
import { proposalWork } from './quotes/proposals/work-kind.ts';
import { askWork } from './quotes/work-kind.ts';
import { batchRoutes } from './syncs/batches/routes.ts';
import { syncWork } from './syncs/work-kind.ts';
import { createReceiver } from './webhooks/receive.ts';
import { webhookWork } from './webhooks/work-kind.ts';
import { webhookRoutes } from './webhooks/routes.ts';

export interface Api {
  /** Where it listens (`http://127.0.0.1:4000`). */
  readonly url: string;
  /** Where callers with client certificates come in, if there is such a port. */
  readonly certifiedPort: number | undefined;
  /** Ends subscriptions and requests, then every connection. */
  close(): Promise<void>;
}

const MAX_SOCKET_MESSAGE_BYTES = 128 * 1024;
const MAX_OPERATIONS_PER_SOCKET = 100;

export async function startApi(config: Config, log: Log, clock: Clock = systemClock): Promise<Api> {
  const settings = { ...config, vendors: config.providers, worker: false };
  const platform = await openPlatform(settings, entities, { log, clock });
  const app = createHttpServer(log, { allowedOrigins: config.allowedOrigins });
  const refusals = auditRefusals(platform);
  const keys = config.ownIssuer.on ? openSigningKeys(platform) : undefined;
  const revocations = openRevocations(platform);
  const own = keys && { ...keys, revocations };
  const byAnyDoor = countRefused(openDoors({ ...config, own }, platform), refusals);
  const certified = config.mutualTls && certificateListener(app, { ...config.http, ...config.mutualTls });
  healthRoutes(app, [
    { name: 'database', required: true, without: 'everything', check: () => platform.db.check() },
    {
      name: 'redis',
      required: false,
      without: 'progress is told later, and work begins within seconds instead of at once',
      check: () => platform.redisAnswers(),
    },
  ]);
  const metrics = createMetrics(async () => [
    ...(await backlog(platform.db.routing, [
      syncWork,
      webhookWork,
      registrationWork,
      lookWork,
      mailWork,
      askWork,
      proposalWork,
      endpointWork,
    ])),
    await waitingDeliveries(platform.db.routing),
  ]);
  const identity =
    keys &&
    openIdentity(platform, {
      keys,
      refusals,
      settings: config.identity,
      secrets: config.vault.keys,
      count: (event, outcome) => metrics.authentications.inc({ event, outcome }),
    });
  const authenticate = identity ? noteActivity(byAnyDoor, identity) : byAnyDoor;
  if (identity) signInRoutes(app, identity);
  metricsRoute(app, metrics, config.metrics.token);
  if (own)
    oauthRoutes(app, {
      platform,
      keys: own,
      revocations,
      audiences: config.ownIssuer.audiences,
      refusals,
      count: (event, outcome) => metrics.authentications.inc({ event, outcome }),
    });
  proposalRoutes(app, platform, refusals);
  webhookRoutes(app, {
    receiver: createReceiver(platform),
    authenticate,
    refusals,
    publicUrl: config.http.publicUrl,
    maxBytes: config.webhooks.maxBytes,
    log,
    count: (provider, outcome) => metrics.webhooks.inc({ provider, outcome }),
  });
  connectionRoutes(app, {
    platform,
    refusals,
    maxBytes: config.webhooks.maxBytes,
    count: (provider, outcome) => metrics.webhooks.inc({ provider, outcome }),
  });
  batchRoutes(app, platform, config.imports);
  await mountGraphql(app, {
    schema: buildSchema({
      typeDefs: readTypeDefs(),
      resolvers: allResolvers(),
      authDirectivesInSdl: config.graphql.authDirectivesInSdl,
      policy: answerPolicy(platform.clock.now),
      now: platform.clock.now,
    }),
    contextFor: contextFor(platform, { refusals, identity }),
    authenticate,
    revocations,
    otherServers: certified ? [certified.server] : [],
    limits: config.graphql.limits,
    rates: platform.rates,
    allowedOrigins: config.allowedOrigins,
    router: config.graphql.router,
    trustedDocuments: {
      documents: readTrustedDocuments(config.graphql.trustedDocuments.file),
      onlyFor: config.graphql.trustedDocuments.onlyFor,
    },
    introspection: config.graphql.introspection,
    callbackHosts: config.graphql.callbackHosts,
    outward: (request) => platform.egress.request(request),
    maxSocketPayload: MAX_SOCKET_MESSAGE_BYTES,
    maxOperationsPerSocket: MAX_OPERATIONS_PER_SOCKET,
    maxSocketsPerCaller: config.graphql.maxSocketsPerCaller,
    log,
    now: platform.clock.now,
    sleep: platform.clock.sleep,
  });
  await preloadProviders(platform);
  const url = await app.listen({ host: config.http.host, port: config.http.port });
  const certifiedPort = await certified?.listen();
  log.info({ url, certifiedPort }, 'api listens');
  return {
    url,
    certifiedPort,
    close: async () => {
      await app.close();
      revocations.close();
      await identity?.close();
      await refusals.close();
      await platform.close();
    },
  };
}

if (import.meta.main) {
  const config = readConfig();
  const log = createLog(config.log);
  endOnSignals(await startApi(config, log), log);
}
