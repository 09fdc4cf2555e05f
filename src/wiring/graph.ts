/** The subgraph, as the settings want it. */
import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import { contextFor } from '../graphql/context.ts';
import { allResolvers } from '../graphql/modules.ts';
import { buildSchema } from '../graphql/schema.ts';
import { readTypeDefs } from '../graphql/sdl.ts';
import { mountGraphql } from '../graphql/server.ts';
import { readTrustedDocuments } from '../graphql/trusted-documents.ts';
import type { Platform } from '../platform/platform.ts';
import { answerPolicy } from '../platform/principal/policies.ts';
import type { Callers } from './callers.ts';

const MAX_SOCKET_MESSAGE_BYTES = 128 * 1024;
const MAX_OPERATIONS_PER_SOCKET = 100;

/** `otherServers` take WebSockets as well. */
export async function mountGraph(
  app: FastifyInstance,
  platform: Platform,
  { config, callers, otherServers }: { config: Config; callers: Callers; otherServers: Server[] },
): Promise<void> {
  const { authenticate, addressOf, refusals, revocations, identity } = callers;
  const { authDirectivesInSdl, trustedDocuments, ...graphql } = config.graphql;
  const { clock, rates, egress, log } = platform;
  await mountGraphql(app, {
    ...graphql,
    schema: buildSchema({
      typeDefs: readTypeDefs(),
      resolvers: allResolvers(),
      authDirectivesInSdl,
      policy: answerPolicy(clock.now),
      now: clock.now,
    }),
    contextFor: contextFor(platform, { refusals, identity }),
    authenticate,
    addressOf,
    revocations,
    otherServers,
    rates,
    allowedOrigins: config.allowedOrigins,
    trustedDocuments: {
      documents: readTrustedDocuments(trustedDocuments.file),
      onlyFor: trustedDocuments.onlyFor,
    },
    outward: (request) => egress.request(request),
    maxSocketPayload: MAX_SOCKET_MESSAGE_BYTES,
    maxOperationsPerSocket: MAX_OPERATIONS_PER_SOCKET,
    log,
    now: clock.now,
    sleep: clock.sleep,
  });
}
