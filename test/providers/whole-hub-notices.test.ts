/** Events that name no object, or that anybody could have written: they make the hub look, and a look decides. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import 'square';
import { differences, mirrorOf, truthOf } from '../convergence/mirror.ts';
import {
  aHub,
  anIntegration,
  finished,
  receiveWebhooks,
  startSync,
  type Hub,
  type Tenant,
} from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { allDone, until } from '../webhooks/deliveries.ts';

/** The vendors' clocks are behind ours by this, in ms. */
let behind = 240_000;
const now = () => Date.now() - behind;

let hub: Hub;
let tenant: Tenant;
beforeAll(async () => {
  const size = { customers: 5, payments: 5, invoices: 2 };
  hub = await aHub({
    providers: ['square', 'mailchimp'],
    stripe: { size },
    square: { size, now },
    mailchimp: { size: { lists: 1, members: 20, campaigns: 1 }, now },
  });
  await hub.startWorker();
  tenant = await hub.aTenant();
}, 60_000);
afterAll(() => hub?.close());

async function aSyncedIntegration(providerId: 'square' | 'mailchimp'): Promise<string> {
  const integrationId = await anIntegration(hub, tenant, { providerId });
  const job = await finished(tenant, await startSync(tenant, integrationId, { mode: 'FULL' }));
  expect(job.status).toBe('SUCCEEDED');
  await receiveWebhooks(hub, tenant, { providerId, integrationId });
  behind -= 10_000;
  return integrationId;
}

describe("Square's catalog", () => {
  it('is pulled when it changed, once for many events', async () => {
    const integrationId = await aSyncedIntegration('square');
    const { sandbox } = hub.vendor('square');
    const item = sandbox.change.createItem({ name: 'Box 7' });
    for (let price = 100; price < 140; price += 1) {
      const variation = item.item_data?.variations?.[0]?.id ?? '';
      sandbox.change.updateVariation(variation, price);
    }
    await sandbox.settled();
    const missing = async () => differences(await mirrorOf(hub, integrationId), truthOf(hub, 'square'));
    await until(missing, (keys) => keys.length === 0);
    await allDone(hub);
    const jobs = await rows<{ resources: string[]; mode: string; priority: string }>(
      hub.database.url,
      `select resources, mode, priority from sync_job where integration_id = $1 and kind = 'WEBHOOK'`,
      [integrationId],
    );
    expect(jobs[0]).toEqual({ resources: ['product'], mode: 'INCREMENTAL', priority: 'CRITICAL' });
    // 41 events: one pull waits while one runs.
    expect(jobs.length).toBeLessThan(20);
  });
});

describe("Square's word that the seller took back the grant", () => {
  const statusOf = async (integrationId: string) => {
    const { integration } = await tenant.ask<{ integration: { status: string } }>(
      'query ($id: ID!) { integration(id: $id) { status } }',
      { id: integrationId },
    );
    return integration.status;
  };

  it('makes the integration wait for a person, when it is so', async () => {
    const integrationId = await aSyncedIntegration('square');
    const { sandbox } = hub.vendor('square');
    sandbox.revoke();
    await sandbox.settled();
    expect(
      await until(
        () => statusOf(integrationId),
        (status) => status !== 'ACTIVE',
      ),
    ).toBe('NEEDS_REAUTH');
    const [told] = await rows<{ payload: object }>(
      hub.database.url,
      `select payload from outgoing_event where type = 'integration.degraded' and subject = $1`,
      [integrationId],
    );
    expect(told?.payload).toEqual({ integrationId, status: 'NEEDS_REAUTH' });
  });

  it('means nothing when the credential still works', async () => {
    const { sandbox } = hub.vendor('square');
    const { accessToken } = sandbox.seller;
    // Not by OAuth: a personal access token outlives every grant.
    const integrationId = await anIntegration(hub, tenant, {
      providerId: 'square',
      credential: { accessToken },
    });
    await receiveWebhooks(hub, tenant, { providerId: 'square', integrationId });
    sandbox.revoke();
    await sandbox.settled();
    const events = await allDone(hub);
    const own = events.filter((event) => event.integration_id === integrationId);
    expect(own.map(({ status }) => status)).toEqual(['APPLIED']);
    expect(await statusOf(integrationId)).toBe('ACTIVE');
  });
});

describe('a Mailchimp event that claims to be of a moment yet to come', () => {
  it('hides nothing that happens until then', async () => {
    const integrationId = await aSyncedIntegration('mailchimp');
    const { sandbox } = hub.vendor('mailchimp');
    const list = sandbox.truth('list')[0]!; // the account has one
    const member = sandbox.truth('contact').find(({ status }) => status === 'subscribed')!; // and members
    const stranger = 'not.yet@example.com';
    const { url = '' } = sandbox.webhooks(list.id)[0] ?? {};
    // Ahead of Mailchimp's clock by minutes, but not of ours.
    const fired_at = new Date().toISOString().slice(0, 19).replace('T', ' ');
    for (const email of [member.email_address, stranger]) {
      const form = { type: 'profile', fired_at, 'data[list_id]': list.id, 'data[email]': email };
      const sent = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
      expect(sent.status).toBe(200);
    }
    expect((await allDone(hub)).slice(-2).map(({ status }) => status)).toEqual(['APPLIED', 'APPLIED']);
    behind -= 10_000;
    sandbox.changeIn(sandbox.account.id, 'api').importMembers(list.id, [{ email_address: stranger }]);
    for (const { id } of sandbox.webhooks(list.id)) await remove(list.id, id);
    sandbox.change.updateMember(list.id, member.id, { FNAME: 'Later' });
    behind -= 10_000;
    expect((await finished(tenant, await startSync(tenant, integrationId))).status).toBe('SUCCEEDED');
    expect(differences(await mirrorOf(hub, integrationId), truthOf(hub, 'mailchimp'))).toEqual([]);
  });

  async function remove(listId: string, webhookId: string): Promise<void> {
    const { sandbox } = hub.vendor('mailchimp');
    const authorization = `Basic ${Buffer.from(`any:${sandbox.apiKey}`).toString('base64')}`;
    const url = `${sandbox.url}/3.0/lists/${listId}/webhooks/${webhookId}`;
    expect((await fetch(url, { method: 'DELETE', headers: { authorization } })).status).toBe(204);
  }
});
