import { afterEach, describe, expect, it } from '@jest/globals';
import type { Announcements } from '../../src/platform/announcements.ts';
import { NotFound, type HubError } from '../../src/platform/errors.ts';
import { createLog } from '../../src/platform/log.ts';
import { watch } from '../../src/platform/watch.ts';
import { until } from '../syncs/until.ts';

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

/** Of this process alone: what is announced is heard at once, and whoever watches looks every second. */
function announcements(): Announcements {
  const listeners = new Map<string, (message: string) => void>();
  return {
    connected: false,
    announce: (channel, message) => listeners.get(channel)?.(message),
    listen: (channel, listener) => {
      listeners.set(channel, listener);
      return () => void listeners.delete(channel);
    },
  };
}

/** Watches something whose looks end as told, one after the other; the later ones succeed. */
function aView(...outcomes: (Error | undefined)[]) {
  const lines: string[] = [];
  const log = createLog({ level: 'info', destination: { write: (line: string) => void lines.push(line) } });
  const view = { looks: 0, failures: [] as HubError[], lines, announcements: announcements() };
  const stop = watch(
    { announcements: view.announcements, log },
    {
      channel: 'news',
      look: async () => {
        const outcome = outcomes[view.looks];
        view.looks += 1;
        if (outcome) throw outcome;
      },
      concerns: () => true,
      fail: (error) => {
        view.failures.push(error);
        stop();
      },
    },
  );
  stops.push(stop);
  return view;
}

const lost = () => new Error('Connection terminated unexpectedly');

describe('watching', () => {
  it('goes on after a look that failed, at the next announcement, and tells of it once', async () => {
    const view = aView(undefined, lost(), lost(), undefined, lost());
    for (let looks = 2; looks <= 5; looks += 1) {
      await until(() => view.looks === looks - 1);
      await Promise.resolve();
      view.announcements.announce('news', 'look');
      await until(() => view.looks === looks);
    }
    expect(view.failures).toEqual([]);
    expect(view.lines).toHaveLength(2);
    expect(view.lines[0]).toContain('Connection terminated unexpectedly');
  });

  it('goes on by itself after a look that failed, also the first', async () => {
    const view = aView(lost());
    await until(() => view.looks === 2);
    expect(view.failures).toEqual([]);
  });

  it('ends with what the hub itself says', async () => {
    const refusal = new NotFound('gone');
    const view = aView(lost(), refusal);
    await until(() => view.failures.length > 0);
    expect(view.failures).toEqual([refusal]);
    expect(view.lines).toHaveLength(1);
    view.announcements.announce('news', 'look');
    expect(view.looks).toBe(2);
  });
});
