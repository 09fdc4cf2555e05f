// The demo as a user runs it: it ends well, and whatever ends it early leaves nothing behind.
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cloneFolder, servicesFolder } from '../../scripts/services/folders.ts';
import { withLock } from '../../scripts/services/lock.ts';
import { isAlive } from '../../scripts/services/processes.ts';
import { sweep } from '../../scripts/services/runs.ts';

const small = ['--customers', '40', '--payments', '90', '--invoices', '20'];
/** Of the story. */
const STEPS = 9;
const stepNumber = (step: number) => `${step}/${STEPS}`;
const running: ChildProcess[] = [];
afterEach(async () => {
  for (const child of running.splice(0))
    if (child.exitCode === null && child.signalCode === null) child.kill();
  await withLock(servicesFolder(), sweep);
});

type Demo = { child: ChildProcess; pid: number; exited: Promise<number | null>; told(): string };

function start(command: string, args: string[], env = process.env): Demo {
  const child = spawn(command, args, { cwd: cloneFolder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (text += part.toString()));
  const exited = once(child, 'close').then(([code]) => code as number | null);
  // After a successful spawn there is a process number; without one the test fails on it.
  return { child, pid: child.pid as number, exited, told: () => text };
}

const startDemo = (env?: NodeJS.ProcessEnv) => start(process.execPath, ['scripts/demo.ts', ...small], env);

async function untilTold(demo: Demo, words: string): Promise<void> {
  while (!demo.told().includes(words) && demo.child.exitCode === null) await sleep(50);
  expect(demo.told()).toContain(words);
}

/** The process and all below it. */
function family(pid: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const all = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    all.flatMap(([child = 0, its]) => (its === parent ? [child, ...below(child)] : []));
  return [pid, ...below(pid)];
}

function runFolders(pid: number): string[] {
  const runs = join(servicesFolder(), 'runs');
  return existsSync(runs) ? readdirSync(runs).filter((name) => name.startsWith(`${pid}-`)) : [];
}

describe('npm run demo', () => {
  it('tells every step and exits with 0', async () => {
    const demo = start('npm', ['run', 'demo', '--', ...small]);
    const code = await demo.exited;
    expect(demo.told()).toContain('Every step was true');
    expect(code).toBe(0);
    for (let step = 1; step <= STEPS; step += 1) expect(demo.told()).toContain(stepNumber(step));
    // No terminal, no colours and no cursor movements.
    expect(demo.told()).not.toContain('\u001b');
  }, 120_000);

  it.each([stepNumber(3)])(
    'ends with everything it started on SIGTERM in step %s',
    async (step) => {
      const demo = startDemo();
      await untilTold(demo, step);
      const processes = family(demo.pid);
      demo.child.kill('SIGTERM');
      expect(await demo.exited).toBe(143);
      expect(processes.filter(isAlive)).toEqual([]);
      expect(runFolders(demo.pid)).toEqual([]);
      expect(demo.told()).not.toContain('✗');
    },
    120_000,
  );

  it('takes the API and the worker with it when it is killed, and the next start clears the rest', async () => {
    const demo = startDemo();
    await untilTold(demo, stepNumber(2));
    const processes = family(demo.pid);
    expect(processes.length).toBeGreaterThanOrEqual(3);
    demo.child.kill('SIGKILL');
    await demo.exited;
    await withLock(servicesFolder(), sweep);
    for (let tries = 0; tries < 400 && processes.some(isAlive); tries++) await sleep(50);
    expect(processes.filter(isAlive)).toEqual([]);
    expect(runFolders(demo.pid)).toEqual([]);
  }, 120_000);

  it('fails with the end of its log when one of the processes dies', async () => {
    const { TEST_DATABASE_URL, TEST_REDIS_URL } = process.env;
    const demo = startDemo({
      ...process.env,
      DATABASE_URL: TEST_DATABASE_URL,
      REDIS_URL: TEST_REDIS_URL,
    });
    await untilTold(demo, stepNumber(2));
    const api = family(demo.pid).find((pid) => commandOf(pid).includes('src/api.ts'));
    process.kill(api as number, 'SIGKILL');
    expect(await demo.exited).toBe(1);
    expect(demo.told()).toContain('The API: ended unexpectedly');
    expect(demo.told()).toContain('api listens');
  }, 120_000);

  it('explains its flags when it does not understand them', async () => {
    const demo = start(process.execPath, ['scripts/demo.ts', '--customers', 'many']);
    expect(await demo.exited).toBe(2);
    expect(demo.told()).toContain('--gateway-port N');
  });
});

function commandOf(pid: number): string {
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
}
