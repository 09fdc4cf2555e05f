// The hub's processes as children of this one: their output goes to a file, and none of them is ever left behind.
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { compileCache } from '../services/compile-cache.ts';

export type HubProcess = {
  /** Rejects when the process ends without having been asked to, with the end of its log. */
  readonly died: Promise<never>;
  /** Orderly end; kills after ten seconds. Resolves when the process has ended. */
  stop(): Promise<void>;
};

export type HubProcessOptions = {
  /** For people: `the worker`. */
  readonly name: string;
  readonly entry: URL;
  readonly flags?: readonly string[];
  /** The whole environment, but for where compiled code is kept: nothing of this process's own is handed on. */
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** The process is up when this stands in its log. */
  readonly readyLine: string;
};

const startWithinMs = 30_000;
const stopWithinMs = 10_000;
const endWithStarter = new URL('./end-with-starter.ts', import.meta.url).href;

/** Starts the process and waits until it is up. Throws with the end of its log when it does not come up. */
export async function startHubProcess(options: HubProcessOptions): Promise<HubProcess> {
  const child = launch(options);
  const killNow = () => child.kill('SIGKILL');
  process.once('exit', killNow);
  let asked = false;
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  }).then(() => void process.off('exit', killNow));
  const died = exited.then(() => (asked ? new Promise<never>(() => undefined) : fail(options)));
  // Whoever cares waits for it; nobody caring is no error of this process.
  died.catch(() => undefined);

  const stop = async () => {
    asked = true;
    child.kill('SIGTERM');
    const kill = setTimeout(killNow, stopWithinMs);
    await exited;
    clearTimeout(kill);
  };
  try {
    await Promise.race([isUp(options), died]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { died, stop };
}

/** A process group of its own: Ctrl-C reaches only this process, and the order of ending stays ours. */
function launch({ entry, flags = [], env, logFile }: HubProcessOptions): ChildProcess {
  const log = openSync(logFile, 'w', 0o600);
  try {
    return fork(entry, {
      env: { ...env, NODE_COMPILE_CACHE: compileCache },
      detached: true,
      execArgv: [...flags, '--import', endWithStarter],
      stdio: ['ignore', log, log, 'ipc'],
    });
  } finally {
    closeSync(log);
  }
}

async function isUp({ name, logFile, readyLine }: HubProcessOptions): Promise<void> {
  const deadline = Date.now() + startWithinMs;
  while (!readFileSync(logFile, 'utf8').includes(readyLine)) {
    if (Date.now() > deadline) throw new Error(`${name} did not come up:\n${lastLines(logFile)}`);
    await sleep(25);
  }
}

function fail({ name, logFile }: HubProcessOptions): never {
  const lines = lastLines(logFile);
  // In the words that `onFreePort` understands.
  const why = lines.includes('EADDRINUSE') ? 'Address already in use' : 'ended unexpectedly';
  throw new Error(`${name}: ${why}\n${lines}`);
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-10).join('\n');
}
