import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

interface Line {
  readonly scenario: string;
  readonly ratio: number;
  readonly error?: string;
  readonly [more: string]: unknown;
}

/** Small enough to be run with the tests; the others differ in what they load, not in how. */
const SCENARIOS = ['isolation', 'bulk'];
let bench: ChildProcess;
let lines: Map<string, Line>;

// The exit code tells of goals that were missed, which so small a run on a busy machine may well do.
beforeAll(async () => {
  const script = fileURLToPath(new URL('../../bench/run.ts', import.meta.url));
  const child = spawn(process.execPath, [script, '--size', 'tiny', ...SCENARIOS], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  bench = child;
  const printed = (await text(child.stdout)).split('\n').filter(Boolean);
  lines = new Map(printed.map((line) => [JSON.parse(line).scenario, JSON.parse(line)]));
}, 90_000);

afterAll(async () => {
  if (bench.exitCode !== null) return;
  // It ends what it started before it ends itself.
  bench.kill('SIGTERM');
  await once(bench, 'exit');
});

describe('the bench', () => {
  it('finds the same answers on both sides of every judgement', () => {
    expect([...lines.values()].filter((line) => line.error)).toEqual([]);
    expect([...lines.keys()]).toEqual(['isolation', 'bulk', 'bulk-peer-initial', 'bulk-peer-unchanged']);
    for (const line of lines.values()) expect(line.ratio).toBeGreaterThan(0);
  });

  it('counts that a tenant costs a read no round trip of its own', () => {
    expect(lines.get('isolation')).toMatchObject({ socket: { flights: 1, packets: 1 } });
  });

  it('counts the rows that a pass writes', () => {
    expect(lines.get('bulk')?.['facts']).toEqual({
      'an unchanged pass writes no row': true,
      'a changed pass writes what changed': true,
    });
  });
});
