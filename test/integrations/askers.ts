/** Processes that use integrations at the same time, as the hub's own do; they can be killed at any moment. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Hub } from '../support/hub.ts';
import { workerEnvironment } from '../support/worker-process.ts';

export interface Question {
  readonly tenantId: string;
  readonly integrationId: string;
  /** How many callers ask at once. */
  readonly times: number;
}

export interface Asker {
  /** The account's id for each caller, or the code and the words of its failure. */
  ask(question: Question): Promise<string[]>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Ends by itself, and leaves behind what it has compiled, for the next one to start quickly. */
  end(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('./asking-process.ts', import.meta.url));

/** Resolves when the process is ready. `env` goes on top of the hub's own settings. */
export async function startAsker(hub: Hub, env: Record<string, string> = {}): Promise<Asker> {
  const child = fork(PROGRAM, {
    env: { ...workerEnvironment(hub.config, hub.vendorEnv), LOG_LEVEL: 'silent', ...env },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return {
    ask: async (question) => {
      child.send(question);
      const [answers] = (await once(child, 'message')) as [string[]];
      return answers;
    },
    kill: () => ended(child, () => child.kill('SIGKILL')),
    end: () => ended(child, () => child.disconnect()),
  };
}

async function ended(child: ChildProcess, how: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  how();
  await exit;
}
