/** What may become of a proposal, and what it costs when a funder, the storage or the time is against it. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createLinks } from '../../src/platform/links.ts';
import { startAuroraSandbox, type AuroraSandbox } from '../sandbox/aurora/aurora.ts';
import { startCobaltSandbox, type CobaltSandbox } from '../sandbox/cobalt/cobalt.ts';
import { aHub, type Hub, type Tenant } from '../support/hub.ts';
import { rows } from '../support/rows.ts';
import { subscriber } from '../support/subscriber.ts';
import { until } from '../syncs/until.ts';
import { aBroker, askForQuotes, aVan, PROPOSAL, proposalOnce, propose, type Proposed } from './asking.ts';
import { textOf } from './pdf-text.ts';

const storage = join(tmpdir(), `hub-proposals-${crypto.randomUUID()}`);
let aurora: AuroraSandbox;
let cobalt: CobaltSandbox;
let hub: Hub;
let broker: Tenant;
beforeAll(async () => {
  await mkdir(storage);
  [aurora, cobalt] = await Promise.all([startAuroraSandbox({ thinkMs: 5 }), startCobaltSandbox()]);
  hub = await aHub({
    hosts: [aurora.host, cobalt.host],
    env: { AURORA_URL: aurora.url, COBALT_URL: cobalt.url, STORAGE_URL: `file:${storage}` },
  });
  await hub.startWorker();
  broker = await aBroker(hub, { aurora: { ...aurora.credential }, cobalt: { ...cobalt.credential } });
});
afterAll(async () => {
  await hub?.close();
  await Promise.all([aurora?.close(), cobalt?.close(), rm(storage, { recursive: true, force: true })]);
});

// One that fails must not cost its neighbours their funder.
afterEach(async () => {
  aurora.heal();
  cobalt.heal();
  await rests(null);
});

const sql = <Row>(text: string, params: unknown[]) => rows<Row>(hub.database.url, text, params);

async function aQuote(funder = 'aurora', change: object = {}): Promise<string> {
  const asked = await askForQuotes(broker, aVan({ deadlineMs: 30_000, funderIds: [funder], ...change }));
  return asked.quotes[0]?.id ?? '';
}

interface Row {
  state: string;
  status: string;
  attempts: number;
  submissions: number;
  document: string | null;
  quotation: string | null;
}

async function rowOf(id: string): Promise<Row | undefined> {
  const [row] = await sql<Row>(
    'select state, status, attempts, submissions, document, quotation from proposal where id = $1',
    [id],
  );
  return row;
}

/** The row once it fits. */
async function rowOnce(id: string, fits: (row: Row) => boolean): Promise<Row> {
  let row: Row | undefined;
  await until(async () => {
    row = await rowOf(id);
    return row !== undefined && fits(row);
  });
  if (!row) throw new Error('the condition was never looked at');
  return row;
}

/** As if so much time had passed since it was sent that whatever was under way has arrived or never will. */
const isDueLongAfter = (id: string) =>
  sql(`update proposal set next_attempt_at = now(), begun_at = now() - interval '1 hour' where id = $1`, [
    id,
  ]);
const isDue = (id: string) => sql('update proposal set next_attempt_at = now() where id = $1', [id]);
const rests = (interval: string | null) =>
  sql(`update funder_account set breaker_until = now() + $2::interval where tenant_id = $1`, [
    broker.id,
    interval,
  ]);
const sent = () => aurora.count['propose'] ?? 0;
const referenceOf = (id: string) => aurora.book.proposals.find(({ key }) => key === id)?.id ?? '';

const follow = (id: string) =>
  subscriber<{ proposalUpdated: Proposed }>({
    url: hub.api.url,
    token: broker.token,
    query: `subscription ($id: ID!) { proposalUpdated(id: $id) { ${PROPOSAL} } }`,
    variables: { id },
  });

describe('a proposal', () => {
  it.each(['EXPIRED', 'DECLINED'] as const)('may be %s in the end, and is then done', async (status) => {
    const { id } = await propose(broker, await aQuote());
    const follower = follow(id);
    await follower.until(({ proposalUpdated }) => proposalUpdated.status === 'SUBMITTED');
    expect(await aurora.decide(referenceOf(id), status, 'Too late')).toBe(200);
    await follower.completed;
    expect(follower.received.at(-1)?.proposalUpdated).toMatchObject({ status, note: 'Too late' });
    expect(await rowOf(id)).toMatchObject({ status: 'DONE', document: expect.any(String) });
    await follower.close();
  });

  it('that the funder surely has not been sent is sent later, and has failed after some tries', async () => {
    await rests('1 hour');
    const before = sent();
    const quoteId = await quoteWhileResting();
    const { id } = await propose(broker, quoteId);
    const waiting = await rowOnce(id, ({ status, attempts }) => status === 'QUEUED' && attempts > 0);
    expect(waiting).toMatchObject({ state: 'READY', attempts: 1, submissions: 1 });
    expect(await proposalOnce(broker, id, () => true)).toMatchObject({ status: 'PENDING' });
    await sql('update proposal set submissions = 7 where id = $1', [id]);
    await isDue(id);
    const failed = await proposalOnce(broker, id, ({ status }) => status === 'FAILED');
    expect(failed.note).toContain('left alone');
    expect(sent()).toBe(before);
    await rests(null);
    // Nothing was given to the funder: the quote may become another proposal.
    const again = await propose(broker, quoteId);
    await proposalOnce(broker, again.id, ({ status }) => status === 'SUBMITTED');
    expect(sent()).toBe(before + 1);
  });

  it('that was not sent for a while is sent as soon as the funder may be asked', async () => {
    await rests('1 hour');
    const { id } = await propose(broker, await quoteWhileResting());
    await rowOnce(id, ({ status, attempts }) => status === 'QUEUED' && attempts > 0);
    await rests(null);
    await isDue(id);
    await proposalOnce(broker, id, ({ status }) => status === 'SUBMITTED');
    expect(await rowOnce(id, ({ status }) => status === 'QUEUED')).toMatchObject({
      attempts: 0,
      submissions: 2,
    });
  });

  it('has failed when the tenant no longer deals with the funder', async () => {
    const quoteId = await aQuote();
    const set = (enabled: boolean) =>
      sql('update funder_account set enabled = $2, version = version + 1 where tenant_id = $1', [
        broker.id,
        enabled,
      ]);
    await set(false);
    const { id } = await propose(broker, quoteId);
    expect(await proposalOnce(broker, id, ({ status }) => status === 'FAILED')).toMatchObject({
      note: expect.stringContaining('not enabled'),
    });
    await set(true);
  });

  it('is not given up for the time in which the funder could not say whether it has it', async () => {
    aurora.fault('propose', { kind: 'reset' });
    aurora.fault('find', { kind: 'status', status: 503 }, 1_000);
    const { id } = await propose(broker, await aQuote());
    const looked = aurora.count['find'] ?? 0;
    await rowOnce(id, ({ state, status }) => state === 'UNCERTAIN' && status === 'QUEUED');
    const before = sent();
    await isDueLongAfter(id);
    await until(() => (aurora.count['find'] ?? 0) > looked);
    await rowOnce(id, ({ status, attempts }) => status === 'QUEUED' && attempts > 0);
    expect([(await rowOf(id))?.state, sent()]).toEqual(['UNCERTAIN', before]);
    // Looked at again and again, for hours; and just when it is known that there is none, the funder may not be asked.
    await sql('update proposal set attempts = 24 where id = $1', [id]);
    aurora.heal();
    aurora.fault('find', { kind: 'slow', ms: 1_000 });
    const asked = aurora.count['find'] ?? 0;
    await isDueLongAfter(id);
    await until(() => (aurora.count['find'] ?? 0) > asked);
    await rests('1 hour');
    const unsent = await rowOnce(id, ({ submissions, status }) => submissions === 2 && status === 'QUEUED');
    expect(unsent).toMatchObject({ state: 'READY', attempts: 1 });
    await rests(null);
    await isDue(id);
    await proposalOnce(broker, id, ({ status }) => status === 'SUBMITTED');
    expect(await rowOnce(id, ({ status }) => status === 'QUEUED')).toMatchObject({ attempts: 0 });
    expect(aurora.book.proposals.filter(({ key }) => key === id)).toHaveLength(1);
  }, 60_000);

  it('is not sent without end to a funder that never has it afterwards', async () => {
    const { id } = await propose(broker, await aQuote());
    await proposalOnce(broker, id, ({ status }) => status === 'SUBMITTED');
    await rowOnce(id, ({ status }) => status === 'QUEUED');
    const before = sent();
    await sql(
      `update proposal set state = 'READY', reference = null, submissions = 8, next_attempt_at = now() where id = $1`,
      [id],
    );
    await proposalOnce(broker, id, ({ status }) => status === 'FAILED');
    expect(sent()).toBe(before);
  });

  it('is no refusal where the funder is still working on the same key (409)', async () => {
    aurora.fault('propose', { kind: 'status', status: 409, title: 'A request with this key is in progress' });
    const { id } = await propose(broker, await aQuote());
    await proposalOnce(broker, id, ({ status }) => status === 'UNCERTAIN');
    await rowOnce(id, ({ status }) => status === 'QUEUED');
    await isDueLongAfter(id);
    await proposalOnce(broker, id, ({ status }) => status === 'SUBMITTED');
    expect(aurora.book.proposals.filter(({ key }) => key === id)).toHaveLength(1);
  });

  /** A quote from before the funder was to be left alone. */
  async function quoteWhileResting(): Promise<string> {
    await rests(null);
    const id = await aQuote();
    await rests('1 hour');
    return id;
  }
});

describe('the papers of a proposal', () => {
  const NAME = 'Łukasz Żółć-Świątek, Ωμέγα, Иван Жуков';

  it('show names of many languages as they are written', async () => {
    const customer = { kind: 'BUSINESS', name: NAME, email: 'lukasz@example.test' };
    const { id } = await propose(broker, await aQuote('aurora', { customer }));
    const { document } = await proposalOnce(broker, id, (proposal) => proposal.document !== null);
    const response = await fetch(document?.url ?? '');
    expect(await textOf(Buffer.from(await response.arrayBuffer()))).toContain(`Applicant: ${NAME}, lukasz@`);
  });

  it('lie sealed in the storage', async () => {
    const { id } = await propose(broker, await aQuote());
    await proposalOnce(broker, id, (proposal) => proposal.document !== null);
    const folder = join(storage, 'proposals', id);
    const [file, ...others] = await readdir(folder);
    expect(others).toEqual([]);
    const stored = await readFile(join(folder, file ?? ''));
    expect(stored.length).toBeGreaterThan(5_000);
    for (const text of [
      stored.toString('latin1'),
      Buffer.from(stored.toString(), 'base64').toString('latin1'),
    ])
      expect(text).not.toContain('%PDF');
  });

  it('are made once the storage takes them, even of a proposal that the funder has long decided', async () => {
    const folder = join(storage, 'proposals');
    await rm(folder, { recursive: true });
    await writeFile(folder, 'no folder');
    const { id } = await propose(broker, await aQuote());
    await proposalOnce(broker, id, ({ status }) => status === 'SUBMITTED');
    await rowOnce(id, ({ status }) => status === 'QUEUED');
    const follower = follow(id);
    expect(await aurora.decide(referenceOf(id), 'APPROVED')).toBe(200);
    await rowOnce(id, ({ state }) => state === 'APPROVED');
    await until(async () => (await rowOf(id))?.status === 'QUEUED');
    expect(await rowOf(id)).toMatchObject({ document: null });
    await rm(folder);
    const looks = () => aurora.received.filter((each) => each.includes(`/v2/proposals/${referenceOf(id)}`));
    const before = looks();
    await isDue(id);
    await follower.completed;
    expect(follower.received.at(-1)?.proposalUpdated.document?.url).toContain(id);
    expect(await rowOf(id)).toMatchObject({ status: 'DONE', state: 'APPROVED' });
    // What is decided is not asked for.
    expect(looks()).toEqual(before);
    await follower.close();
  });

  it('are whole only with the funder’s own quotation, where it hands one out', async () => {
    const quoteId = await aQuote('cobalt');
    cobalt.fault('pdf', { kind: 'status', status: 500 }, 1_000);
    const { id } = await propose(broker, quoteId);
    await proposalOnce(broker, id, ({ status }) => status === 'SUBMITTED');
    cobalt.decide(cobalt.book.proposals.at(-1)?.id ?? '', 'APPROVED');
    await rowOnce(id, ({ status }) => status === 'QUEUED');
    await isDue(id);
    const without = await rowOnce(id, ({ state, status }) => state === 'APPROVED' && status !== 'RUNNING');
    expect(without).toMatchObject({ status: 'QUEUED', quotation: null, document: expect.any(String) });
    cobalt.heal();
    await isDue(id);
    const row = await rowOnce(id, ({ status }) => status === 'DONE');
    expect(row.quotation).not.toBeNull();
  }, 90_000);

  it('are no longer handed out once the link has ended, and nothing is recorded', async () => {
    const { id } = await propose(broker, await aQuote());
    const { document } = await proposalOnce(broker, id, (proposal) => proposal.document !== null);
    const { pathname } = new URL(document?.url ?? '');
    const linkFrom = (agoMs: number) =>
      createLinks({
        keys: hub.config.vault.keys,
        publicUrl: hub.api.url,
        lifetimeS: 60,
        now: () => Date.now() - agoMs,
      }).sign({ method: 'GET', path: pathname }).url;
    const ended = await fetch(linkFrom(61_000));
    expect([ended.status, await ended.json()]).toMatchObject([410, { error: { code: 'LINK_EXPIRED' } }]);
    const downloads = () =>
      sql(`select from audit_entry where action = 'proposal.downloaded' and target_id = $1`, [id]);
    expect(await downloads()).toHaveLength(0);
    expect((await fetch(linkFrom(0))).status).toBe(200);
    expect(await downloads()).toHaveLength(1);
  });
});
