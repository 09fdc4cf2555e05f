/** Imports into the providers whose contacts are customers: as their users see them. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anIntegration, finished, type Tenant } from '../support/hub.ts';
import { aBatchHub, importRows, startImport, type BatchHub } from './batches.ts';
import { rowsOf } from './truth.ts';

const PROVIDERS = ['stripe', 'square', 'quickbooks'] as const;
type ProviderId = (typeof PROVIDERS)[number];
const size = { customers: 3, payments: 1, invoices: 1 };

let hub: BatchHub;
let tenant: Tenant;
beforeAll(async () => {
  // Square's SDK is 4,000 files, which Jest reads one by one.
  await import('square');
  hub = await aBatchHub({
    providers: PROVIDERS,
    stripe: { size },
    square: { size },
    quickbooks: { size, rateLimit: null },
  });
  tenant = await hub.aTenant();
  await hub.startWorker();
}, 120_000);
afterAll(() => hub?.close());

/** The addresses of the vendor's customers that were imported, sorted. */
const imported: Record<ProviderId, () => string[]> = {
  stripe: () => hub.stripe.truth('customers').map(({ email }) => email ?? ''),
  square: () =>
    hub
      .vendor('square')
      .sandbox.truth('contact')
      .map((each) => each.email_address ?? ''),
  quickbooks: () =>
    hub
      .vendor('quickbooks')
      .sandbox.truth('Customer')
      .map(({ PrimaryEmailAddr: address }) => (address as { Address?: string } | undefined)?.Address ?? ''),
};
const addressesAt = (providerId: ProviderId) =>
  imported[providerId]()
    .filter((email) => email.endsWith('@import.test'))
    .toSorted();

const rows = Array.from({ length: 30 }, (_, i) => ({
  email: `person-${String(i).padStart(2, '0')}@import.test`,
  name: `Per Son ${i}`,
  phone: i === 12 ? '1'.repeat(40) : `+49 228 10000${String(i).padStart(2, '0')}`,
}));
const file = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const taken = rows.filter((_, i) => i !== 12).map(({ email }) => email);

describe.each(PROVIDERS)('an import into %s', (providerId) => {
  let integration: string;
  beforeAll(async () => {
    integration = await anIntegration(hub, tenant, { providerId });
  });

  it('brings each row in once, whatever is lost on the way, and tells of each', async () => {
    const { faults } = hub.vendor(providerId).sandbox;
    const write = /^POST .*customers?(\/bulk-create)?$/;
    faults.next(1, { kind: 'status', status: 503, applied: true }, write);
    faults.next(1, { kind: 'rate-limit', retryAfter: 1 }, write);
    const id = await startImport(tenant, { integrationId: integration }, file);
    expect(await finished(tenant, id)).toMatchObject({ status: 'SUCCEEDED', progress: { processed: 30 } });
    const done = await importRows(tenant, id);
    expect(done.map(({ row }) => row)).toEqual(rows.map((_, i) => i + 1));
    const refused = done.filter(({ outcome }) => outcome === 'REFUSED');
    expect(refused.map(({ row }) => row)).toEqual([13]);
    expect(refused[0]?.problem?.field).toMatch(/^(phone|phone_number|PrimaryPhone)$/);
    expect(addressesAt(providerId)).toEqual(taken);
    // They are records at once, as if they had been synced.
    const kept = await rowsOf<{ external_id: string }>(
      hub.database.url,
      'select external_id from record where integration_id = $1 and external_id = any($2)',
      [integration, done.map(({ externalId }) => externalId)],
    );
    expect(kept).toHaveLength(29);
  }, 60_000);

  it('finds them when the whole file comes again', async () => {
    const id = await startImport(tenant, { integrationId: integration }, file);
    expect(await finished(tenant, id)).toMatchObject({
      status: 'SUCCEEDED',
      progress: { processed: 30, created: 0, updated: 29, unchanged: 1 },
    });
    expect(addressesAt(providerId)).toEqual(taken);
  }, 30_000);
});

describe('an access token that ends', () => {
  it('is renewed in the middle of an import', async () => {
    const { sandbox } = hub.vendor('quickbooks');
    const integration = await anIntegration(hub, tenant, {
      providerId: 'quickbooks',
      credential: { ...sandbox.issueCredential(sandbox.addCompany({ size })) },
    });
    sandbox.expireAccessTokens();
    const id = await startImport(tenant, { integrationId: integration }, file);
    expect(await finished(tenant, id)).toMatchObject({ status: 'SUCCEEDED', progress: { created: 29 } });
  }, 30_000);
});
