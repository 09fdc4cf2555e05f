/**
 * A TCP proxy in front of PostgreSQL that reads the protocol and stops the world at a COMMIT: just before the server
 * hears of it, or just after it has answered and before the client knows.
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface Commit {
  /** The URL by which its client came. */
  readonly door: string;
  /** Every statement of the transaction, in order; of a prepared one its name. */
  readonly statements: readonly string[];
}

export type Side = 'before' | 'after';

export interface CommitProxy {
  /** Another URL of the database by way of the proxy; a client of its own for each tells whose a commit is. */
  door(): Promise<string>;
  /** Resolves at the next commit that fits. That connection stands still from then on; the others go on. */
  hold(side: Side, fits: (commit: Commit) => boolean): Promise<Commit>;
  close(): Promise<void>;
}

interface Hold {
  side: Side;
  fits: (commit: Commit) => boolean;
  reached: (commit: Commit) => void;
}

type Take = (side: Side, commit: Commit) => Hold | undefined;

export function startCommitProxy(databaseUrl: string): CommitProxy {
  const doors: Server[] = [];
  const sockets = new Set<Socket>();
  let hold: Hold | undefined;

  /** The hold that this commit fits, which is thereby used up. */
  const take: Take = (side, commit) => {
    if (hold?.side !== side || !hold.fits(commit)) return undefined;
    const taken = hold;
    hold = undefined;
    return taken;
  };
  return {
    async door() {
      const url = new URL(databaseUrl);
      const target = { host: url.hostname, port: Number(url.port) };
      const server = createServer((client) => {
        sockets.add(client);
        relay({ client, upstream: connect(target) }, url.href, take);
      });
      doors.push(server);
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      url.hostname = '127.0.0.1';
      url.port = String((server.address() as AddressInfo).port); // a listening TCP server has an address of this kind
      return url.href;
    },
    hold: (side, fits) => new Promise((reached) => (hold = { side, fits, reached })),
    close: async () => {
      const closed = doors.map((server) => once(server, 'close'));
      for (const server of doors) server.close();
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}

function relay({ client, upstream }: { client: Socket; upstream: Socket }, door: string, take: Take): void {
  let statements: string[] = [];
  let unanswered: Commit | undefined;
  const messages = messageReader();
  const pass = (message: Buffer): void => {
    const statement = statementOf(message);
    if (statement?.startsWith('begin')) statements = [];
    if (statement) statements.push(statement);
    if (statement === 'commit') {
      const commit = { door, statements };
      const held = take('before', commit);
      if (held) return held.reached(commit);
      unanswered = commit;
    }
    upstream.write(message);
  };
  client.on('data', (chunk: Buffer) => messages(chunk).forEach(pass));
  upstream.on('data', (chunk: Buffer) => {
    const commit = unanswered;
    unanswered = undefined;
    // A connection that writes sends nothing between COMMIT and its answer, so this chunk begins with the answer.
    const held = commit && take('after', commit);
    if (held) held.reached(commit);
    else client.write(chunk);
  });
  // What a dead client had not committed is rolled back by the server as soon as it notices.
  client.on('close', () => upstream.destroy()).on('error', () => undefined);
  upstream.on('close', () => client.destroy()).on('error', () => undefined);
}

/** Cuts the client's bytes into messages; the first one, the startup, has no type byte. */
function messageReader(): (chunk: Buffer) => Buffer[] {
  let rest = Buffer.alloc(0);
  let started = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const whole: Buffer[] = [];
    for (;;) {
      const typeBytes = started ? 1 : 0;
      if (rest.length < typeBytes + 4) return whole;
      const length = typeBytes + rest.readInt32BE(typeBytes);
      if (rest.length < length) return whole;
      whole.push(rest.subarray(0, length));
      rest = rest.subarray(length);
      started = true;
    }
  };
}

/** The SQL of a Query or Parse message, the name of the prepared statement of a Bind. */
function statementOf(message: Buffer): string | undefined {
  const type = String.fromCharCode(message[0] ?? 0);
  const fields = message.subarray(5).toString('utf8').split('\0');
  if (type === 'Q') return fields[0];
  if (type === 'P') return fields[1];
  if (type === 'B') return fields[1] || undefined;
  return undefined;
}
