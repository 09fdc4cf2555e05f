// The errors Square answers with: https://developer.squareup.com/docs/build-basics/general-considerations/handling-errors

/** Thrown anywhere while a request is answered; the server turns it into Square's error body. */
export class SquareApiError extends Error {
  readonly status: number;
  readonly body: object;

  constructor(status: number, body: object) {
    super(JSON.stringify(body));
    this.name = 'SquareApiError';
    this.status = status;
    this.body = body;
  }
}

function error(status: number, what: { category: string; code: string; detail: string; field?: string }) {
  return new SquareApiError(status, { errors: [what] });
}

/** 400: the request cannot be understood or its values are not allowed. */
export function badRequest(code: string, detail: string, field?: string): SquareApiError {
  return error(400, { category: 'INVALID_REQUEST_ERROR', code, detail, ...(field && { field }) });
}

export function notFound(detail: string): SquareApiError {
  return error(404, { category: 'INVALID_REQUEST_ERROR', code: 'NOT_FOUND', detail });
}

export function unauthorized(code = 'UNAUTHORIZED'): SquareApiError {
  return error(401, {
    category: 'AUTHENTICATION_ERROR',
    code,
    detail: 'This request could not be authorized.',
  });
}

export function rateLimited(): SquareApiError {
  return error(429, {
    category: 'RATE_LIMIT_ERROR',
    code: 'RATE_LIMITED',
    detail: 'Your request was rate limited.',
  });
}

export function internal(status: number): SquareApiError {
  const code = status === 503 ? 'SERVICE_UNAVAILABLE' : 'INTERNAL_SERVER_ERROR';
  return error(status, { category: 'API_ERROR', code, detail: 'An internal error has occurred.' });
}

/** The OAuth endpoint's older form of a refusal. */
export function notAuthorizedService(): SquareApiError {
  return new SquareApiError(401, { message: 'Not Authorized', type: 'service.not_authorized' });
}
