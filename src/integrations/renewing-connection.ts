/** A connection whose credential is renewed when the provider no longer takes it: once per request, then it is believed. */
import { CredentialRefused } from '../platform/errors.ts';
import type { Connection, ImportCall, Imported, Page, Position, Resource } from '../providers/provider.ts';

/** Opens a connection with the newest credential; with `refused`, one that is newer than the connection it is given. */
export interface Opener {
  open(refused: Connection | undefined): Promise<Connection>;
}

export async function renewingConnection(opener: Opener): Promise<Connection> {
  let current = await opener.open(undefined);

  const renewed = async (refused: Connection): Promise<Connection> => {
    if (current === refused) current = await opener.open(refused);
    return current;
  };
  const retried = async <T>(ask: (connection: Connection) => Promise<T>): Promise<T> => {
    const asked = current;
    try {
      return await ask(asked);
    } catch (error) {
      if (!(error instanceof CredentialRefused)) throw error;
      return ask(await renewed(asked));
    }
  };
  async function* pull(
    pages: (connection: Connection, from: Position | undefined) => AsyncIterable<Page>,
    from: Position | undefined,
  ): AsyncGenerator<Page> {
    let position = from;
    for (let fresh = false; ; fresh = true) {
      const asked = current;
      try {
        for await (const page of pages(asked, position)) {
          position = page.position;
          fresh = false;
          yield page;
        }
        return;
      } catch (error) {
        if (!(error instanceof CredentialRefused) || fresh) throw error;
        await renewed(asked);
      }
    }
  }

  const imported = (call: ImportCall, signal: AbortSignal): Promise<readonly Imported[]> =>
    retried((connection) => {
      // All connections of one provider can do the same.
      if (!connection.importContacts) throw new TypeError('a connection lost its import');
      return connection.importContacts(call, signal);
    });
  const { webhookEndpoints, importContacts } = current;
  return {
    check: (signal) => retried((connection) => connection.check(signal)),
    resource: (name): Resource => ({
      pull: (position, signal) =>
        pull((connection, from) => connection.resource(name).pull(from, signal), position),
      fetch: (externalId, signal) =>
        retried((connection) => connection.resource(name).fetch(externalId, signal)),
    }),
    // Vendors whose credentials end register webhooks for a whole application, not for one account.
    ...(webhookEndpoints && { webhookEndpoints }),
    ...(importContacts && { importContacts: imported }),
  };
}
