/** The child's half of `child.ts`. */

export interface Reply {
  readonly id: number;
  readonly answer?: unknown;
  readonly error?: string;
}

interface Call {
  readonly id: number;
  readonly method: string;
  readonly argument: unknown;
}

/** Answers calls by name until the parent ends or lets go; then `close` runs and the process ends. */
export function answer(
  methods: Readonly<Record<string, (argument: never) => unknown>>,
  close: () => Promise<unknown> | void = () => {},
): void {
  process.on('message', (message) => {
    // Only `startChild` speaks on this channel.
    const { id, method, argument } = message as Call;
    run(method, argument).then(
      (result) => send({ id, answer: result }),
      (error: unknown) => send({ id, error: error instanceof Error ? String(error.stack) : String(error) }),
    );
  });
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), 10_000).unref();
    void Promise.resolve(close()).finally(() => process.exit(0));
  });

  async function run(method: string, argument: unknown): Promise<unknown> {
    if (method === 'ready') return undefined;
    const known = methods[method];
    if (!known) throw new Error(`no method ${method}`);
    // Caller and method agree on the argument by the method's name.
    return known(argument as never);
  }
}

function send(reply: Reply): void {
  if (process.connected) process.send?.(reply);
}
