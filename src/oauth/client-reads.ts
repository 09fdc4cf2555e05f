/** Clients as their tenant sees them, and as they are found when they call. */
import { pageOf, placeAfter, rowsWanted, type Page, type PageRequest } from '../platform/db/page.ts';
import { prepared } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import { isUuid, LAST_UUID } from '../platform/db/uuid.ts';
import type { Platform } from '../platform/platform.ts';
import { OAuthClientNotFound } from './errors.ts';
import type { clientStatuses } from './oauth-client.entity.ts';

export interface ClientView {
  id: string;
  name: string;
  scopes: string[];
  status: (typeof clientStatuses)[number];
  createdBy: string;
  createdAt: Date;
  revokedAt: Date | null;
  /** Newest first. */
  secrets: { createdAt: string; expiresAt: string | null }[];
}

const VIEW = `c.id, c.name, c.scopes, c.status, c.created_by as "createdBy", c.created_at as "createdAt",
  c.revoked_at as "revokedAt",
  coalesce((select json_agg(json_build_object('createdAt', s.created_at, 'expiresAt', s.expires_at)
                            order by s.created_at desc)
              from oauth_client_secret s where s.client_id = c.id), '[]') as secrets`;

const byId = prepared('oauth_client_by_id', `select ${VIEW} from oauth_client c where c.id = $1`);
const page = prepared(
  'oauth_client_page',
  `select ${VIEW} from oauth_client c
    where c.tenant_id = $1 and (c.created_at, c.id) < ($2::timestamptz, $3::uuid)
      and ($4::text is null or c.status = $4)
    order by c.created_at desc, c.id desc limit $5`,
);

/** Throws OAuthClientNotFound. */
export async function theClient(db: TenantDb, id: string): Promise<ClientView> {
  const [view] = await db.read<ClientView>(byId, [id]);
  if (!view) throw new OAuthClientNotFound(id);
  return view;
}

/** Newest first. */
export async function listClients(
  db: TenantDb,
  request: PageRequest & { status?: ClientView['status'] | null | undefined },
): Promise<Page<ClientView>> {
  const [at, id] = placeAfter(request, ['infinity', LAST_UUID]);
  const params = [db.tenantId, at, id, request.status ?? null, rowsWanted(request)];
  return pageOf(await db.read<ClientView>(page, params), request, (row) => [row.createdAt, row.id]);
}

/** What has to be known of a client that calls. */
export interface CallingClient {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** Of the secrets that hold now. */
  readonly hashes: readonly Buffer[];
}

const tenantOf = prepared(
  'oauth_client_tenant',
  'select tenant_id as "tenantId" from oauth_client where id = $1',
);
const calling = prepared(
  'oauth_client_calling',
  `select c.id, c.tenant_id as "tenantId", c.name, c.scopes,
          array(select s.hash from oauth_client_secret s
                 where s.client_id = c.id and (s.expires_at is null or s.expires_at > $2)) as hashes
     from oauth_client c where c.id = $1 and c.status = 'ACTIVE'`,
);

/** Undefined where there is none, or it was revoked. */
export async function findCallingClient(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  id: string,
): Promise<CallingClient | undefined> {
  if (!isUuid(id)) return undefined;
  const [owner] = await db.routing.query<{ tenantId: string }>(tenantOf, [id]);
  if (!owner) return undefined;
  const [client] = await db.tenant(owner.tenantId).read<CallingClient>(calling, [id, new Date(clock.now())]);
  return client;
}
