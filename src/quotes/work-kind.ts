/** Questions to funders as durable work. They have hands of their own: a lane full of syncs must not cost a deadline. */
import type { RoutedWork } from '../platform/work/turns.ts';

/** The name under which whose turn it is gets asked for; no bell is rung for it. */
export const ASK_LANE = 'high';

export const askWork: RoutedWork = {
  kind: 'quote-ask',
  table: 'quote_ask',
  inLane: (lane) => `${lane} = '${ASK_LANE}'`,
};

/** Tells every worker of new questions; the message is the tenant's id, the request's id, and how many, with spaces. */
export const ASKED_CHANNEL = 'quote_ask';

/** The channel on which answers to a tenant's requests are announced; the message is the request's id. */
export function requestChannel(tenantId: string): string {
  return `${tenantId}:quote_request`;
}
