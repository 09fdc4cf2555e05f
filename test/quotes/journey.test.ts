import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startAuroraSandbox, type AuroraSandbox } from '../sandbox/aurora/aurora.ts';
import { startBeaconSandbox, type BeaconSandbox } from '../sandbox/beacon/beacon.ts';
import { startCobaltSandbox, type CobaltSandbox } from '../sandbox/cobalt/cobalt.ts';
import { aHub, type Hub, type Tenant } from '../support/hub.ts';
import { subscriber } from '../support/subscriber.ts';
import {
  aBroker,
  askForQuotes,
  aVan,
  outcomesOf,
  PROPOSAL,
  proposalOnce,
  propose,
  type Asked,
  type Proposed,
} from './asking.ts';
import { textOf } from './pdf-text.ts';

let aurora: AuroraSandbox;
let beacon: BeaconSandbox;
let cobalt: CobaltSandbox;
let hub: Hub;
let broker: Tenant;
beforeAll(async () => {
  [aurora, beacon, cobalt] = await Promise.all([
    startAuroraSandbox(),
    startBeaconSandbox(),
    startCobaltSandbox(),
  ]);
  hub = await aHub({
    hosts: [aurora.host, beacon.host, cobalt.host],
    env: { AURORA_URL: aurora.url, BEACON_URL: beacon.url, COBALT_URL: cobalt.url },
  });
  await hub.startWorker();
  broker = await aBroker(hub, {
    aurora: { ...aurora.credential },
    beacon: { ...beacon.credential },
    cobalt: { ...cobalt.credential },
  });
});
afterAll(async () => {
  await hub?.close();
  await Promise.all([aurora?.close(), beacon?.close(), cobalt?.close()]);
});

interface FullQuote {
  readonly funder: { id: string };
  readonly status: string;
  readonly apr: string;
  readonly payment: { amount: string };
  readonly differences: unknown[];
  readonly paymentDates: string[];
  readonly fees: { kind: string; amount: { amount: string }; due: string }[];
  readonly totalPayable: { amount: string };
  readonly schedule: {
    payment: { amount: string };
    fees: { amount: string };
    dueOn: string;
    interest: { amount: string };
    balance: { amount: string };
  }[];
}
const FULL = `funder { id } status apr payment { amount } differences { figure stated computed } paymentDates
  fees { kind amount { amount } due } totalPayable { amount }
  schedule { payment { amount } fees { amount } dueOn interest { amount } balance { amount } }`;

const cents = (amount: string) => Math.round(Number(amount) * 100);

describe('a broker', () => {
  let asked: Asked;
  let quote: FullQuote;

  it('asks three funders over three protocols, and compares what they offer', async () => {
    const fees = [{ kind: 'OTHER', amount: '149.5', due: 'FIRST_PAYMENT' }];
    asked = await askForQuotes(broker, aVan({ deadlineMs: 25_000, fees }));
    expect(outcomesOf(asked)).toEqual({ aurora: 'QUOTED', beacon: 'QUOTED', cobalt: 'QUOTED' });
    const costs = asked.quotes.map(({ totalCost }) => Number(totalCost.amount));
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
    const quotes = await Promise.all(
      asked.quotes.map(({ id }) =>
        broker.ask<{ quote: FullQuote }>(`query ($id: ID!) { quote(id: $id) { ${FULL} } }`, { id }),
      ),
    );
    for (const { quote: each } of quotes) {
      expect(each).toMatchObject({ status: 'OPEN', differences: [] });
      expect(each.paymentDates).toHaveLength(36);
      expect(each.fees.at(-1)).toEqual({
        kind: 'OTHER',
        amount: { amount: '149.50' },
        due: 'FIRST_PAYMENT',
      });
      expect(
        Number(each.schedule.find(({ payment }) => payment.amount !== '0.00')?.fees.amount),
      ).toBeGreaterThanOrEqual(149.5);
      expect(cents(each.totalPayable.amount)).toBe(
        36 * cents(each.payment.amount) +
          each.fees.reduce((sum, { amount }) => sum + cents(amount.amount), 0),
      );
      expect(each.schedule.at(-1)?.balance.amount).toBe('0.00');
    }
    const ofAurora = quotes.find(({ quote: each }) => each.funder.id === 'aurora');
    if (!ofAurora) throw new Error('Aurora did not quote');
    quote = ofAurora.quote;
  }, 60_000);

  it('proposes one of them, and hears what the funder decides', async () => {
    const id = asked.answers.find(({ funder }) => funder.id === 'aurora')?.quote?.id ?? '';
    const proposed = await propose(broker, id);
    const follower = subscriber<{ proposalUpdated: Proposed }>({
      url: hub.api.url,
      token: broker.token,
      query: `subscription ($id: ID!) { proposalUpdated(id: $id) { ${PROPOSAL} } }`,
      variables: { id: proposed.id },
    });
    const { proposalUpdated: submitted } = await follower.until(
      ({ proposalUpdated: { status, document } }) => status === 'SUBMITTED' && document !== null,
    );
    const [there, ...others] = aurora.book.proposals;
    expect(others).toEqual([]);
    expect(submitted.reference).toBe(there?.id);
    expect(await aurora.decide(there?.id ?? '', 'APPROVED', 'Sign here')).toBe(200);
    await follower.completed;
    expect(follower.received.at(-1)).toMatchObject({
      proposalUpdated: { status: 'APPROVED', note: 'Sign here' },
    });
  });

  it('downloads it as a PDF with the key facts and the whole schedule, by a link that ends', async () => {
    const proposalId = aurora.book.proposals[0]?.key ?? '';
    const { document } = await proposalOnce(broker, proposalId, ({ document: made }) => made !== null);
    const url = document?.url ?? '';
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const text = await textOf(Buffer.from(await response.arrayBuffer()));
    for (const shown of [
      `Proposal ${proposalId}`,
      'Applicant: Baker Ltd, Office@Baker.example',
      'Amount of credit: 21600.00 GBP',
      `Payments: 36 of ${quote.payment.amount} GBP`,
      `APR: ${quote.apr} %`,
      'Fee (other): 149.50 GBP',
      `Total payable: ${quote.totalPayable.amount} GBP`,
    ])
      expect(text).toContain(shown);
    for (const { dueOn, interest, balance } of quote.schedule)
      expect(text).toMatch(new RegExp(`${dueOn} .*? ${interest.amount} .*? ${balance.amount}`));
    const { pathname } = new URL(url);
    for (const forged of [
      `${hub.api.url}${pathname}`,
      url.replace(/signature=[^&]{8}/, 'signature=forged__'),
    ])
      expect((await fetch(forged)).status).toBe(404);
  });

  it('finds the funder’s own quotation beside it, where the funder hands one out', async () => {
    const quoted = asked.answers.find(({ funder }) => funder.id === 'cobalt')?.quote?.id ?? '';
    const { id } = await propose(broker, quoted);
    const { quotation } = await proposalOnce(broker, id, ({ quotation: fetched }) => fetched !== null);
    const url = quotation?.url ?? '';
    const response = await fetch(url);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="quotation-${id}.pdf"`);
    const [there] = cobalt.book.quotes;
    const text = await textOf(Buffer.from(await response.arrayBuffer()));
    for (const shown of [`Your reference: ${there?.key}`, `Total payable: GBP ${there?.terms.totalPayable}`])
      expect(text).toContain(shown);
    // A link is for the one file.
    expect((await fetch(url.replace('/quotation?', '/document?'))).status).toBe(404);
    const ofAurora = await proposalOnce(broker, aurora.book.proposals[0]?.key ?? '', () => true);
    expect(ofAurora.quotation).toBeNull();
    expect((await fetch(ofAurora.document?.url.replace('/document?', '/quotation?') ?? '')).status).toBe(404);
  }, 60_000);

  it('finds the quotes under the tenant and under each funder', async () => {
    const { funders, _entities } = await broker.ask<{
      funders: { id: string; quotes: { edges: unknown[] } }[];
      _entities: { quotes: { edges: { node: { id: string } }[] } }[];
    }>(
      `query ($of: [_Any!]!) { funders { id quotes { edges { node { id } } } }
        _entities(representations: $of) {
          ... on Tenant { quotes(filter: { status: OPEN }) { edges { node { id } } } } } }`,
      { of: [{ __typename: 'Tenant', id: broker.id }] },
    );
    expect(funders.map(({ quotes }) => quotes.edges.length)).toEqual([1, 1, 1]);
    const ids = _entities[0]?.quotes.edges.map(({ node }) => node.id).sort();
    expect(ids).toEqual(asked.quotes.map(({ id }) => id).sort());
  });
});
