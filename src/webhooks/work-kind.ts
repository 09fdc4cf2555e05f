/** Webhook events as durable work, always urgent. */
import type { Swept } from '../platform/work/sweeper.ts';

export const webhookWork: Swept = { kind: 'webhook', table: 'webhook_event', lane: "'critical'" };
