import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aurora } from '../../src/funders/aurora/index.ts';
import { beacon } from '../../src/funders/beacon/index.ts';
import { FunderLayoutChanged } from '../../src/funders/errors.ts';
import { defineFunder, products } from '../../src/funders/funder.ts';
import { startAuroraSandbox, type AuroraSandbox } from '../sandbox/aurora/aurora.ts';
import { startBeaconSandbox, type BeaconSandbox } from '../sandbox/beacon/beacon.ts';
import { aHub, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { subscriber } from '../support/subscriber.ts';
import { aVan, BROKER_SCOPES } from './asking.ts';
import { aCrew, type Crew } from './crew.ts';

const DEADLINE_MS = 2_500;
/** Answers come within milliseconds of the deadline on a quiet machine; this one runs other tests too. */
const SLACK_MS = 1_500;
/** Comes late, but comes. */
const SLOW_MS = 3_500;
const OFTEN = 100;

/** Looks for a form on its portal that is not there. What a browser would see stands in test/contracts. */
const portal = defineFunder({
  id: 'portal',
  name: 'A portal',
  channel: 'REST',
  products,
  credentialFields: [],
  open: (_credential, { send, settings }) => {
    const visit = async (signal: AbortSignal): Promise<never> => {
      const { body } = await send({ url: `${settings.url}/`, signal });
      throw new FunderLayoutChanged(`There is no form in ${body.length} bytes`);
    };
    return {
      quote: (_request, { signal }) => visit(signal),
      propose: (_proposal, { signal }) => visit(signal),
      status: (_reference, signal) => visit(signal),
      find: (_key, signal) => visit(signal),
    };
  },
});

interface Answer {
  readonly outcome: string | null;
  readonly late: boolean;
  readonly message: string | null;
  readonly quote: { id: string } | null;
}

const ANSWERS = 'id complete answers { outcome late message quote { id } }';
const ASK = `mutation ($input: CalculateQuotesInput!) { calculateQuotes(input: $input) {
        ... on QuoteRequest { ${ANSWERS} } ... on HubProblem { code message } } }`;

const AURORAS = ['decline', 'error', 'good', 'hang', 'slow'] as const;
const BEACONS = ['fault', 'xml'] as const;
let lenders: Record<(typeof AURORAS)[number], AuroraSandbox>;
let banks: Record<(typeof BEACONS)[number], BeaconSandbox>;
let hub: Hub;
let crew: Crew;
let broker: Tenant;
beforeAll(async () => {
  const started = await Promise.all(AURORAS.map(async (id) => [id, await startAuroraSandbox()] as const));
  lenders = Object.fromEntries(started) as typeof lenders;
  banks = { fault: await startBeaconSandbox(), xml: await startBeaconSandbox() };
  hub = await aHub({ hosts: [...Object.values(lenders), ...Object.values(banks)].map(({ host }) => host) });
  crew = await aCrew(hub, [
    ...AURORAS.map((id) => ({ ...lenders[id], id, funder: aurora })),
    ...BEACONS.map((id) => ({ ...banks[id], id, funder: beacon })),
    { id: 'changed', funder: portal, url: lenders.good.url, credential: {} },
  ]);
  broker = await hub.aTenant(BROKER_SCOPES);
  await crew.enroll(broker.id);
  // What the first question to each kind of funder compiles and loads is nobody's wait.
  await broker.ask(ASK, { input: aVan({ deadlineMs: 30_000, funderIds: ['good', 'xml'] }) });
  lenders.slow.fault('quote', { kind: 'slow', ms: SLOW_MS }, 1);
  lenders.hang.fault('quote', { kind: 'hang' }, OFTEN);
  lenders.error.fault('quote', { kind: 'status', status: 500 }, OFTEN);
  lenders.decline.book.declineNext('Not this customer');
  banks.fault.faultNext(OFTEN);
  banks.xml.fault('quote', { kind: 'rewrite', rewrite: (body) => body.slice(0, body.length / 2) }, OFTEN);
});
afterAll(async () => {
  await crew?.close();
  await hub?.close();
  await Promise.all(
    [...Object.values(lenders ?? {}), ...Object.values(banks ?? {})].map((each) => each.close()),
  );
});

const IDS = ['changed', 'decline', 'error', 'fault', 'good', 'hang', 'slow', 'xml'];

describe('eight funders, of which one is well', () => {
  let id: string;

  it('are answered for at the deadline, each with what became of it', async () => {
    const began = performance.now();
    const { calculateQuotes: asked } = await broker.ask<{
      calculateQuotes: { id: string; complete: boolean; answers: Answer[] };
    }>(ASK, { input: aVan({ deadlineMs: DEADLINE_MS, funderIds: IDS }) });
    const tookMs = performance.now() - began;
    console.info(`answered ${Math.round(tookMs - DEADLINE_MS)} ms after the deadline`);
    expect(tookMs).toBeGreaterThan(DEADLINE_MS - 50);
    expect(tookMs).toBeLessThan(DEADLINE_MS + SLACK_MS);
    // In the order of their ids.
    const outcomes = Object.fromEntries(asked.answers.map(({ outcome }, i) => [IDS[i], outcome]));
    expect(outcomes).toEqual({
      changed: 'LAYOUT_CHANGED',
      decline: 'DECLINED',
      error: 'UNAVAILABLE',
      fault: 'UNAVAILABLE',
      good: 'QUOTED',
      hang: 'TIMED_OUT',
      slow: 'TIMED_OUT',
      xml: 'INVALID_ANSWER',
    });
    expect(asked.complete).toBe(false);
    ({ id } = asked);
  });

  it('are followed by whoever comes late, as late', async () => {
    const follower = subscriber<{ quoteRequestUpdated: { answers: Answer[] } }>({
      url: hub.api.url,
      token: broker.token,
      query: `subscription ($id: ID!) { quoteRequestUpdated(id: $id) { ${ANSWERS} } }`,
      variables: { id },
    });
    const slow = (data: { quoteRequestUpdated: { answers: Answer[] } }) =>
      data.quoteRequestUpdated.answers[IDS.indexOf('slow')];
    const told = await follower.until((data) => slow(data)?.outcome === 'QUOTED');
    expect(slow(told)).toMatchObject({ late: true, quote: { id: expect.any(String) } });
    expect(told.quoteRequestUpdated.answers[IDS.indexOf('good')]).toMatchObject({ late: false });
    await follower.close();
  });

  it('are left as they stand when the worker ends: what hangs goes back, and nothing runs on', async () => {
    const tookMs = await crew.stop();
    expect(tookMs).toBeLessThan(2_000);
    const left = await rows<{ funder: string; status: string }>(
      hub.database.url,
      `select funder_id as funder, status from quote_ask where request_id = $1 and finished_at is null`,
      [id],
    );
    expect(left).toEqual([{ funder: 'hang', status: 'QUEUED' }]);
    const asked = lenders.hang.count['quote'];
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(lenders.hang.count['quote']).toBe(asked);
  });

  it('say nothing of the customer in the log', () => {
    expect(hub.logged()).toContain('api listens');
    expect(hub.logged()).not.toMatch(/baker/i);
  });
});
