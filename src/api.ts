/** Process 1: GraphQL and the REST routes. `npm run api` */
import { readConfig, type Config } from './config.ts';
import { entities } from './entities.ts';
import { preloadProviders } from './integrations/preload.ts';
import { systemClock, type Clock } from './platform/clock.ts';
import { endOnSignals } from './platform/end.ts';
import { createHttpServer } from './platform/http/server.ts';
import { createLog, type Log } from './platform/log.ts';
import { openPlatform } from './platform/platform.ts';
import { certificateListener } from './platform/principal/certificate-listener.ts';
import { openCallers } from './wiring/callers.ts';
import { mountGraph } from './wiring/graph.ts';
import { mountRoutes } from './wiring/routes.ts';
import { mountWatching } from './wiring/watching.ts';

export interface Api {
  /** Where it listens (`http://127.0.0.1:4000`). */
  readonly url: string;
  /** Where callers with client certificates come in, if there is such a port. */
  readonly certifiedPort: number | undefined;
  /** Ends subscriptions and requests, then every connection. */
  close(): Promise<void>;
}

export async function startApi(config: Config, log: Log, clock: Clock = systemClock): Promise<Api> {
  const settings = { ...config, vendors: config.providers, worker: false };
  const platform = await openPlatform(settings, entities, { log, clock });
  const app = createHttpServer(log, { allowedOrigins: config.allowedOrigins });
  const metrics = mountWatching(app, platform, config.metrics.token);
  const callers = openCallers(platform, config, metrics);
  const certified = config.mutualTls && certificateListener(app, { ...config.http, ...config.mutualTls });
  mountRoutes(app, platform, { config, callers, metrics });
  await mountGraph(app, platform, { config, callers, otherServers: certified ? [certified.server] : [] });
  await preloadProviders(platform);
  const url = await app.listen({ host: config.http.host, port: config.http.port });
  const certifiedPort = await certified?.listen();
  log.info({ url, certifiedPort }, 'api listens');
  return {
    url,
    certifiedPort,
    close: async () => {
      await app.close();
      await callers.close();
      await platform.close();
    },
  };
}

if (import.meta.main) {
  const config = readConfig();
  const log = createLog(config.log);
  endOnSignals(await startApi(config, log), log);
}
