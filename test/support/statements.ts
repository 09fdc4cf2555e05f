/** Counts what this process sends to PostgreSQL, by listening at the driver: every pool and the ORM end there. */
import pg from 'pg';

export interface Statements {
  /** The texts sent since the last `reset`. */
  readonly sent: readonly string[];
  reset(): void;
  stop(): void;
}

export function listenToStatements(): Statements {
  const sent: string[] = [];
  // pg's `query` has many signatures; all of them carry the text first, by itself or in an object.
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function (this: unknown, ...args: unknown[]) {
    sent.push(textOf(args[0]));
    return query.apply(this, args);
  };
  return {
    sent,
    reset: () => void (sent.length = 0),
    stop: () => void (prototype.query = query),
  };
}

function textOf(first: unknown): string {
  if (typeof first === 'string') return first;
  return String((first as { text?: unknown }).text);
}
