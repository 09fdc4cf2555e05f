/** How often somebody may ask, and be wrong. Whoever shows a good secret is not held up by others at the same address. */
import type { Principal } from '../platform/principal/principal.ts';
import { RateLimited, type Asker } from '../platform/rate-limits.ts';
import type { Sender } from './caller.ts';
import type { CallingClient } from './client-reads.ts';
import { OAuthError } from './oauth-error.ts';
import type { OAuthWorld } from './world.ts';

type Limiting = Pick<OAuthWorld, 'platform'>;

/**
 * One request in which nobody has shown who they are, out of the budget of its address: the refusal that is to be told instead,
 * when there were too many. `tried`: it showed a credential that did not hold, which is counted as an attempt as well.
 */
export async function takeStranger(
  world: Limiting,
  { remoteAddress }: Pick<Sender, 'remoteAddress'>,
  tried: boolean,
): Promise<OAuthError | undefined> {
  const asker = { principal: null, remoteAddress };
  const refusal = await refusalOf(world, asker, 'requests');
  return refusal ?? (tried ? refusalOf(world, asker, 'attempts') : undefined);
}

/** One request of a client that has shown its secret, out of the budget that its other calls are counted in too. */
export function takeClientRequest(
  world: Pick<OAuthWorld, 'platform' | 'keys'>,
  { id, tenantId }: Pick<CallingClient, 'id' | 'tenantId'>,
): Promise<OAuthError | undefined> {
  const principal: Principal = {
    kind: 'client',
    subject: id,
    tenantId,
    scopes: new Set(),
    issuer: world.keys.issuer,
    tokenId: undefined,
    expiresAt: Infinity,
  };
  return refusalOf(world, { principal }, 'requests');
}

async function refusalOf(
  { platform }: Limiting,
  asker: Asker,
  measure: 'requests' | 'attempts',
): Promise<OAuthError | undefined> {
  try {
    await platform.rates.take(asker, measure, 1);
    return undefined;
  } catch (error) {
    if (!(error instanceof RateLimited)) throw error;
    const retryAfterS = Math.ceil(error.standing.resetMs / 1_000);
    return new OAuthError('temporarily_unavailable', error.message, { status: 429, retryAfterS });
  }
}
