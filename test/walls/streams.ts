/** What a caller is told by subscriptions: data, errors, or nothing. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

export interface Streams {
  /** Everything told so far, by the number of the operation. */
  readonly told: readonly (readonly unknown[])[];
  /** Resolves once each operation was told something, or a later one on the same socket has long been answered. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface Asked {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** For what is silent because it has nothing to tell, in milliseconds. */
const QUIET_MS = 1_000;
const LOOK_EVERY_MS = 20;

/** Follows all of the operations on one socket. */
export function streams(
  { url, token }: { url: string; token: string },
  operations: readonly Asked[],
): Streams {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  const follow = ({ query, variables }: Asked): unknown[] => {
    const told: unknown[] = [];
    const sink = {
      next: (result: unknown) => void told.push(result),
      // Errors of an operation are an array of them; a closed socket has a code.
      error: (error: unknown) => void told.push(Array.isArray(error) ? { errors: error } : { closed: error }),
      complete: () => undefined,
    };
    client.subscribe({ query, variables }, sink);
    return told;
  };
  const told = operations.map(follow);
  return {
    told,
    settled: async () => {
      const later = follow({ query: '{ me { kind } }', variables: {} });
      while (later.length === 0) await sleep(LOOK_EVERY_MS);
      const end = Date.now() + QUIET_MS;
      while (told.some((each) => each.length === 0) && Date.now() < end) await sleep(LOOK_EVERY_MS);
    },
    close: async () => client.dispose(),
  };
}
