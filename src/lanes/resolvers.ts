import type { Resolvers } from '../graphql/generated.ts';
import { loadIntegration } from '../integrations/loader.ts';
import { listDeadLetters } from './dead-letters.ts';
import { lanesOf } from './lanes.ts';

export const laneResolvers: Resolvers = {
  Query: {
    lanes: (_root, _args, { db }) => lanesOf(db),
    deadLetters: (_root, args, { db }) => listDeadLetters(db, args),
  },
  Lane: {
    name: (lane) => lane.name.toUpperCase() as Uppercase<typeof lane.name>,
    backoff: ({ backoff }) => ({ ms: backoff.ms, doubles: backoff.kind === 'exponential' }),
  },
  DeadLetter: {
    integration: async (letter, _args, context) =>
      (await loadIntegration(context, letter.integrationId)) ?? null,
  },
};
