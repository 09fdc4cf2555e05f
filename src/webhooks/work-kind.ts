/** Webhook events as durable work, always urgent. */
import type { RoutedWork } from '../platform/work/turns.ts';

export const webhookWork: RoutedWork = {
  kind: 'webhook',
  table: 'webhook_event',
  inLane: (lane) => `${lane} = 'critical'`,
};
