/** A measured side, or a helper of it, in a process of its own that answers calls. It ends with this process, whatever happens. */
import { fork } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Reply } from './answer.ts';

export interface Child {
  readonly pid: number;
  /** Calls one of the methods it answers. Rejects with its error, and when it ends before it answers. */
  call<Answer>(method: string, argument?: unknown): Promise<Answer>;
  /** Asks it to end and waits until it has. */
  end(): Promise<void>;
}

export interface ChildOptions {
  /** What the child prints goes here. */
  readonly logFile: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[];
}

/** `file` is relative to the bench folder and calls `answer`. Resolves when it has done so. */
export async function startChild(file: string, options: ChildOptions): Promise<Child> {
  const log = openSync(options.logFile, 'a');
  const child = fork(fileURLToPath(new URL(`../${file}`, import.meta.url)), [...(options.args ?? [])], {
    execArgv: [...(options.nodeOptions ?? [])],
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...options.env },
    serialization: 'advanced',
    stdio: ['ignore', log, log, 'ipc'],
  });
  const waiting = new Map<number, (reply: Reply) => void>();
  let calls = 0;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lost = (id: number): Reply => ({
    id,
    error: `${file} ended: ${readFileSync(options.logFile, 'utf8').slice(-2_000)}`,
  });
  void ended.then(() => waiting.forEach((settle, id) => settle(lost(id))));
  // Only `answer` speaks on this channel.
  child.on('message', (message) => waiting.get((message as Reply).id)?.(message as Reply));

  const call = async <Answer>(method: string, argument?: unknown): Promise<Answer> => {
    const id = (calls += 1);
    const reply = await new Promise<Reply>((resolve) => {
      waiting.set(id, resolve);
      if (child.connected) child.send({ id, method, argument });
      else resolve(lost(id));
    });
    waiting.delete(id);
    if (reply.error !== undefined) throw new Error(`${file} ${method}: ${reply.error}`);
    return reply.answer as Answer;
  };
  await call('ready');
  return {
    // A child that answered has a pid.
    pid: child.pid as number,
    call,
    async end() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
