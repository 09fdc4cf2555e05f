import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import type { Redis } from 'ioredis';
import { createAnnouncements, type Announcements } from '../../src/platform/announcements.ts';
import { createLog } from '../../src/platform/log.ts';
import { connectRedis } from '../../src/platform/redis.ts';
import { aRedis, type TestRedis } from '../support/services.ts';

const log = createLog({ level: 'info', destination: { write: () => undefined } });
let server: TestRedis;
const connections: Redis[] = [];
beforeEach(async () => {
  server = await aRedis();
});
afterEach(async () => {
  for (const connection of connections.splice(0)) connection.disconnect();
  await server.stop();
});

function aProcess(): Announcements & { readonly subscriber: Redis } {
  const [commands, subscriber] = [connectRedis(server.url, log), connectRedis(server.url, log, 'pubsub')];
  connections.push(commands, subscriber);
  return Object.assign(createAnnouncements(commands, subscriber), { subscriber });
}

/** Announces until it is heard: announcements may be lost, listeners may not. */
async function untilHeard(teller: Announcements, channel: string, heard: () => boolean): Promise<void> {
  while (!heard()) {
    teller.announce(channel, 'look');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('announcements', () => {
  it('are heard in other processes, from before Redis is there and after it was lost', async () => {
    await server.kill();
    const [here, there] = [aProcess(), aProcess()];
    let heard = 0;
    here.listen('news', () => (heard += 1));
    await server.startEmpty();
    await untilHeard(there, 'news', () => heard > 0);
    await server.startEmpty();
    const before = heard;
    await untilHeard(there, 'news', () => heard > before);
    expect(heard).toBeGreaterThan(before);
  });

  it('are heard at home without Redis', async () => {
    await server.kill();
    const here = aProcess();
    const heard: string[] = [];
    const deaf = here.listen('news', (message) => heard.push(message));
    here.announce('news', 'one');
    deaf();
    here.announce('news', 'two');
    expect(heard).toEqual(['one']);
  });

  it('leave nothing that fails alone when a connection ends as soon as it is back', async () => {
    const { subscriber, listen } = aProcess();
    listen('news', () => undefined);
    await once(subscriber, 'ready');
    subscriber.disconnect(true);
    // Nobody will answer what was just sent.
    subscriber.once('ready', () => {
      subscriber.disconnect();
      subscriber.stream.destroy();
    });
    await once(subscriber, 'end');
    await new Promise(setImmediate);
    expect(subscriber.status).toBe('end');
  });
});
