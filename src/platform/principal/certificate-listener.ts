/** The application on a port of its own where every caller must show a certificate of our CA. */
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { answerBrokenRequest } from '../http/broken-requests.ts';
import { LOOK_FOR_SLOW_MS } from '../http/server.ts';

const HANDSHAKE_TIMEOUT_MS = 10_000;

export interface CertificateListenerOptions {
  readonly host: string;
  readonly port: number;
  /** Files in PEM: the CA that signs the clients' certificates, and our own certificate with its key. */
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

export interface CertificateListener {
  /** For what is not reached by requests: WebSockets. */
  readonly server: Server;
  /** Resolves with its port. The application must be ready. */
  listen(): Promise<number>;
}

/** Closes with the application. Throws when a file cannot be read or understood. */
export function certificateListener(
  app: FastifyInstance,
  options: CertificateListenerOptions,
): CertificateListener {
  const server = createServer(
    {
      ca: readFileSync(options.ca),
      cert: readFileSync(options.cert),
      key: readFileSync(options.key),
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
      // The same patience as everywhere: see createHttpServer.
      requestTimeout: app.server.requestTimeout,
      headersTimeout: app.server.headersTimeout,
      keepAliveTimeout: app.server.keepAliveTimeout,
      connectionsCheckingInterval: LOOK_FOR_SLOW_MS,
    },
    (request, response) => app.routing(request, response),
  );
  server.on('clientError', answerBrokenRequest);
  server.maxHeadersCount = app.server.maxHeadersCount;
  app.addHook('onClose', async () => {
    if (!server.listening) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  });
  return {
    server,
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        // `as`: a server that listens on TCP has such an address.
        server.listen(options.port, options.host, () => resolve((server.address() as AddressInfo).port));
      }),
  };
}
