// Who uses the services of this clone: one folder per starter, named after its process. It holds the data of a passing
// run (tests, demo) and, for starters that use the kept data (npm start), a mark.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeEmptyTemporaryFolder, servicesFolder } from './folders.ts';
import { removeBinariesCopy } from './postgres-binaries.ts';
import { runningPostgres } from './postgres.ts';
import { isAlive, send, stopProcess } from './processes.ts';
import { runningRedis } from './redis.ts';

const keptMark = 'uses-kept';

/** Opens a run for this process and returns its folder. */
export function openRun(options: { usesKept: boolean }): string {
  const folder = join(runsFolder(), `${process.pid}-${randomBytes(3).toString('hex')}`);
  mkdirSync(folder, { recursive: true });
  if (options.usesKept) writeFileSync(join(folder, keptMark), '');
  return folder;
}

/** The folder of the data that outlives a run. */
export function keptFolder(): string {
  return join(servicesFolder(), 'kept');
}

/** Ends the run's own services and removes its folder; the last user of the kept services ends these too. */
export async function closeRun(folder: string): Promise<void> {
  await stopServicesIn(folder);
  removeFolder(folder);
  await clearUnused();
}

/** Clears what starters left behind that were killed before they could close their run. */
export async function sweep(): Promise<void> {
  for (const run of runs().filter((folder) => !isAlive(starterOf(folder)))) {
    await stopServicesIn(run);
    removeFolder(run);
  }
  await clearUnused();
}

/** `closeRun` for the 'exit' event, where nothing can be awaited: the run's own servers are not given time to tidy up. */
export function abandonRun(folder: string): void {
  const own = servicesIn(folder);
  for (const { pid, now } of own) send(pid, now);
  // A server on its way out may still write a last file into the folder.
  for (const { pid } of own) blockUntilEnded(pid);
  removeFolder(folder);
  if (!keptIsUsed()) for (const { pid, orderly } of servicesIn(keptFolder())) send(pid, orderly);
  if (runs().length === 0) removeBinariesCopy();
  removeEmptyTemporaryFolder();
}

async function clearUnused(): Promise<void> {
  if (!keptIsUsed()) await stopServicesIn(keptFolder());
  if (runs().length === 0) removeBinariesCopy();
}

async function stopServicesIn(folder: string): Promise<void> {
  await Promise.all(servicesIn(folder).map(({ pid, orderly }) => stopProcess(pid, orderly)));
}

type Service = { pid: number; orderly: NodeJS.Signals; now: NodeJS.Signals };

function servicesIn(folder: string): Service[] {
  return subfolders(folder).flatMap((dataDir): Service[] => {
    const postgres = runningPostgres(dataDir);
    const redis = runningRedis(dataDir);
    return [
      ...(postgres ? [{ pid: postgres.pid, orderly: 'SIGINT', now: 'SIGQUIT' } as const] : []),
      ...(redis ? [{ pid: redis.pid, orderly: 'SIGTERM', now: 'SIGKILL' } as const] : []),
    ];
  });
}

function keptIsUsed(): boolean {
  return runs().some((folder) => existsSync(join(folder, keptMark)));
}

function runs(): string[] {
  return subfolders(runsFolder());
}

function runsFolder(): string {
  return join(servicesFolder(), 'runs');
}

function starterOf(run: string): number {
  return Number.parseInt(run.slice(run.lastIndexOf('/') + 1), 10);
}

function subfolders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

function blockUntilEnded(pid: number): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let tries = 0; tries < 100 && isAlive(pid); tries++) Atomics.wait(pause, 0, 0, 20);
}
