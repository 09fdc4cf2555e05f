/** Sending a browser to an issuer. */
import { buildAuthorizationUrl, calculatePKCECodeChallenge } from 'openid-client';
import { networkOf } from '../../platform/address.ts';
import { InvalidInput, NotFound } from '../../platform/errors.ts';
import type { LinkedIssuer } from '../../platform/principal/linked-issuer.ts';
import { takeAttempt, type Budget } from '../attempts.ts';
import type { Identity, Visitor } from '../identity.ts';
import { hashOf, newSecret } from '../secret.ts';
import { promisesOf } from './browser.ts';

export interface Begin {
  readonly issuerId: string;
  /** Where the browser goes in the end: one of SIGN_IN_RETURN_URLS, letter for letter. */
  readonly returnTo: unknown;
  /** S256 of what the page will show with the code. */
  readonly codeChallenge: unknown;
  readonly codeChallengeMethod: unknown;
}

const LIFETIME_S = 600;
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

/** Nothing can be guessed here; nobody is to fill the tables either. */
export function networkBudget(step: 'begin' | 'show', { remoteAddress }: Visitor): Budget {
  return { key: `external-${step}:${networkOf(remoteAddress ?? 'unknown')}`, most: 60, refillS: 2 };
}

/** The URL at the issuer. Throws NotFound, InvalidInput, TooManyAttempts; and what the issuer's client throws. */
export async function beginSignIn(
  identity: Identity,
  begin: Begin,
  { browser, visitor }: { browser: string; visitor: Visitor },
): Promise<string> {
  const issuer = theIssuer(identity, begin.issuerId);
  const { returnTo, codeChallenge } = checked(identity, begin);
  const { db } = identity.platform;
  await takeAttempt(db.identity, [networkBudget('begin', visitor)]);
  const client = await identity.issuers.clientAt(issuer);
  const { text: state, hash } = newSecret();
  await db.identity.transaction((tx) =>
    tx.query(
      `insert into external_attempt (state, browser, issuer_id, return_to, code_challenge, expires_at)
       values ($1, $2, $3, $4, $5, now() + $6 * interval '1 s')`,
      [hash, hashOf(browser), issuer.id, returnTo, codeChallenge, LIFETIME_S],
    ),
  );
  const { verifier, nonce } = promisesOf(browser, state);
  return buildAuthorizationUrl(client, {
    redirect_uri: callbackUrl(identity, issuer),
    scope: issuer.scopes.join(' '),
    state,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(issuer.kind === 'oidc' && { nonce }),
  }).href;
}

/** Each issuer has its own, so that none can send a code of its own as another's (RFC 9700 section 4.4.2). */
export function callbackUrl({ platform }: Pick<Identity, 'platform'>, { id }: LinkedIssuer): string {
  return `${platform.publicUrl}/sign-in/${id}/callback`;
}

/** Throws NotFound. */
export function theIssuer({ issuers }: Pick<Identity, 'issuers'>, id: string): LinkedIssuer {
  const issuer = issuers.find(id);
  if (!issuer) throw new NotFound('Nobody signs in there');
  return issuer;
}

/** Nothing is redirected to before this: a URL that is not the operator's choice is told of, never followed. */
function checked({ settings }: Identity, { returnTo, codeChallenge, codeChallengeMethod }: Begin) {
  if (typeof returnTo !== 'string' || !settings.returnUrls.includes(returnTo))
    throw new InvalidInput('Must be one of SIGN_IN_RETURN_URLS', { field: 'return_to' });
  if (codeChallengeMethod !== 'S256')
    throw new InvalidInput('Must be S256', { field: 'code_challenge_method' });
  if (typeof codeChallenge !== 'string' || !CHALLENGE.test(codeChallenge))
    throw new InvalidInput('Must be 43 characters of base64url', { field: 'code_challenge' });
  return { returnTo, codeChallenge };
}
