/**
 * Renewing a credential that ends (OAuth): once per end, whoever asks and in however many processes. The right to renew is
 * a lease in the integration's row with a fencing number: a holder that was paused too long cannot overwrite what came
 * after it. The new credential is committed before anything uses it.
 */
import { prepared } from '../platform/db/sql.ts';
import { CredentialRefused, ProviderUnavailable } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Credential, ProviderWorld, Renewal } from '../providers/provider.ts';
import { markReauthNeeded } from './health.ts';
import { placeOf } from './place.ts';

export interface StoredCredential {
  readonly credential: Credential;
  /** Grows with every stored credential. */
  readonly version: number;
}

export interface RenewalRequest {
  readonly tenantId: string;
  readonly integrationId: string;
  readonly renewal: Renewal;
  readonly world: ProviderWorld;
  /** The version that no longer serves: a newer one found meanwhile is the answer. */
  readonly stale: number;
  readonly signal: AbortSignal;
}

/** A renewal that takes longer is taken for dead, and another process may try. */
const LEASE_MS = 30_000;
const LOOK_EVERY_MS = 100;
/** Together with the time that the provider may take, still within the lease. */
const STORE_WITHIN_MS = 10_000;

const read = prepared(
  'credential_read',
  'select credential, credential_version as version, status from integration where id = $1',
);

/** Renewals under way in this process, by integration: its other callers wait for the same one. */
const underWay = new Map<string, Promise<StoredCredential>>();

/**
 * Throws CredentialRefused when the grant is gone, and then the integration needs a person; ProviderUnavailable when the
 * one whose turn it is does not come to an end before the signal does.
 */
export async function renewCredential(
  platform: Platform,
  request: RenewalRequest,
): Promise<StoredCredential> {
  const { integrationId, stale } = request;
  for (;;) {
    let renewing = underWay.get(integrationId);
    if (!renewing) {
      renewing = renewOrWait(platform, request).finally(() => underWay.delete(integrationId));
      underWay.set(integrationId, renewing);
    }
    const stored = await renewing;
    // One that was under way may have been for the credential before this caller's.
    if (stored.version > stale) return stored;
  }
}

async function renewOrWait(platform: Platform, request: RenewalRequest): Promise<StoredCredential> {
  for (;;) {
    const stored = await readCredential(platform, request.tenantId, request.integrationId);
    if (stored.version > request.stale) return stored;
    const fence = await takeTurn(platform, request);
    const renewed = fence === undefined ? undefined : await renewAs(platform, request, { fence, stored });
    if (renewed) return renewed;
    await platform.clock.sleep(LOOK_EVERY_MS, request.signal).catch(() => {
      throw new ProviderUnavailable('The credential is being renewed elsewhere');
    });
  }
}

/** The stored credential, opened. Throws CredentialRefused when there is none that could serve. */
export async function readCredential(
  platform: Platform,
  tenantId: string,
  integrationId: string,
): Promise<StoredCredential> {
  const tenant = platform.db.tenant(tenantId);
  const [row] = await tenant.read<{ credential: Buffer | null; version: number; status: string }>(read, [
    integrationId,
  ]);
  if (!row?.credential || row.status === 'NEEDS_REAUTH') {
    throw new CredentialRefused('The integration needs a new credential');
  }
  const text = platform.vault.open(row.credential, placeOf(tenantId, integrationId, 'credential'));
  return { credential: JSON.parse(text) as Credential, version: row.version };
}

/** The fencing number of the turn, or undefined while it is somebody else's. */
async function takeTurn(platform: Platform, request: RenewalRequest): Promise<string | undefined> {
  const rows = await platform.db.tenant(request.tenantId).transaction((tx) =>
    tx.query<{ renewal_fence: string }>(
      `update integration
          set renewal_fence = renewal_fence + 1, renewal_until = now() + $3 * interval '1 ms'
        where id = $1 and credential_version = $2 and (renewal_until is null or renewal_until < now())
        returning renewal_fence`,
      [request.integrationId, request.stale, LEASE_MS],
    ),
  );
  return rows[0]?.renewal_fence;
}

/** The new credential; undefined when the turn was lost meanwhile, and what another has stored counts. */
async function renewAs(
  platform: Platform,
  request: RenewalRequest,
  turn: { fence: string; stored: StoredCredential },
): Promise<StoredCredential | undefined> {
  const { renewal, world, tenantId, integrationId } = request;
  // Not the caller's signal: a burned refresh token whose successor nobody stored would strand the integration.
  const signal = AbortSignal.timeout(LEASE_MS / 2);
  try {
    const credential = await renewal.renew(turn.stored.credential, world, signal);
    return await storeSurely(platform, request, { fence: turn.fence, credential });
  } catch (error) {
    const mine = await platform.db.tenant(tenantId).transaction(async (tx) => {
      const rows = await tx.query(
        `update integration set renewal_until = null
          where id = $1 and renewal_fence = $2 and credential_version = $3 returning id`,
        [integrationId, turn.fence, request.stale],
      );
      if (rows.length === 0) return false;
      if (error instanceof CredentialRefused) await markReauthNeeded(tx, { tenantId, integrationId });
      return true;
    });
    // Refused was what is no longer stored: its successor may do.
    if (!mine && error instanceof CredentialRefused) return undefined;
    throw error;
  }
}

/** What the provider has given may be good once only: a database that is away for a moment must not lose it. */
async function storeSurely(
  platform: Platform,
  request: RenewalRequest,
  renewed: { fence: string; credential: Credential },
): Promise<StoredCredential | undefined> {
  const end = platform.clock.now() + STORE_WITHIN_MS;
  for (;;) {
    try {
      return await store(platform, request, renewed);
    } catch (error) {
      if (platform.clock.now() >= end) throw error;
      platform.log.warn(
        { err: error, integration: request.integrationId },
        'renewed credential not stored yet',
      );
      await platform.clock.sleep(LOOK_EVERY_MS);
    }
  }
}

async function store(
  platform: Platform,
  request: RenewalRequest,
  renewed: { fence: string; credential: Credential },
): Promise<StoredCredential | undefined> {
  const { tenantId, integrationId } = request;
  const place = placeOf(tenantId, integrationId, 'credential');
  const sealed = platform.vault.seal(JSON.stringify(renewed.credential), place);
  const rows = await platform.db.tenant(tenantId).transaction((tx) =>
    tx.query<{ version: number }>(
      `update integration
          set credential = $3, credential_version = credential_version + 1, renewal_until = null
        where id = $1 and renewal_fence = $2 and credential_version = $4 returning credential_version as version`,
      [integrationId, renewed.fence, sealed, request.stale],
    ),
  );
  // No row: somebody was faster, another process or a person with a new credential.
  return rows[0] && { credential: renewed.credential, version: rows[0].version };
}
