/**
 * Waking workers through Redis: with the hub's bells, and with the plain reliable list of Redis' own documentation
 * (LPUSH, BRPOPLPUSH, LREM), which is what bee-queue is made of. https://redis.io/docs/latest/commands/lmove/
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createLog } from '../../src/platform/log.ts';
import { openBells } from '../../src/platform/queue/bells.ts';
import { lanes } from '../../src/platform/queue/lanes.ts';
import { answer } from '../processes/answer.ts';

/** As many hands as the lane has; and as many rings on their way at once. */
const HANDS = lanes.critical.concurrency;
const RINGING = 50;

const url = process.argv[2] ?? '';
const log = createLog({ level: 'silent' });
const bells = openBells({ redisUrl: url, prefix: 'bench', listens: true, log });
let heard = 0;
bells.listen(async () => void (heard += 1));
while (!bells.connected) await sleep(10);

const producer = new Redis(url);
const consumers = Array.from({ length: HANDS }, () => new Redis(url));
const handsDone = consumers.map(consume);

answer(
  {
    ours: (count: number) => timed(count, () => bells.ring('critical')),
    floor: (count: number) => timed(count, push),
  },
  end,
);

/** Milliseconds from the first ring until all are heard. */
async function timed(count: number, ring: () => Promise<unknown>): Promise<number> {
  heard = 0;
  let left = count;
  const began = performance.now();
  const ringAll = async () => {
    while (left > 0) {
      left -= 1;
      if ((await ring()) === 'unheard') throw new Error('a bell was not heard');
    }
  };
  await Promise.all(Array.from({ length: RINGING }, ringAll));
  while (heard < count) await sleep(1);
  return performance.now() - began;
}

function push(): Promise<unknown> {
  return producer.lpush('floor:waiting', '{}');
}

async function consume(redis: Redis): Promise<void> {
  for (;;) {
    const item = await redis.brpoplpush('floor:waiting', 'floor:active', 0).catch(() => undefined);
    if (item === undefined) return;
    heard += 1;
    await redis.lrem('floor:active', 1, item ?? '');
  }
}

async function end(): Promise<void> {
  for (const redis of [producer, ...consumers]) redis.disconnect();
  await Promise.all(handsDone);
  await bells.close(1_000);
}
