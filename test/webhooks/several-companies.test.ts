import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloudEvent, legacyBody, signedDelivery, type SentEvent } from '../sandbox/quickbooks/notices.ts';
import { aHub, anIntegration, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { allDone, contact, post, until } from './deliveries.ts';

const SIZE = { customers: 2, invoices: 1, payments: 1 };
const VERIFIER = 'verifier-token-of-the-application';
const ROUTE = '/api/v1/webhooks/quickbooks';
/** Intuit waits 3 s for its answer. */
const PATIENCE_MS = 3_000;

let hub: Hub;
/** Two tenants with a company each, and a company that nobody has connected. */
let mine: Party;
let theirs: Party;
let nobodysRealm: string;

interface Party {
  readonly tenant: Tenant;
  readonly realmId: string;
  readonly integrationId: string;
}

beforeAll(async () => {
  hub = await aHub({
    providers: ['quickbooks'],
    env: { QUICKBOOKS_WEBHOOK_VERIFIER_TOKENS: VERIFIER },
    quickbooks: { size: SIZE },
  });
  const { sandbox } = hub.vendor('quickbooks');
  mine = await party(sandbox.realmId);
  theirs = await party(sandbox.addCompany({ size: SIZE }));
  nobodysRealm = sandbox.addCompany({ size: SIZE });
  await hub.startWorker();
});
afterAll(() => hub?.close());

async function party(realmId: string): Promise<Party> {
  const tenant = await hub.aTenant();
  const { sandbox } = hub.vendor('quickbooks');
  const credential = { ...sandbox.issueCredential(realmId) };
  return {
    tenant,
    realmId,
    integrationId: await anIntegration(hub, tenant, { providerId: 'quickbooks', credential }),
  };
}

/** A new customer in each company, the event of each, and the id under which each is known here. */
function newCustomers(name: string): { events: SentEvent[]; ids: string[] } {
  const { sandbox } = hub.vendor('quickbooks');
  const realms = [theirs.realmId, nobodysRealm, mine.realmId];
  const made = realms.map((realmId) => {
    const { Id } = sandbox.changeIn(realmId).create('Customer', { DisplayName: `${name} of ${realmId}` });
    return `Customer:${Id}`;
  });
  return { events: sandbox.events().slice(-realms.length), ids: made };
}

const forms = {
  CloudEvents: (events: SentEvent[]) => signedDelivery(events.map(cloudEvent), VERIFIER),
  'the older form': (events: SentEvent[]) => signedDelivery(legacyBody(events), VERIFIER, 'application/json'),
};

describe.each(Object.keys(forms) as (keyof typeof forms)[])(
  'one delivery of QuickBooks with three companies in %s',
  (form) => {
    it('is answered in time, each company’s part reaches its tenant alone, the unknown one waits', async () => {
      const name = `New by ${form}`;
      const { events, ids } = newCustomers(name);
      const before = new Set((await inbox()).map(({ id }) => id));
      const started = performance.now();
      const answer = await post(hub, ROUTE, forms[form](events));
      expect(answer.status).toBe(200);
      expect(performance.now() - started).toBeLessThan(PATIENCE_MS);

      await allDone(hub);
      const stored = (await inbox()).filter(({ id }) => !before.has(id));
      expect(
        stored.map(({ tenant_id, integration_id, status }) => [tenant_id, integration_id, status]),
      ).toEqual(
        expect.arrayContaining([
          [mine.tenant.id, mine.integrationId, 'APPLIED'],
          [theirs.tenant.id, theirs.integrationId, 'APPLIED'],
          [null, null, 'QUARANTINED'],
        ]),
      );
      expect(stored).toHaveLength(3);
      const [theirId, , myId] = ids;
      for (const [owner, id] of [
        [mine, myId],
        [theirs, theirId],
      ] as const) {
        const found = await contact(owner.tenant, owner.integrationId, id ?? '');
        expect(found?.name).toBe(`${name} of ${owner.realmId}`);
      }
      expect(await namesOf(mine)).not.toContain(`${name} of ${theirs.realmId}`);
      expect(await namesOf(theirs)).not.toContain(`${name} of ${mine.realmId}`);
    });
  },
);

describe('the part of a company that nobody had connected', () => {
  it('reaches the tenant that connects it, sent again it is known', async () => {
    const { events } = newCustomers('Early');
    await post(hub, ROUTE, forms.CloudEvents(events));
    const late = await party(nobodysRealm);
    const found = await until(
      () => namesOf(late),
      (names) => names.includes(`Early of ${nobodysRealm}`),
      15_000,
    );
    expect(found.every((name) => name.endsWith(nobodysRealm))).toBe(true);
    await allDone(hub);
    const stored = (await inbox()).length;
    expect((await post(hub, ROUTE, forms.CloudEvents(events))).status).toBe(200);
    expect(await inbox()).toHaveLength(stored);
  });
});

interface Stored {
  id: string;
  tenant_id: string | null;
  integration_id: string | null;
  status: string;
}
const inbox = () =>
  rows<Stored>(hub.database.url, 'select id, tenant_id, integration_id, status from webhook_event');

/** The names of all contacts the tenant can see. */
async function namesOf({ tenant, integrationId }: Party): Promise<string[]> {
  const { integration } = await tenant.ask<{
    integration: { records: { edges: { node: { name: string } }[] } };
  }>(
    `query ($id: ID!) { integration(id: $id) {
      records(resource: "contact", first: 100) { edges { node { ... on ContactRecord { name } } } } } }`,
    { id: integrationId },
  );
  return integration.records.edges.map(({ node }) => node.name);
}
