import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startAuroraSandbox, type AuroraSandbox } from '../sandbox/aurora/aurora.ts';
import { aHub, type Hub, type Tenant } from '../support/hub.ts';
import { aBroker, askForQuotes, aVan, outcomesOf, proposalOnce, propose } from './asking.ts';
import { textOf } from './pdf-text.ts';

let aurora: AuroraSandbox;
let hub: Hub;
let broker: Tenant;
beforeAll(async () => {
  aurora = await startAuroraSandbox();
  hub = await aHub({ hosts: [aurora.host], env: { AURORA_URL: aurora.url } });
  await hub.startWorker();
  broker = await aBroker(hub, { aurora: { ...aurora.credential } });
});
afterAll(async () => {
  await hub?.close();
  await aurora?.close();
});

describe('asking funders', () => {
  it('answers with their quotes', async () => {
    const asked = await askForQuotes(broker, aVan());
    expect(asked).toMatchObject({ complete: true });
    expect(outcomesOf(asked)).toEqual({ aurora: 'QUOTED' });
    const { quote } = await broker.ask<{ quote: object }>(
      `query ($id: ID!) { quote(id: $id) { id status apr nominalRate numberOfPayments paymentDates differences { figure stated computed }
        amountOfCredit { amount currency } totalPayable { amount } totalCost { amount } totalCharge { amount } payment { amount }
        fees { kind due amount { amount } } schedule { number dueOn interest { amount } balance { amount } } } }`,
      { id: asked.quotes[0]?.id },
    );
    expect(quote).toMatchObject({ status: 'OPEN', differences: [] });
  });

  it('makes a proposal of a quote, which the funder decides', async () => {
    const asked = await askForQuotes(broker, aVan());
    const proposed = await propose(broker, asked.quotes[0]?.id ?? '');
    expect(proposed).toMatchObject({ __typename: 'Proposal' });
    const submitted = await proposalOnce(
      broker,
      proposed.id,
      ({ status, document }) => status === 'SUBMITTED' && document !== null,
    );
    const [there, ...others] = aurora.book.proposals;
    expect(others).toEqual([]);
    expect(submitted.reference).toBe(there?.id);
    expect(await aurora.decide(there?.id ?? '', 'APPROVED', 'Sign here')).toBe(200);
    expect(await proposalOnce(broker, proposed.id, ({ status }) => status === 'APPROVED')).toMatchObject({
      note: 'Sign here',
    });
    const response = await fetch(submitted.document?.url ?? '');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const text = await textOf(Buffer.from(await response.arrayBuffer()));
    console.log(text.slice(0, 1500));
  });
});
