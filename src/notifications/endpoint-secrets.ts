/** The secrets of an endpoint as they are stored: sealed, the current one first, a replaced one until its overlap is over. */
import type { Place, Vault } from '../platform/vault.ts';

export interface EndpointSecret {
  readonly secret: string;
  /** ISO time after which it no longer signs; absent on the current one. */
  readonly until?: string;
}

export const DEFAULT_OVERLAP_S = 24 * 3600;
export const MAX_OVERLAP_S = 7 * 24 * 3600;

interface Owner {
  readonly tenantId: string;
  readonly id: string;
}

export function sealSecrets(vault: Vault, owner: Owner, secrets: readonly EndpointSecret[]): Buffer {
  return vault.seal(JSON.stringify(secrets), placeOf(owner));
}

/** Those that sign at the time, the current one first. Throws SealBroken. */
export function openSecrets(
  vault: Vault,
  owner: Owner,
  { sealed, nowMs }: { sealed: Buffer; nowMs: number },
): EndpointSecret[] {
  const secrets = JSON.parse(vault.open(sealed, placeOf(owner))) as EndpointSecret[];
  return secrets.filter(({ until }) => until === undefined || Date.parse(until) > nowMs);
}

/** Puts the new one first; the one before it signs along for the overlap, older ones as long as they were to. */
export function replaceSecret(
  secrets: readonly EndpointSecret[],
  { secret, untilMs }: { secret: string; untilMs: number },
): EndpointSecret[] {
  const until = new Date(untilMs).toISOString();
  return [{ secret }, ...secrets.map((each) => ({ until, ...each }))];
}

function placeOf({ tenantId, id }: Owner): Place {
  return { tenantId, table: 'notification_endpoint', rowId: id, column: 'secrets' };
}
