/**
 * `POST /oauth/token` by oidc-provider, of which nothing else is reachable: it has the grant, the authentication of clients
 * and the wording of refusals; whose a client is, what it may ask for and what a token says is decided here.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JWK } from 'jose';
import Provider, {
  errors,
  type Adapter,
  type AdapterPayload,
  type Client,
  type Configuration,
  type KoaContextWithOIDC,
  type ResourceServer,
} from 'oidc-provider';
import { ALGORITHM } from '../keys/key-store.ts';
import { LONGEST_TOKEN_S } from '../keys/lifetimes.ts';
import { hasScope } from '../platform/principal/principal.ts';
import { findCallingClient } from './client-reads.ts';
import { paths } from './discovery.ts';
import { isOneOf } from './secrets.ts';
import { rememberShown, tellOutcome } from './token-outcome.ts';
import { audiencesOf, type OAuthWorld } from './world.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The handler for now: it signs with the current key, so with each new one another takes over. */
export function tokenEndpoint(world: OAuthWorld): () => Promise<Handler> {
  let serving: { kid: string; handle: Handler } | undefined;
  return async () => {
    const key = await world.keys.current();
    if (serving?.kid !== key.kid) serving = { kid: key.kid, handle: serverWith(world, key) };
    return serving.handle;
  };
}

function serverWith(world: OAuthWorld, key: JWK & { kid: string }): Handler {
  const server = new Provider(world.keys.issuer, configurationOf(world, key));
  server.Client.prototype.compareClientSecret = function (secret: string) {
    const hashes = ownOf(this).secret_hashes.map((text) => Buffer.from(text, 'base64'));
    const context = Provider.ctx;
    if (context) rememberShown(context, secret);
    return isOneOf(secret, hashes);
  };
  server.use(async (context, next) => {
    await next();
    await tellOutcome(world, context as KoaContextWithOIDC);
  });
  const logged = (error: unknown) => world.platform.log.error({ err: error }, 'no token was issued');
  server.on('server_error', (_context, error) => logged(error));
  // `as`: Koa's own event, which the library's types leave out.
  (server as NodeJS.EventEmitter).on('error', logged);
  return server.callback() as Handler;
}

function configurationOf(world: OAuthWorld, key: JWK): Configuration {
  return {
    adapter: (model) => (model === 'Client' ? { ...nothingKept, find: clientFinder(world) } : nothingKept),
    // `as`: an EC key in the form of RFC 7517, as it was made.
    jwks: { keys: [key as never] },
    routes: { token: paths.token },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    scopes: [],
    clientDefaults: { id_token_signed_response_alg: ALGORITHM },
    responseTypes: [],
    // Never sent: there is no page. The library wants them all the same.
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    ttl: { ClientCredentials: LONGEST_TOKEN_S },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      clientCredentials: { enabled: true },
      // A token bound to a key would be accepted here without the proof of that key.
      dPoP: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => world.keys.audience,
        getResourceServerInfo: (context, resource, client) =>
          resourceFor(world, resource, { context, client }),
      },
    },
    extraClientMetadata: { properties: ['tenant_id', 'allowed_scopes', 'secret_hashes'] },
    extraTokenClaims: (_context, token) => ({
      tenant_id: ownOf(token.client).tenant_id,
      iat_ms: world.platform.clock.now(),
    }),
  };
}

/** What we tell the library of a client beside the standard's metadata. */
interface OwnMetadata {
  readonly tenant_id: string;
  readonly allowed_scopes: string;
  /** Base64. */
  readonly secret_hashes: readonly string[];
}

function ownOf(client: Client | undefined): OwnMetadata {
  // `as`: every client comes from `clientFinder`.
  return client as unknown as OwnMetadata;
}

function clientFinder({ platform }: OAuthWorld): Adapter['find'] {
  return async (id) => {
    const client = await findCallingClient(platform, id);
    if (!client || client.hashes.length === 0) return undefined;
    const own: OwnMetadata = {
      tenant_id: client.tenantId,
      allowed_scopes: client.scopes.join(' '),
      secret_hashes: client.hashes.map((each) => each.toString('base64')),
    };
    return {
      client_id: client.id,
      // The library wants a secret and never sees one: the hashes are compared.
      client_secret: 'hashed',
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      ...own,
    } as AdapterPayload;
  };
}

/** A client that asks for no scope gets all it has (RFC 6749 section 3.3); one that asks for more gets nothing. */
async function resourceFor(
  world: OAuthWorld,
  resource: string,
  { context, client }: { context: KoaContextWithOIDC; client: Client },
): Promise<ResourceServer> {
  if (!audiencesOf(world).includes(resource)) throw new errors.InvalidTarget();
  const allowed = ownOf(client).allowed_scopes;
  const { params = {} } = context.oidc;
  const wanted = typeof params['scope'] === 'string' ? params['scope'] : allowed;
  const scopes = new Set(allowed.split(' '));
  const lacking = wanted.split(' ').find((scope) => !hasScope({ scopes }, scope));
  if (lacking !== undefined) throw new errors.InvalidScope('requested scope is not allowed', lacking);
  params['scope'] = wanted;
  return {
    scope: wanted,
    audience: resource,
    accessTokenTTL: LONGEST_TOKEN_S,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: ALGORITHM } },
  };
}

/** Tokens are signed, not stored: whatever else the library might keep would be lost unseen. */
const refuse = () => Promise.reject(new Error('Nothing of this is kept'));
const nothingKept: Adapter = {
  find: async () => undefined,
  findByUserCode: async () => undefined,
  findByUid: async () => undefined,
  upsert: refuse,
  consume: refuse,
  destroy: refuse,
  revokeByGrantId: refuse,
};
