/** Who may come in at all, before anything of a request is read: by both transports, with the same counts. */
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { correlationIdFrom } from '../platform/correlation.ts';
import { Forbidden, Unauthenticated } from '../platform/errors.ts';
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
  readonly rates: RateLimits;
}

export interface Entrance {
  /** Throws Forbidden for a page or a caller who may not come in, Unauthenticated for a wrong credential, RateLimited after many. */
  enter(call: IncomingCall): Promise<Caller>;
  /** Counts one request or operation of the caller. Throws RateLimited. */
  count(caller: Caller): Promise<Standing | undefined>;
}

export function createEntrance({ authenticate, isAllowedOrigin, router, rates }: EntranceOptions): Entrance {
  return {
    async enter(call) {
      const { headers, socket } = call;
      if (!isAllowedOrigin(headers)) throw new Forbidden('Pages of this origin may not call');
      if (!router.mayCall(headers)) throw new Forbidden('Calls come through the router');
      const isRouter = router.isRouter(headers);
      const remoteAddress = (isRouter && forwardedAddress(headers)) || socket.remoteAddress;
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

/** The last entry is what the router, or the proxy in front of it, saw itself; those before it anybody may have written. */
function forwardedAddress(headers: IncomingHttpHeaders): string | undefined {
  const header = headers['x-forwarded-for'];
  const last = (typeof header === 'string' ? header : '').split(',').at(-1)?.trim() ?? '';
  return isIP(last) === 0 ? undefined : last;
}
