/** Dynamic registration (RFC 7591). The initial access token fixes the tenant and the scopes, whatever the request says. */
import { z } from 'zod';
import { InvalidInput } from '../platform/errors.ts';
import { hasScope } from '../platform/principal/principal.ts';
import { clientCaller, type Sender } from './caller.ts';
import { addClient, checkedName, type ClientWithSecret } from './clients.ts';
import { OAuthError } from './oauth-error.ts';
import { findRegistrationToken, useRegistrationToken } from './registration-tokens.ts';
import { checkedScopes } from './scopes.ts';
import type { OAuthWorld } from './world.ts';

const GRANT = 'client_credentials';
const AUTH_METHODS = ['client_secret_basic', 'client_secret_post'] as const;

/** Unknown members are ignored, as section 2 asks; what is asked for and not offered is refused. */
const metadata = z.object({
  client_name: z.string(),
  scope: z.string().optional(),
  grant_types: z.array(z.literal(GRANT)).min(1).default([GRANT]),
  response_types: z.array(z.never()).default([]),
  redirect_uris: z.array(z.never()).default([]),
  token_endpoint_auth_method: z.enum(AUTH_METHODS).default('client_secret_basic'),
});

/** Throws OAuthError. */
export async function register(
  { platform }: Pick<OAuthWorld, 'platform'>,
  from: Sender,
  request: { readonly authorization: string | undefined; readonly body: unknown },
): Promise<Record<string, unknown>> {
  const shown = await findRegistrationToken(platform, bearerOf(request.authorization));
  if (!shown) throw invalidToken();
  const parsed = metadata.safeParse(request.body);
  if (!parsed.success) throw invalidMetadata(parsed.error);
  const { client_name, scope, token_endpoint_auth_method } = parsed.data;
  const name = worded(() => checkedName(client_name));
  const wanted = scope === undefined ? undefined : worded(() => checkedScopes(scope.split(' ')));
  const db = platform.db.tenant(shown.tenantId);
  const caller = clientCaller(`registration:${shown.id}`, from);
  const made = await addClient({ db, caller }, async (tx) => {
    const allowed = await useRegistrationToken(tx, shown, platform.clock.now());
    if (!allowed) throw invalidToken();
    const lacking = wanted?.find((each) => !hasScope({ scopes: new Set(allowed) }, each));
    if (lacking !== undefined)
      throw new OAuthError('invalid_client_metadata', `scope ${lacking} is not allowed`);
    return { name, scopes: wanted ?? allowed };
  });
  return answerOf(made, token_endpoint_auth_method);
}

/** Section 3.2.1. */
function answerOf({ client, secret }: ClientWithSecret, method: string): Record<string, unknown> {
  return {
    client_id: client.id,
    client_secret: secret,
    client_id_issued_at: Math.floor(client.createdAt.getTime() / 1_000),
    client_secret_expires_at: 0,
    client_name: client.name,
    scope: client.scopes.join(' '),
    grant_types: [GRANT],
    response_types: [],
    redirect_uris: [],
    token_endpoint_auth_method: method,
  };
}

function bearerOf(authorization: string | undefined): string {
  const [, token] = /^Bearer +([\w.-]{1,200})$/i.exec(authorization ?? '') ?? [];
  if (token === undefined) throw invalidToken();
  return token;
}

/** RFC 6750 section 3.1. One text, whichever it was. */
function invalidToken(): OAuthError {
  return new OAuthError('invalid_token', 'the initial access token does not hold', { status: 401 });
}

function invalidMetadata(error: z.ZodError): OAuthError {
  const [first] = error.issues;
  const field = String(first?.path[0] ?? 'the body');
  const code = field === 'redirect_uris' ? 'invalid_redirect_uri' : 'invalid_client_metadata';
  return new OAuthError(code, `${field} is not as it is offered here`);
}

/** Bad input in the words of this protocol. */
function worded<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof InvalidInput) throw new OAuthError('invalid_client_metadata', error.message);
    throw error;
  }
}
