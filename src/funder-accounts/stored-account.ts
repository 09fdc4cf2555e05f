/** The stored dealings of a tenant with a funder, with the seal opened: for whoever asks the funder or hears from it. */
import type { FunderCredential } from '../funders/funder.ts';
import { prepared } from '../platform/db/sql.ts';
import { isUuid } from '../platform/db/uuid.ts';
import type { Platform } from '../platform/platform.ts';
import type { Place } from '../platform/vault.ts';

export interface SealedAccount {
  readonly id: string;
  readonly funderId: string;
  readonly enabled: boolean;
  /** Grows with every change. */
  readonly version: number;
  readonly credential: Buffer;
  /** Until when no process asks this funder; null when it may be asked. */
  readonly restsUntil: Date | null;
}

export interface StoredAccount extends Omit<SealedAccount, 'credential'> {
  readonly credential: FunderCredential;
}

const ofFunders = prepared(
  'funder_accounts_stored',
  `select id, funder_id as "funderId", enabled, version, credential,
          case when breaker_until > now() then breaker_until end as "restsUntil"
     from funder_account where tenant_id = $1 and funder_id = any($2::text[])`,
);
const owner = prepared(
  'funder_account_owner',
  'select tenant_id as "tenantId" from funder_account where id = $1 and funder_id = $2',
);

/** Those that the tenant ever set up, in any order. */
export function sealedAccounts(
  { db }: Pick<Platform, 'db'>,
  tenantId: string,
  funderIds: readonly string[],
): Promise<SealedAccount[]> {
  return db.tenant(tenantId).read<SealedAccount>(ofFunders, [tenantId, funderIds]);
}

/** Undefined where the tenant never set the funder up. Throws SealBroken. */
export async function storedAccount(
  platform: Pick<Platform, 'db' | 'vault'>,
  tenantId: string,
  funderId: string,
): Promise<StoredAccount | undefined> {
  const [sealed] = await sealedAccounts(platform, tenantId, [funderId]);
  return sealed && { ...sealed, credential: openCredential(platform, tenantId, sealed) };
}

/** Throws SealBroken. */
export function openCredential(
  { vault }: Pick<Platform, 'vault'>,
  tenantId: string,
  { id, credential }: SealedAccount,
): FunderCredential {
  // `as`: what `updateFunder` sealed.
  return JSON.parse(vault.open(credential, placeOf(tenantId, id))) as FunderCredential;
}

/** Whose account a funder's message is for, before a tenant is known; undefined for ids that nobody has. */
export async function tenantOfAccount(
  platform: Pick<Platform, 'db'>,
  funderId: string,
  accountId: string,
): Promise<string | undefined> {
  if (!isUuid(accountId)) return undefined;
  const [row] = await platform.db.routing.query<{ tenantId: string }>(owner, [accountId, funderId]);
  return row?.tenantId;
}

/** Where a funder posts what it has to say about proposals of this account. */
export function callbackUrlOf(publicUrl: string, funderId: string, accountId: string): string {
  return `${publicUrl}/api/v1/funders/${funderId}/callbacks/${accountId}`;
}

export function placeOf(tenantId: string, rowId: string): Place {
  return { tenantId, table: 'funder_account', rowId, column: 'credential' };
}
