// What QuickBooks answers when it says no. The service writes capital keys, the gateway before it small ones.
import { isoMsAt } from '../ledger/times.ts';

export class QuickbooksFault extends Error {
  readonly status: number;
  readonly body: (nowMs: number) => object;

  constructor(status: number, body: (nowMs: number) => object) {
    super(`fault ${status}`);
    this.status = status;
    this.body = body;
  }
}

/** https://developer.intuit.com/app/developer/qbo/docs/develop/troubleshooting/error-codes */
export function serviceFault(
  code: string,
  message: string,
  more: { detail?: string; status?: number; type?: string; element?: string } = {},
): QuickbooksFault {
  const error = { Message: message, Detail: more.detail ?? message, code, element: more.element ?? '' };
  return new QuickbooksFault(more.status ?? 400, (nowMs) => ({
    Fault: { Error: [error], type: more.type ?? 'ValidationFault' },
    time: isoMsAt(nowMs, -480),
  }));
}

function gatewayFault(
  status: number,
  error: { message: string; detail: string | null; code: string; type: string },
): QuickbooksFault {
  const { message, detail, code, type } = error;
  return new QuickbooksFault(status, (nowMs) => ({
    warnings: null,
    intuitObject: null,
    fault: { error: [{ message, detail, code, element: null }], type },
    report: null,
    queryResponse: null,
    batchItemResponse: [],
    attachableResponse: [],
    syncErrorResponse: null,
    requestId: null,
    time: nowMs,
    status: null,
    cdcresponse: [],
  }));
}

export function notAuthenticated(detail: string | null = null): QuickbooksFault {
  const message = 'message=AuthenticationFailed; errorCode=003200; statusCode=401';
  return gatewayFault(401, { message, detail, code: '3200', type: 'AUTHENTICATION' });
}

/** The token is good, but for another company. */
export function notAuthorized(): QuickbooksFault {
  const message = 'message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403';
  return gatewayFault(403, { message, detail: null, code: '3100', type: 'SERVICE' });
}

export function throttled(): QuickbooksFault {
  return serviceFault('003001', 'message=ThrottleExceeded; errorCode=003001; statusCode=429', {
    detail: 'The request limit was reached.',
    status: 429,
    type: 'SERVICE',
  });
}

export function notFound(): QuickbooksFault {
  const why = "Something you're trying to use has been made inactive.";
  const check = 'Check the fields with accounts, customers, items, vendors or employees.';
  return serviceFault('610', 'Object Not Found', { detail: `Object Not Found : ${why} ${check}` });
}

export function unsupported(): QuickbooksFault {
  return serviceFault('500', 'Unsupported Operation', { detail: 'Operation is not supported.' });
}

export function parseError(detail: string): QuickbooksFault {
  return serviceFault('4000', 'Error parsing query', { detail: `QueryParserError: ${detail}` });
}

export function invalidQuery(detail: string): QuickbooksFault {
  return serviceFault('4001', 'Invalid query', { detail: `QueryValidationError: ${detail}` });
}
