import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { entities } from '../../src/entities.ts';
import { CodeReused } from '../../src/identity/mfa/errors.ts';
import { shownCode, useCode } from '../../src/identity/mfa/show-code.ts';
import { stepOf } from '../../src/identity/mfa/totp.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { openDatabase, type Database } from '../../src/platform/db/database.ts';
import { createVault } from '../../src/platform/vault.ts';
import { rows } from '../support/rows.ts';
import {
  codeAt,
  codeOf,
  earlyInStep,
  minutesPass,
  putOn,
  stepUp,
  verify,
  wrongCode,
  type WithFactor,
} from './authenticator.ts';
import { aPeopleHub, aPerson, signInAs, type PeopleHub, type Person } from './people.ts';

let hub: PeopleHub;
let db: Database;
let person: Person;
let factor: WithFactor;
beforeAll(async () => {
  hub = await aPeopleHub();
  db = await openDatabase({ ...hub.config.database, poolSize: 25 }, entities, hub.log);
  person = await aPerson(hub);
  factor = await putOn(hub, person);
});
afterAll(async () => {
  await db?.close();
  await hub?.close();
});

const newChallenge = async () => (await signInAs(hub, { email: person.email }))['challenge'] as string;
/** As if all tries had been long ago. */
const budgetsRefill = () => rows(hub.database.url, 'delete from attempt_budget');
const sessions = async () =>
  (await rows(hub.database.url, 'select id from user_session where user_id = $1', [person.id])).length;
const all = <T>(count: number, work: () => Promise<T>) => Promise.all(Array.from({ length: count }, work));

describe('fifty submissions of one code at once', () => {
  it.each(['totp', 'backup code'])('give one session: %s', async (kind) => {
    await minutesPass(hub, person);
    await budgetsRefill();
    const before = await sessions();
    const challenges = await all(10, newChallenge);
    const code = kind === 'totp' ? codeOf(factor.secret) : (factor.backupCodes[0] ?? '');
    const answers = await Promise.all(
      challenges.flatMap((challenge) => Array.from({ length: 5 }, () => verify(hub, { challenge, code }))),
    );
    expect(answers).toHaveLength(50);
    const signedIn = answers.filter(({ __typename }) => __typename === 'SignedIn');
    expect(signedIn).toHaveLength(1);
    expect(await sessions()).toBe(before + 1);
  });

  it.each(['totp', 'backup code'])('are taken once, whatever else limits them: %s', async (kind) => {
    await minutesPass(hub, person);
    const code = kind === 'totp' ? codeOf(factor.secret) : (factor.backupCodes[1] ?? '');
    const platform = { vault: createVault(hub.config.vault.keys), clock: systemClock };
    const uses = await Promise.allSettled(
      Array.from({ length: 50 }, () =>
        db.identity.transaction((tx) => useCode(platform, tx, { person, shown: shownCode(code) })),
      ),
    );
    expect(uses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = uses.flatMap((use) => (use.status === 'rejected' ? [use.reason as unknown] : []));
    expect(refused.every((reason) => reason instanceof CodeReused)).toBe(true);
  });
});

describe('a code', () => {
  it('is taken of the present step and of one beside it, and of no other', () => {
    const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
    const seconds = fc.integer({ min: 300, max: 2 ** 31 });
    fc.assert(
      fc.property(seconds, fc.integer({ min: -5, max: 5 }), (second, away) => {
        const now = second * 1_000;
        const step = Math.floor(second / 30);
        const code = codeAt(secret, now + away * 30_000);
        // The same six digits may by chance be those of another step.
        const right = [0, 1, -1]
          .map((near) => step + near)
          .filter((near) => codeAt(secret, near * 30_000) === code);
        const taken = stepOf(secret, code, now);
        expect(right.length > 0).toBe(taken !== undefined);
        expect([undefined, ...right]).toContain(taken);
        expect(right.includes(step + away)).toBe(Math.abs(away) <= 1);
      }),
      { numRuns: 200 },
    );
  });

  it('older than one that was taken is not taken', async () => {
    await earlyInStep();
    await minutesPass(hub, person);
    await budgetsRefill();
    const challenge = await newChallenge();
    expect((await verify(hub, { challenge, code: codeOf(factor.secret) })).__typename).toBe('SignedIn');
    const next = await newChallenge();
    for (const steps of [-1, 0, 2, -2])
      expect(await verify(hub, { challenge: next, code: codeOf(factor.secret, steps) })).toMatchObject({
        code: 'INVALID_CODE',
      });
    expect((await verify(hub, { challenge: next, code: codeOf(factor.secret, 1) })).__typename).toBe(
      'SignedIn',
    );
  });

  it('that is none is refused whatever it looks like', async () => {
    const shapes = fc.oneof(
      fc.string({ maxLength: 100 }),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.stringMatching(/^[0-9]{5}$|^[0-9]{7,40}$/),
      fc.stringMatching(/^[0-9A-Z]{16}$/),
      fc.constantFrom('', '\0', '123456\n654321', '１２３４５６', '-00001', '1e5', 'x'.repeat(100_000)),
    );
    await fc.assert(
      fc.asyncProperty(shapes, async (code) => {
        await budgetsRefill();
        const challenge = await newChallenge();
        expect(await verify(hub, { challenge, code })).toMatchObject({ code: 'INVALID_CODE' });
      }),
      { numRuns: 25 },
    );
  });
});

describe('guessing', () => {
  it('ends with the challenge after five tries, and with the account after ten', async () => {
    await budgetsRefill();
    const code = wrongCode(factor.secret);
    const outcomes: unknown[] = [];
    for (let n = 0; n < 3; n += 1) {
      const challenge = await newChallenge();
      for (let tries = 0; tries < 6; tries += 1) outcomes.push((await verify(hub, { challenge, code })).code);
    }
    const five = ['INVALID_CODE', 'INVALID_CODE', 'INVALID_CODE', 'INVALID_CODE', 'INVALID_CODE'];
    const none = five.map(() => 'TOO_MANY_ATTEMPTS');
    const [ended] = ['INVALID_CHALLENGE'];
    expect(outcomes).toEqual([...five, ended, ...five, ended, ...none, ended]);
    // The right one neither, for now; but soon again, and at once on a device of the person's own.
    await minutesPass(hub, person);
    const challenge = await newChallenge();
    expect(await verify(hub, { challenge, code: codeOf(factor.secret) })).toMatchObject({
      code: 'TOO_MANY_ATTEMPTS',
      retryAfterMs: 300_000,
    });
    const known = await verify(hub, { challenge, code: codeOf(factor.secret), device: person.device });
    expect(known.__typename).toBe('SignedIn');
    await rows(hub.database.url, `update attempt_budget set updated_at = updated_at - interval '6 minutes'`);
    await minutesPass(hub, person);
    const later = await verify(hub, { challenge: await newChallenge(), code: codeOf(factor.secret) });
    expect(later.__typename).toBe('SignedIn');
  });

  it('from within a session ends as soon', async () => {
    await budgetsRefill();
    const codes: unknown[] = [];
    for (let n = 0; n < 11; n += 1) {
      const token = factor.accessToken;
      codes.push((await stepUp(hub, token, wrongCode(factor.secret))).code);
    }
    expect(codes).toEqual([...codes.slice(0, 10).fill('INVALID_CODE'), 'TOO_MANY_ATTEMPTS']);
    // Whoever signs in is not kept out by it.
    await minutesPass(hub, person);
    const answer = await verify(hub, { challenge: await newChallenge(), code: codeOf(factor.secret) });
    expect(answer.__typename).toBe('SignedIn');
  });

  it('without the first factor leads nowhere', async () => {
    await budgetsRefill();
    await minutesPass(hub, person);
    const code = codeOf(factor.secret);
    const used = await newChallenge();
    await verify(hub, { challenge: used, code });
    const expired = await newChallenge();
    await rows(hub.database.url, `update sign_in_challenge set expires_at = now() - interval '1 second'`);
    await minutesPass(hub, person);
    for (const challenge of ['', 'x', used, expired, person.refreshToken, person.accessToken, person.device])
      expect(await verify(hub, { challenge, code })).toMatchObject({ code: 'INVALID_CHALLENGE' });
  });
});
