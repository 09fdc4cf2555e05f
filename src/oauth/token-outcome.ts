/** Limits, audits and counts what came of a request for a token. */
import type { KoaContextWithOIDC } from 'oidc-provider';
import { decodeJwt } from 'jose';
import { recordChange } from '../audit/record-change.ts';
import { correlationIdFrom } from '../platform/correlation.ts';
import type { Tx } from '../platform/db/sql.ts';
import { clientCaller, type Sender } from './caller.ts';
import { takeClientRequest, takeStranger } from './limits.ts';
import { invalidClient, OAuthError } from './oauth-error.ts';
import { hashOf } from './secrets.ts';
import type { OAuthWorld } from './world.ts';

const SHOWN = 'hubShownSecret';

/** Keeps what the client shows until the token is told of: it may end while the token is made. */
export function rememberShown(context: KoaContextWithOIDC, secret: string): void {
  context.state[SHOWN] = hashOf(secret);
}

/** Called before the answer leaves, which it may replace. */
export async function tellOutcome(world: OAuthWorld, context: KoaContextWithOIDC): Promise<void> {
  // `as`: what the library answers with, as far as it is looked at.
  const { access_token: token, error = 'server_error' } = context.body as {
    access_token?: string;
    error?: string;
  };
  const from = senderOf(world, context);
  const refusal =
    token === undefined
      ? await tellRefused(world, context, { error, from })
      : await tellIssued(world, { token, from, shown: shownIn(context) });
  if (refusal) answerWith(context, refusal);
  world.count('token', refusal?.error ?? (token === undefined ? error : 'issued'));
}

function shownIn({ state }: KoaContextWithOIDC): Buffer {
  const shown: unknown = state[SHOWN];
  if (Buffer.isBuffer(shown)) return shown;
  throw new Error('a token was made for nobody who showed a secret');
}

/**
 * A token beyond the client's budget is not handed out, none whose audit entry could not be written, and none for a secret that
 * has ended since it was compared: what took it back knows nothing of this token.
 */
async function tellIssued(
  world: OAuthWorld,
  { token, from, shown }: { token: string; from: Sender; shown: Buffer },
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
    return await platform.db.tenant(tenantId).transaction(async (tx) => {
      if (!(await isStillGood(tx, { id, shown, now: platform.clock.now() }))) {
        world.refusals.anonymous({ door: 'oauth', reason: 'invalid_client' });
        return invalidClient();
      }
      await recordChange(tx, {
        tenantId,
        by: clientCaller(id, from),
        action: 'oauth_token.issued',
        on: { type: 'OAuthClient', id },
        detail: { tokenId, scope, audience },
      });
      return undefined;
    });
  } catch (error) {
    platform.log.error({ err: error }, 'a token could not be audited');
    return new OAuthError('temporarily_unavailable', 'try again in a moment', { status: 503 });
  }
}

/** Until the transaction ends nobody changes the client. Two statements: the second sees what the first had to wait for. */
async function isStillGood(
  tx: Tx,
  { id, shown, now }: { id: string; shown: Buffer; now: number },
): Promise<boolean> {
  const active = await tx.query(`select id from oauth_client where id = $1 and status = 'ACTIVE' for share`, [
    id,
  ]);
  const good = await tx.query(
    `select id from oauth_client_secret
      where client_id = $1 and hash = $2 and (expires_at is null or expires_at > $3)`,
    [id, shown, new Date(now)],
  );
  return active.length > 0 && good.length > 0;
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
    return takeClientRequest(world, { id: client.clientId, tenantId });
  }
  world.refusals.anonymous({ door: 'oauth', reason: error });
  return takeStranger(world, from, error === 'invalid_client');
}

function answerWith(context: KoaContextWithOIDC, { status, error, message, retryAfterS }: OAuthError): void {
  context.status = status;
  if (status === 401) context.set('www-authenticate', 'Basic realm="oauth"');
  if (retryAfterS !== undefined) context.set('retry-after', String(retryAfterS));
  context.body = { error, error_description: message };
}

function senderOf({ addressOf }: OAuthWorld, { req }: KoaContextWithOIDC): Sender {
  return {
    correlationId: correlationIdFrom(req.headers),
    remoteAddress: addressOf(req),
    userAgent: req.headers['user-agent'],
  };
}
