import type { Resolvers } from '../graphql/generated.ts';
import { listDeliveries } from './delivery-reads.ts';
import { listEndpoints } from './endpoint-reads.ts';
import { createEndpoint, deleteEndpoint, rotateSecret, updateEndpoint } from './endpoints.ts';
import { loadEndpoint, loadRequest } from './loader.ts';
import { eventTypes } from './outgoing-event.ts';
import { recover, replay, testEndpoint } from './redelivery.ts';

export const notificationResolvers: Resolvers = {
  Query: {
    notificationEndpoints: (_root, args, { db }) => listEndpoints(db, args),
    notificationEndpoint: async (_root, { id }, context) => (await loadEndpoint(context, id)) ?? null,
    notificationDeliveries: (_root, args, { db }) => listDeliveries(db, args),
    notificationEventTypes: () =>
      Object.entries(eventTypes).map(([name, description]) => ({ name, description })),
  },
  Mutation: {
    createNotificationEndpoint: async (_root, { input }, { platform, db, caller }) => ({
      __typename: 'NotificationEndpointWithSecret',
      ...(await createEndpoint(platform, { db, caller }, input)),
    }),
    updateNotificationEndpoint: (_root, { input }, { platform, db, caller }) =>
      updateEndpoint(platform, { db, caller }, input),
    deleteNotificationEndpoint: async (_root, { id }, { db, caller }) => ({
      __typename: 'NotificationEndpointDeleted',
      ...(await deleteEndpoint({ db, caller }, id)),
    }),
    rotateNotificationSecret: async (_root, { id, overlap }, { platform, db, caller }) => ({
      __typename: 'NotificationEndpointWithSecret',
      ...(await rotateSecret(platform, { db, caller }, { id, overlapS: overlap })),
    }),
    testNotificationEndpoint: (_root, { id }, { db, caller }) => testEndpoint({ db, caller }, id),
    replayNotification: (_root, { id }, { db, caller }) => replay({ db, caller }, id),
    recoverNotifications: async (_root, { id, since }, { db, caller }) => ({
      __typename: 'NotificationsRecovered',
      ...(await recover({ db, caller }, id, since)),
    }),
  },
  UpdateNotificationEndpointResult: {
    __resolveType: (result) => namedType(result) ?? 'NotificationEndpoint',
  },
  TestNotificationEndpointResult: { __resolveType: (result) => namedType(result) ?? 'NotificationDelivery' },
  ReplayNotificationResult: { __resolveType: (result) => namedType(result) ?? 'NotificationDelivery' },
  NotificationDelivery: {
    endpoint: async (delivery, _args, context) => (await loadEndpoint(context, delivery.endpointId)) ?? null,
    request: async (delivery, _args, context) => (await loadRequest(context, delivery.eventId)) ?? null,
  },
};

/** Members made of failures name their type; what has none is the thing itself. */
function namedType<Name extends string>(result: object & { __typename?: Name }): Name | undefined {
  return result.__typename;
}
