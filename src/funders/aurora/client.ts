/** Aurora's API with a token in hand: one token per connection, fetched when needed and shared by calls at the same time. */
import { CredentialRefused } from '../../platform/errors.ts';
import type { FunderCredential, FunderWorld } from '../funder.ts';
import { checked, rest, type RestAnswer, type RestRequest } from '../transports/rest.ts';
import { tokenAnswer } from './wire.ts';

export type Ask = (request: RestRequest) => Promise<RestAnswer>;

/** A token is not used in its last seconds, for it may end on the way. */
const MARGIN_MS = 10_000;
/** Even a token of a few seconds serves the call it was fetched for. */
const LEAST_USE_MS = 1_000;
const TOKEN_TIMEOUT_MS = 15_000;

/** Throws CredentialRefused, and what `rest` throws. */
export function auroraClient(credential: FunderCredential, world: FunderWorld): Ask {
  let current: Promise<Token> | undefined;
  const token = async (): Promise<string> => {
    const fetched = (current ??= fetchToken(credential, world));
    const { value, until } = await fetched.catch((error: unknown) => {
      if (current === fetched) current = undefined;
      throw error;
    });
    if (world.now() < until) return value;
    if (current === fetched) current = undefined;
    return token();
  };
  const send = async (request: RestRequest) =>
    rest(world, { ...request, headers: { ...request.headers, authorization: `Bearer ${await token()}` } });
  return async (request) => {
    const answer = await send(request);
    if (answer.status !== 401) return answer;
    // Ended early or withdrawn: a new one tells whether the credential itself still holds.
    current = undefined;
    const second = await send(request);
    if (second.status === 401) throw new CredentialRefused('Aurora refused the access');
    return second;
  };
}

interface Token {
  readonly value: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** Its own time limit: the caller who began it may leave while others wait for it. */
async function fetchToken(
  { clientId = '', clientSecret = '' }: FunderCredential,
  world: FunderWorld,
): Promise<Token> {
  // RFC 6749 section 2.3.1: both are form-encoded before they are joined.
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`);
  const { status, json } = await rest(world, {
    method: 'POST',
    path: '/oauth/token',
    headers: {
      authorization: `Basic ${basic.toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
    signal: AbortSignal.timeout(TOKEN_TIMEOUT_MS),
  });
  if (status === 400 || status === 401) throw new CredentialRefused('Aurora refused the client');
  const { access_token: value, expires_in: seconds } = checked(tokenAnswer, json);
  return { value, until: world.now() + Math.max(seconds * 1000 - MARGIN_MS, LEAST_USE_MS) };
}
