// Whatever ends the process that started the services, no server and no file of the run stays.
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { isAlive } from '../../scripts/services/processes.ts';

type Started = { databaseUrl: string; redisUrl: string; runFolder: string; postgresPid?: number };

const starters: ChildProcess[] = [];
afterEach(async () => {
  const running = starters
    .splice(0)
    .filter((starter) => starter.exitCode === null && starter.signalCode === null);
  for (const starter of running) await end(starter, 'SIGTERM');
});

async function start(env: Record<string, string> = {}): Promise<{ starter: ChildProcess; told: Started }> {
  const starter = fork(new URL('./starter.ts', import.meta.url).pathname, {
    env: { PATH: process.env['PATH'], ...env },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  starters.push(starter);
  if (!starter.stdout) throw new Error('The starter was given a pipe');
  const [line] = (await once(createInterface(starter.stdout), 'line')) as [string];
  // Written by starter.ts.
  return { starter, told: JSON.parse(line) as Started };
}

async function end(starter: ChildProcess, how: NodeJS.Signals | 'stop' | 'exit'): Promise<number | null> {
  const exited = once(starter, 'exit');
  if (how === 'stop' || how === 'exit') starter.send(how);
  else starter.kill(how);
  const [code] = (await exited) as [number | null];
  return code;
}

async function eventuallyGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 200 && isAlive(pid); tries++) await sleep(50);
  return !isAlive(pid);
}

function pidOf(told: Started): number {
  if (told.postgresPid === undefined) throw new Error('No embedded PostgreSQL was started');
  return told.postgresPid;
}

describe('embedded services', () => {
  it.each([
    ['stop', 0],
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)('end before their starter does, on %s', async (how, code) => {
    const { starter, told } = await start();
    expect(isAlive(pidOf(told))).toBe(true);
    expect(await end(starter, how)).toBe(code);
    expect(isAlive(pidOf(told))).toBe(false);
    expect(existsSync(told.runFolder)).toBe(false);
  });

  it('end with a starter that exits without stopping them', async () => {
    const { starter, told } = await start();
    expect(await end(starter, 'exit')).toBe(3);
    expect(await eventuallyGone(pidOf(told))).toBe(true);
    expect(existsSync(told.runFolder)).toBe(false);
  });

  it('of a killed starter are ended by the next start, and those of a living one are left alone', async () => {
    const living = await start();
    const killed = await start();
    await end(killed.starter, 'SIGKILL');
    expect(isAlive(pidOf(killed.told))).toBe(true);
    await start();
    expect(isAlive(pidOf(killed.told))).toBe(false);
    expect(existsSync(killed.told.runFolder)).toBe(false);
    expect(isAlive(pidOf(living.told))).toBe(true);
    // Three clusters are created one after the other.
  }, 90_000);

  it('give way to DATABASE_URL and REDIS_URL', async () => {
    const { told } = await start({ DATABASE_URL: 'postgres://elsewhere/db', REDIS_URL: 'redis://elsewhere' });
    expect(told).toMatchObject({ databaseUrl: 'postgres://elsewhere/db', redisUrl: 'redis://elsewhere' });
    expect(told.postgresPid).toBeUndefined();
  });
});
