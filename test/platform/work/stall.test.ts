import { describe, expect, it } from '@jest/globals';
import { getEventListeners } from 'node:events';
import { orLeave, stalledAfter, WorkStalled } from '../../../src/platform/work/stall.ts';

const never = new Promise<never>(() => undefined);

describe('work that may hang', () => {
  it('settles as it does while nobody wants it to end', async () => {
    const { signal } = new AbortController();
    await expect(orLeave(Promise.resolve(7), { signal, graceMs: 0 })).resolves.toBe(7);
    await expect(orLeave(Promise.reject(new Error('its own')), { signal, graceMs: 0 })).rejects.toThrow(
      'its own',
    );
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('ends in its own way within the grace', async () => {
    const signal = AbortSignal.abort(new Error('told to'));
    const work = new Promise((resolve) => setTimeout(resolve, 20, 'put away'));
    await expect(orLeave(work, { signal, graceMs: 10_000 })).resolves.toBe('put away');
  });

  it('is left when it is deaf to being told', async () => {
    const early = AbortSignal.abort(new Error('told to'));
    await expect(orLeave(never, { signal: early, graceMs: 10 })).rejects.toThrow('told to');
    const late = stalledAfter(20);
    await expect(orLeave(never, { signal: late, graceMs: 10 })).rejects.toBeInstanceOf(WorkStalled);
  });
});
