/** What fields about notifications are asked with. */
import { randomUUID } from 'node:crypto';
import type { Notifications } from './notifications.ts';
import type { Fixture } from './world.ts';

const of =
  (values: (of: Notifications) => object | Promise<object>): Fixture['values'] =>
  async (world) => ({ ...(await values(world.notifications)) });
const url = 'https://client.example/events';
const since = '2026-01-01T00:00:00.000Z';
const nobody = () => ({ id: randomUUID() });

export const notificationFixtures: readonly [string, Fixture][] = [
  ['Query.notificationEndpoint', { values: of(({ endpoint }) => ({ id: endpoint })) }],
  [
    'Mutation.createNotificationEndpoint>NotificationEndpointWithSecret',
    { values: of(async ({ crowd }) => (await crowd(false), { input: { url } })) },
  ],
  ['Mutation.createNotificationEndpoint>HubInvalidInput', { values: () => ({ input: { url: 'nowhere' } }) }],
  [
    'Mutation.createNotificationEndpoint>NotificationEndpointLimitReached',
    { values: of(async ({ crowd }) => (await crowd(true), { input: { url } })) },
  ],
  [
    'Mutation.updateNotificationEndpoint>NotificationEndpoint',
    { values: of(({ endpoint }) => ({ input: { id: endpoint, description: 'Ours' } })) },
  ],
  [
    'Mutation.updateNotificationEndpoint>NotificationEndpointNotFound',
    { values: () => ({ input: nobody() }) },
  ],
  [
    'Mutation.updateNotificationEndpoint>NotificationEndpointManaged',
    { values: of(({ managed }) => ({ input: { id: managed } })) },
  ],
  [
    'Mutation.deleteNotificationEndpoint>NotificationEndpointDeleted',
    { values: of(async ({ anEndpoint, crowd }) => (await crowd(false), { id: await anEndpoint() })) },
  ],
  [
    'Mutation.rotateNotificationSecret>NotificationEndpointWithSecret',
    { values: of(({ endpoint }) => ({ id: endpoint })) },
  ],
  [
    'Mutation.testNotificationEndpoint>NotificationDelivery',
    { values: of(({ endpoint }) => ({ id: endpoint })) },
  ],
  [
    'Mutation.testNotificationEndpoint>NotificationEndpointDisabled',
    { values: of(({ disabled }) => ({ id: disabled })) },
  ],
  [
    'Mutation.replayNotification>NotificationDelivery',
    { values: of(async ({ aDelivery }) => ({ id: await aDelivery() })) },
  ],
  ['Mutation.replayNotification>NotificationNotFound', { values: nobody }],
  [
    'Mutation.recoverNotifications>NotificationsRecovered',
    { values: of(({ endpoint }) => ({ id: endpoint, since })) },
  ],
];
