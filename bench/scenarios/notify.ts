/** Telling a client application of events: from the outbox to its 200 and the row that says so. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '../floors/notify.ts';
import { aTenant, hubEnvironment, POOL_SIZE, startApi, startVendors, startWorker } from '../hub.ts';
import { interleaved, judge, type Line } from '../measure/verdict.ts';
import type { Child } from '../processes/child.ts';
import type { Arrivals } from '../processes/notified.ts';
import type { Stage } from '../stage.ts';

/** As many deliveries to one endpoint as the hub has under way. */
const AT_ONCE = 16;
/** What events are about: those of one follow each other. */
const SUBJECTS = 500;

interface Place {
  readonly stage: Stage;
  readonly url: string;
  readonly receiver: Child;
  readonly tenantId: string;
  readonly secret: string;
}

export async function notifyScenario(stage: Stage): Promise<Line[]> {
  const place = await openPlace(stage);
  const { url, receiver, secret } = place;
  const args = [JSON.stringify({ url, poolSize: POOL_SIZE, atOnce: AT_ONCE })];
  const floor = await stage.start('floors/notify.ts', { args });
  const port = await receiver.call<number>('port');
  const arrivals: Arrivals[] = [];
  const measured = (begin: () => Promise<unknown>) => async () => {
    await receiver.call('begin', secret);
    await begin();
    const all = await arrived(receiver, stage.sizes.notify);
    arrivals.push(all);
    return (all.count * 1_000) / all.ms;
  };
  const rounds = await interleaved(stage.sizes.rounds, {
    ours: measured(() => writeEvents(place, 'outgoing_event_pending')),
    floor: measured(async () => {
      await writeEvents(place, 'floor_delivery');
      await floor.call('deliver', { port, secret } satisfies Run);
    }),
  });
  const [left] = await untilWritten(place);
  const facts = {
    'every event arrives once': arrivals.every(({ count, distinct }) => count === distinct),
    'every delivery is written down': left?.count === 0,
  };
  const question = {
    scenario: 'notify',
    unit: 'deliveries/s',
    against: 'plain HTTP posts with the same signature, as many at once, and one durable update for each',
    better: 'higher',
    must: 0.5,
    want: 0.8,
  } as const;
  return [judge(question, rounds, { facts, events: stage.sizes.notify })];
}

/** A hub with one endpoint, which a process of its own listens at. */
async function openPlace(stage: Stage): Promise<Place> {
  const vendors = await startVendors(stage);
  const url = await stage.database();
  await stage.query(url, 'create table floor_delivery (like notification_delivery including all)');
  const receiver = await stage.start('processes/notified.ts');
  const host = `127.0.0.1:${await receiver.call<number>('port')}`;
  const env = { ...hubEnvironment(stage, vendors, url), NOTIFICATION_ALLOWED_HOSTS: host };
  const tenant = await aTenant(await startApi(stage, env), vendors);
  const { made } = await tenant.ask<{ made: { secret: string } }>(
    `mutation ($url: String!) { made: createNotificationEndpoint(input: { url: $url }) {
      ... on NotificationEndpointWithSecret { secret } } }`,
    { url: `http://${host}/` },
  );
  await startWorker(stage, env);
  return { stage, url, receiver, tenantId: tenant.id, secret: made.secret };
}

/** New events, and that somebody is to be told of them. */
function writeEvents({ stage, url, tenantId }: Place, into: string): Promise<unknown> {
  const told = {
    outgoing_event_pending: `(tenant_id, seq, event_id) select tenant_id, seq, id from event`,
    floor_delivery: `(tenant_id, endpoint_id, event_id, seq, event_type, subject)
      select tenant_id, tenant_id, id, seq, type, subject from event`,
  }[into];
  return stage.query(
    url,
    `with event as (
       insert into outgoing_event (tenant_id, type, subject, payload)
       select $1, 'sync.succeeded', 'subject ' || n % ${SUBJECTS},
              jsonb_build_object('syncJobId', gen_random_uuid(), 'integrationId', gen_random_uuid(), 'processed', n,
                                 'created', n, 'updated', 0, 'deleted', 0)
         from generate_series(1, $2::int) n returning tenant_id, seq, id, type, subject)
     insert into ${into} ${told}`,
    [tenantId, stage.sizes.notify],
  );
}

async function arrived(receiver: Child, events: number): Promise<Arrivals> {
  for (;;) {
    const all = await receiver.call<Arrivals>('arrivals');
    if (all.count >= events) return all;
    await sleep(20);
  }
}

/** What is still open once the last results had a moment to be committed. */
async function untilWritten({ stage, url }: Place): Promise<{ count: number }[]> {
  const open = `select count(*)::int as count from notification_delivery where status <> 'DELIVERED'`;
  for (let tries = 0; tries < 50; tries += 1) {
    const [left] = await stage.query<{ count: number }>(url, open);
    if (left?.count === 0) break;
    await sleep(100);
  }
  return stage.query(url, open);
}
