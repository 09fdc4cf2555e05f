/** What a load balancer and an operator ask: is the process alive, can it serve, and what is it missing. */
import type { FastifyInstance } from 'fastify';

export interface Dependency {
  readonly name: string;
  /** Without a required one the process cannot serve; without another it serves with less. */
  readonly required: boolean;
  /** What does not work while it is away, for people. */
  readonly without: string;
  /** Resolves when it works. */
  check(): Promise<unknown>;
}

const CHECK_TIMEOUT_MS = 1_000;

export function healthRoutes(app: FastifyInstance, dependencies: readonly Dependency[]): void {
  app.get('/health/live', () => ({ status: 'ok' }));
  const ready = async () => {
    const checks = await Promise.all(dependencies.map(look));
    const missing = checks.filter((check) => check.status !== 'ok');
    const status = missing.some((check) => check.required)
      ? 'unavailable'
      : missing.length > 0
        ? 'degraded'
        : 'ok';
    return { status, checks: Object.fromEntries(checks.map(({ name, ...check }) => [name, check])) };
  };
  for (const path of ['/health', '/health/ready']) {
    app.get(path, async (_request, reply) => {
      const answer = await ready();
      return reply.code(answer.status === 'unavailable' ? 503 : 200).send(answer);
    });
  }
}

async function look(dependency: Dependency) {
  const { name, required, without } = dependency;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(reject, CHECK_TIMEOUT_MS, new Error('no answer'));
  });
  try {
    await Promise.race([dependency.check(), late]);
    return { name, required, status: 'ok' as const };
  } catch {
    // Why stays in the log of the part itself: this answer is public.
    return { name, required, status: 'away' as const, without };
  } finally {
    clearTimeout(timer);
  }
}
