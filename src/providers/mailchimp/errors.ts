/** Mailchimp's problem documents (RFC 7807) as our errors. https://mailchimp.com/developer/marketing/docs/errors/ */
import type { HubError } from '../../platform/errors.ts';
import {
  CredentialRefused,
  ProviderAnswerInvalid,
  ProviderRefused,
  ProviderThrottled,
  ProviderUnavailable,
} from '../../platform/errors.ts';
import type { Answer } from './transport.ts';

const SECOND = 1_000;
const LONGEST_DETAIL = 300;

/** What Mailchimp said, without the request that it answered. */
class MailchimpProblem extends Error {
  override readonly name = 'MailchimpProblem';
  readonly status: number;
  /** Milliseconds by Mailchimp's clock; NaN where the answer does not tell. */
  readonly answeredAt: number;

  constructor(message: string, { status, headers }: Answer) {
    super(message);
    this.status = status;
    this.answeredAt = Date.parse(headers.date ?? '');
  }
}

/** The error an answer stands for; undefined for a 2xx. `hide` takes our secrets out of what the other side wrote. */
export function errorOf(answer: Answer, hide: (text: string) => string): HubError | undefined {
  const { status } = answer;
  if (status >= 200 && status < 300) return undefined;
  const problem = new MailchimpProblem(described(answer, hide), answer);
  const message = `Mailchimp: ${problem.message}`;
  const options = { cause: problem, ...retryAfter(answer) };
  // 403 is a disabled user, a key without the right, or another account's data center.
  if (status === 401 || status === 403) return new CredentialRefused(message, options);
  if (status === 429) return new ProviderThrottled(message, options);
  if (status >= 500) return new ProviderUnavailable(message, options);
  if (status >= 400) return new ProviderRefused(message, options);
  return new ProviderAnswerInvalid(message, options);
}

/** Whether the error says that there is no such object. */
export function isMissing(error: unknown): error is ProviderRefused & { cause: MailchimpProblem } {
  return hasStatus(error, 404);
}

/** Whether the error says that the request's content is not accepted. */
export function isRefusedContent(error: unknown): boolean {
  return hasStatus(error, 400);
}

function hasStatus(error: unknown, status: number): boolean {
  return (
    error instanceof ProviderRefused &&
    error.cause instanceof MailchimpProblem &&
    error.cause.status === status
  );
}

function described({ status, text }: Answer, hide: (text: string) => string): string {
  let problem: { title?: unknown; detail?: unknown } | null = null;
  try {
    problem = JSON.parse(text);
  } catch {
    // Not every refusal comes from Mailchimp itself: a proxy's page says nothing worth keeping.
  }
  const words = [problem?.title, problem?.detail].filter((each) => typeof each === 'string');
  // Hidden before it is cut: half a secret would not be recognised.
  return hide([status, ...words].join(' ')).slice(0, LONGEST_DETAIL);
}

/** Seconds or a date (RFC 9110 §10.2.3); nonsense and more than an hour are not believed. */
function retryAfter({ headers }: Answer): { retryAfterMs?: number } {
  const value = headers['retry-after'];
  if (!value) return {};
  const ms = /^\d+$/.test(value) ? Number(value) * SECOND : Date.parse(value) - Date.now();
  return ms > 0 && ms <= 3600 * SECOND ? { retryAfterMs: ms } : {};
}
