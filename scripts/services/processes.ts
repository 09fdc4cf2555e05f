// What the launchers need to know about processes: is one alive, is it ours, and end it for sure.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type Launch = {
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Run as this user and group (root only); the current user when absent. */
  user?: { uid: number; gid: number };
};

/** The arguments a process was started with, or '' when it has ended (a zombie counts as ended). */
export function commandLine(pid: number): string {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    } catch {
      return '';
    }
  }
  const ps = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  return ps.status === 0 && !ps.stdout.includes('<defunct>') ? ps.stdout.trim() : '';
}

/** True while the process runs. */
export function isAlive(pid: number): boolean {
  return commandLine(pid) !== '';
}

/**
 * Starts a long-lived child whose output goes to a file. It gets a process group of its own, so that Ctrl-C reaches
 * only this process and the order of shutting down stays ours. Throws when the program cannot be started at all.
 */
export async function launch(options: Launch): Promise<number> {
  const log = openSync(options.logFile, 'a', 0o644);
  try {
    const child = spawn(options.command, options.args, {
      cwd: options.cwd,
      env: options.env,
      detached: true,
      stdio: ['ignore', log, log],
      ...options.user,
    });
    await new Promise<void>((resolve, reject) => {
      child.once('error', (cause) => reject(new Error(`Cannot start ${options.command}`, { cause })));
      child.once('spawn', resolve);
    });
    child.unref();
    // After 'spawn' the pid is set.
    return child.pid as number;
  } finally {
    closeSync(log);
  }
}

/** Sends a signal and waits for the end; after `graceMs` milliseconds it kills. Resolves only when the process is gone. */
export async function stopProcess(pid: number, signal: NodeJS.Signals, graceMs = 20_000): Promise<void> {
  send(pid, signal);
  if (!(await endsWithin(pid, graceMs))) {
    send(pid, 'SIGKILL');
    if (!(await endsWithin(pid, 10_000))) throw new Error(`Process ${pid} survived SIGKILL`);
  }
}

/** Runs `start` on a free port; once more on another one when somebody else took it in between. */
export async function onFreePort<T>(start: (port: number) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await start(await freePort());
    } catch (error) {
      const taken = error instanceof Error && error.message.includes('Address already in use');
      if (!taken || tries === 3) throw error;
    }
  }
}

/** A TCP port nobody listens on at 127.0.0.1 at this moment. */
async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('No TCP address'));
        else resolve(address.port);
      });
    });
  });
}

/** Sends a signal; a process that has ended already is fine. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function endsWithin(pid: number, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}
