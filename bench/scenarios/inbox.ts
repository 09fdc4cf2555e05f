/** What the webhook scenarios share: a hub and a floor that take the same deliveries into equal tables. */
import { randomBytes } from 'node:crypto';
import {
  aTenant,
  connectStripe,
  hubEnvironment,
  POOL_SIZE,
  startApi,
  startVendors,
  type Api,
} from '../hub.ts';
import { openConnection } from '../processes/connection.ts';
import type { Child } from '../processes/child.ts';
import type { LoadRequest, LoadResult } from '../processes/load.ts';
import { post, signed, stripeEvent, type Requests } from '../processes/requests.ts';
import type { Stage } from '../stage.ts';

export interface Target {
  readonly child: Child;
  readonly port: number;
  readonly path: string;
  readonly table: 'webhook_event' | 'floor_event';
}

export interface Inbox {
  readonly env: Readonly<Record<string, string>>;
  readonly url: string;
  readonly ours: Target;
  readonly floor: Target;
  targetOf(api: Api): Target;
  requests(target: Target): Requests;
  /** Sends new events and checks that every one of them was stored once. */
  send(target: Target, load: Omit<LoadRequest, 'port' | 'requests'>): Promise<LoadResult>;
}

export async function openInbox(stage: Stage): Promise<Inbox> {
  const vendors = await startVendors(stage);
  const url = await stage.database();
  await stage.query(url, 'create table floor_event (like webhook_event including all)');
  const env = hubEnvironment(stage, vendors, url);
  const api = await startApi(stage, env);
  const secret = `whsec_${randomBytes(24).toString('hex')}`;
  const tenant = await aTenant(api, vendors);
  const integrationId = await connectStripe(tenant, { apiKey: vendors.apiKey, webhookSecret: secret });
  const setup = { url, poolSize: POOL_SIZE, secret, tenantId: tenant.id, integrationId };
  const bare = await stage.start('floors/webhook.ts', { args: [JSON.stringify(setup)] });
  const generator = await stage.start('processes/load.ts', { nodeOptions: [] });
  const path = `/api/v1/webhooks/stripe/${integrationId}`;
  const targetOf = ({ child, port }: Api): Target => ({ child, port, path, table: 'webhook_event' });
  const floor: Target = { child: bare, port: await bare.call('port'), path: '/', table: 'floor_event' };
  const ours = targetOf(api);

  for (const target of [ours, floor]) await assertHonest(stage, url, { target, secret });
  const requests = ({ path }: Target): Requests => {
    return { kind: 'webhooks', path, secret, tag: randomBytes(4).toString('hex') };
  };
  return {
    env,
    url,
    ours,
    floor,
    targetOf,
    requests,
    async send(target, load) {
      const request = { ...load, port: target.port, requests: requests(target) };
      const before = await countOf(stage, url, target);
      const result = await generator.call<LoadResult>('run', request);
      const stored = (await countOf(stage, url, target)) - before;
      if (result.statuses[200] !== result.sent)
        throw new Error(`answers: ${JSON.stringify(result.statuses)}`);
      if (stored !== result.sent) throw new Error(`${result.sent} acknowledged, ${stored} stored`);
      return result;
    },
  };
}

async function countOf(stage: Stage, url: string, { table }: Target): Promise<number> {
  const [row] = await stage.query<{ count: number }>(
    url,
    `select count(distinct event_id)::int from ${table}`,
  );
  return row?.count ?? 0;
}

/** A side that skips the signature, or does not keep the bytes, would look fast. */
async function assertHonest(
  stage: Stage,
  url: string,
  { target, secret }: { target: Target; secret: string },
): Promise<void> {
  const body = stripeEvent(randomBytes(8).toString('hex'));
  const connection = await openConnection(target.port);
  const ask = async (key: string) =>
    (await connection.ask(post(target.path, signed(body, key), body))).status;
  const statuses = [await ask('another secret'), await ask(secret), await ask(secret)];
  connection.close();
  const stored = await stage.query(url, `select from ${target.table} where body = $1`, [Buffer.from(body)]);
  if (statuses.join() !== '401,200,200' || stored.length !== 1) {
    throw new Error(`${target.table}: answered ${statuses.join()} and stored ${stored.length} of 1`);
  }
}
