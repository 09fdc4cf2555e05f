/** The signing keys as they are stored: the private halves sealed. */
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { prepared } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import type { Place } from '../platform/vault.ts';
import type { keyStatuses } from './signing-key.entity.ts';

export type KeyStatus = (typeof keyStatuses)[number];
export type KeyWorld = Pick<Platform, 'db' | 'vault' | 'clock'>;

/** RFC 7518 section 3.4: P-256 with SHA-256, which every JWT library knows. */
export const ALGORITHM = 'ES256';

export interface StoredKey {
  readonly kid: string;
  readonly status: KeyStatus;
  readonly publicKey: JWK;
  readonly privateKey: Buffer | null;
  readonly since: Date;
}

const all = prepared(
  'signing_keys',
  `select kid, status, public_key as "publicKey", private_key as "privateKey", since from signing_key
    order by since desc`,
);
const insert = prepared(
  'signing_key_insert',
  `insert into signing_key (kid, status, public_key, private_key, since) values ($1, $2, $3, $4, $5)
   on conflict do nothing`,
);

export function readKeys({ db }: Pick<KeyWorld, 'db'>): Promise<StoredKey[]> {
  return db.routing.query<StoredKey>(all);
}

/** Nothing where another process has made one of that status meanwhile. Its id is the RFC 7638 thumbprint. */
export async function addKey({ db, vault, clock }: KeyWorld, status: 'NEXT' | 'CURRENT'): Promise<void> {
  const pair = await generateKeyPair(ALGORITHM, { extractable: true });
  const [publicKey, privateKey] = await Promise.all([exportJWK(pair.publicKey), exportJWK(pair.privateKey)]);
  const kid = await calculateJwkThumbprint(publicKey);
  const published = { ...publicKey, kid, alg: ALGORITHM, use: 'sig' };
  await db.routing.query(insert, [
    kid,
    status,
    JSON.stringify(published),
    sealPrivateKey(vault, kid, privateKey),
    new Date(clock.now()),
  ]);
}

export function sealPrivateKey(vault: Platform['vault'], kid: string, key: JWK): Buffer {
  return vault.seal(JSON.stringify(key), placeOf(kid));
}

/** Throws SealBroken. */
export function openPrivateKey(vault: Platform['vault'], kid: string, sealed: Uint8Array): JWK {
  return JSON.parse(vault.open(sealed, placeOf(kid))) as JWK;
}

function placeOf(kid: string): Place {
  return { tenantId: NO_TENANT, table: 'signing_key', rowId: kid, column: 'private_key' };
}

/** Stands for the tenant in the place of what belongs to the installation. */
const NO_TENANT = 'hub';
