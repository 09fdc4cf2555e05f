import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../src/platform/clock.ts';
import { movableClock } from '../support/clock.ts';

describe.each([
  ['system', () => systemClock],
  ['movable', () => movableClock()],
])('the %s clock', (_, create) => {
  it('does not sleep for no time', async () => {
    await expect(create().sleep(0)).resolves.toBeUndefined();
    await expect(create().sleep(-5)).resolves.toBeUndefined();
  });

  it('wakes up at once with the reason when it is called off', async () => {
    const controller = new AbortController();
    const sleeping = create().sleep(60_000, controller.signal);
    const reason = new Error('shutting down');
    controller.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    await expect(create().sleep(60_000, controller.signal)).rejects.toBe(reason);
  });
});

describe('the system clock', () => {
  it('sleeps and tells the time', async () => {
    const before = systemClock.now();
    await systemClock.sleep(20);
    expect(systemClock.now() - before).toBeGreaterThanOrEqual(15);
  });

  it('can sleep longer than a timer lasts', async () => {
    const controller = new AbortController();
    let awake = false;
    const sleeping = systemClock.sleep(2 ** 40, controller.signal).then(() => (awake = true));
    await systemClock.sleep(50);
    expect(awake).toBe(false);
    controller.abort(new Error('enough'));
    await expect(sleeping).rejects.toThrow('enough');
  });
});

describe('the movable clock', () => {
  it('wakes sleepers in order, each at its own moment', async () => {
    const clock = movableClock(1_000);
    const log: [string, number][] = [];
    const sleeper = async (name: string, ...naps: number[]) => {
      for (const nap of naps) {
        await clock.sleep(nap);
        log.push([name, clock.now()]);
      }
    };
    void sleeper('slow', 30);
    void sleeper('quick', 10, 10, 50);
    await clock.advance(40);
    expect(log).toEqual([
      ['quick', 1_010],
      ['quick', 1_020],
      ['slow', 1_030],
    ]);
    expect(clock.now()).toBe(1_040);
    expect(clock.sleepers()).toBe(1);
  });
});
