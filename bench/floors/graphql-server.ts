/** The shipped GraphQL server on any free port, with one part exchanged: what that part costs is the difference. */
import type { Config } from '../../src/config.ts';
import { contextFor } from '../../src/graphql/context.ts';
import { allResolvers } from '../../src/graphql/modules.ts';
import { buildSchema } from '../../src/graphql/schema.ts';
import { readTypeDefs } from '../../src/graphql/sdl.ts';
import { mountGraphql } from '../../src/graphql/server.ts';
import { createHttpServer } from '../../src/platform/http/server.ts';
import type { Platform } from '../../src/platform/platform.ts';
import type { Authenticate } from '../../src/platform/principal/doors.ts';

export interface Served {
  readonly port: number;
  close(): Promise<void>;
}

/** As `startApi` does it, but that nobody counts who was refused: nobody is. */
export async function serve(platform: Platform, config: Config, authenticate: Authenticate): Promise<Served> {
  const { log, clock } = platform;
  const app = createHttpServer(log);
  await mountGraphql(app, {
    schema: buildSchema({
      typeDefs: readTypeDefs(),
      resolvers: allResolvers(),
      authDirectivesInSdl: true,
      policy: () => false,
      now: clock.now,
    }),
    contextFor: contextFor(platform, { refusals: { known: () => undefined, anonymous: () => undefined } }),
    authenticate,
    limits: config.graphql.limits,
    rates: platform.rates,
    introspection: config.graphql.introspection,
    callbackHosts: [],
    outward: (request) => platform.egress.request(request),
    maxSocketPayload: 128 * 1024,
    maxOperationsPerSocket: 100,
    maxSocketsPerCaller: config.graphql.maxSocketsPerCaller,
    log,
    now: clock.now,
  });
  const at = await app.listen({ host: '127.0.0.1', port: 0 });
  return { port: Number(new URL(at).port), close: () => app.close() };
}
