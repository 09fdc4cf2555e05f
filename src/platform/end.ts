import type { Log } from './log.ts';

/** An orchestrator waits about 30 s before it kills: whatever is not done by then is found again by its lease. */
const GRACE_MS = 25_000;

/** Closes the process's one thing on SIGTERM, SIGINT or SIGHUP, then exits; a second signal exits at once. */
export function endOnSignals(thing: { close(): Promise<void> }, log: Log): void {
  let ending = false;
  const end = (signal: NodeJS.Signals) => {
    if (ending) process.exit(1);
    ending = true;
    log.info({ signal }, 'ending');
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    thing.close().then(
      () => process.exit(0),
      (error) => {
        log.error({ err: error }, 'did not end cleanly');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
}
