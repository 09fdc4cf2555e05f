/** Who may come in at all, before anything of a request is read: by both transports, with the same counts. */
import { correlationIdFrom } from '../platform/correlation.ts';
import { Forbidden, Unauthenticated } from '../platform/errors.ts';
import type { AddressOf } from '../platform/http/client-address.ts';
import type { OriginRule } from '../platform/http/origins.ts';
import type { Authenticate } from '../platform/principal/doors.ts';
import type { IncomingCall } from '../platform/principal/incoming-call.ts';
import type { RateLimits, Standing } from '../platform/rate-limits.ts';
import type { Caller } from './call.ts';
import type { RouterRule } from './router.ts';

export interface EntranceOptions {
  readonly authenticate: Authenticate;
  readonly isAllowedOrigin: OriginRule;
  readonly router: RouterRule;
  readonly addressOf: AddressOf;
  readonly rates: RateLimits;
}

export interface Entrance {
  /** Throws Forbidden for a page or a caller who may not come in, Unauthenticated for a wrong credential, RateLimited after many. */
  enter(call: IncomingCall): Promise<Caller>;
  /** Counts one request or operation of the caller. Throws RateLimited. */
  count(caller: Caller): Promise<Standing | undefined>;
}

export function createEntrance(options: EntranceOptions): Entrance {
  const { authenticate, isAllowedOrigin, router, addressOf, rates } = options;
  return {
    async enter(call) {
      const { headers } = call;
      if (!isAllowedOrigin(headers)) throw new Forbidden('Pages of this origin may not call');
      if (!router.mayCall(headers)) throw new Forbidden('Calls come through the router');
      const isRouter = router.isRouter(headers);
      const remoteAddress = addressOf(call, isRouter);
      try {
        const principal = await authenticate(call);
        return {
          principal,
          remoteAddress,
          correlationId: correlationIdFrom(headers),
          userAgent: headers['user-agent'],
          isRouter,
        };
      } catch (error) {
        // Trying credentials is counted like calling without any; whoever has a good one is not held up by it.
        if (error instanceof Unauthenticated)
          await rates.take({ principal: null, remoteAddress }, 'requests', 1);
        throw error;
      }
    },
    count: (caller) => rates.take(caller, 'requests', 1),
  };
}
