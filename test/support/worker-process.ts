/** A worker as operators run it: a process of its own, that can be killed, frozen and thawed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../src/config.ts';

export interface WorkerProcess {
  readonly pid: number;
  /** Resolves when it works. */
  readonly ready: Promise<void>;
  /** Resolves when it has ended, however it did. */
  readonly ended: Promise<void>;
  /** Everything it has logged so far. */
  logged(): string;
  /** SIGKILL: no code of its own runs any more. */
  kill(): void;
  /** SIGTERM, and waits: it puts back what it works on. */
  end(): Promise<void>;
  /** SIGSTOP: it stands still, its connections stay open. */
  freeze(): void;
  thaw(): void;
}

const WORKER = fileURLToPath(new URL('../../src/worker.ts', import.meta.url));

const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

/** The environment that gives a process the configuration of a hub in this process; `changes` go on top. */
export function workerEnvironment(
  config: Config,
  changes: Record<string, string> = {},
): Record<string, string> {
  const { database, vault, providers } = config;
  const { stripe } = providers;
  if (!stripe) throw new Error('the hub has no settings for Stripe');
  return {
    ENVIRONMENT: config.environment,
    LOG_LEVEL: 'info',
    DATABASE_URL: database.url,
    DATABASE_POOL_SIZE: '4',
    REDIS_URL: config.redis.url,
    CREDENTIAL_KEYS: vault.keys.map(({ id, key }) => `${id}:${key.export().toString('base64')}`).join(','),
    TRUSTED_ISSUERS: JSON.stringify(config.issuers),
    EGRESS_ALLOWED_HOSTS: config.egress.allowedHosts.join(','),
    NOTIFICATION_ALLOWED_HOSTS: config.tenantEgress.allowedHosts.join(','),
    STRIPE_API_URL: stripe.apiUrl,
    STRIPE_RATE_PER_SECOND: String(stripe.ratePerSecond),
    WORKER_LEASE_S: '1',
    // Half the time of a start is compiling; what one process has compiled, the next need not.
    NODE_COMPILE_CACHE: COMPILED,
    ...changes,
  };
}

export function startWorkerProcess(env: Record<string, string>): WorkerProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', WORKER], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('the worker could not be started');
  let log = '';
  const ended = once(child, 'exit').then(() => undefined);
  const works = Promise.withResolvers<void>();
  const hear = (chunk: Buffer) => {
    log += chunk.toString('utf8');
    if (log.includes('worker works')) works.resolve();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  void ended.then(() => works.reject(new Error(`the worker ended before it worked:\n${log}`)));
  // One that is killed while it starts is waited for by nobody.
  works.promise.catch(() => undefined);
  return {
    pid,
    ready: works.promise,
    ended,
    logged: () => log,
    kill: () => void child.kill('SIGKILL'),
    end: () => {
      child.kill('SIGTERM');
      return ended;
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
  };
}
