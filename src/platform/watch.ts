/** Watching rows: announcements say when to look, the rows are what is shown. A lost announcement costs time, nothing else. */
import type { Announcements } from './announcements.ts';
import { HubError } from './errors.ts';
import type { Log } from './log.ts';

interface Surroundings {
  readonly announcements: Announcements;
  /** Told of looks that failed and are made again; once until one succeeds. */
  readonly log: Log;
}

/** How often to look without being told, in ms: often while announcements cannot arrive. */
const POLL_MS = { connected: 5_000, alone: 1_000 };

export interface Watcher {
  readonly channel: string;
  /** A HubError ends the watching; after any other failure, a lost connection say, it is looked again. */
  look(): Promise<void>;
  /** Whether what is announced is a reason to look. */
  concerns(message: string): boolean;
  fail(error: HubError): void;
}

/**
 * Looks at once, at every announcement and now and then; one look at a time, and one more if told meanwhile. Ends when the
 * answered function is called.
 */
export function watch({ announcements, log }: Surroundings, watcher: Watcher): () => void {
  const { channel } = watcher;
  let looking = false;
  let again = false;
  let blind = false;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const miss = (error: unknown) => {
    if (error instanceof HubError) return watcher.fail(error);
    if (!blind && !stopped)
      log.warn({ err: error, channel }, 'a live view cannot be read, and is tried again');
    blind = true;
  };
  const look = async () => {
    if (looking) {
      again = true;
      return;
    }
    looking = true;
    clearTimeout(timer);
    try {
      do {
        again = false;
        await watcher.look();
        blind = false;
      } while (again && !stopped);
    } catch (error) {
      miss(error);
    } finally {
      looking = false;
      if (!stopped) timer = setTimeout(look, announcements.connected ? POLL_MS.connected : POLL_MS.alone);
    }
  };
  const deaf = announcements.listen(channel, (message) => {
    if (watcher.concerns(message)) void look();
  });
  void look();
  return () => {
    stopped = true;
    clearTimeout(timer);
    deaf();
  };
}
