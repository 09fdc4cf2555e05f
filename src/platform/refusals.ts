/** What a sink of refusals is told. The sink never throws and never makes a caller wait. */
import type { Caller } from './caller.ts';
import { Unauthenticated } from './errors.ts';
import type { IncomingCall } from './principal/incoming-call.ts';
import type { Authenticate } from './principal/doors.ts';

export interface Refusals {
  /** A known caller who may not do this. */
  known(refusal: KnownRefusal): void;
  /** Somebody who did not show who they are. */
  anonymous(refusal: { readonly door: string; readonly reason: string }): void;
}

export interface KnownRefusal {
  readonly tenantId: string;
  readonly by: Caller;
  /** What was asked for (`Query.lanes`). */
  readonly on: string;
  /** What was lacking, in the words the caller got. */
  readonly reason: string;
}

/** Counts who is turned away at the door itself. */
export function countRefused(authenticate: Authenticate, refusals: Refusals): Authenticate {
  return async (call) => {
    try {
      return await authenticate(call);
    } catch (error) {
      if (error instanceof Unauthenticated)
        refusals.anonymous({ door: triedDoor(call), reason: error.message });
      throw error;
    }
  };
}

/** Which door it tried, by what it showed. */
function triedDoor({ headers }: IncomingCall): string {
  if (headers.authorization !== undefined) return 'token';
  return headers['x-request-signature'] === undefined ? 'certificate' : 'signature';
}
