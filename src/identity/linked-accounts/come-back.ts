/** A browser comes back from an issuer: what it brings is checked, and exchanged for a code of ours. */
import { randomUUID } from 'node:crypto';
import { authorizationCodeGrant, AuthorizationResponseError } from 'openid-client';
import type { LinkedIssuer } from '../../platform/principal/linked-issuer.ts';
import type { Identity } from '../identity.ts';
import { hashOf, newSecret } from '../secret.ts';
import { personPlace } from '../sealed-secrets.ts';
import { callbackUrl, theIssuer } from './begin.ts';
import { promisesOf } from './browser.ts';
import { InvalidExternalSignIn } from './errors.ts';
import { whoCame, type ExternalPerson } from './who-came.ts';

export interface ComeBack {
  readonly issuerId: string;
  /** Everything behind the `?`. */
  readonly query: string;
  /** The secret in the cookie. */
  readonly browser: string | undefined;
}

/** A page asks for the rest at once. */
const PROOF_LIFETIME_S = 60;

interface Attempt {
  readonly returnTo: string;
  readonly codeChallenge: string;
}

/**
 * Where the browser goes next: with `#code=…` for the page, or with `#error=…`. Behind the `#` it reaches no server and no log.
 * @throws NotFound, InvalidExternalSignIn where nothing says that this browser was sent by us: then it goes nowhere
 */
export async function comeBack(identity: Identity, { issuerId, query, browser }: ComeBack): Promise<string> {
  const issuer = theIssuer(identity, issuerId);
  const params = new URLSearchParams(query);
  const [state, ...others] = params.getAll('state');
  const isWhole = browser && state && others.length === 0;
  const attempt = isWhole ? await takeAttempt(identity, { state, browser, issuerId }) : undefined;
  if (!isWhole || !attempt) {
    noteRefusal(identity, 'state');
    throw new InvalidExternalSignIn();
  }
  try {
    const person = await exchange(identity, issuer, { query, state, browser });
    const code = await keepProof(identity, { issuer, person, attempt });
    identity.count('linked_account', 'proven');
    return `${attempt.returnTo}#code=${code}`;
  } catch (error) {
    const denied = error instanceof AuthorizationResponseError && error.error === 'access_denied';
    const reason = denied ? 'access_denied' : 'sign_in_failed';
    if (!denied) identity.platform.log.warn({ err: error, issuer: issuer.id }, 'sign-in at an issuer failed');
    noteRefusal(identity, reason);
    return `${attempt.returnTo}#error=${reason}`;
  }
}

/** Each state is good once, for the issuer and in the browser it was made for. */
async function takeAttempt(
  { platform }: Identity,
  { state, browser, issuerId }: { state: string; browser: string; issuerId: string },
): Promise<Attempt | undefined> {
  const [attempt] = await platform.db.identity.transaction((tx) =>
    tx.query<Attempt>(
      `delete from external_attempt where state = $1 and browser = $2 and issuer_id = $3 and expires_at > now()
       returning return_to as "returnTo", code_challenge as "codeChallenge"`,
      [hashOf(state), hashOf(browser), issuerId],
    ),
  );
  return attempt;
}

/** Throws openid-client's errors, and HubError where the issuer cannot be reached or says nothing of use. */
async function exchange(
  identity: Identity,
  issuer: LinkedIssuer,
  { query, state, browser }: { query: string; state: string; browser: string },
): Promise<ExternalPerson> {
  const client = await identity.issuers.clientAt(issuer);
  const { verifier, nonce } = promisesOf(browser, state);
  const isOidc = issuer.kind === 'oidc';
  const tokens = await authorizationCodeGrant(client, new URL(`${callbackUrl(identity, issuer)}?${query}`), {
    expectedState: state,
    pkceCodeVerifier: verifier,
    ...(isOidc && { expectedNonce: nonce, idTokenExpected: true }),
  });
  return whoCame(identity.platform.egress, issuer, tokens);
}

async function keepProof(
  { platform }: Identity,
  { issuer, person, attempt }: { issuer: LinkedIssuer; person: ExternalPerson; attempt: Attempt },
): Promise<string> {
  const id = randomUUID();
  const { text, hash } = newSecret();
  const tokens = platform.vault.seal(person.tokens, personPlace('external_proof', id, 'tokens'));
  await platform.db.identity.transaction((tx) =>
    tx.query(
      `insert into external_proof
         (id, code, code_challenge, issuer_id, subject, name, second_factor, tokens, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, now() + $9 * interval '1 s')`,
      [
        id,
        hash,
        attempt.codeChallenge,
        issuer.id,
        person.subject,
        person.name,
        person.secondFactor,
        tokens,
        PROOF_LIFETIME_S,
      ],
    ),
  );
  return text;
}

function noteRefusal(identity: Identity, reason: string): void {
  identity.count('linked_account', reason);
  identity.refusals.anonymous({ door: 'sign-in', reason: `At an issuer: ${reason}` });
}
