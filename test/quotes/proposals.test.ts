import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startAuroraSandbox, type AuroraSandbox } from '../sandbox/aurora/aurora.ts';
import { aHub, type Hub, type Tenant } from '../support/hub.ts';
import { everyRow, leaksIn } from '../support/leaks.ts';
import { rows } from '../support/rows.ts';
import { startWorkerProcess, workerEnvironment } from '../support/worker-process.ts';
import { aBroker, APPLICANT, askForQuotes, aVan, proposalOnce, propose } from './asking.ts';

let aurora: AuroraSandbox;
let hub: Hub;
let broker: Tenant;
beforeAll(async () => {
  aurora = await startAuroraSandbox();
  hub = await aHub({ hosts: [aurora.host], env: { AURORA_URL: aurora.url } });
  broker = await aBroker(hub, { aurora: { ...aurora.credential } });
});
afterAll(async () => {
  await hub?.close();
  await aurora?.close();
});

async function aQuote(): Promise<string> {
  const { quotes } = await askForQuotes(broker, aVan({ deadlineMs: 20_000 }));
  return quotes[0]?.id ?? '';
}

const sql = (text: string, params: unknown[]) => rows(hub.database.url, text, params);
const takenFor = (id: string) => aurora.book.proposals.filter(({ key }) => key === id);
const stateOf = async (id: string) =>
  ((await sql('select state from proposal where id = $1', [id])) as { state: string }[])[0]?.state;

/** As if the lease of whoever holds it had run out, and what was sent long ago had arrived or been lost for good. */
const timePasses = (id: string) =>
  sql(
    `update proposal set lease_until = now() - interval '1 s', next_attempt_at = now(), begun_at = now() - interval '1 hour'
      where id = $1`,
    [id],
  );

/** Resolves when no worker holds the proposal. */
async function letGo(id: string): Promise<void> {
  while ((await sql(`select id from proposal where id = $1 and status = 'RUNNING'`, [id])).length > 0);
}

async function until(fits: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !fits();) {
    if (Date.now() > end) throw new Error('it never came to be');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a worker that is killed after it wrote that it submits', () => {
  it.each(['hang', 'lost'] as const)(
    'leaves a proposal that is looked for before it is sent again, and given once (%s)',
    async (kind) => {
      const env = workerEnvironment(hub.config, { AURORA_URL: aurora.url });
      const killed = startWorkerProcess(env);
      await killed.ready;
      const quoteId = await aQuote();
      aurora.fault('propose', { kind: 'hang' });
      const before = aurora.count['propose'] ?? 0;
      const looked = aurora.count['find'] ?? 0;
      const { id } = await propose(broker, quoteId);
      await until(() => (aurora.count['propose'] ?? 0) > before);
      expect(await stateOf(id)).toBe('SUBMITTING');
      killed.kill();
      await killed.ended;
      // What was under way when it died: nothing arrived, or it did and nobody heard the answer.
      if (kind === 'lost') {
        const [quote] = (await sql('select reference from quote where id = $1', [quoteId])) as {
          reference: string;
        }[];
        aurora.book.propose({ quoteId: quote?.reference ?? '', key: id, callbackUrl: null });
      }
      await timePasses(id);
      const finder = startWorkerProcess(env);
      await finder.ready;
      const found = await proposalOnce(broker, id, ({ status }) => status === 'SUBMITTED');
      expect(takenFor(id)).toHaveLength(1);
      expect(found.reference).toBe(takenFor(id)[0]?.id);
      // Aurora itself would take a second one for the first: that it was not sent must be seen here.
      expect(aurora.count['find'] ?? 0).toBeGreaterThan(looked);
      expect(aurora.count['propose']).toBe(before + (kind === 'lost' ? 1 : 2));
      await finder.end();
    },
    60_000,
  );
});

describe('with a worker', () => {
  beforeAll(async () => {
    await hub.startWorker();
  });

  it('twenty callers at once make one proposal, by one key or by twenty', async () => {
    const quoteId = await aQuote();
    const idempotencyKey = crypto.randomUUID();
    const same = await Promise.all(
      Array.from({ length: 10 }, () => propose(broker, quoteId, { idempotencyKey })),
    );
    const others = await Promise.all(Array.from({ length: 10 }, () => propose(broker, quoteId)));
    const [first] = same;
    expect(new Set(same.map(({ id }) => id))).toEqual(new Set([first?.id]));
    expect(new Set(others.map(({ code }) => code))).toEqual(new Set(['QUOTE_ALREADY_PROPOSED']));
    await proposalOnce(broker, first?.id ?? '', ({ status }) => status === 'SUBMITTED');
    expect(takenFor(first?.id ?? '')).toHaveLength(1);
    const other = await aQuote();
    const race = await Promise.all(Array.from({ length: 20 }, () => propose(broker, other)));
    expect(race.filter(({ __typename }) => __typename === 'Proposal')).toHaveLength(1);
  });

  it('an answer that is lost leaves it uncertain, until the funder is asked', async () => {
    const quoteId = await aQuote();
    aurora.fault('propose', { kind: 'lost' });
    const { id } = await propose(broker, quoteId);
    await proposalOnce(broker, id, ({ status }) => status === 'UNCERTAIN');
    const sent = aurora.count['propose'];
    await letGo(id);
    await timePasses(id);
    await proposalOnce(broker, id, ({ status }) => status === 'SUBMITTED');
    expect(aurora.count['propose']).toBe(sent);
    expect(takenFor(id)).toHaveLength(1);
  });

  it('a funder that declines is believed, and its words are told', async () => {
    const quoteId = await aQuote();
    await sql(`update quote set reference = 'nobody-knows' where id = $1`, [quoteId]);
    const { id } = await propose(broker, quoteId);
    expect(await proposalOnce(broker, id, ({ status }) => status === 'DECLINED')).toMatchObject({
      note: 'There is no such quote',
    });
  });

  it('what was not heard is asked for, and told to applications', async () => {
    const { id } = await propose(broker, await aQuote());
    await proposalOnce(broker, id, ({ status }) => status === 'SUBMITTED');
    const [there] = takenFor(id);
    Object.assign(there ?? {}, { status: 'UNDER_REVIEW', changedAt: new Date(Date.now() + 5) });
    await sql('update proposal set next_attempt_at = now() where id = $1', [id]);
    await proposalOnce(broker, id, ({ status }) => status === 'UNDER_REVIEW');
    const told = await sql(
      `select payload ->> 'status' as status from outgoing_event where type = 'proposal.updated' and subject = $1 order by seq`,
      [id],
    );
    expect(told).toEqual([{ status: 'SUBMITTED' }, { status: 'UNDER_REVIEW' }]);
  });

  it('a message is heeded once, and an older one not at all', async () => {
    const { id } = await propose(broker, await aQuote());
    const { reference } = await proposalOnce(broker, id, ({ status }) => status === 'SUBMITTED');
    const at = Date.now();
    const message = (status: string, changedAt: number, messageId = crypto.randomUUID()) =>
      JSON.stringify({
        id: messageId,
        type: 'proposal.changed',
        proposal: {
          id: reference,
          clientReference: id,
          status,
          message: null,
          changedAt: new Date(changedAt).toISOString(),
        },
      });
    const more = message('MORE_INFORMATION', at + 1_000);
    expect(await tell(more)).toBe(200);
    expect(await tell(more)).toBe(200);
    expect(await tell(message('UNDER_REVIEW', at + 500))).toBe(200);
    expect(await stateOf(id)).toBe('MORE_INFORMATION');
    expect(await tell(more, 'wrong')).toBe(401);
    expect(await tell(message('APPROVED', at + 2_000), 'wrong')).toBe(401);
    const told = await sql(
      `select payload ->> 'status' as status from outgoing_event where type = 'proposal.updated' and subject = $1`,
      [id],
    );
    expect(told).toHaveLength(2);
  });

  /** Posts to the callback route as Aurora would; answers the status. */
  async function tell(body: string, secret = aurora.credential.callbackSecret): Promise<number> {
    const [account] = (await sql('select id from funder_account where tenant_id = $1', [broker.id])) as {
      id: string;
    }[];
    const seconds = Math.floor(Date.now() / 1000);
    const hmac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
    const { status } = await fetch(`${hub.api.url}/api/v1/funders/aurora/callbacks/${account?.id}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'aurora-signature': `t=${seconds},v1=${hmac}` },
      body,
    });
    return status;
  }

  it('no proposal is made of a quote whose time is over, by the database’s clock', async () => {
    const made = await Promise.all(
      Array.from({ length: 8 }, async (_, i) => {
        const quoteId = await aQuote();
        await sql(`update quote set expires_at = now() + $2 * interval '1 ms' where id = $1`, [
          quoteId,
          i * 10,
        ]);
        return { quoteId, proposed: await propose(broker, quoteId) };
      }),
    );
    for (const { quoteId, proposed } of made) {
      const [row] = (await sql(
        'select p.created_at < q.expires_at as "inTime" from quote q left join proposal p on p.quote_id = q.id where q.id = $1',
        [quoteId],
      )) as { inTime: boolean | null }[];
      expect([proposed.code ?? 'made', row?.inTime]).toEqual(
        proposed.code ? ['QUOTE_EXPIRED', null] : ['made', true],
      );
    }
    expect(made.some(({ proposed }) => proposed.code === 'QUOTE_EXPIRED')).toBe(true);
  });

  it('what an applicant enters is sealed in the database and not in the log', async () => {
    const secrets = { phone: APPLICANT.phone, number: APPLICANT.companyNumber };
    expect(leaksIn(await everyRow(hub.database.url), secrets)).toEqual([]);
    expect(leaksIn(hub.logged(), secrets)).toEqual([]);
  });

  it.each<[string, object]>([
    ['input.applicant.phone', { phone: 'none' }],
    ['input.applicant.companyNumber', { companyNumber: null }],
    ['input.applicant.dateOfBirth', { dateOfBirth: '1990-01-01' }],
    ['input.applicant.address.country', { address: { ...APPLICANT.address, country: 'UK!' } }],
  ])('names the field %s', async (field, change) => {
    const applicant = { ...APPLICANT, ...change };
    expect(await propose(broker, await aQuote(), { applicant })).toMatchObject({
      __typename: 'HubInvalidInput',
      field,
    });
  });
});
