/** How often somebody may ask, and be wrong. Whoever shows a good secret is not held up by others at the same address. */
import { RateLimited } from '../platform/rate-limits.ts';
import type { Sender } from './caller.ts';
import { OAuthError } from './oauth-error.ts';
import type { OAuthWorld } from './world.ts';

type Limiting = Pick<OAuthWorld, 'platform'>;

/** Throws OAuthError (429). */
export async function takeRequest(world: Limiting, from: Pick<Sender, 'remoteAddress'>): Promise<void> {
  const refusal = await refusalOf(world, from, 'requests');
  if (refusal) throw refusal;
}

/** After a credential that did not hold: the refusal that is to be told instead, when there were too many. */
export function takeAttempt(
  world: Limiting,
  from: Pick<Sender, 'remoteAddress'>,
): Promise<OAuthError | undefined> {
  return refusalOf(world, from, 'attempts');
}

async function refusalOf(
  { platform }: Limiting,
  { remoteAddress }: Pick<Sender, 'remoteAddress'>,
  measure: 'requests' | 'attempts',
): Promise<OAuthError | undefined> {
  try {
    await platform.rates.take({ principal: null, remoteAddress }, measure, 1);
    return undefined;
  } catch (error) {
    if (!(error instanceof RateLimited)) throw error;
    const retryAfterS = Math.ceil(error.standing.resetMs / 1_000);
    return new OAuthError('temporarily_unavailable', error.message, { status: 429, retryAfterS });
  }
}
