import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import {
  BREAK_AFTER,
  askedWaitMs,
  longestRetryMs,
  parkMs,
  retryMs,
} from '../../src/notifications/retry-table.ts';
import { retryAfterMs } from '../../src/notifications/send.ts';
import { newSecret, signedHeaders } from '../../src/notifications/standard-webhooks.ts';

const DAY_MS = 86_400_000;

describe('a signature', () => {
  it('is the one of the specification’s own example', () => {
    // https://github.com/standard-webhooks/standard-webhooks/blob/main/libraries/javascript/src/index.test.ts
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const message = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      atMs: 1_614_265_330_000,
      body: '{"test": 2432232314}',
    };
    expect(signedHeaders(message, [secret])).toEqual({
      'webhook-id': message.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('holds for the library with each of the secrets, whatever the body is, and for no other body', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 1, max: 3 }),
        (id, text, count) => {
          const body = JSON.stringify({ text });
          const secrets = Array.from({ length: count }, newSecret);
          const headers = signedHeaders({ id, atMs: Date.now(), body }, secrets);
          for (const secret of secrets) {
            expect(new Webhook(secret).verify(body, headers)).toEqual({ text });
            expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow('signature');
          }
          expect(() => new Webhook(newSecret()).verify(body, headers)).toThrow('signature');
        },
      ),
    );
  });
});

describe('the table of retries', () => {
  const attempts = fc.integer({ min: 1, max: 12 });
  const asked = fc.oneof(fc.constant(undefined), fc.integer({ min: 1, max: 100 * DAY_MS }));

  it('never falls below what was asked for, up to a day, and ends after ten tries', () => {
    fc.assert(
      fc.property(attempts, asked, (tries, floor) => {
        const wait = retryMs(tries, floor);
        expect(wait === undefined).toBe(tries >= 10);
        if (wait === undefined) return;
        expect(wait).toBeGreaterThanOrEqual(Math.max(5_000, Math.min(floor ?? 0, DAY_MS)));
        expect(wait).toBeLessThanOrEqual(DAY_MS * 1.1);
      }),
    );
    expect(longestRetryMs()).toBeGreaterThanOrEqual(DAY_MS);
  });

  it('leaves an endpoint alone for longer and longer once it fails again and again', () => {
    expect(parkMs(BREAK_AFTER - 1)).toBeUndefined();
    const waits = [0, 1, 2, 3, 4, 5].map((more) => parkMs(BREAK_AFTER + more) ?? 0);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    waits.push(parkMs(BREAK_AFTER + 50) ?? 0);
    expect(waits[0]).toBeGreaterThanOrEqual(10_000);
    expect(waits.at(-1)).toBeLessThanOrEqual(3_600_000 * 1.1);
  });

  it.each([
    ['120', 120_000],
    ['0', undefined],
    ['-5', undefined],
    ['soon', undefined],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['Thu, 01 Jan 1970 00:00:00 GMT', undefined],
    ['99999999999', 99_999_999_999_000],
  ])('reads Retry-After: %s', (header, ms) => {
    const now = Date.UTC(2026, 0, 1);
    expect(retryAfterMs(header, now)).toBe(ms);
    expect(askedWaitMs(ms ?? 0)).toBeLessThanOrEqual(DAY_MS);
  });
});
