// Connect sessions: what a browser may do for half an hour. https://nango.dev/docs/reference/backend/http-api/connect/sessions/create
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Connections, StoredConnection } from './connections.ts';
import type { VaultIntegration } from './integrations.ts';
import { bodyOf, json, NangoError, type Received, type Reply } from './wire.ts';

const LIFE_MS = 30 * 60_000;

const tags = z
  .record(z.string().regex(/^[A-Za-z][\w./-]{0,63}$/), z.string().min(1).max(200))
  .refine((all) => Object.keys(all).length <= 10, 'at most 10 tags')
  .transform((all) =>
    Object.fromEntries(Object.entries(all).map(([key, value]) => [key.toLowerCase(), value])),
  );
const defaults = z.record(
  z.string(),
  z.strictObject({
    user_scopes: z.string().optional(),
    authorization_params: z.record(z.string(), z.string()).optional(),
    connection_config: z.looseObject({ oauth_scopes_override: z.string().optional() }).optional(),
  }),
);
const newSession = z.strictObject({
  allowed_integrations: z.array(z.string()).optional(),
  integrations_config_defaults: defaults.optional(),
  tags,
  webhook_url_override: z.url().optional(),
});
const newReconnect = z.strictObject({
  connection_id: z.string(),
  integration_id: z.string(),
  integrations_config_defaults: defaults.optional(),
  tags: tags.optional(),
  webhook_url_override: z.url().optional(),
});

export interface ConnectSession {
  readonly token: string;
  readonly endsAt: number;
  readonly allowed: readonly string[] | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** By integration: asked for instead of its own. */
  readonly scopes: Readonly<Record<string, readonly string[]>>;
  /** What is authorised again. */
  readonly again: StoredConnection | undefined;
}

export interface Sessions {
  create(received: Received): Reply;
  createReconnect(received: Received): Reply;
  /** Throws 401 for a token that is unknown or has ended. */
  get(token: string): ConnectSession;
  /** Every token there ever was. */
  tokens(): readonly string[];
  /** Ends all of them now. */
  endAll(): void;
}

export function sessionStore(options: {
  integrations: readonly VaultIntegration[];
  connections: Connections;
  urlOf: () => string;
}): Sessions {
  const { integrations, connections, urlOf } = options;
  const known = new Map<string, ConnectSession>();
  const open = (session: Omit<ConnectSession, 'token' | 'endsAt'>): Reply => {
    const token = `nango_connect_session_${randomBytes(32).toString('hex')}`;
    const endsAt = Date.now() + LIFE_MS;
    known.set(token, { ...session, token, endsAt });
    return json(201, {
      data: {
        token,
        connect_link: `${urlOf()}/connect?session_token=${token}`,
        expires_at: new Date(endsAt).toISOString(),
      },
    });
  };
  return {
    create(received) {
      const body = bodyOf(received, newSession);
      const unknown = body.allowed_integrations?.filter((key) =>
        integrations.every((each) => each.key !== key),
      );
      if (unknown?.length) throw new NangoError(400, 'invalid_body', unknown);
      return open({
        allowed: body.allowed_integrations,
        tags: body.tags,
        scopes: scopesIn(body.integrations_config_defaults),
        again: undefined,
      });
    },
    createReconnect(received) {
      const body = bodyOf(received, newReconnect);
      const again = connections.get(body.connection_id, body.integration_id);
      return open({
        allowed: [body.integration_id],
        tags: body.tags ?? again.tags,
        scopes: scopesIn(body.integrations_config_defaults),
        again,
      });
    },
    get(token) {
      const session = known.get(token);
      if (!session || session.endsAt <= Date.now())
        throw new NangoError(401, 'invalid_connect_session_token');
      return session;
    },
    tokens: () => [...known.keys()],
    endAll() {
      for (const [token, session] of known) known.set(token, { ...session, endsAt: 0 });
    },
  };
}

function scopesIn(all: z.infer<typeof defaults> = {}): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, { connection_config }]) => {
      const text = connection_config?.oauth_scopes_override;
      return text === undefined ? [] : [[key, text.split(',').filter(Boolean)]];
    }),
  );
}
