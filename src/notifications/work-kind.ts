/** An endpoint as durable work: whoever claims it delivers what waits for it. */
import type { RoutedWork } from '../platform/work/turns.ts';

/**
 * Not one of the lanes' kinds: a receiver that takes its time must not hold a hand that a sync or a webhook waits for. The
 * couriers ask for their turns under this one name.
 */
export const COURIER_LANE = 'normal';

export const endpointWork: RoutedWork = {
  kind: 'notification',
  table: 'notification_endpoint',
  inLane: (lane) => `${lane} = '${COURIER_LANE}'`,
};
