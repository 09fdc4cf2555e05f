/** Watches the right of one caller to a long-lived connection: it ends with the token, or when the token is revoked. */
import type { Clock } from '../platform/clock.ts';
import { Unauthenticated } from '../platform/errors.ts';
import type { Principal } from '../platform/principal/principal.ts';

const LOOK_EVERY_MS = 30_000;

export interface SessionOptions extends Pick<Clock, 'now' | 'sleep'> {
  /** Asked every 30 s; a failure to answer is not a revocation. */
  isRevoked?(principal: Principal): Promise<boolean>;
}

export interface Session {
  /** Aborted with an Unauthenticated error when the right ends, without one when the session is closed. */
  readonly ended: AbortSignal;
  close(): void;
}

/** A session of an anonymous caller ends only by `close`. */
export function startSession(principal: Principal | null, options: SessionOptions): Session {
  const controller = new AbortController();
  // Aborting again, where the session was closed, changes nothing.
  if (principal) watch(principal, controller, options).catch((error: unknown) => controller.abort(error));
  return { ended: controller.signal, close: () => controller.abort() };
}

/** The first look is made before the caller goes on. Rejects as soon as the session is closed. */
async function watch(
  holder: Principal,
  controller: AbortController,
  { now, sleep, isRevoked }: SessionOptions,
): Promise<void> {
  const { signal } = controller;
  for (;;) {
    const remainingMs = holder.expiresAt - now();
    if (remainingMs <= 0) return controller.abort(new Unauthenticated('Token expired'));
    await sleep(Math.min(remainingMs, LOOK_EVERY_MS), signal);
    const revoked = (await isRevoked?.(holder).catch(() => false)) ?? false;
    if (signal.aborted) return;
    if (revoked) return controller.abort(new Unauthenticated('Token revoked'));
  }
}
