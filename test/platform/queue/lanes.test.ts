import { describe, expect, it } from '@jest/globals';
import { backoffMs, laneNames, lanes } from '../../../src/platform/queue/lanes.ts';

describe('lanes', () => {
  it('are four, the urgent ones with more hands and more patience', () => {
    expect(laneNames).toEqual(['critical', 'high', 'normal', 'low']);
    expect(laneNames.map((name) => lanes[name].concurrency)).toEqual([10, 5, 3, 1]);
    expect(laneNames.map((name) => lanes[name].attempts)).toEqual([5, 3, 3, 2]);
    expect(new Set(laneNames.map((name) => lanes[name].queue)).size).toBe(4);
  });

  it('wait longer after each failure, the low lane always as long', () => {
    const waits = (name: 'critical' | 'high' | 'normal' | 'low') =>
      [1, 2, 3, 4].map((attempts) => backoffMs(lanes[name], attempts));
    expect(waits('critical')).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(waits('high')).toEqual([2_000, 4_000, 8_000, 16_000]);
    expect(waits('normal')).toEqual([5_000, 10_000, 20_000, 40_000]);
    expect(waits('low')).toEqual([10_000, 10_000, 10_000, 10_000]);
  });
});
