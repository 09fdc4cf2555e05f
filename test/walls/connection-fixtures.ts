/** What fields about connected accounts are asked with. The caller of the walls is `somebody`. */
import { randomUUID } from 'node:crypto';
import type { Connections } from './connections.ts';
import type { Fixture } from './world.ts';

const of =
  (values: (of: Connections) => object | Promise<object>): Fixture['values'] =>
  async (world) => ({ ...(await values(world.connections)) });
const input = (more: object = {}) => ({ input: { providerId: 'github', ...more } });

export const connectionFixtures: readonly [string, Fixture][] = [
  ['Query.connectedAccount', { values: of(({ account }) => ({ id: account })) }],
  ['Mutation.connectAccount>ConnectSession', { values: () => input() }],
  ['Mutation.connectAccount>HubInvalidInput', { values: () => input({ providerId: 'nobody' }) }],
  // The vault of the walls knows no Slack.
  ['Mutation.connectAccount>TokenVaultRefused', { values: () => input({ providerId: 'slack' }) }],
  [
    'Mutation.connectAccount>ConnectionSubjectForbidden',
    { values: () => input({ subject: 'somebody-else' }) },
  ],
  [
    'Mutation.reconnectAccount>ConnectSession',
    { values: of(async ({ anAccount }) => ({ id: await anAccount() })) },
  ],
  ['Mutation.reconnectAccount>ConnectedAccountNotFound', { values: () => ({ id: randomUUID() }) }],
  [
    'Mutation.reconnectAccount>ConnectedAccountStateConflict',
    { values: of(({ revoked }) => ({ id: revoked })) },
  ],
  [
    'Mutation.disconnectAccount>ConnectedAccount',
    { values: of(async ({ anAccount }) => ({ id: await anAccount() })) },
  ],
  [
    'Mutation.disconnectAccount>ConnectionSubjectForbidden',
    { values: of(({ foreign }) => ({ id: foreign })) },
  ],
  ['Subscription.connectedAccountUpdated', { values: of(({ account }) => ({ id: account })) }],
];
