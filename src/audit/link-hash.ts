/**
 * What a link of the chain proves: HMAC-SHA-256 over the place in the chain and the canonical JSON of the entry. Keyed, and
 * not a plain hash, for else whoever can write to the database could compute a whole new chain.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { Place, Vault } from '../platform/vault.ts';

export interface LinkContent {
  readonly tenantId: string;
  /** A bigint in decimal, as PostgreSQL writes it. */
  readonly seq: string;
  readonly previous: Buffer;
  /** From `ENTRY`. */
  readonly entry: readonly (string | null)[];
}

/** What the first link has before it. */
export const FIRST: Buffer = Buffer.alloc(32);

/** Every column of `audit_entry e`, by name, in a text that says all of it whatever the session's settings are. */
const columns: Readonly<Record<string, string>> = {
  id: 'e.id::text',
  tenant_id: 'e.tenant_id::text',
  at: 'extract(epoch from e.at)::text',
  actor_kind: 'e.actor_kind',
  actor: 'e.actor',
  action: 'e.action',
  target_type: 'e.target_type',
  target_id: 'e.target_id',
  outcome: 'e.outcome',
  correlation_id: 'e.correlation_id',
  remote_address: 'e.remote_address',
  door: 'e.door',
  user_agent: 'e.user_agent',
  // Not as an object: numbers that JavaScript cannot tell apart would read the same.
  detail: 'e.detail::text',
};
export const entryColumns: readonly string[] = Object.keys(columns);

/** Selects an entry for `LinkContent.entry`. */
export const ENTRY = `array[${Object.values(columns).join(', ')}]::text[]`;

/** 32 bytes. */
export function linkHash(key: Buffer, { tenantId, seq, previous, entry }: LinkContent): Buffer {
  // An absent column reads like an empty one, so that a column added later leaves the older links as they are.
  const canonical = Object.fromEntries(
    entryColumns.flatMap((name, index) => {
      const value = entry[index] ?? null;
      return value === null ? [] : [[name, value]];
    }),
  );
  return mac(key, ['link', tenantId, seq, previous.toString('hex'), canonical]);
}

/** Over the end of a chain. 32 bytes. */
export function headMac(key: Buffer, head: { tenantId: string; seq: string; hash: Buffer }): Buffer {
  return mac(key, ['head', head.tenantId, head.seq, head.hash.toString('hex')]);
}

function mac(key: Buffer, content: readonly unknown[]): Buffer {
  return createHmac('sha256', key).update(JSON.stringify(content)).digest();
}

/** A new chain's key, as it is stored. */
export function newChainKey(vault: Vault, tenantId: string): Buffer {
  return vault.seal(randomBytes(32).toString('base64'), placeOfKey(tenantId));
}

/** Throws SealBroken. */
export function openChainKey(vault: Vault, tenantId: string, sealed: Buffer): Buffer {
  return Buffer.from(vault.open(sealed, placeOfKey(tenantId)), 'base64');
}

function placeOfKey(tenantId: string): Place {
  return { tenantId, table: 'audit_chain', rowId: tenantId, column: 'key' };
}
