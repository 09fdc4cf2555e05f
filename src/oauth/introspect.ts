/** RFC 7662. Our tokens are JWTs, which the authorization server library does not introspect. */
import type { CallingClient } from './client-reads.ts';
import { readOwnToken } from './own-token.ts';
import type { OAuthWorld } from './world.ts';

/** A client may ask about tokens of its own tenant. Of all others it learns no more than of garbage (section 2.2). */
export async function introspect(
  world: OAuthWorld,
  client: CallingClient,
  text: string,
): Promise<Record<string, unknown>> {
  const token = await readOwnToken(world, text);
  if (!token || token.revoked || token.tenantId !== client.tenantId) return { active: false };
  const { sub, jti, aud, exp, iat, scope, clientId } = token;
  return {
    active: true,
    iss: world.keys.issuer,
    token_type: 'Bearer',
    sub,
    jti,
    aud,
    exp,
    iat,
    scope,
    tenant_id: token.tenantId,
    ...(clientId !== undefined && { client_id: clientId }),
  };
}
