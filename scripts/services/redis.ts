// Launches a private Redis on 127.0.0.1.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLine, launch, onFreePort, send, stopProcess } from './processes.ts';
import { redisBinary } from './redis-binary.ts';
import type { RedisBinary } from './redis-binary.ts';

export type RedisOptions = {
  /** Holds the log, the append-only file and the note of which process runs here. */
  dataDir: string;
  /** True writes an append-only file that the next start reads again. */
  persistent: boolean;
  /** A free port by default. */
  port?: number;
};

export type Redis = {
  url: string;
  port: number;
  pid: number;
  /** Orderly end; resolves when the server has ended. */
  stop(): Promise<void>;
  /** SIGKILL, as in a crash; resolves when the server has ended. */
  kill(): Promise<void>;
};

const loopback = '127.0.0.1';
const startWithinMs = 30_000;
/** Far more than the default 16: each test takes a database of its own. */
const databases = 1024;

/**
 * Starts Redis in `dataDir`. A server left running there by a starter that was killed is taken over instead.
 * Throws with the end of the server's log when it does not come up, or one sentence when no Redis can be found.
 */
export async function startRedis(options: RedisOptions): Promise<Redis> {
  const running = runningRedis(options.dataDir);
  if (running) {
    await untilReady(running, options.dataDir);
    return handle(running);
  }
  mkdirSync(options.dataDir, { recursive: true });
  const binary = redisBinary();
  const start = (port: number) => startOn(port, binary, options);
  return options.port === undefined ? onFreePort(start) : start(options.port);
}

async function startOn(port: number, { command, env }: RedisBinary, options: RedisOptions): Promise<Redis> {
  const pid = await launch({
    command,
    args: serverArguments(options, port),
    cwd: options.dataDir,
    env,
    logFile: join(options.dataDir, 'redis.log'),
  });
  writeFileSync(noteOf(options.dataDir), JSON.stringify({ pid, port }));
  await untilReady({ pid, port }, options.dataDir);
  return handle({ pid, port });
}

/** The server that runs on this folder, whoever started it. */
export function runningRedis(dataDir: string): { pid: number; port: number } | undefined {
  const file = noteOf(dataDir);
  if (!existsSync(file)) return undefined;
  // Written by startRedis.
  const note = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; port: number };
  // The number may belong to another program by now. Redis shows "redis-server 127.0.0.1:<port>" as its command line.
  const shown = commandLine(note.pid);
  return shown.includes(loopback) && shown.includes(String(note.port)) ? note : undefined;
}

function handle({ pid, port }: { pid: number; port: number }): Redis {
  return {
    url: `redis://${loopback}:${port}`,
    port,
    pid,
    stop: () => {
      // A server paused by SIGSTOP would not see the request to end.
      send(pid, 'SIGCONT');
      return stopProcess(pid, 'SIGTERM');
    },
    kill: () => stopProcess(pid, 'SIGKILL'),
  };
}

/** noeviction: the queue's keys are no cache (bee-queue loses jobs when Redis evicts them). */
function serverArguments({ dataDir, persistent }: RedisOptions, port: number): string[] {
  // prettier-ignore
  return ['--bind', loopback, '--port', String(port), '--dir', dataDir, '--databases', String(databases),
    '--save', '', '--appendonly', persistent ? 'yes' : 'no', '--maxmemory-policy', 'noeviction'];
}

function noteOf(dataDir: string): string {
  return join(dataDir, 'running.json');
}

async function untilReady(server: { pid: number; port: number }, dataDir: string): Promise<void> {
  const deadline = Date.now() + startWithinMs;
  while (!(await answers(server.port))) {
    if (commandLine(server.pid) === '' || Date.now() > deadline) {
      const log = readFileSync(join(dataDir, 'redis.log'), 'utf8').split('\n').slice(-15).join('\n');
      throw new Error(`Redis did not start on port ${server.port}:\n${log}`);
    }
    await sleep(15);
  }
}

/** True when the server answers PING; while it loads its file it answers -LOADING. */
async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: loopback, port, timeout: 2_000 });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (data) => finish(data.toString().startsWith('+PONG')));
    socket.once('error', () => finish(false));
    socket.once('close', () => finish(false));
    socket.once('timeout', () => finish(false));
  });
}
