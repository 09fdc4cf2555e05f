import type { Resolvers } from '../graphql/generated.ts';
import { loadIntegration } from '../integrations/loader.ts';
import { providerOf } from '../providers/registry.ts';
import { listWebhookEvents, replayWebhookEvent } from './webhooks.ts';

export const webhookResolvers: Resolvers = {
  Query: {
    webhookEvents: (_root, args, { db }) => listWebhookEvents(db, args),
  },
  Mutation: {
    replayWebhookEvent: (_root, { id }, { platform, db, caller }) =>
      replayWebhookEvent(platform, { db, caller }, id),
  },
  ReplayWebhookEventResult: {
    __resolveType: (result) =>
      // Members made of failures name their type; what has none is the event itself.
      (Reflect.get(result, '__typename') as 'WebhookEvent' | undefined) ?? 'WebhookEvent',
  },
  WebhookEvent: {
    provider: (event) => providerOf(event.providerId),
    integration: async (event, _args, context) =>
      (await loadIntegration(context, event.integrationId)) ?? null,
  },
};
