/** "Look again": tells other processes that a row changed. Carries no data and may be lost; whoever listens re-reads. */
import { EventEmitter } from 'node:events';
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';

export interface Announcements {
  /** Tells every listener of the channel, here and in other processes. Never throws, never waits. */
  announce(channel: string, message: string): void;
  /** Calls `listener` with each message until the returned function is called. */
  listen(channel: string, listener: (message: string) => void): () => void;
  /** False while announcements of other processes cannot arrive: poll more often. */
  readonly connected: boolean;
}

const PREFIX = 'hub:';

/** `publisher` is a connection for commands, `subscriber` one for pub/sub. */
export function createAnnouncements(publisher: Redis, subscriber: Redis): Announcements {
  const self = randomUUID();
  const local = new EventEmitter();
  local.setMaxListeners(0);
  subscriber.on('message', (channel: string, text: string) => {
    const space = text.indexOf(' ');
    // Our own were delivered when they were made.
    if (text.slice(0, space) !== self) local.emit(channel, text.slice(space + 1));
  });
  // What is asked for while there is no connection is refused, and made good here. Only channels are listened to.
  const subscribe = (channels: string[]) => {
    if (channels.length > 0) subscriber.subscribe(...channels).catch(() => undefined);
  };
  subscriber.on('ready', () => subscribe(local.eventNames() as string[]));
  return {
    get connected() {
      return subscriber.status === 'ready';
    },
    announce(channel, message) {
      local.emit(PREFIX + channel, message);
      publisher.publish(PREFIX + channel, `${self} ${message}`).catch(() => undefined);
    },
    listen(channel, listener) {
      const name = PREFIX + channel;
      if (local.listenerCount(name) === 0) subscribe([name]);
      local.on(name, listener);
      return () => {
        local.off(name, listener);
        if (local.listenerCount(name) === 0) subscriber.unsubscribe(name).catch(() => undefined);
      };
    },
  };
}
