// The vault's routes. https://nango.dev/docs/reference/backend/http-api
import { z } from 'zod';
import type { Connections, StoredConnection } from './connections.ts';
import type { Keys, Right } from './keys.ts';
import type { Login } from './login.ts';
import { proxied } from './proxy.ts';
import type { Sessions } from './sessions.ts';
import { json, NangoError, queryOf, type Received, type Reply } from './wire.ts';

export interface Parts {
  readonly keys: Keys;
  readonly connections: Connections;
  readonly sessions: Sessions;
  readonly login: Login;
  readonly settings: () => { readonly forwardsAllHeaders: boolean };
}

const flag = z.enum(['true', 'false']).optional();
const listQuery = z
  .object({
    connectionId: z.string().optional(),
    search: z.string().optional(),
    endUserId: z.string().optional(),
    integrationId: z.string().optional(),
    endUserOrganizationId: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(10_000).optional(),
    page: z.coerce.number().int().min(0).optional(),
  })
  .catchall(z.string());
const LISTED = new Set(Object.keys(listQuery.shape));
const TAG = /^tags\[([a-z0-9_./-]+)\]$/;
const oneQuery = z.strictObject({
  provider_config_key: z.string().min(1),
  refresh_token: flag,
  force_refresh: flag,
  refresh_github_app_jwt_token: flag,
});
const deleteQuery = z.strictObject({ provider_config_key: z.string().min(1) });

export function api(parts: Parts): (received: Received) => Promise<Reply> {
  const { keys, connections, sessions, login } = parts;
  return async (received) => {
    const { method, path, headers } = received;
    const may = (right: Right) => keys.require(headers, right);
    if (path.startsWith('/proxy/')) {
      may('environment:proxy');
      const { forwardsAllHeaders } = parts.settings();
      return proxied(received, { connections, forwardsAllHeaders });
    }
    if (method === 'GET' && path.startsWith('/oauth/connect/')) return login.start(received);
    const [, connectionId] = /^\/connections\/([^/]+)$/.exec(path) ?? [];
    if (connectionId) return one(parts, received, decodeURIComponent(connectionId));
    switch (`${method} ${path}`) {
      case 'GET /connect':
        return login.page(received);
      case 'GET /oauth/callback':
        return login.finish(received);
      case 'POST /connect/sessions':
        may('environment:connect_sessions:write');
        return sessions.create(received);
      case 'POST /connect/sessions/reconnect':
        may('environment:connect_sessions:write');
        return sessions.createReconnect(received);
      case 'GET /connections':
        may('environment:connections:list');
        return list(connections, received);
      default:
        throw new NangoError(404, 'not_found');
    }
  };
}

async function one({ keys, connections }: Parts, received: Received, connectionId: string): Promise<Reply> {
  if (received.method === 'DELETE') {
    keys.require(received.headers, 'environment:connections:delete');
    const { provider_config_key } = queryOf(received, deleteQuery);
    connections.remove(connections.get(connectionId, provider_config_key));
    return json(200, { success: true });
  }
  if (received.method !== 'GET') throw new NangoError(404, 'not_found');
  const rights = keys.require(received.headers, 'environment:connections:read');
  const query = queryOf(received, oneQuery);
  const seesTokens = rights.has('environment:connections:read_credentials');
  if (!seesTokens && (query.refresh_token === 'true' || query.force_refresh === 'true'))
    throw new NangoError(403, 'forbidden');
  const connection = await connections.fresh(connections.get(connectionId, query.provider_config_key));
  const { connection_config, updated, created, credentials } = connection;
  const { created: _created, ...listed } = shown(connection);
  return json(200, {
    ...listed,
    connection_config,
    created_at: created,
    updated_at: updated,
    last_fetched_at: updated,
    webhook_url_override: null,
    ...(seesTokens && { credentials: { ...credentials, raw: { access_token: credentials.access_token } } }),
  });
}

/** Without credentials, whoever asks. */
function list(connections: Connections, received: Received): Reply {
  const query = queryOf(received, listQuery);
  const unknown = Object.keys(query).filter((key) => !LISTED.has(key) && !TAG.test(key));
  if (unknown.length > 0) throw new NangoError(400, 'invalid_query_params', unknown);
  const tags = Object.entries(query).flatMap(([key, value]) => {
    const [, tag] = TAG.exec(key) ?? [];
    return tag ? [[tag, String(value)] as const] : [];
  });
  const { limit = 10_000, page = 0 } = query;
  const found = connections
    .all()
    .filter(
      (each) =>
        (query.connectionId === undefined || each.connection_id === query.connectionId) &&
        (query.integrationId === undefined ||
          query.integrationId.split(',').includes(each.integration.key)) &&
        (query.endUserId === undefined || each.tags['end_user_id'] === query.endUserId) &&
        (query.endUserOrganizationId === undefined ||
          each.tags['organization_id'] === query.endUserOrganizationId) &&
        (query.search === undefined || each.connection_id.includes(query.search)) &&
        tags.every(([tag, value]) => each.tags[tag] === value),
    );
  return json(200, { connections: found.slice(page * limit, (page + 1) * limit).map(shown) });
}

function shown({ id, connection_id, integration, created, errors, tags }: StoredConnection) {
  return {
    id,
    connection_id,
    provider_config_key: integration.key,
    provider: integration.provider,
    created,
    metadata: null,
    errors,
    end_user: null,
    tags,
  };
}
