/** Watches the right of one caller to a long-lived connection: it ends with the token, or when the token is revoked. */
import type { Clock } from '../platform/clock.ts';
import { Unauthenticated } from '../platform/errors.ts';
import type { Principal } from '../platform/principal/principal.ts';
import type { RevocationView } from '../platform/principal/revocation-view.ts';

/** No timer can be set for longer. */
const LONGEST_SLEEP_MS = 86_400_000;

export interface SessionOptions extends Pick<Clock, 'now' | 'sleep'> {
  readonly revocations?: Pick<RevocationView, 'isRevoked' | 'onChange'> | undefined;
}

export interface Session {
  /** Aborted with an Unauthenticated error when the right ends, without one when the session is closed. */
  readonly ended: AbortSignal;
  close(): void;
}

/** A session of an anonymous caller ends only by `close`. */
export function startSession(principal: Principal | null, options: SessionOptions): Session {
  const controller = new AbortController();
  if (principal) {
    // Aborting again, where the session was closed, changes nothing.
    untilExpired(principal, controller, options).catch((error: unknown) => controller.abort(error));
    endOnRevocation(principal, controller, options);
  }
  return { ended: controller.signal, close: () => controller.abort() };
}

/** Rejects as soon as the session is closed. */
async function untilExpired(
  holder: Principal,
  controller: AbortController,
  { now, sleep }: SessionOptions,
): Promise<void> {
  for (;;) {
    const remainingMs = holder.expiresAt - now();
    if (remainingMs <= 0) return controller.abort(new Unauthenticated('Token expired'));
    await sleep(Math.min(remainingMs, LONGEST_SLEEP_MS), controller.signal);
  }
}

function endOnRevocation(
  holder: Principal,
  controller: AbortController,
  { revocations }: SessionOptions,
): void {
  // An abort that was before is not heard.
  if (!revocations || controller.signal.aborted) return;
  const look = () => {
    if (revocations.isRevoked(holder)) controller.abort(new Unauthenticated('Token revoked'));
  };
  controller.signal.addEventListener('abort', revocations.onChange(look), { once: true });
  // It may have been revoked since the door.
  look();
}
