import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Commit, Side } from '../support/commit-proxy.ts';
import { aHub, aStripeIntegration, finished, startSync, type Hub } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { startCrew, type Crew } from '../syncs/crew.ts';
import { until } from '../syncs/until.ts';
import { anEndpoint } from './endpoints.ts';
import { startReceiver, type Receiver } from '../support/receiver.ts';

let receiver: Receiver;
let hub: Hub;
let crew: Crew;
beforeAll(async () => {
  receiver = await startReceiver();
  hub = await aHub({
    stripe: { size: { customers: 20, payments: 0, invoices: 0 } },
    env: { NOTIFICATION_ALLOWED_HOSTS: receiver.host },
  });
  crew = await startCrew(hub);
});
afterAll(async () => {
  await crew?.end();
  await hub?.close();
  await receiver?.close();
});
afterEach(() => crew.killAll());

/** The commits between a change and its delivery, each by a part of the SQL that only it sends. */
const COMMITS = {
  'the change and its event': 'set last_synced_at',
  'the handing out': 'delete from outgoing_event_pending',
  'the claim of the endpoint': "update notification_endpoint\n        set status = 'RUNNING'",
  'the result of a delivery': 'jsonb_path_query_array',
  'the end of the turn': 'disabled_at = case when',
};

const isCommitOf =
  (part: string) =>
  ({ statements }: Commit): boolean =>
    statements.some((statement) => statement.includes(part));

/** What a dead worker held is free at once: its leases are made to have run out. */
async function takeOver(job: string): Promise<void> {
  await crew.takeOver(job);
  await rows(
    hub.database.url,
    `update notification_endpoint set lease_until = now() - interval '1 ms' where status = 'RUNNING'`,
  );
}

describe('a worker that is killed between a change and its delivery', () => {
  it.each<Side>(['before', 'after'])(
    '%s each commit on the way leaves events and changes the same, and none untold',
    async (side) => {
      const tenant = await hub.aTenant();
      await anEndpoint(tenant, receiver);
      const integration = await aStripeIntegration(hub, tenant);
      const names = Object.values(COMMITS);
      let held = crew.proxy.hold(side, isCommitOf(names[0] ?? ''));
      await crew.ready();
      const job = await startSync(tenant, integration, {
        resources: ['contact'],
        mode: 'FULL',
        priority: 'CRITICAL',
      });
      for (const n of names.keys()) {
        const { door } = await held;
        const next = names[n + 1];
        if (next) held = crew.proxy.hold(side, isCommitOf(next));
        await crew.kill(door);
        await takeOver(job);
      }
      expect((await finished(tenant, job)).status).toBe('SUCCEEDED');
      const told = () => receiver.taken.filter(({ tenantId }) => tenantId === tenant.id);
      const events = () =>
        rows<{ id: string; type: string }>(
          hub.database.url,
          'select id, type from outgoing_event where tenant_id = $1 order by seq',
          [tenant.id],
        );
      await until(async () => {
        const ids = new Set(told().map(({ id }) => id));
        return (await events()).every(({ id }) => ids.has(id)) && ids.size === 3;
      });
      // The change happened once, and so did its event; a delivery may come twice, with the same id.
      const written = await events();
      expect(written.map(({ type }) => type)).toEqual(['sync.started', 'records.changed', 'sync.succeeded']);
      expect(new Set(told().map(({ id }) => id))).toEqual(new Set(written.map(({ id }) => id)));
      const first = [
        ...new Map(
          told()
            .toReversed()
            .map((each) => [each.id, each]),
        ).values(),
      ].toReversed();
      expect(first.map(({ type }) => type)).toEqual(written.map(({ type }) => type));
      expect(first[1]?.data).toMatchObject({ created: 20 });
      await until(async () => {
        const open = await rows(
          hub.database.url,
          `select 1 from notification_delivery where tenant_id = $1 and status <> 'DELIVERED'`,
          [tenant.id],
        );
        return open.length === 0;
      });
      const deliveries = await rows(
        hub.database.url,
        'select 1 from notification_delivery where tenant_id = $1',
        [tenant.id],
      );
      expect(deliveries).toHaveLength(3);
      expect(receiver.forged).toEqual([]);
    },
    60_000,
  );
});
