/** RFC 7009, for tokens that are JWTs. */
import { recordChange } from '../audit/record-change.ts';
import { announceRevocations, revoke } from '../keys/revocations.ts';
import { clientCaller, type Sender } from './caller.ts';
import type { CallingClient } from './client-reads.ts';
import { readOwnToken } from './own-token.ts';
import type { OAuthWorld } from './world.ts';

/**
 * Revokes a token that was issued to this client. What is no token, or another's, is left as it is, and the client is not told
 * (section 2.2). Answers whether something was revoked.
 */
export async function revokeToken(
  world: OAuthWorld,
  { client, from }: { client: CallingClient; from: Sender },
  text: string,
): Promise<boolean> {
  const { platform, refusals } = world;
  const token = await readOwnToken(world, text);
  if (!token || token.revoked) return false;
  const by = clientCaller(client.id, from);
  const { tenantId } = client;
  if (token.clientId !== client.id) {
    refusals.known({ tenantId, by, on: 'oauth.revoke', reason: "another client's token" });
    return false;
  }
  await platform.db.tenant(tenantId).transaction(async (tx) => {
    await revoke(tx, { kind: 'token', id: token.jti });
    await recordChange(tx, {
      tenantId,
      by,
      action: 'oauth_token.revoked',
      on: { type: 'OAuthClient', id: client.id },
      detail: { tokenId: token.jti },
    });
  });
  announceRevocations(platform);
  return true;
}
