/** What the sandboxes, which share their kinds of fault, are told to do for each trouble. */
import type { Fault } from '../sandbox/stripe/http/faults.ts';
import type { Trouble } from './stand.ts';

export function faultOf(trouble: Trouble): Fault {
  switch (trouble.kind) {
    case 'throttled':
      return { kind: 'rate-limit', retryAfter: trouble.retryAfterS };
    case 'unavailable':
      return { kind: 'status', status: 503 };
    case 'broken connection':
      return { kind: 'reset' };
    case 'cut off answer':
      return { kind: 'truncated' };
    case 'web page':
      return { kind: 'html' };
  }
}
