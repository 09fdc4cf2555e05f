/** A client that follows a subscription over WebSocket and keeps everything it was told. */
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';

export interface Subscriber<Data> {
  /** Everything received so far, oldest first. */
  readonly received: readonly Data[];
  /** Resolves when the server completes the stream; rejects with its errors. */
  readonly completed: Promise<void>;
  /** Resolves with the first value, received or to come, that fits. */
  until(fits: (data: Data) => boolean): Promise<Data>;
  close(): Promise<void>;
}

export interface Subscription {
  /** The hub's HTTP address. */
  readonly url: string;
  readonly token: string;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

/** Subscribes at once. A lost connection is not renewed: it fails the stream. */
export function subscriber<Data extends object>(to: Subscription): Subscriber<Data> {
  const client: Client = createClient({
    url: `${to.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${to.token}` },
    retryAttempts: 0,
  });
  const received: Data[] = [];
  const waiting = new Set<() => void>();
  const { promise: completed, resolve, reject } = Promise.withResolvers<void>();
  // A failure that nobody waits for yet is told to whoever does later.
  completed.catch(() => undefined);
  client.subscribe<Data>(
    { query: to.query, variables: to.variables ?? {} },
    {
      next: ({ data, errors }) => {
        if (errors) reject(new Error(JSON.stringify(errors)));
        if (data) received.push(data);
        waiting.forEach((look) => look());
      },
      error: (error) => reject(Array.isArray(error) ? new Error(JSON.stringify(error)) : error),
      complete: resolve,
    },
  );
  const until = (fits: (data: Data) => boolean) => {
    const fitting = Promise.withResolvers<Data>();
    const look = () => {
      const found = received.find(fits);
      if (found) fitting.resolve(found);
    };
    waiting.add(look);
    look();
    const ended = () => fitting.reject(new Error(`ended without it: ${JSON.stringify(received.at(-1))}`));
    completed.then(ended, fitting.reject);
    return fitting.promise.finally(() => waiting.delete(look));
  };
  return { received, completed, until, close: async () => client.dispose() };
}
