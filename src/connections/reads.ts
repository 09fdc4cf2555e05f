/** Reads of connected accounts: prepared SQL, rows as the API shows them. There is no token in any column. */
import { pageOf, placeAfter, rowsWanted, type Page, type PageRequest } from '../platform/db/page.ts';
import { prepared } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { isUuid, LAST_UUID } from '../platform/db/uuid.ts';
import type { ConnectedAccountStatus } from './connected-account.entity.ts';
import { ConnectedAccountNotFound } from './errors.ts';

export interface ConnectedAccountView {
  id: string;
  tenantId: string;
  providerId: string;
  subject: string;
  status: ConnectedAccountStatus;
  scopes: string[];
  vaultKey: string;
  vaultConnectionId: string | null;
  providerAccountId: string | null;
  displayName: string | null;
  facts: Record<string, string>;
  errorCode: string | null;
  errorMessage: string | null;
  attempt: number;
  linkEndsAt: Date;
  connectedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

export interface ConnectedAccountFilter {
  providerId?: string | null | undefined;
  status?: ConnectedAccountStatus | null | undefined;
  subject?: string | null | undefined;
}

export const COLUMNS = `id, tenant_id as "tenantId", provider_id as "providerId", subject, status, scopes,
  vault_key as "vaultKey", vault_connection_id as "vaultConnectionId", provider_account_id as "providerAccountId",
  display_name as "displayName", facts, error_code as "errorCode", error_message as "errorMessage", attempt,
  link_ends_at as "linkEndsAt", connected_at as "connectedAt", created_at as "createdAt", updated_at as "updatedAt",
  version`;

const byIds = prepared(
  'connected_account_by_ids',
  `select ${COLUMNS} from connected_account where tenant_id = $1 and id = any($2::uuid[])`,
);
const page = prepared(
  'connected_account_page',
  `select ${COLUMNS} from connected_account
    where tenant_id = $1 and (created_at, id) < ($2::timestamptz, $3::uuid)
      and ($4::text is null or provider_id = $4) and ($5::text is null or status = $5)
      and ($6::text is null or subject = $6)
    order by created_at desc, id desc limit $7`,
);

/** In the order of `ids`; undefined where the tenant has no such account. */
export async function connectedAccountsByIds(
  db: TenantDb,
  ids: readonly string[],
): Promise<(ConnectedAccountView | undefined)[]> {
  const rows = await db.read<ConnectedAccountView>(byIds, [db.tenantId, ids.filter(isUuid)]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id.toLowerCase()));
}

/** Throws ConnectedAccountNotFound. */
export async function theAccount(db: TenantDb, id: string): Promise<ConnectedAccountView> {
  const [account] = await connectedAccountsByIds(db, [id]);
  if (!account) throw new ConnectedAccountNotFound(id);
  return account;
}

/** Newest first. */
export async function listConnectedAccounts(
  db: TenantDb,
  request: PageRequest & { filter?: ConnectedAccountFilter | null | undefined },
): Promise<Page<ConnectedAccountView>> {
  const [at, id] = placeAfter(request, ['infinity', LAST_UUID]);
  const { providerId = null, status = null, subject = null } = request.filter ?? {};
  const params = [db.tenantId, at, id, providerId, status, subject, rowsWanted(request)];
  const rows = await db.read<ConnectedAccountView>(page, params);
  return pageOf(rows, request, (row) => [row.createdAt, row.id]);
}
