/**
 * Delivers notifications, in hands of their own: hands out new events, then works on endpoints that are due, tenants in turn.
 * A receiver that takes its time holds nobody up but itself.
 */
import type { Platform } from '../platform/platform.ts';
import { createTurns } from '../platform/work/turns.ts';
import { ShuttingDown } from '../platform/work/workers.ts';
import { deliver, type DeliverySettings } from './deliver.ts';
import { fanOut } from './fan-out.ts';
import { COURIER_LANE, endpointWork } from './work-kind.ts';

export interface Couriers {
  /** Takes no more work, and waits until what is under way is delivered or put back. */
  stop(): Promise<void>;
}

/** Endpoints that one process delivers to at once; and of those, the most that are one tenant's. */
const HANDS = 64;
const OF_ONE_TENANT = 16;
/** How long an event may lie before somebody looks, in milliseconds. */
const LOOK_EVERY_MS = 250;

export function startCouriers(
  platform: Platform,
  { leaseMs, ...settings }: DeliverySettings & { leaseMs: number },
): Couriers {
  const { db, clock, log } = platform;
  const stopping = new AbortController();
  const turns = createTurns(db.routing, [endpointWork]);
  const atWork = new Map<string, { tenantId: string; work: Promise<void> }>();
  const isCrowded = (tenantId: string) =>
    [...atWork.values()].filter((each) => each.tenantId === tenantId).length >= OF_ONE_TENANT;
  let nap = new AbortController();

  const takeAll = async () => {
    const tried: string[] = [];
    while (atWork.size < HANDS && !stopping.signal.aborted) {
      const due = await turns.next(COURIER_LANE, [...atWork.keys(), ...tried]);
      // Whoever has fewer at work comes first: behind one that has too many there is nobody.
      if (!due || isCrowded(due.tenantId)) return;
      tried.push(due.id);
      const work = deliver(platform, settings, { due, turn: { leaseMs, shutdown: stopping.signal } })
        .catch((error: unknown) => log.error({ err: error, endpoint: due.id }, 'notifications not delivered'))
        .then(() => {
          atWork.delete(due.id);
          // Who had no hand free can have this one.
          nap.abort();
        });
      atWork.set(due.id, { tenantId: due.tenantId, work });
    }
  };
  const loop = async () => {
    while (!stopping.signal.aborted) {
      try {
        await fanOut(platform, settings.client);
        await takeAll();
      } catch (error) {
        log.warn({ err: error }, 'couriers cannot look for work');
      }
      nap = new AbortController();
      const woken = AbortSignal.any([stopping.signal, nap.signal]);
      await clock.sleep(LOOK_EVERY_MS, woken).catch(() => undefined);
    }
  };
  const looking = loop();
  return {
    async stop() {
      stopping.abort(new ShuttingDown());
      await looking;
      await Promise.all([...atWork.values()].map(({ work }) => work));
    },
  };
}
