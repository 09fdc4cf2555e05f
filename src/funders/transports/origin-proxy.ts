/** The only way out of the browser: a proxy on loopback that leads to one origin, through the egress wall, and nowhere else. */
import { once } from 'node:events';
import * as http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface OriginProxy {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** Ends the encrypted connections there are; the browser makes new ones when it needs them. */
  dropTunnels(): void;
  close(): void;
}

/** `agent` connects: it judges the address of every socket (platform/egress/agents.ts). */
export async function startOriginProxy(origin: string, agent: http.Agent): Promise<OriginProxy> {
  const { protocol, hostname, port } = new URL(origin);
  const tunnels = new Set<Duplex>();
  const server = http.createServer((request, response) => {
    const url = URL.parse(request.url ?? '');
    if (url?.origin !== origin) return void response.writeHead(403).end();
    const { 'proxy-connection': _proxy, ...headers } = request.headers;
    const onward = http.request(url, { agent, method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    // An empty answer would make the browser send the request once more, even a POST.
    onward.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  server.on('connect', (request, client, head) => {
    const allowed = protocol === 'https:' && request.url === `${hostname}:${port || '443'}`;
    if (!allowed) return void client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const funder = connectThrough(agent, { host: hostname, port: Number(port || 443) }, () =>
      client.destroy(),
    );
    for (const end of [client, funder]) {
      if (!end) continue;
      tunnels.add(end);
      end.on('close', () => tunnels.delete(end));
    }
    if (funder) join(client, funder, head);
  });
  // WebSockets; no portal here needs one.
  server.on('upgrade', (_request, socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // `as`: a server listening on a TCP port has an address of this kind.
  const { port: own } = server.address() as AddressInfo;
  const dropTunnels = () => {
    for (const end of tunnels) end.destroy();
  };
  return {
    url: `http://127.0.0.1:${own}`,
    dropTunnels,
    close: () => {
      server.close();
      server.closeAllConnections();
      dropTunnels();
    },
  };
}

/** TLS is the browser's own business, from end to end: here only bytes pass. */
function connectThrough(
  agent: http.Agent,
  to: { host: string; port: number },
  refused: () => void,
): Duplex | undefined {
  return agent.createConnection(to, (error) => error && refused()) ?? undefined;
}

function join(client: Duplex, funder: Duplex, head: Buffer): void {
  // `as`: what an agent of plain HTTP makes.
  (funder as Socket).once('connect', () => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) funder.write(head);
    client.pipe(funder).pipe(client);
  });
  client.on('error', () => funder.destroy()).on('close', () => funder.destroy());
  funder.on('error', () => client.destroy()).on('close', () => client.destroy());
}
