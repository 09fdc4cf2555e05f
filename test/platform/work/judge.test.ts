import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  CredentialRefused,
  InvalidInput,
  LeaseLost,
  ProviderRefused,
  ProviderThrottled,
  ProviderUnavailable,
} from '../../../src/platform/errors.ts';
import { backoffMs, laneNames, lanes } from '../../../src/platform/queue/lanes.ts';
import { judge } from '../../../src/platform/work/work.ts';

const lane = fc.constantFrom(...laneNames);
const passing = fc.constantFrom(
  new ProviderUnavailable('away'),
  new ProviderThrottled('slowly'),
  new LeaseLost('taken over'),
  new Error('unknown'),
);

describe('the verdict on a failure', () => {
  it('gives every passing failure the lane’s tries and no more', () => {
    fc.assert(
      fc.property(passing, lane, fc.integer({ min: 1, max: 10 }), (error, name, attempts) => {
        expect(judge(error, name, attempts) === 'give up').toBe(attempts >= lanes[name].attempts);
      }),
    );
  });

  it('waits for the lane’s backoff and at most a quarter more', () => {
    fc.assert(
      fc.property(passing, lane, fc.nat(), (error, name, any) => {
        const attempts = 1 + (any % (lanes[name].attempts - 1));
        const verdict = judge(error, name, attempts);
        if (verdict === 'give up') throw new Error('there were tries left');
        const backoff = backoffMs(lanes[name], attempts);
        expect(verdict.retryInMs).toBeGreaterThanOrEqual(backoff);
        expect(verdict.retryInMs).toBeLessThanOrEqual(Math.ceil(backoff * 1.25));
      }),
    );
  });

  it('never waits less than the provider asks for', () => {
    fc.assert(
      fc.property(lane, fc.integer({ min: 0, max: 3_600_000 }), (name, retryAfterMs) => {
        const verdict = judge(new ProviderThrottled('slowly', { retryAfterMs }), name, 1);
        if (verdict === 'give up') throw new Error('there were tries left');
        expect(verdict.retryInMs).toBeGreaterThanOrEqual(retryAfterMs);
      }),
    );
  });

  it('gives up at once on what another try cannot change', () => {
    const lasting = [new CredentialRefused('no'), new ProviderRefused('no'), new InvalidInput('no')];
    for (const error of lasting) for (const name of laneNames) expect(judge(error, name, 1)).toBe('give up');
  });
});
