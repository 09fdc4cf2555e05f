/** Answers that race with one another, and with the time. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { entities } from '../../src/entities.ts';
import type { FunderQuote } from '../../src/funders/funder-quote.ts';
import { openPlatform, type OpenPlatform } from '../../src/platform/platform.ts';
import { claimAsks, type ClaimedAsk } from '../../src/quotes/claim-asks.ts';
import { factsOf } from '../../src/quotes/facts.ts';
import { saveAnswers } from '../../src/quotes/save-answer.ts';
import { startAuroraSandbox, type AuroraSandbox } from '../sandbox/aurora/aurora.ts';
import { aHub, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { until } from '../syncs/until.ts';
import { aBroker, askForQuotes, aVan, outcomesOf } from './asking.ts';

let aurora: AuroraSandbox;
let hub: Hub;
let platform: OpenPlatform;
let broker: Tenant;
beforeAll(async () => {
  aurora = await startAuroraSandbox({ thinkMs: 5 });
  hub = await aHub({ hosts: [aurora.host], env: { AURORA_URL: aurora.url } });
  const settings = { ...hub.config, vendors: hub.config.providers, worker: false };
  platform = await openPlatform(settings, entities, { log: hub.log });
  broker = await aBroker(hub, { aurora: { ...aurora.credential } });
});
afterAll(async () => {
  await platform?.close();
  await hub?.close();
  await aurora?.close();
});

const sql = <Row>(text: string, params: unknown[] = []) => rows<Row>(hub.database.url, text, params);

const stated: FunderQuote = {
  reference: 'R-1',
  validUntil: new Date('2099-01-01'),
  payment: '700.00',
  numberOfPayments: 36,
  fees: [],
  balloon: '0.00',
  totalPayable: null,
  totalCharge: null,
  nominalRate: null,
  apr: null,
};

function answerTo(ask: ClaimedAsk) {
  const startsOn = '2026-01-01';
  return { ask, answer: { stated, facts: factsOf(ask.terms, stated, startsOn), startsOn }, latencyMs: 1 };
}

/** A request that nobody has answered, and its question in this process's hands. */
async function aQuestion(change: object = {}): Promise<ClaimedAsk> {
  const { id } = await askForQuotes(broker, aVan({ deadlineMs: 500, ...change }));
  const of = { tenantId: broker.id, by: 'request', id, most: 1, leaseMs: 60_000 } as const;
  const [ask] = await claimAsks(platform, of);
  if (!ask) throw new Error('there is no question');
  return ask;
}

describe('two quotes of one series that two workers write at the same time', () => {
  it.each(['the renewal', 'the first request'])('leave one of them open, with %s first', async (first) => {
    const root = await aQuestion();
    const renewal = await aQuestion({ renews: root.requestId });
    const order = first === 'the renewal' ? [renewal, root] : [root, renewal];
    const [one, other] = order.map(answerTo);
    if (!one || !other) throw new Error('there are two');
    const db = platform.db.tenant(broker.id);
    let written = false;
    let writing: Promise<void> | undefined;
    await db.together(async (tx) => {
      await saveAnswers(tx, [one]);
      writing = db
        .together((theirs) => saveAnswers(theirs, [other]))
        .then(() => {
          written = true;
        });
      // Whether it stands in a queue or has gone past: only then is the first one committed.
      await until(async () => written || (await waitingForLocks()) > 0);
    });
    await writing;
    const quotes = await sql<{ id: string; isOpen: boolean }>(
      `select id, superseded_at is null as "isOpen" from quote where series_id = $1`,
      [root.seriesId],
    );
    expect(new Map(quotes.map(({ id, isOpen }) => [id, isOpen]))).toEqual(
      new Map([
        [root.id, false],
        [renewal.id, true],
      ]),
    );
  });
});

async function waitingForLocks(): Promise<number> {
  const waiting = await sql(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return waiting.length;
}

describe('the deadline', () => {
  it('begins with the call, whatever holds it up on its way', async () => {
    const began = Date.now();
    const locker = await aLocker('lock table funder_account in access exclusive mode');
    const asking = askForQuotes(broker, aVan({ deadlineMs: 2_000 }));
    await until(async () => (await waitingForLocks()) > 0);
    await sleep(600);
    await locker.end();
    const { id } = await asking;
    const [row] = await sql<{ deadlineAt: Date }>(
      'select deadline_at as "deadlineAt" from quote_request where id = $1',
      [id],
    );
    // The call began after `began`; what it may take to arrive is far less than what it was held up.
    expect(row?.deadlineAt.getTime()).toBeLessThan(began + 2_000 + 500);
  });

  it('is over for an answer that is being written when it passes', async () => {
    await hub.startWorker();
    const since = new Date();
    // Long enough to find the request and to lock it before the answer comes; the worker asks for what is left over, too.
    aurora.fault('quote', { kind: 'slow', ms: 3_000 }, 10);
    const asking = askForQuotes(broker, aVan({ deadlineMs: 6_000 }));
    const [request] = await found<{ id: string }>(
      'select id from quote_request where tenant_id = $1 and created_at >= $2',
      [broker.id, since],
    );
    const locker = await aLocker(`select from quote_request where id = '${request?.id}' for update`);
    await until(async () => (await waitingForLocks()) > 0);
    expect(outcomesOf(await asking)).toEqual({ aurora: 'TIMED_OUT' });
    await locker.end();
    const [ask] = await found<{ late: boolean }>(
      'select late from quote_ask where request_id = $1 and finished_at is not null',
      [request?.id],
    );
    expect(ask).toEqual({ late: true });
  });
});

/** Holds a lock until it is ended. */
async function aLocker(statement: string): Promise<Client> {
  const client = new Client({ connectionString: hub.database.url });
  await client.connect();
  await client.query(`begin; ${statement}`);
  return client;
}

/** The rows once there are some. */
async function found<Row>(text: string, params: unknown[]): Promise<Row[]> {
  let there: Row[] = [];
  await until(async () => {
    there = await sql<Row>(text, params);
    return there.length > 0;
  });
  return there;
}
