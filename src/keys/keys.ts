/** Our own issuer: signs tokens with the current key and knows the keys they are verified with. */
import { randomUUID } from 'node:crypto';
import { errors, importJWK, SignJWT, type CryptoKey, type JSONWebKeySet, type JWK } from 'jose';
import type { Platform } from '../platform/platform.ts';
import { addKey, ALGORITHM, openPrivateKey, readKeys, type StoredKey } from './key-store.ts';
import { LONGEST_TOKEN_S } from './lifetimes.ts';

/** What a token says beside what every token of ours says (`iss aud iat iat_ms exp jti`). */
export interface TokenClaims {
  /** The user's or the client's id. */
  readonly sub: string;
  readonly tenant_id: string;
  /** Space-separated. */
  readonly scope: string;
  /** Of a client's token. */
  readonly client_id?: string;
  /** Of a person's token: the session it belongs to. */
  readonly sid?: string;
  readonly roles?: readonly string[];
  /** How sure we are of the person: by one factor or by two (the levels of NIST SP 800-63B). */
  readonly aal?: 'aal1' | 'aal2';
  /** When the person last proved who they are, in seconds since the epoch. */
  readonly auth_time?: number;
}

export interface SigningOptions {
  readonly lifetimeS: number;
  /** Left out: the hub. */
  readonly audience?: string;
  /** Left out: now, by the clock of this process. */
  readonly issuedAt?: Date;
}

export interface SigningKeys {
  /** The `iss` of our tokens. */
  readonly issuer: string;
  /** The `aud` of tokens for this hub. */
  readonly audience: string;
  /** An access token (RFC 9068). Throws RangeError for a life longer than any revocation is remembered. */
  sign(claims: TokenClaims, options: SigningOptions): Promise<string>;
  /** For everybody: the next, the current and the retired ones. */
  publicKeys(): Promise<JSONWebKeySet>;
  /** The key a token of ours is to be verified with. Throws jose's JWKSNoMatchingKey. */
  keyFor(header: { kid?: string | undefined }): Promise<CryptoKey>;
  /** The key that signs now, with its private half. */
  current(): Promise<JWK & { kid: string }>;
}

interface Known {
  readonly at: number;
  readonly stored: readonly StoredKey[];
  readonly verifying: ReadonlyMap<string, CryptoKey>;
  readonly signing: JWK & { kid: string };
  readonly signer: CryptoKey;
}

/** What another process has changed is noticed after this. Keys are published much longer before they are used. */
const FRESH_MS = 15_000;
/** While the database is away the keys are believed to be as they were. */
const BELIEVED_MS = 600_000;
/** A token with an unknown key may have the database asked this often. */
const ASKED_AGAIN_MS = 5_000;

export function openSigningKeys(platform: World): SigningKeys {
  const { clock, publicUrl } = platform;
  const keys = keptKeys(platform);
  return {
    issuer: publicUrl,
    audience: publicUrl,
    async sign(claims, { lifetimeS, audience = publicUrl, issuedAt }) {
      if (!(lifetimeS > 0 && lifetimeS <= LONGEST_TOKEN_S)) throw new RangeError('No token lives so long');
      const { signing, signer } = await keys();
      const nowMs = issuedAt?.getTime() ?? clock.now();
      const iat = Math.floor(nowMs / 1_000);
      return new SignJWT({ ...claims, iat_ms: nowMs })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', kid: signing.kid })
        .setIssuer(publicUrl)
        .setAudience(audience)
        .setIssuedAt(iat)
        .setExpirationTime(iat + lifetimeS)
        .setJti(randomUUID())
        .sign(signer);
    },
    publicKeys: async () => ({ keys: (await keys()).stored.map(({ publicKey }) => publicKey) }),
    async keyFor({ kid = '' }) {
      const key = (await keys()).verifying.get(kid) ?? (await keys(ASKED_AGAIN_MS)).verifying.get(kid);
      if (!key) throw new errors.JWKSNoMatchingKey();
      return key;
    },
    current: async () => (await keys()).signing,
  };
}

type World = Pick<Platform, 'db' | 'vault' | 'clock' | 'log' | 'publicUrl'>;

/** Answers the keys as they were stored at most `freshMs` ago. The first call of all makes them. */
function keptKeys(platform: World): (freshMs?: number) => Promise<Known> {
  let known: Known | undefined;
  let loading: Promise<Known> | undefined;

  async function load(): Promise<Known> {
    const at = performance.now();
    let stored = await readKeys(platform);
    if (!stored.some(({ status }) => status === 'CURRENT')) {
      await addKey(platform, 'CURRENT');
      await addKey(platform, 'NEXT');
      stored = await readKeys(platform);
    }
    return knownOf(platform, stored, at);
  }

  return async (freshMs = FRESH_MS) => {
    const before = known;
    if (before && performance.now() - before.at < freshMs) return before;
    try {
      return (known = await (loading ??= load().finally(() => (loading = undefined))));
    } catch (error) {
      if (!before || performance.now() - before.at > BELIEVED_MS) throw error;
      platform.log.warn({ err: error }, 'the signing keys cannot be read again');
      return before;
    }
  };
}

async function knownOf(
  { vault }: Pick<Platform, 'vault'>,
  stored: readonly StoredKey[],
  at: number,
): Promise<Known> {
  const current = stored.find(({ status }) => status === 'CURRENT');
  if (!current?.privateKey) throw new Error('There is no current signing key');
  const { kid } = current;
  const signing = { ...openPrivateKey(vault, kid, current.privateKey), kid, alg: ALGORITHM, use: 'sig' };
  const verifying = await Promise.all(
    stored.map(async ({ kid: id, publicKey }) => [id, await imported(publicKey)] as const),
  );
  return { at, stored, signing, signer: await imported(signing), verifying: new Map(verifying) };
}

/** `as`: only a symmetric key would become bytes. */
async function imported(key: JWK): Promise<CryptoKey> {
  return (await importJWK(key, ALGORITHM)) as CryptoKey;
}
