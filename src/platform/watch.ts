/** Watching rows: announcements say when to look, the rows are what is shown. A lost announcement costs time, nothing else. */
import type { Announcements } from './announcements.ts';

/** How often to look without being told, in ms: often while announcements cannot arrive. */
const POLL_MS = { connected: 5_000, alone: 1_000 };

export interface Watcher {
  readonly channel: string;
  look(): Promise<void>;
  /** Whether what is announced is a reason to look. */
  concerns(message: string): boolean;
  fail(error: unknown): void;
}

/**
 * Looks at once, at every announcement and now and then; one look at a time, and one more if told meanwhile. Ends when the
 * answered function is called.
 */
export function watch(announcements: Announcements, watcher: Watcher): () => void {
  let looking = false;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
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
      } while (again && !stopped);
    } catch (error) {
      watcher.fail(error);
    } finally {
      looking = false;
      if (!stopped) timer = setTimeout(look, announcements.connected ? POLL_MS.connected : POLL_MS.alone);
    }
  };
  const deaf = announcements.listen(watcher.channel, (message) => {
    if (watcher.concerns(message)) void look();
  });
  void look();
  return () => {
    stopped = true;
    clearTimeout(timer);
    deaf();
  };
}
