/** The thinnest HTTP/1.1 client that keeps its connection: what the load generator spends is taken from what it measures. */
import { connect } from 'node:net';

export interface Answer {
  readonly status: number;
  /** Only when it was asked to be kept. */
  readonly body: string;
}

export interface Connection {
  /** Sends one whole request and resolves with its answer. One at a time. */
  ask(request: Buffer, keep?: boolean): Promise<Answer>;
  close(): void;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** Answers must carry Content-Length. */
export function openConnection(port: number): Promise<Connection> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void; keep: boolean } | undefined;
  let head: Buffer = Buffer.alloc(0);
  let status = 0;
  let missing = -1;
  let kept: Buffer[] = [];

  const take = (chunk: Buffer): void => {
    if (missing < 0) {
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      const end = head.indexOf(HEAD_END);
      if (end < 0) return;
      const text = head.toString('latin1', 0, end);
      const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
      if (length === undefined) return fail(new Error(`an answer without Content-Length: ${text}`));
      status = Number(text.slice(9, 12));
      missing = Number(length);
      chunk = head.subarray(end + HEAD_END.length);
      head = Buffer.alloc(0);
    }
    missing -= chunk.length;
    if (waiting?.keep) kept.push(chunk);
    if (missing > 0) return;
    const body = Buffer.concat(kept).toString('utf8');
    const settle = waiting?.resolve;
    waiting = undefined;
    kept = [];
    missing = -1;
    settle?.({ status, body });
  };
  const fail = (error: Error): void => {
    waiting?.reject(error);
    waiting = undefined;
    socket.destroy();
  };
  socket.on('data', take);
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server closed the connection')));

  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('connect', () =>
      resolve({
        ask: (request, keep = false) =>
          new Promise((settle, refuse) => {
            waiting = { resolve: settle, reject: refuse, keep };
            socket.write(request);
          }),
        close: () => socket.destroy(),
      }),
    );
  });
}
