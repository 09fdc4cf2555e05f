/** A bare `node:http` server for a floor: reads a body, hands it over, answers JSON. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FloorRequest {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface FloorServer {
  readonly port: number;
  close(): void;
}

export async function serveFloor(
  handle: (request: FloorRequest) => Promise<{ status: number; body: string }>,
): Promise<FloorServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      handle({ url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) })
        .catch((error: unknown) => ({ status: 500, body: JSON.stringify({ error: String(error) }) }))
        .then(({ status, body }) => {
          const headers = { 'content-type': 'application/json; charset=utf-8' };
          response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
        });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // A server that listens on TCP has a port.
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
