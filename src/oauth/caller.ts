import { USER_AGENT_LENGTH, type Caller } from '../platform/caller.ts';

/** Where a request came from, as far as the audit wants to know. */
export interface Sender {
  readonly correlationId: string;
  readonly remoteAddress: string | undefined;
  readonly userAgent: string | undefined;
}

/** A client at one of the OAuth endpoints, as the audit names it. */
export function clientCaller(clientId: string, from: Sender): Caller {
  return {
    kind: 'client',
    subject: clientId,
    correlationId: from.correlationId,
    remoteAddress: from.remoteAddress ?? null,
    door: 'oauth',
    userAgent: from.userAgent?.slice(0, USER_AGENT_LENGTH) ?? null,
  };
}
