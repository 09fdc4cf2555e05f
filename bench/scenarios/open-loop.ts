/** Ingest at an ordinary 200 events per second: what batching costs when there is nothing to batch, and what Redis is worth. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startRedis } from '../../scripts/services/redis.ts';
import { startApi } from '../hub.ts';
import { judge, quantile, rounded, type Line } from '../measure/verdict.ts';
import type { Stage } from '../stage.ts';
import { openInbox, type Inbox, type Target } from './inbox.ts';

const PER_SECOND = 200;
const CONNECTIONS = 32;
/** The sides take turns within a round this often: a hiccup of the machine must not fall to one of them. */
const TURNS = 12;

export async function openLoopScenario(stage: Stage): Promise<Line[]> {
  const inbox = await openInbox(stage);
  const sides = { ours: inbox.ours, floor: inbox.floor, without: await withoutRedis(stage, inbox) };
  for (const target of Object.values(sides))
    await inbox.send(target, { connections: CONNECTIONS, ms: 1_000 });
  const rounds: Latencies[] = [];
  while (rounds.length < stage.sizes.openLoop.rounds) rounds.push(await aRound(stage, inbox, sides));

  const p99 = (side: keyof Latencies, round: Latencies) => quantile(round[side], 0.99);
  const p50Ms = Object.fromEntries(
    SIDES.map((side) => [side, rounds.map((round) => rounded(quantile(round[side], 0.5)))]),
  );
  const common = { unit: 'ms (p99 at 200/s)', better: 'lower' } as const;
  return [
    judge(
      {
        ...common,
        scenario: 'webhook-open-loop',
        against: 'node:http, HMAC, one INSERT',
        must: 2.0,
        want: 1.3,
      },
      rounds.map((round) => ({ ours: p99('ours', round), floor: p99('floor', round) })),
      { p50Ms },
    ),
    judge(
      { ...common, scenario: 'webhook-without-redis', against: 'ours with Redis', must: 1.5, want: 1.1 },
      rounds.map((round) => ({ ours: p99('without', round), floor: p99('ours', round) })),
    ),
  ];
}

const SIDES = ['ours', 'floor', 'without'] as const;
type Sides = Record<(typeof SIDES)[number], Target>;
/** Of every delivery of a round, ascending, in ms. */
type Latencies = Record<(typeof SIDES)[number], number[]>;

async function aRound(stage: Stage, inbox: Inbox, sides: Sides): Promise<Latencies> {
  const latencies: Latencies = { ours: [], floor: [], without: [] };
  const load = { connections: CONNECTIONS, ms: stage.sizes.openLoop.ms / TURNS, perSecond: PER_SECOND };
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const side of inTurn(turn)) latencies[side].push(...(await inbox.send(sides[side], load)).latencies);
  }
  for (const side of SIDES) latencies[side].sort((a, b) => a - b);
  return latencies;
}

/** Whoever goes first meets what the one before left behind, so each goes first as often as the others. */
function inTurn(turn: number): (typeof SIDES)[number][] {
  return SIDES.map((_side, place) => SIDES[(turn + place) % SIDES.length] ?? 'ours');
}

/** A second API process over the same database, whose Redis has stopped. */
async function withoutRedis(stage: Stage, inbox: Inbox): Promise<Target> {
  const redis = await startRedis({ dataDir: join(stage.folder, 'redis-to-stop'), persistent: false });
  const target = inbox.targetOf(await startApi(stage, { ...inbox.env, REDIS_URL: redis.url }));
  await redis.kill();
  await untilRedisIsAway(target);
  return target;
}

async function untilRedisIsAway(target: Target): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const response = await fetch(`http://127.0.0.1:${target.port}/health/ready`);
    const { checks } = (await response.json()) as { checks: { redis: { status: string } } };
    if (checks.redis.status === 'away') return;
    await sleep(50);
  }
  throw new Error('Redis is not seen away');
}
