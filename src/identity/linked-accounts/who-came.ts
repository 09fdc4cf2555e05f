/** Whose account it is, as the issuer says it. */
import type { IDToken, TokenEndpointResponse, TokenEndpointResponseHelpers } from 'openid-client';
import type { Egress } from '../../platform/egress/egress.ts';
import { ProviderAnswerInvalid } from '../../platform/errors.ts';
import type { LinkedIssuer } from '../../platform/principal/linked-issuer.ts';

export interface ExternalPerson {
  readonly subject: string;
  readonly name: string | null;
  /** Whether the issuer says that a second factor was shown, and is believed. */
  readonly secondFactor: boolean;
  /** JSON of what there is of `accessToken`, `refreshToken` and `expiresIn` (s). */
  readonly tokens: string;
}

type Tokens = TokenEndpointResponse & TokenEndpointResponseHelpers;

/** OpenID Connect Core section 2 allows no more. */
const LONGEST_SUBJECT = 255;
const LONGEST_NAME = 100;

/** Throws ProviderAnswerInvalid, and what the outbound door throws. */
export async function whoCame(egress: Egress, issuer: LinkedIssuer, tokens: Tokens): Promise<ExternalPerson> {
  const kept = JSON.stringify({
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
    expiresIn: tokens.expires_in,
  });
  if (issuer.kind === 'oauth2') {
    const user = await userAt(egress, issuer.userUrl, tokens.access_token);
    const subject = subjectOf(user[issuer.subjectField]);
    return { subject, name: nameOf(user[issuer.nameField]), secondFactor: false, tokens: kept };
  }
  const claims = tokens.claims();
  if (!claims) throw new ProviderAnswerInvalid('There is no ID token');
  return {
    subject: subjectOf(claims.sub),
    name: nameOf(claims['name'] ?? claims['email']),
    secondFactor: issuer.secondFactor === 'amr' && saysMfa(claims),
    tokens: kept,
  };
}

async function userAt(egress: Egress, url: string, accessToken: string): Promise<Record<string, unknown>> {
  const answer = await egress.request({
    url,
    headers: {
      authorization: `Bearer ${accessToken}`,
      accept: 'application/json',
      // GitHub refuses requests without. https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api
      'user-agent': 'integration-hub',
    },
  });
  if (answer.status !== 200) throw new ProviderAnswerInvalid(`The issuer answered ${answer.status}`);
  try {
    const user: unknown = JSON.parse(answer.body.toString('utf8'));
    // `as`: an object has fields of some kind.
    if (typeof user === 'object' && user !== null) return user as Record<string, unknown>;
  } catch (cause) {
    throw new ProviderAnswerInvalid('The issuer did not answer with JSON', { cause });
  }
  throw new ProviderAnswerInvalid('The issuer did not answer with an object');
}

/** GitHub's is a number. Throws ProviderAnswerInvalid. */
function subjectOf(value: unknown): string {
  const subject = Number.isSafeInteger(value) ? String(value) : value;
  if (typeof subject !== 'string' || subject === '' || subject.length > LONGEST_SUBJECT)
    throw new ProviderAnswerInvalid('The issuer does not say who it is');
  return subject;
}

function nameOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  return (
    value
      .replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, LONGEST_NAME) || null
  );
}

/** RFC 8176 section 2. */
function saysMfa({ amr }: IDToken): boolean {
  return Array.isArray(amr) && amr.includes('mfa');
}
