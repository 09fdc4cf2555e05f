// Mailchimp's problem documents. https://mailchimp.com/developer/marketing/docs/errors/

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly errors: readonly FieldError[];

  constructor(status: number, title: string, detail: string, errors: readonly FieldError[] = []) {
    super(detail);
    this.status = status;
    this.title = title;
    this.errors = errors;
  }
}

export function problemText(problem: Problem, instance: string): string {
  const { status, title, message, errors } = problem;
  return JSON.stringify({
    type: 'https://mailchimp.com/developer/marketing/docs/errors/',
    title,
    status,
    detail: message,
    instance,
    ...(errors.length > 0 && { errors }),
  });
}

export function notFound(): Problem {
  return new Problem(404, 'Resource Not Found', 'The requested resource could not be found.');
}

export function methodNotAllowed(): Problem {
  return new Problem(405, 'Method Not Allowed', 'The requested method and resource are not compatible.');
}

export function invalidResource(...errors: FieldError[]): Problem {
  return new Problem(
    400,
    'Invalid Resource',
    "The resource submitted could not be validated. For field-specific details, see the 'errors' array.",
    errors,
  );
}

export function tooManyRequests(): Problem {
  return new Problem(429, 'Too Many Requests', 'You have exceeded the limit of 10 simultaneous connections.');
}
