/** A client application: takes notifications, verifies each with a library that is not ours, and misbehaves when it is told to. */
import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Received {
  /** `webhook-id` */
  readonly id: string;
  readonly type: string;
  readonly tenantId: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly headers: IncomingMessage['headers'];
}

/** Answers a request in its own way; false where the receiver is to answer as usual. */
export type Mood = (request: Received, response: ServerResponse) => boolean;

export interface Receiver {
  readonly host: string;
  readonly url: string;
  /** What it took, each time it came, in the order of arrival. */
  readonly taken: readonly Received[];
  /** How many requests came, taken or not. */
  requests(): number;
  /** Requests whose signature holds with none of the secrets. */
  forged: string[];
  /** The secrets that it accepts. */
  secrets: string[];
  mood: Mood;
  close(): Promise<void>;
}

const usual: Mood = () => false;

/** Listens on loopback; with `tls` over HTTPS. */
export async function startReceiver(tls?: ServerOptions): Promise<Receiver> {
  const taken: Received[] = [];
  let requests = 0;
  const receiver = { secrets: [] as string[], forged: [] as string[], mood: usual };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    requests += 1;
    const body = Buffer.concat(await request.toArray()).toString('utf8');
    const { headers } = request;
    const holds = receiver.secrets.some((secret) => verifies(secret, body, headers));
    if (!holds) {
      receiver.forged.push(body);
      return response.writeHead(401).end('Invalid signature');
    }
    const id = String(headers['webhook-id']);
    const received = { ...(JSON.parse(body) as Omit<Received, 'id' | 'headers'>), id, headers };
    if (receiver.mood(received, response)) return undefined;
    taken.push(received);
    return response.writeHead(204).end();
  };
  const listen = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch(() => response.destroy());
  };
  const server = tls ? createHttpsServer(tls, listen) : createHttpServer(listen);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // `as`: a server that listens on TCP has such an address.
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(receiver, {
    host,
    url: `${tls ? 'https' : 'http'}://${host}/events`,
    taken,
    requests: () => requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}

function verifies(secret: string, body: string, headers: IncomingMessage['headers']): boolean {
  try {
    // The headers it looks at come once each.
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}
