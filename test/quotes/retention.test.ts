import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { entities } from '../../src/entities.ts';
import { openPlatform, type OpenPlatform } from '../../src/platform/platform.ts';
import { forgetOldQuotes } from '../../src/quotes/retention.ts';
import { startAuroraSandbox, type AuroraSandbox } from '../sandbox/aurora/aurora.ts';
import { aHub, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { aBroker, askForQuotes, aVan, proposalOnce, propose, type Asked } from './asking.ts';

const DAY_S = 86_400;
const KEPT_DAYS = 100;

let aurora: AuroraSandbox;
let hub: Hub;
let platform: OpenPlatform;
let tenant: Tenant;
let other: Tenant;
beforeAll(async () => {
  aurora = await startAuroraSandbox({ thinkMs: 5 });
  hub = await aHub({ hosts: [aurora.host], env: { AURORA_URL: aurora.url } });
  await hub.startWorker();
  const settings = { ...hub.config, vendors: hub.config.providers, worker: false };
  platform = await openPlatform(settings, entities, { log: hub.log });
  const credentials = { aurora: { ...aurora.credential } };
  [tenant, other] = [await aBroker(hub, credentials), await aBroker(hub, credentials)];
});
afterAll(async () => {
  await platform?.close();
  await hub?.close();
  await aurora?.close();
});

const sql = (text: string, params: unknown[]) => rows(hub.database.url, text, params);

/** Makes a request, and its quotes, as old as that; the quotes are over by then. */
async function age({ id }: Asked, days: number): Promise<void> {
  await sql(`update quote_request set created_at = now() - $2 * interval '1 day' where id = $1`, [id, days]);
  await sql(`update quote set expires_at = now() - interval '1 day' where request_id = $1`, [id]);
}

const forget = () => forgetOldQuotes(platform, KEPT_DAYS * DAY_S).run();

/** How much there is of a request: itself, its questions, its quotes. */
async function leftOf({ id }: Asked): Promise<number[]> {
  const [count] = await rows<{ request: number; asks: number; quotes: number }>(
    hub.database.url,
    `select (select count(*)::int from quote_request where id = $1) as request,
            (select count(*)::int from quote_ask where request_id = $1) as asks,
            (select count(*)::int from quote where request_id = $1) as quotes`,
    [id],
  );
  return count ? [count.request, count.asks, count.quotes] : [];
}
const WHOLE = [1, 1, 1];
const NOTHING = [0, 0, 0];

const ask = (of = tenant, change: object = {}) => askForQuotes(of, aVan(change));

describe('requests for quotes', () => {
  it('are forgotten when they are old, of every tenant, with their questions and quotes and whom they name', async () => {
    const email = 'soon.forgotten@example.test';
    const old = await ask(tenant, { customer: { kind: 'BUSINESS', name: 'Soon Forgotten', email } });
    const theirs = await ask(other);
    const young = await ask();
    await age(old, KEPT_DAYS + 1);
    await age(theirs, KEPT_DAYS + 1);
    await age(young, KEPT_DAYS - 1);
    await forget();
    expect(await Promise.all([old, theirs, young].map(leftOf))).toEqual([NOTHING, NOTHING, WHOLE]);
    const found = await tenant.ask<object>(
      `query ($id: ID!, $email: EmailAddress!) {
        quoteRequest(id: $id) { id } customerQuotes(email: $email) { edges { node { id } } } }`,
      { id: old.id, email },
    );
    expect(found).toEqual({ quoteRequest: null, customerQuotes: { edges: [] } });
    for (const [table, text] of [
      ['quote_request', 'terms::text'],
      ['quote', 'customer_email'],
    ])
      expect(await sql(`select from ${table} where ${text} ilike '%soon%forgotten%'`, [])).toEqual([]);
  });

  it('stay for good when a proposal was made of a quote', async () => {
    const asked = await ask();
    const proposal = await propose(tenant, asked.quotes[0]?.id ?? '');
    await proposalOnce(tenant, proposal.id, ({ document }) => document !== null);
    await age(asked, 10 * KEPT_DAYS);
    await forget();
    expect(await leftOf(asked)).toEqual(WHOLE);
  });

  it('stay while a quote of theirs still holds', async () => {
    const asked = await ask();
    await age(asked, KEPT_DAYS + 1);
    await sql(`update quote set expires_at = now() + interval '1 hour' where request_id = $1`, [asked.id]);
    await forget();
    expect(await leftOf(asked)).toEqual(WHOLE);
  });

  it('stay as long as a request that renews them, and go with it', async () => {
    const first = await ask();
    const second = await ask(tenant, { renews: first.id });
    await age(first, KEPT_DAYS + 9);
    await age(second, KEPT_DAYS - 9);
    await forget();
    expect(await Promise.all([first, second].map(leftOf))).toEqual([WHOLE, WHOLE]);
    await age(second, KEPT_DAYS + 1);
    await forget();
    await forget();
    expect(await Promise.all([first, second].map(leftOf))).toEqual([NOTHING, NOTHING]);
  });

  it('are forgotten in portions until none is left', async () => {
    const asked = await ask();
    await sql(
      `insert into quote_request (id, tenant_id, series_id, terms, customer_email, idempotency_key, body_hash, requested_by,
                                  created_at, deadline_at)
       select id, tenant_id, id, terms, customer_email, id::text, body_hash, requested_by, now() - interval '1 year', now()
         from (select gen_random_uuid() as id, r.tenant_id, r.terms, r.customer_email, r.body_hash, r.requested_by
                 from quote_request r, generate_series(1, 1200) where r.id = $1) copies`,
      [asked.id],
    );
    await forget();
    const left = await sql(
      `select from quote_request where tenant_id = $1 and created_at < now() - interval '300 days' and not exists (
         select from quote q join proposal p on p.quote_id = q.id where q.request_id = quote_request.id)`,
      [tenant.id],
    );
    expect(left).toEqual([]);
    expect(await leftOf(asked)).toEqual(WHOLE);
  });
});
