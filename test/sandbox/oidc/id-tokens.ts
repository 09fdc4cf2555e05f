// ID tokens, good ones and those that an attacker would like to be taken. OpenID Connect Core 1.0 section 2.
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWK } from 'jose';

export interface Account {
  readonly subject: string;
  readonly name?: string;
  readonly email?: string;
  readonly amr?: readonly string[];
}

/** What is wrong with the next ID tokens. */
export const tokenFaults = [
  'another nonce',
  'no nonce',
  'another issuer',
  'another audience',
  'expired',
  'another key',
  'no signature',
  'signed with the client secret',
  'no subject',
  'missing',
] as const;
export type TokenFault = (typeof tokenFaults)[number];

export interface IdTokens {
  readonly jwks: { keys: JWK[] };
  /** Undefined where it is to be missing. */
  make(
    of: { account: Account; nonce: string | null },
    fault: TokenFault | undefined,
  ): Promise<string | undefined>;
}

const ALGORITHM = 'RS256';

export async function idTokens(party: {
  issuer: string;
  clientId: string;
  clientSecret: string;
}): Promise<IdTokens> {
  const { issuer, clientId, clientSecret } = party;
  const [good, foreign] = await Promise.all([generateKeyPair(ALGORITHM), generateKeyPair(ALGORITHM)]);
  const kid = 'sandbox';
  const jwk = { ...(await exportJWK(good.publicKey)), kid, alg: ALGORITHM, use: 'sig' };
  return {
    jwks: { keys: [jwk] },
    async make({ account, nonce }, fault) {
      if (fault === 'missing') return undefined;
      const { subject, ...profile } = account;
      const now = Math.floor(Date.now() / 1_000);
      const said = fault === 'another nonce' ? 'somebody-elses' : nonce;
      const claims = {
        ...profile,
        iss: fault === 'another issuer' ? 'https://other.example.test' : issuer,
        aud: fault === 'another audience' ? 'another-client' : clientId,
        iat: now - (fault === 'expired' ? 7_200 : 0),
        exp: now + (fault === 'expired' ? -3_600 : 300),
        ...(fault !== 'no subject' && { sub: subject }),
        ...(fault !== 'no nonce' && said !== null && { nonce: said }),
      };
      if (fault === 'no signature') return new UnsecuredJWT(claims).encode();
      const token = new SignJWT(claims);
      if (fault === 'signed with the client secret')
        return token.setProtectedHeader({ alg: 'HS256', kid }).sign(Buffer.from(clientSecret));
      const key = fault === 'another key' ? foreign.privateKey : good.privateKey;
      return token.setProtectedHeader({ alg: ALGORITHM, kid }).sign(key);
    },
  };
}
