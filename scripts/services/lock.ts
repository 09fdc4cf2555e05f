// One starter at a time per folder, across processes; the lock of a process that was killed does not count.
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './processes.ts';

const waitMs = 120_000;

/** Runs `body` while no other process runs one for the same folder. Throws after two minutes of waiting. */
export async function withLock<T>(folder: string, body: () => Promise<T>): Promise<T> {
  const lock = join(folder, 'lock');
  const deadline = Date.now() + waitMs;
  while (!take(lock)) {
    if (Date.now() > deadline) throw new Error(`${lock} is held by process ${holder(lock)}`);
    await sleep(50);
  }
  try {
    return await body();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** A link appears together with its content, so that nobody ever reads a lock without a holder. */
function take(lock: string): boolean {
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const other = holder(lock);
    if (other !== undefined && !isAlive(other)) rmSync(lock, { force: true });
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

function holder(lock: string): number | undefined {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return undefined;
  }
}
