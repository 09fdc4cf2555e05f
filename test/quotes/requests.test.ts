import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startAuroraSandbox, type AuroraSandbox } from '../sandbox/aurora/aurora.ts';
import { startBeaconSandbox, type BeaconSandbox } from '../sandbox/beacon/beacon.ts';
import { aHub, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { aBroker, askForQuotes, aVan, outcomesOf, propose } from './asking.ts';

const sql = (text: string, params: unknown[]) => rows(hub.database.url, text, params);

let aurora: AuroraSandbox;
let beacon: BeaconSandbox;
let hub: Hub;
let brokers: [Tenant, Tenant];
beforeAll(async () => {
  aurora = await startAuroraSandbox({ thinkMs: 5 });
  beacon = await startBeaconSandbox();
  hub = await aHub({
    hosts: [aurora.host, beacon.host],
    env: { AURORA_URL: aurora.url, BEACON_URL: beacon.url, QUOTE_CONCURRENCY: '8' },
  });
  await hub.startWorker();
  const credentials = { aurora: { ...aurora.credential }, beacon: { ...beacon.credential } };
  brokers = [await aBroker(hub, credentials), await aBroker(hub, credentials)];
});
afterAll(async () => {
  await hub?.close();
  await Promise.all([aurora?.close(), beacon?.close()]);
});

describe('many requests at once, of two tenants, beyond what a worker asks at once', () => {
  it('are each answered with their own figures, and seen by their own tenant only', async () => {
    const prices = Array.from({ length: 24 }, (_, i) => 20_000 + i * 100);
    const answered = await Promise.all(
      prices.map(async (price, i) => {
        const [tenant, other] = i % 2 === 0 ? brokers : [brokers[1], brokers[0]];
        const asked = await askForQuotes(
          tenant,
          aVan({
            asset: { description: `Van ${i}`, condition: 'USED', priceExVat: `${price}.00` },
            deposit: '0.00',
            customer: { kind: 'BUSINESS', name: `Customer ${i}`, email: `c${i}@example.test` },
            deadlineMs: 20_000,
          }),
        );
        return { tenant, other, asked, price };
      }),
    );
    for (const { tenant, other, asked, price } of answered) {
      expect(outcomesOf(asked)).toEqual({ aurora: 'QUOTED', beacon: 'QUOTED' });
      for (const { id } of asked.quotes) {
        const query = 'query ($id: ID!) { quote(id: $id) { amountOfCredit { amount } request { id } } }';
        expect(await tenant.ask(query, { id })).toEqual({
          quote: { amountOfCredit: { amount: `${price}.00` }, request: { id: asked.id } },
        });
        expect(await other.ask(query, { id })).toEqual({ quote: null });
      }
    }
  });
});

describe('the same idempotency key', () => {
  it('is the same request, however often and however close together, and asks nobody again', async () => {
    const input = aVan();
    const before = aurora.count['quote'] ?? 0;
    const asked = await Promise.all(Array.from({ length: 5 }, () => askForQuotes(brokers[0], input)));
    const again = await askForQuotes(brokers[0], input);
    expect(new Set([...asked, again].map(({ id }) => id)).size).toBe(1);
    expect(outcomesOf(again)).toEqual({ aurora: 'QUOTED', beacon: 'QUOTED' });
    expect((aurora.count['quote'] ?? 0) - before).toBe(1);
  });

  it('is refused for another request, and is another tenant’s own', async () => {
    const input = aVan();
    const asked = await askForQuotes(brokers[0], input);
    for (const change of [{ deposit: '2500.00' }, { fees: [aFee('95')] }])
      expect(await askForQuotes(brokers[0], { ...input, ...change })).toMatchObject({
        code: 'QUOTE_KEY_REUSED',
      });
    const theirs = await askForQuotes(brokers[1], input);
    expect(theirs.id).not.toBe(asked.id);
  });

  it('is the same request when the funders are dealt with no longer', async () => {
    const tenant = await aBroker(hub, { aurora: { ...aurora.credential } });
    const [of, all] = [aVan({ funderIds: ['aurora'] }), aVan()];
    const asked = [await askForQuotes(tenant, of), await askForQuotes(tenant, all)];
    await sql('update funder_account set enabled = false, version = version + 1 where tenant_id = $1', [
      tenant.id,
    ]);
    const again = [await askForQuotes(tenant, of), await askForQuotes(tenant, all)];
    expect(again.map(({ id }) => id)).toEqual(asked.map(({ id }) => id));
    expect(await askForQuotes(tenant, { ...all, deposit: '1.00' })).toMatchObject({
      code: 'QUOTE_KEY_REUSED',
    });
    expect(await askForQuotes(tenant, aVan())).toMatchObject({ code: 'FUNDER_NOT_ENABLED' });
  });
});

describe('a funder that cannot be asked for a reason of our own', () => {
  it('is unavailable at once, and the log says why', async () => {
    const tenant = await aBroker(hub, { aurora: { ...aurora.credential } });
    // As a key that was withdrawn too early leaves it.
    await sql(
      `update funder_account set credential = 'no seal', version = version + 1 where tenant_id = $1`,
      [tenant.id],
    );
    const began = performance.now();
    const asked = await askForQuotes(tenant, aVan({ deadlineMs: 30_000 }));
    expect(outcomesOf(asked)).toEqual({ aurora: 'UNAVAILABLE' });
    expect(asked.answers[0]?.message).toContain('SEAL_BROKEN');
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(hub.logged()).toContain('a funder cannot be asked');
  });
});

const aFee = (amount: string) => ({ amount, kind: 'OTHER', due: 'START' });

describe('what cannot be asked for', () => {
  it.each<[string, object]>([
    ['input.currency', { currency: 'JPY' }],
    ['input.currency', { currency: 'KWD' }],
    ['input.termMonths', { termMonths: 0 }],
    ['input.termMonths', { termMonths: 35, frequency: 'QUARTERLY' }],
    ['input.deposit', { deposit: '24000.00' }],
    ['input.deposit', { deposit: '1.001' }],
    ['input.balloon', { balloon: '21600.00' }],
    ['input.asset.priceExVat', { asset: { description: 'A van', condition: 'NEW', priceExVat: '0' } }],
    ['input.asset.vat', { asset: { description: 'A van', condition: 'NEW', priceExVat: '1', vat: '-1' } }],
    ['input.annualMileage', { product: 'CONTRACT_HIRE' }],
    ['input.customer.kind', { product: 'PERSONAL_CONTRACT_PURCHASE', annualMileage: 9_000 }],
    ['input.customer.name', { customer: { kind: 'BUSINESS', name: ' ', email: 'a@b.example' } }],
    ['input.fees', { fees: Array.from({ length: 11 }, () => aFee('1')) }],
    ['input.fees.0.amount', { fees: [aFee('0')] }],
    ['input.fees.1.amount', { fees: [aFee('1'), aFee('-1')] }],
    ['input.fees.0.amount', { fees: [aFee('1.001')] }],
    ['input.fees.1.amount', { fees: [aFee('10800'), aFee('10800')] }],
    ['input.fees.0.kind', { product: 'FINANCE_LEASE', fees: [{ ...aFee('1'), kind: 'OPTION_TO_PURCHASE' }] }],
    ['input.deadlineMs', { deadlineMs: 10 }],
    ['input.idempotencyKey', { idempotencyKey: 'short' }],
    ['input.funderIds', { funderIds: [] }],
  ])('names the field %s', async (field, change) => {
    expect(await askForQuotes(brokers[0], aVan(change))).toMatchObject({
      __typename: 'HubInvalidInput',
      field,
    });
  });

  it('is a funder that the tenant does not deal with', async () => {
    expect(await askForQuotes(brokers[0], aVan({ funderIds: ['cobalt'] }))).toMatchObject({
      code: 'FUNDER_NOT_ENABLED',
    });
  });

  it('is known before anybody is asked, where a funder does not offer the product', async () => {
    const before = beacon.count['quote'];
    const asked = await askForQuotes(
      brokers[0],
      aVan({
        product: 'PERSONAL_CONTRACT_PURCHASE',
        customer: { kind: 'INDIVIDUAL', name: 'Ada', email: 'ada@example.test' },
        annualMileage: 9_000,
        funderIds: ['aurora', 'beacon'],
      }),
    );
    expect(outcomesOf(asked)).toEqual({ aurora: 'QUOTED', beacon: 'NOT_OFFERED' });
    expect(beacon.count['quote']).toBe(before);
  });
});

describe('a customer', () => {
  it('is found by address in whatever case', async () => {
    const email = 'Grace.Hopper@Example.Test';
    const customer = { kind: 'BUSINESS', name: 'Grace Hopper', email };
    const asked = await askForQuotes(brokers[0], aVan({ customer }));
    const { customerQuotes } = await brokers[0].ask<{
      customerQuotes: { edges: { node: { id: string } }[] };
    }>('query ($email: EmailAddress!) { customerQuotes(email: $email) { edges { node { id } } } }', {
      email: 'GRACE.hopper@example.test',
    });
    const ids = (list: { id: string }[]) => list.map(({ id }) => id).sort();
    expect(ids(customerQuotes.edges.map(({ node }) => node))).toEqual(ids(asked.quotes));
  });
});

describe('a request that renews another', () => {
  it('takes the place of the former quotes, which become no proposal any more', async () => {
    const first = await askForQuotes(brokers[0], aVan());
    const second = await askForQuotes(brokers[0], aVan({ renews: first.id, funderIds: ['aurora'] }));
    const status = async (id: string | undefined) => {
      const { quote } = await brokers[0].ask<{ quote: { status: string; funder: { id: string } } }>(
        'query ($id: ID!) { quote(id: $id) { status funder { id } } }',
        { id },
      );
      return `${quote.funder.id} ${quote.status}`;
    };
    const former = await Promise.all(first.quotes.map(({ id }) => status(id)));
    expect(former.sort()).toEqual(['aurora SUPERSEDED', 'beacon OPEN']);
    expect(await status(second.quotes[0]?.id)).toBe('aurora OPEN');
    const old = first.answers.find(({ funder }) => funder.id === 'aurora')?.quote?.id ?? '';
    expect(await propose(brokers[0], old)).toMatchObject({ code: 'QUOTE_SUPERSEDED' });
  });

  it('never loses to a proposal made at the same time: one of the two is first, and both agree who', async () => {
    const tries = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const first = await askForQuotes(brokers[0], aVan({ funderIds: ['aurora'] }));
        const quoteId = first.quotes[0]?.id ?? '';
        const [proposed] = await Promise.all([
          sooner(() => propose(brokers[0], quoteId)),
          askForQuotes(brokers[0], aVan({ renews: first.id, funderIds: ['aurora'] })),
        ]);
        return { quoteId, proposed };
      }),
    );
    for (const { quoteId, proposed } of tries) {
      const made = await rows(hub.database.url, 'select id from proposal where quote_id = $1', [quoteId]);
      const isFirst = proposed.__typename === 'Proposal';
      expect([isFirst ? 'made' : proposed.code, made.length]).toEqual(
        isFirst ? ['made', 1] : ['QUOTE_SUPERSEDED', 0],
      );
    }
  });
});

/** After a moment that is another one each time. */
function sooner<T>(work: () => Promise<T>): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(work()), Math.random() * 60));
}
