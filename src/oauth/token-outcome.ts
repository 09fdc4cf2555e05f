/** Limits, audits and counts what came of a request for a token. */
import type { KoaContextWithOIDC } from 'oidc-provider';
import { decodeJwt } from 'jose';
import { recordChange } from '../audit/record-change.ts';
import { correlationIdFrom } from '../platform/correlation.ts';
import { clientCaller, type Sender } from './caller.ts';
import { takeAttempt, takeClientRequest } from './limits.ts';
import { OAuthError } from './oauth-error.ts';
import type { OAuthWorld } from './world.ts';

/** Called before the answer leaves, which it may replace. */
export async function tellOutcome(world: OAuthWorld, context: KoaContextWithOIDC): Promise<void> {
  // `as`: what the library answers with, as far as it is looked at.
  const { access_token: token, error = 'server_error' } = context.body as {
    access_token?: string;
    error?: string;
  };
  const from = senderOf(context);
  const refusal =
    token === undefined
      ? await tellRefused(world, context, { error, from })
      : await tellIssued(world, { token, from });
  if (refusal) answerWith(context, refusal);
  world.count('token', refusal?.error ?? (token === undefined ? error : 'issued'));
}

/** A token beyond the client's budget is not handed out, and none whose audit entry could not be written. */
async function tellIssued(
  world: OAuthWorld,
  { token, from }: { token: string; from: Sender },
): Promise<OAuthError | undefined> {
  const { platform } = world;
  // `as`: it was signed a moment ago.
  const claims = decodeJwt(token) as {
    client_id: string;
    tenant_id: string;
    jti: string;
    scope: string;
    aud: string;
  };
  const { client_id: id, tenant_id: tenantId, jti: tokenId, scope, aud: audience } = claims;
  const refusal = await takeClientRequest(world, { id, tenantId });
  if (refusal) return refusal;
  try {
    await platform.db.tenant(tenantId).transaction((tx) =>
      recordChange(tx, {
        tenantId,
        by: clientCaller(id, from),
        action: 'oauth_token.issued',
        on: { type: 'OAuthClient', id },
        detail: { tokenId, scope, audience },
      }),
    );
    return undefined;
  } catch (error) {
    platform.log.error({ err: error }, 'a token could not be audited');
    return new OAuthError('temporarily_unavailable', 'try again in a moment', { status: 503 });
  }
}

async function tellRefused(
  world: OAuthWorld,
  { oidc: { client }, status }: KoaContextWithOIDC,
  { error, from }: { error: string; from: Sender },
): Promise<OAuthError | undefined> {
  if (status === 500) return undefined;
  const tenantId: unknown = client && Reflect.get(client, 'tenant_id');
  // Who has not shown the secret is not the client; the audit would say that it was.
  if (client && typeof tenantId === 'string' && error !== 'invalid_client') {
    const by = clientCaller(client.clientId, from);
    world.refusals.known({ tenantId, by, on: 'oauth.token', reason: error });
    return undefined;
  }
  world.refusals.anonymous({ door: 'oauth', reason: error });
  return error === 'invalid_client' ? takeAttempt(world, from) : undefined;
}

function answerWith(context: KoaContextWithOIDC, { status, error, message, retryAfterS }: OAuthError): void {
  context.status = status;
  if (retryAfterS !== undefined) context.set('retry-after', String(retryAfterS));
  context.body = { error, error_description: message };
}

function senderOf({ req }: KoaContextWithOIDC): Sender {
  return {
    correlationId: correlationIdFrom(req.headers),
    remoteAddress: req.socket.remoteAddress,
    userAgent: req.headers['user-agent'],
  };
}
