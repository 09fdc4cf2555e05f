/** Watches the right of one caller to a long-lived connection: it ends with the token, or when the token is revoked. */
import { Unauthenticated } from '../platform/errors.ts';
import type { Principal } from '../platform/principal/principal.ts';

const LOOK_EVERY_MS = 30_000;

export interface SessionOptions {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Asked every 30 s; a failure to answer is not a revocation. */
  isRevoked?(principal: Principal): Promise<boolean>;
}

export interface Session {
  /** Aborted with an Unauthenticated error when the right ends, without one when the session is closed. */
  readonly ended: AbortSignal;
  close(): void;
}

/** A session of an anonymous caller ends only by `close`. */
export function startSession(principal: Principal | null, { now, isRevoked }: SessionOptions): Session {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  async function look(holder: Principal): Promise<void> {
    const revoked = (await isRevoked?.(holder).catch(() => false)) ?? false;
    if (controller.signal.aborted) return;
    if (revoked) controller.abort(new Unauthenticated('Token revoked'));
    else schedule(holder);
  }

  function schedule(holder: Principal): void {
    const remainingMs = holder.expiresAt - now();
    if (remainingMs <= 0) {
      controller.abort(new Unauthenticated('Token expired'));
      return;
    }
    timer = setTimeout(
      () => (remainingMs <= LOOK_EVERY_MS ? schedule(holder) : void look(holder)),
      Math.min(remainingMs, LOOK_EVERY_MS),
    );
    timer.unref();
  }

  if (principal) schedule(principal);
  return {
    ended: controller.signal,
    close() {
      clearTimeout(timer);
      controller.abort();
    },
  };
}
