/** Stands between a client and a TCP server, to take the server away in the ways a network can. */
import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface TcpProxy {
  readonly port: number;
  /** Open connections fall silent for good, as after a cable is pulled; new ones are accepted and hear nothing. */
  silence(): void;
  /** Connections break, new ones too. */
  refuse(): void;
  /** New connections reach the server again. */
  restore(): void;
  close(): Promise<void>;
}

export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  let mode: 'open' | 'silent' | 'refusing' = 'open';
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    keep(client);
    if (mode === 'refusing') return client.destroy();
    if (mode === 'silent') return client;
    const upstream = keep(connect(target));
    client.pipe(upstream).pipe(client);
    client.on('close', () => upstream.destroy());
    return upstream.on('close', () => client.destroy());
  });
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    return socket.on('close', () => sockets.delete(socket));
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // `as`: a server that listens on TCP has such an address.
    port: (server.address() as AddressInfo).port,
    silence: () => {
      mode = 'silent';
      for (const socket of sockets) socket.unpipe().pause();
    },
    refuse: () => {
      mode = 'refusing';
      for (const socket of sockets) socket.destroy();
    },
    restore: () => (mode = 'open'),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
