/** What quotes and proposals rely on, proved of every funder in the registry. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { worldOf } from '../../src/funder-accounts/world.ts';
import type { CallbackDelivery, FunderConnection } from '../../src/funders/funder.ts';
import type { Fee } from '../../src/funders/fee.ts';
import { funders } from '../../src/funders/registry.ts';
import { createEgress, type Egress } from '../../src/platform/egress/egress.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { MONTHS } from '../sandbox/lender/terms.ts';
import { startAuroraStand } from './funder-aurora.ts';
import { startBeaconStand } from './funder-beacon.ts';
import { startCobaltStand } from './funder-cobalt.ts';
import { anApplicant, applicationOf, aRequest, type FunderStand } from './funder-stand.ts';

/** A funder without a line here fails. */
const stands: Readonly<Record<string, () => Promise<FunderStand>>> = {
  aurora: startAuroraStand,
  beacon: startBeaconStand,
  cobalt: startCobaltStand,
};

const aFee: Fee = { kind: 'OTHER', amount: '250.00', due: 'FIRST_PAYMENT' };
const another: Fee = { kind: 'ARRANGEMENT', amount: '70.50', due: 'LAST_PAYMENT' };
const withFees = { ...aRequest, fees: [aFee, another] };

const forever = new AbortController().signal;

describe.each(funders.map((funder) => [funder.id, funder] as const))('the funder %s', (id, funder) => {
  let stand: FunderStand;
  let egress: Egress;
  /** Everything that failures of this funder say, with their causes. */
  const told: string[] = [];
  const failureOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => {
        told.push(...chainOf(error));
        return error;
      },
    );
  beforeAll(async () => {
    const start = stands[id];
    if (!start) throw new Error(`the contract suite has no stand for ${id}`);
    stand = await start();
    egress = createEgress({ allowedHosts: [stand.host] });
  });
  afterAll(async () => {
    egress?.close();
    await stand?.close();
  });
  afterEach(() => stand.heal());

  const open = (credential = stand.good, door = egress): FunderConnection =>
    funder.open(
      credential,
      worldOf({ egress: door, clock: systemClock }, stand.settings, stand.browse(door.httpAgent)),
    );
  const ask = (request = aRequest, key: string = randomUUID()) =>
    open().quote(request, { key, signal: forever });
  /** A quote given before. */
  const given = (key: string = randomUUID(), request = aRequest) =>
    stand.book.quote(applicationOf(request), key);
  /** A visit takes a hundred times as long as a message; what only reads answers is proved of the reader (cobalt.test.ts). */
  const some = <Case>(cases: readonly Case[]) => (funder.channel === 'BROWSER' ? cases.slice(0, 1) : cases);
  const proposalOf = (quoteReference: string) => ({
    quoteReference,
    request: aRequest,
    applicant: anApplicant,
    callbackUrl: null,
  });
  const secrets = () =>
    funder.credentialFields.flatMap(({ name, secret }) => (secret && stand.good[name]) || []);

  it('describes itself so that a form can be built from it', () => {
    expect(funder.id).toMatch(/^[a-z]+$/);
    expect(funder.products.length).toBeGreaterThan(0);
    for (const field of funder.credentialFields) {
      // The whole value must match: anything else would let a line break through.
      expect(field.pattern.source).toMatch(/^\^.*\$$/);
      expect(field.description).not.toBe('');
    }
    for (const [name, value] of Object.entries(stand.good))
      expect(value).toMatch(funder.credentialFields.find((field) => field.name === name)?.pattern ?? /^$/);
  });

  it('states terms, to the cent and for the request, and the same when it is asked twice', async () => {
    const key = randomUUID();
    const quote = await ask(aRequest, key);
    const entry = stand.book.quotes.find((each) => each.key === key);
    expect(quote).toMatchObject({
      payment: entry?.terms.payment,
      numberOfPayments: aRequest.termMonths / MONTHS[aRequest.frequency],
      balloon: '5000.00',
      totalPayable: entry?.terms.totalPayable,
      nominalRate: entry?.terms.nominalRate,
      apr: entry?.terms.apr,
    });
    expect(quote.validUntil.getTime()).toBeGreaterThan(Date.now());
    expect(quote.fees).toEqual(entry?.terms.fees);
    expect(await ask(aRequest, key)).toEqual(quote);
    expect(stand.book.quotes.filter((each) => each.key === key)).toHaveLength(1);
  });

  it('charges what the broker wants charged, beside its own fees and within the total', async () => {
    const key = randomUUID();
    const quote = await ask(withFees, key);
    const entry = stand.book.quotes.find((each) => each.key === key);
    expect(entry?.application.brokerFees).toEqual(withFees.fees);
    expect(quote.fees).toEqual([...(entry?.terms.fees ?? []), ...withFees.fees]);
    const without = await ask();
    const cents = (amount: string | null) => Math.round(Number(amount) * 100);
    expect(cents(quote.totalPayable) - cents(without.totalPayable)).toBe(cents('320.50'));
    expect(Number(quote.apr)).toBeGreaterThan(Number(without.apr));
  });

  it('charges ten fees of the broker, or says that it has no room for them', async () => {
    const ten = {
      ...aRequest,
      fees: Array.from({ length: 10 }, (_, i) => ({ ...aFee, amount: `${i + 1}.00` })),
    };
    const answer = await ask(ten).then(({ fees }) => fees.slice(-10), codeOf);
    // A form has only so many lines.
    expect(answer).toEqual(funder.channel === 'BROWSER' ? 'FUNDER_NOT_OFFERED' : ten.fees);
  });

  it('gives no quote that leaves out, changes or adds a fee of the broker', async () => {
    for (const fees of some([[aFee], [aFee, { ...another, amount: '70.51' }], [aFee, another, another]])) {
      const key = randomUUID();
      // What the lender has noted for the key is what it answers with.
      given(key, { ...withFees, fees });
      expect(await failureOf(ask(withFees, key))).toMatchObject({
        code: 'FUNDER_ANSWER_INVALID',
        message: 'The answer charges other fees than were asked for',
      });
    }
  });

  it('is asked for each of its products, and for no other', async () => {
    // The first one is asked for everywhere else.
    for (const product of some(funder.products.slice(1)))
      expect(await ask({ ...aRequest, product, frequency: 'QUARTERLY', timing: 'ADVANCE' })).toMatchObject({
        numberOfPayments: 12,
      });
    expect(await failureOf(ask({ ...aRequest, termMonths: 120 }))).toMatchObject({
      code: 'FUNDER_NOT_OFFERED',
    });
  });

  it('declines in its own words', async () => {
    stand.book.declineNext('The customer is not known to us');
    expect(await failureOf(ask())).toMatchObject({
      code: 'FUNDER_DECLINED',
      message: 'The customer is not known to us',
      retryable: false,
    });
  });

  it('refuses a bad credential without repeating it', async () => {
    const failure = await failureOf(open(stand.bad).quote(aRequest, { key: randomUUID(), signal: forever }));
    expect(failure).toMatchObject({ code: 'PROVIDER_CREDENTIAL_REFUSED', retryable: false });
    for (const secret of Object.values(stand.bad)) expect(String(failure)).not.toContain(secret);
  });

  it('is unavailable when it is in trouble', async () => {
    const faults = [
      { kind: 'status', status: 503 },
      { kind: 'status', status: 500 },
      { kind: 'reset' },
      { kind: 'broken' },
    ] as const;
    for (const fault of some(faults)) {
      stand.fault('terms', fault, 9);
      expect(await failureOf(ask())).toMatchObject({ code: 'FUNDER_UNAVAILABLE' });
      stand.heal();
    }
  });

  it('is left in the middle of an answer that does not come, for the reason that was told', async () => {
    stand.fault('terms', { kind: 'hang' }, 9);
    const abort = new AbortController();
    const reason = new Error('the deadline');
    const asking = failureOf(open().quote(aRequest, { key: randomUUID(), signal: abort.signal }));
    await sleep(stand.hangsAfterMs);
    abort.abort(reason);
    expect(await asking).toBe(reason);
  });

  it('is not understood when it writes something else than it always does', async () => {
    const changes = [
      [stand.unknownLayout, stand.unknownLayoutCode],
      [() => stand.garbage, 'FUNDER_ANSWER_INVALID'],
    ] as const;
    for (const [rewrite, code] of some(changes)) {
      stand.fault('terms', { kind: 'rewrite', rewrite });
      expect(await failureOf(ask())).toMatchObject({ code });
      stand.heal();
    }
  });

  it('gives no quote when its payment is written in any other way', async () => {
    const ways: ((amount: string) => string)[] = [
      (amount) => amount.slice(1),
      (amount) => amount.slice(0, -3),
      (amount) => `${Number(amount) / 100}e2`,
      (amount) => `0x${Math.round(Number(amount)).toString(16)}`,
      (amount) => amount.replace('.', ','),
      (amount) => `${amount}5`,
      (amount) => `-${amount}`,
      (amount) => amount.replace('.', ' .'),
      (amount) => amount.replace(/^\d/, '١'),
      () => '',
      () => 'NaN',
    ];
    for (const way of some(ways)) {
      const key = randomUUID();
      const { payment } = given(key).terms;
      const right = stand.written(payment);
      const wrong = right.replace(payment, way(payment));
      stand.fault('terms', { kind: 'rewrite', rewrite: (answer) => answer.replaceAll(right, wrong) });
      expect([wrong, await failureOf(ask(aRequest, key))]).toMatchObject([
        wrong,
        { code: 'FUNDER_ANSWER_INVALID' },
      ]);
      stand.heal();
    }
  });

  it('gives no quote that was meant for somebody else', async () => {
    const theirs = randomUUID();
    given(theirs, { ...aRequest, deposit: '7000.00' });
    const mine = randomUUID();
    stand.fault('terms', { kind: 'rewrite', rewrite: (answer) => answer.replaceAll(mine, theirs) });
    expect(await failureOf(ask(aRequest, mine))).toMatchObject({ code: 'FUNDER_ANSWER_INVALID' });
  });

  it('hands out its own paper, if it does at all, whole', async () => {
    const { paper } = open();
    expect(paper !== undefined).toBe(funder.handsOutPaper ?? false);
    const bytes = await paper?.(given().id, forever);
    expect(bytes?.subarray(0, 5).toString() ?? 'none').toBe(paper ? '%PDF-' : 'none');
  });

  it('takes a proposal once, however often it is submitted', async () => {
    const key = randomUUID();
    const { id } = given();
    const submit = () => open().propose(proposalOf(id), { key, signal: forever });
    const [first, second] = [await submit(), await submit()];
    expect(first).toMatchObject({ status: 'SUBMITTED', changedAt: expect.any(Date) });
    expect(second.reference).toBe(first.reference);
    expect(stand.book.proposals.filter((each) => each.key === key)).toHaveLength(1);
  });

  it('is sent a proposal once only, and finds it by its key when the answer was lost', async () => {
    const { id } = given();
    const key = randomUUID();
    const before = stand.proposed();
    stand.fault('propose', { kind: 'lost' });
    const failure = await failureOf(open().propose(proposalOf(id), { key, signal: forever }));
    expect(failure).toBeInstanceOf(Error);
    expect(stand.proposed() - before).toBe(1);
    const entry = stand.book.proposals.find((each) => each.key === key);
    expect(await open().find(key, forever)).toMatchObject({ reference: entry?.id, status: 'SUBMITTED' });
    expect(await open().find(randomUUID(), forever)).toBeUndefined();
  });

  it('tells how a proposal stands, in order of time', async () => {
    const key = randomUUID();
    const entry = stand.book.propose({ quoteId: given().id, key, callbackUrl: null });
    let last = entry.changedAt.getTime();
    for (const status of some(['MORE_INFORMATION', 'UNDER_REVIEW', 'APPROVED'] as const)) {
      await stand.decide(entry.id, status);
      const state = await open().status(entry.id, forever);
      expect(state).toMatchObject({ reference: entry.id, status });
      expect(state.changedAt.getTime()).toBeGreaterThan(last);
      last = state.changedAt.getTime();
    }
    expect(await failureOf(open().status('no-such-proposal', forever))).toMatchObject({
      code: 'FUNDER_DOES_NOT_KNOW',
    });
  });

  it('says no to a proposal for a quote it does not have', async () => {
    const failure = await failureOf(
      open().propose(proposalOf('no-such-quote'), { key: randomUUID(), signal: forever }),
    );
    expect(failure).toMatchObject({ code: 'FUNDER_DECLINED' });
  });

  it('is believed in what it tells by itself only under its own signature, and while that is fresh', () => {
    const now = Date.now();
    const { callback } = funder;
    // Who sends messages has one to show here.
    expect(callback === undefined).toBe(stand.message === undefined);
    const good = stand.message?.(now);
    const verify = (delivery: CallbackDelivery, nowMs = now, credential = stand.good) => {
      try {
        return callback?.verify(delivery, credential, nowMs);
      } catch (error) {
        return error;
      }
    };
    const refused = expect.objectContaining({ code: 'SIGNATURE_REFUSED' });
    for (const delivery of good ? [good] : []) {
      expect(verify(delivery)).toMatchObject({ id: expect.any(String), state: { status: 'APPROVED' } });
      const without = Object.fromEntries(
        Object.entries(stand.good).filter(([name]) => !/secret$/i.test(name)),
      );
      const wrong = Object.fromEntries(Object.keys(stand.good).map((name) => [name, 'x'.repeat(32)]));
      for (const credential of [without, wrong, {}])
        expect(verify(delivery, now, credential)).toEqual(refused);
      expect(verify({ ...delivery, headers: {} })).toEqual(refused);
      for (let at = 0; at < delivery.raw.length; at++) {
        const raw = Buffer.from(delivery.raw);
        raw.writeUInt8(raw.readUInt8(at) ^ 1, at);
        expect([at, verify({ ...delivery, raw })]).toEqual([at, refused]);
      }
      for (const nowMs of [now + 3_600_000, now - 3_600_000])
        expect(verify(delivery, nowMs)).toEqual(refused);
    }
  });

  it('reaches nothing that egress denies', async () => {
    const closed = createEgress({ allowedHosts: [] });
    const before = stand.received().length;
    const failure = await failureOf(
      open(stand.good, closed).quote(aRequest, { key: randomUUID(), signal: forever }),
    );
    closed.close();
    expect(failure).toMatchObject({ code: expect.stringMatching(/^(EGRESS_DENIED|FUNDER_UNAVAILABLE)$/) });
    expect(stand.received()).toHaveLength(before);
  });

  it('has told neither secrets nor customers, whatever went wrong', async () => {
    // A page says what it likes; a message is quoted nowhere.
    for (const quoted of funder.channel === 'BROWSER' ? [] : [stand.received().join(' ')]) {
      stand.fault('terms', {
        kind: 'rewrite',
        rewrite: () => `${quoted} ${Object.values(stand.good).join(' ')}`,
      });
      expect(await failureOf(ask())).toMatchObject({ code: 'FUNDER_ANSWER_INVALID' });
    }
    expect(told.length).toBeGreaterThan(8);
    const { name, email } = aRequest.customer;
    for (const word of [...secrets(), name, email]) expect(told.join('\n')).not.toContain(word);
  });
});

const codeOf = (error: unknown): unknown => Reflect.get(Object(error), 'code');

/** Messages of an error and of everything that caused it. */
function chainOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return [`${error.message} ${error.stack}`, ...chainOf(error.cause)];
}
