import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aHub, aStripeIntegration, finished, startSync, type Hub, type Tenant } from '../support/hub.ts';
import { countOf, liveObjects, recordsOf, truthOf, type StoredRecord } from './truth.ts';

let hub: Hub;
let tenant: Tenant;
let integration: string;
beforeAll(async () => {
  hub = await aHub({ stripe: { size: { customers: 250, payments: 600, invoices: 150 } } });
  await hub.startWorker();
  tenant = await hub.aTenant();
  integration = await aStripeIntegration(hub, tenant);
});
afterAll(() => hub?.close());

/** Minor digits by ISO 4217 of the currencies the sandbox sells in. */
const DIGITS: Record<string, number> = { usd: 2, eur: 2, gbp: 2, sek: 2, jpy: 0, kwd: 3 };

/** The amount in major units, by integer arithmetic of its own. */
function inMajorUnits(minor: number, currency: string): { amount: string; currency: string } {
  const digits = DIGITS[currency];
  if (digits === undefined) throw new Error(`no rule for ${currency}`);
  const unit = 10n ** BigInt(digits);
  const rest = (BigInt(minor) % unit).toString().padStart(digits, '0');
  const whole = (BigInt(minor) / unit).toString();
  return { amount: digits === 0 ? whole : `${whole}.${rest}`, currency: currency.toUpperCase() };
}

describe('a full sync', () => {
  let stored: StoredRecord[];

  it('brings every object of the provider into records, as it is', async () => {
    const job = await finished(tenant, await startSync(tenant, integration));
    stored = await recordsOf(hub.database.url, integration);
    const truth = truthOf(hub.stripe);
    expect(liveObjects(stored)).toEqual(truth);
    const count = countOf(truth);
    expect(stored).toHaveLength(count);
    expect(job).toMatchObject({ status: 'SUCCEEDED', error: null });
    expect(job.progress).toEqual({
      processed: count,
      created: count,
      updated: 0,
      deleted: 0,
      unchanged: 0,
      percent: 100,
    });
  });

  it('states every payment exactly, in its currency', () => {
    const truth = truthOf(hub.stripe).payment as Record<
      string,
      {
        amount: number;
        amount_received: number;
        currency: string;
        status: string;
        customer: string | null;
        latest_charge: { amount_refunded: number; disputed: boolean; failure_code: string | null } | null;
      }
    >;
    const payments = stored.filter(({ resource }) => resource === 'payment');
    for (const { externalId, data } of payments) {
      const intent = truth[externalId]!; // the records were found to be equal to the truth
      const { currency, latest_charge: charge } = intent;
      const declined = intent.status === 'requires_payment_method' && charge !== null;
      expect(data).toMatchObject({
        amount: inMajorUnits(intent.amount, currency),
        received: inMajorUnits(intent.amount_received, currency),
        refunded: inMajorUnits(charge?.amount_refunded ?? 0, currency),
        disputed: charge?.disputed ?? false,
        contactId: intent.customer,
        failureCode: charge?.failure_code ?? null,
        status: declined
          ? 'FAILED'
          : ({ succeeded: 'SUCCEEDED', canceled: 'CANCELED' }[intent.status] ?? 'PENDING'),
      });
    }
    const told = payments.map(({ data }) => data as { status: string; amount: { currency: string } });
    expect(new Set(told.map(({ amount }) => amount.currency))).toEqual(
      new Set(['USD', 'EUR', 'GBP', 'SEK', 'JPY', 'KWD']),
    );
    expect(new Set(told.map(({ status }) => status))).toEqual(
      new Set(['SUCCEEDED', 'FAILED', 'PENDING', 'CANCELED']),
    );
  });

  it('keeps canceled subscriptions and the states of invoices', () => {
    const truth = truthOf(hub.stripe);
    const statusIn = (resource: 'subscription' | 'invoice') =>
      stored
        .filter((record) => record.resource === resource)
        .map(({ externalId, data }) => {
          const object = truth[resource][externalId] as { status: string };
          return { stripe: object.status.toUpperCase(), hub: data?.['status'] };
        });
    for (const resource of ['subscription', 'invoice'] as const)
      for (const { stripe, hub: ours } of statusIn(resource)) expect(ours).toBe(stripe);
    expect(statusIn('subscription').filter(({ hub: ours }) => ours === 'CANCELED').length).toBeGreaterThan(0);
  });

  it('shows a record and its raw object through GraphQL', async () => {
    const [id, raw] = Object.entries(truthOf(hub.stripe).contact)[0]!; // the account has customers
    const { integration: shown } = await tenant.ask<{ integration: { record: object } }>(
      `query ($integration: ID!, $id: ID!) { integration(id: $integration) {
        record(resource: "contact", externalId: $id) { externalId ... on ContactRecord { email raw } } } }`,
      { integration, id },
    );
    expect(shown.record).toEqual({ externalId: id, email: (raw as { email: string }).email, raw });
  });

  it('writes nothing into records when a second full pass finds everything as it was', async () => {
    const job = await finished(tenant, await startSync(tenant, integration, { mode: 'FULL' }));
    expect(job.status).toBe('SUCCEEDED');
    expect(job.progress).toMatchObject({
      processed: stored.length,
      unchanged: stored.length,
      created: 0,
      updated: 0,
      deleted: 0,
    });
    expect(await recordsOf(hub.database.url, integration)).toEqual(stored);
  });
});
