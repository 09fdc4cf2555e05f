// The way of a browser: from the connect link to the provider, and back with a code.
import { randomUUID } from 'node:crypto';
import { tokensFor, type Connections } from './connections.ts';
import type { AuthEvent } from './deliveries.ts';
import type { VaultIntegration } from './integrations.ts';
import type { ConnectSession, Sessions } from './sessions.ts';
import { html, NangoError, redirect, type Received, type Reply } from './wire.ts';

export interface LoginOptions {
  readonly integrations: readonly VaultIntegration[];
  readonly sessions: Sessions;
  readonly connections: Connections;
  /** What providers redirect to: the vault's own route, or a domain that hands on to it. */
  readonly callbackUrl: () => string;
  readonly tell: (event: AuthEvent) => void;
}

export interface Login {
  /** `GET /connect?session_token=…`: the hosted page. */
  page(received: Received): Reply;
  /** `GET /oauth/connect/<integration>?connect_session_token=…` */
  start(received: Received): Reply;
  /** `GET /oauth/callback` */
  finish(received: Received): Promise<Reply>;
}

interface Pending {
  readonly session: ConnectSession;
  readonly integration: VaultIntegration;
  readonly redirectUri: string;
}

export function loginPages(options: LoginOptions): Login {
  const pending = new Map<string, Pending>();
  const finish = async (state: Pending, params: URLSearchParams): Promise<Reply> => {
    const { integration, session } = state;
    const failed = (type: string, description: string) => {
      const connectionId = session.again?.connection_id ?? randomUUID();
      const error = { type, description };
      options.tell({ operation: 'creation', integration, connectionId, tags: session.tags, error });
      return html(200, 'Authorization failed. You can close this window.');
    };
    const refusal = params.get('error');
    if (refusal) return failed('provider_error', refusal);
    try {
      const credentials = await tokensFor(integration, {
        grant_type: 'authorization_code',
        code: params.get('code') ?? '',
        redirect_uri: state.redirectUri,
      });
      const { again, tags } = session;
      if (again) Object.assign(again, { credentials, tags, errors: [], updated: new Date().toISOString() });
      const { connection_id } = again ?? options.connections.add({ integration, credentials, tags });
      const operation = again ? 'override' : 'creation';
      options.tell({ operation, integration, connectionId: connection_id, tags });
      return html(200, 'You are connected. You can close this window.');
    } catch (error) {
      return failed('token_err', String(error));
    }
  };
  return {
    page(received) {
      const session = options.sessions.get(received.query.get('session_token') ?? '');
      const links = options.integrations
        .filter(({ key }) => session.allowed === undefined || session.allowed.includes(key))
        .map(
          ({ key }) => `<a href="/oauth/connect/${key}?connect_session_token=${session.token}">${key}</a>`,
        );
      return html(200, links.join(' '));
    },
    start(received) {
      const key = received.path.slice('/oauth/connect/'.length);
      const session = options.sessions.get(received.query.get('connect_session_token') ?? '');
      const integration = options.integrations.find((each) => each.key === key);
      const allowed = session.allowed === undefined || session.allowed.includes(key);
      if (!integration?.oauth || !allowed) throw new NangoError(400, 'integration_not_allowed');
      const state = randomUUID();
      const redirectUri = options.callbackUrl();
      pending.set(state, { session, integration, redirectUri });
      const url = new URL(integration.oauth.authorizeUrl);
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: integration.oauth.clientId,
        redirect_uri: redirectUri,
        scope: (session.scopes[key] ?? integration.oauth.scopes).join(' '),
        state,
      }).toString();
      return redirect(url.href);
    },
    async finish(received) {
      const state = received.query.get('state') ?? '';
      const known = pending.get(state);
      pending.delete(state);
      return known ? finish(known, received.query) : html(400, 'Invalid state.');
    },
  };
}
