/** Counts how a database client uses its socket. */
import type { Socket } from 'node:net';
import type pg from 'pg';

export interface SocketUse {
  /** How often something was sent after an answer had been waited for, the first time included: each is a round trip. */
  readonly flights: number;
  /** How often the operating system was handed something to send. */
  readonly packets: number;
}

/** `pool` has one connection, which is idle. */
export async function socketUse(pool: pg.Pool, work: () => Promise<unknown>): Promise<SocketUse> {
  const client = await pool.connect();
  // pg keeps its socket here; its types do not show it.
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  client.release();
  let [flights, packets, answered] = [0, 0, true];
  const onData = () => (answered = true);
  const count = () => {
    packets += 1;
    if (answered) flights += 1;
    answered = false;
  };
  const [write, writev] = [stream._write, stream._writev];
  stream.prependListener('data', onData);
  stream._write = function (...args) {
    count();
    return write.apply(this, args);
  };
  stream._writev = function (...args) {
    count();
    return writev?.apply(this, args);
  };
  try {
    await work();
  } finally {
    Object.assign(stream, { _write: write, _writev: writev });
    stream.off('data', onData);
  }
  return { flights, packets };
}
