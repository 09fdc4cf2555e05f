// The stored connections with their tokens, and how tokens that ended are renewed.
import { randomUUID } from 'node:crypto';
import type { VaultIntegration } from './integrations.ts';
import { NangoError } from './wire.ts';

export interface Credentials {
  type: 'OAUTH2';
  access_token: string;
  refresh_token?: string;
  /** Milliseconds since the epoch; never where it is left out. */
  endsAt?: number;
}

export interface StoredConnection {
  readonly id: number;
  readonly connection_id: string;
  readonly integration: VaultIntegration;
  readonly created: string;
  updated: string;
  tags: Readonly<Record<string, string>>;
  connection_config: Readonly<Record<string, string>>;
  errors: { type: 'auth' | 'sync'; log_id: string }[];
  credentials: Credentials;
}

export interface NewConnection {
  readonly integration: VaultIntegration;
  readonly credentials: Credentials;
  readonly tags?: Readonly<Record<string, string>>;
  readonly connection_config?: Readonly<Record<string, string>>;
}

export interface Connections {
  all(): StoredConnection[];
  add(connection: NewConnection): StoredConnection;
  /** Throws 404 `not_found`, 400 `unknown_provider_config`. */
  get(connectionId: string, providerConfigKey: string): StoredConnection;
  remove(connection: StoredConnection): void;
  /** Renews what has ended. Throws 424 `invalid_credentials` when that fails. */
  fresh(connection: StoredConnection): Promise<StoredConnection>;
}

export function connectionStore(options: {
  integrations: readonly VaultIntegration[];
  onRefreshFailed: (connection: StoredConnection, description: string) => void;
}): Connections {
  const stored = new Map<string, StoredConnection>();
  let count = 0;
  return {
    all: () => [...stored.values()],
    add({ integration, credentials, tags = {}, connection_config = {} }) {
      const now = new Date().toISOString();
      const connection: StoredConnection = {
        id: ++count,
        connection_id: randomUUID(),
        integration,
        created: now,
        updated: now,
        tags,
        connection_config,
        errors: [],
        credentials,
      };
      stored.set(connection.connection_id, connection);
      return connection;
    },
    get(connectionId, providerConfigKey) {
      if (!options.integrations.some(({ key }) => key === providerConfigKey))
        throw new NangoError(400, 'unknown_provider_config');
      const found = stored.get(connectionId);
      if (found?.integration.key !== providerConfigKey) throw new NangoError(404, 'not_found');
      return found;
    },
    remove: (connection) => void stored.delete(connection.connection_id),
    async fresh(connection) {
      const { endsAt, refresh_token } = connection.credentials;
      if (endsAt === undefined || endsAt > Date.now()) return connection;
      try {
        connection.credentials = await tokensFor(connection.integration, {
          grant_type: 'refresh_token',
          refresh_token: refresh_token ?? '',
        });
        connection.errors = [];
      } catch (error) {
        connection.errors = [{ type: 'auth', log_id: randomUUID() }];
        options.onRefreshFailed(connection, String(error));
        throw new NangoError(424, 'invalid_credentials');
      }
      return connection;
    },
  };
}

/** Asks the provider's token endpoint. Throws what it answered instead of tokens. */
export async function tokensFor(
  { oauth }: VaultIntegration,
  grant: Readonly<Record<string, string>>,
): Promise<Credentials> {
  if (!oauth) throw new Error('this integration has no token endpoint');
  const response = await fetch(oauth.tokenUrl, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({
      ...grant,
      client_id: oauth.clientId,
      client_secret: oauth.clientSecret,
    }),
  });
  const answer = (await response.json()) as {
    access_token?: string;
    refresh_token?: string;
    expires_in?: number;
    error?: string;
  };
  if (!response.ok || !answer.access_token) throw new Error(`token endpoint: ${answer.error}`);
  return {
    type: 'OAUTH2',
    access_token: answer.access_token,
    ...(answer.refresh_token && { refresh_token: answer.refresh_token }),
    ...(answer.expires_in && { endsAt: Date.now() + answer.expires_in * 1_000 }),
  };
}
