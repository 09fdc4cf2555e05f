/** Audits and counts what came of a request for a token. */
import type { KoaContextWithOIDC } from 'oidc-provider';
import { decodeJwt } from 'jose';
import { recordChange } from '../audit/record-change.ts';
import { correlationIdFrom } from '../platform/correlation.ts';
import { clientCaller, type Sender } from './caller.ts';
import { takeAttempt } from './limits.ts';
import { OAuthError } from './oauth-error.ts';
import type { OAuthWorld } from './world.ts';

/** Before the answer leaves: a token whose audit entry could not be written is not handed out. */
export async function tellOutcome(world: OAuthWorld, context: KoaContextWithOIDC): Promise<void> {
  // `as`: what the library answers with, as far as it is looked at.
  const body = context.body as { access_token?: string; error?: string; error_description?: string };
  const { client } = context.oidc;
  const from = senderOf(context);
  if (client && body.access_token !== undefined) {
    const issued = { clientId: client.clientId, token: body.access_token, from };
    const isAudited = await auditIssued(world, issued).then(
      () => true,
      (error: unknown) => world.platform.log.error({ err: error }, 'a token could not be audited'),
    );
    if (!isAudited) refuse(context, new OAuthError('temporarily_unavailable', 'try again', { status: 503 }));
    return world.count('token', isAudited ? 'issued' : 'server_error');
  }
  const error = body.error ?? 'server_error';
  world.count('token', error);
  if (context.status === 500) return;
  const tenantId: unknown = client && Reflect.get(client, 'tenant_id');
  // Who has not shown the secret is not the client; the audit would say that it was.
  if (client && typeof tenantId === 'string' && error !== 'invalid_client') {
    const by = clientCaller(client.clientId, from);
    world.refusals.known({ tenantId, by, on: 'oauth.token', reason: error });
    return;
  }
  world.refusals.anonymous({ door: 'oauth', reason: error });
  if (error !== 'invalid_client') return;
  const refusal = await takeAttempt(world, from);
  if (refusal) refuse(context, refusal);
}

/** Answers this instead. */
function refuse(context: KoaContextWithOIDC, { status, error, message, retryAfterS }: OAuthError): void {
  context.status = status;
  if (retryAfterS !== undefined) context.set('retry-after', String(retryAfterS));
  context.body = { error, error_description: message };
}

async function auditIssued(
  { platform }: OAuthWorld,
  { clientId, token, from }: { clientId: string; token: string; from: Sender },
): Promise<void> {
  const { tenant_id: tenantId, jti, scope, aud } = decodeJwt<{ tenant_id: string; scope: string }>(token);
  await platform.db.tenant(tenantId).transaction((tx) =>
    recordChange(tx, {
      tenantId,
      by: clientCaller(clientId, from),
      action: 'oauth_token.issued',
      on: { type: 'OAuthClient', id: clientId },
      detail: { tokenId: jti, scope, audience: aud },
    }),
  );
}

function senderOf({ req }: KoaContextWithOIDC): Sender {
  return {
    correlationId: correlationIdFrom(req.headers),
    remoteAddress: req.socket.remoteAddress,
    userAgent: req.headers['user-agent'],
  };
}
