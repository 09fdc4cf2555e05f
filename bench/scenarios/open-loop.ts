/** Ingest at an ordinary 200 events per second: what batching costs when there is nothing to batch, and what Redis is worth. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startRedis } from '../../scripts/services/redis.ts';
import { interleaved, judge, rounded, type Line } from '../measure/verdict.ts';
import type { Stage } from '../stage.ts';
import { openInbox, type Target } from './inbox.ts';

const PER_SECOND = 200;
const CONNECTIONS = 32;

export async function openLoopScenario(stage: Stage): Promise<Line[]> {
  const dataDir = join(stage.folder, 'redis-to-stop');
  let redis = await startRedis({ dataDir, persistent: false });
  const inbox = await openInbox(stage, redis.url);
  const medians: Record<string, number[]> = {};
  const p99 = (name: string, target: Target) => async () => {
    const load = { connections: CONNECTIONS, ms: stage.sizes.openLoop.ms, perSecond: PER_SECOND };
    const result = await inbox.send(target, load);
    (medians[name] ??= []).push(rounded(result.p50));
    return result.p99;
  };
  const withoutRedis = async () => {
    await redis.kill();
    await untilRedisIs(inbox.ours, 'away');
    const result = await p99('without', inbox.ours)();
    redis = await startRedis({ dataDir, persistent: false, port: redis.port });
    await untilRedisIs(inbox.ours, 'ok');
    return result;
  };
  await inbox.send(inbox.ours, { connections: CONNECTIONS, ms: 500 });
  await inbox.send(inbox.floor, { connections: CONNECTIONS, ms: 500 });
  const rounds = await interleaved(stage.sizes.openLoop.rounds, {
    ours: p99('ours', inbox.ours),
    floor: p99('floor', inbox.floor),
    without: withoutRedis,
  });
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
      rounds,
      { p50Ms: { ours: medians['ours'], floor: medians['floor'] } },
    ),
    judge(
      { ...common, scenario: 'webhook-without-redis', against: 'ours with Redis', must: 1.5, want: 1.1 },
      rounds.map((round) => ({ ours: round.without, floor: round.ours })),
      { p50Ms: { ours: medians['without'], floor: medians['ours'] } },
    ),
  ];
}

async function untilRedisIs(target: Target, status: 'ok' | 'away'): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const response = await fetch(`http://127.0.0.1:${target.port}/health/ready`);
    const { checks } = (await response.json()) as { checks: { redis: { status: string } } };
    if (checks.redis.status === status) return;
    await sleep(50);
  }
  throw new Error(`Redis is not seen ${status}`);
}
