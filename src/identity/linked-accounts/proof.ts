/** The code that a page was given when its browser came back: good once, for that page. */
import { createHash } from 'node:crypto';
import type { Identity } from '../identity.ts';
import { hashOf } from '../secret.ts';
import { sameSecret } from '../../platform/same-secret.ts';
import { personPlace } from '../sealed-secrets.ts';
import { InvalidExternalSignIn } from './errors.ts';

export interface ShownProof {
  readonly code: string;
  /** What the `code_challenge` was made of (RFC 7636). */
  readonly codeVerifier: string;
}

export interface Proof {
  readonly issuerId: string;
  readonly subject: string;
  readonly name: string | null;
  readonly secondFactor: boolean;
  /** JSON; to be sealed for where it goes. */
  readonly tokens: string;
}

/** RFC 7636 section 4.1. */
const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/;

/** Uses it up, whatever becomes of it: who shows a code without its verifier has stolen it. Throws InvalidExternalSignIn. */
export async function takeProof(identity: Identity, { code, codeVerifier }: ShownProof): Promise<Proof> {
  const { db, vault } = identity.platform;
  const [row] = await db.identity.transaction((tx) =>
    tx.query<Omit<Proof, 'tokens'> & { id: string; codeChallenge: string; tokens: Buffer }>(
      `delete from external_proof where code = $1 and expires_at > now()
       returning id, code_challenge as "codeChallenge", issuer_id as "issuerId", subject, name,
                 second_factor as "secondFactor", tokens`,
      [hashOf(code)],
    ),
  );
  const challenge = createHash('sha256').update(codeVerifier).digest('base64url');
  if (!row || !VERIFIER.test(codeVerifier) || !sameSecret(challenge, row.codeChallenge)) {
    identity.count('linked_account', 'INVALID_EXTERNAL_SIGN_IN');
    identity.refusals.anonymous({ door: 'sign-in', reason: new InvalidExternalSignIn().message });
    throw new InvalidExternalSignIn();
  }
  const { issuerId, subject, name, secondFactor } = row;
  const tokens = vault.open(row.tokens, personPlace('external_proof', row.id, 'tokens'));
  return { issuerId, subject, name, secondFactor, tokens };
}
