/**
 * Nango, by its official SDK: where people log in and where their tokens stay. The key that is used here has no right to
 * read them; what an answer holds beside what is named below is dropped before anything sees it.
 * https://nango.dev/docs/reference/sdks/node
 */
import type { Nango } from '@nangohq/node';
import { z } from 'zod';
import { CredentialRefused, NotFound, ProviderAnswerInvalid } from '../platform/errors.ts';
import type { Platform, TokenVaultSettings } from '../platform/platform.ts';
import { TokensExposed, TokenVaultRefused } from './errors.ts';
import { exchange } from './vault-exchange.ts';

/** A link for one person, good for half an hour. */
export interface ConnectLink {
  readonly token: string;
  readonly link: string;
  readonly endsAt: Date;
}

export interface LinkRequest {
  readonly vaultKey: string;
  readonly scopes: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** The connection that is to be authorised again; a new one when left out. */
  readonly again?: string | undefined;
}

export interface Listed {
  readonly connectionId: string;
  readonly vaultKey: string;
  readonly createdAt: string;
}

/** How a connection stands: gone, refused by its provider, or good. */
export type Standing = 'gone' | 'refused' | { readonly config: Readonly<Record<string, unknown>> };

export interface TokenVault {
  readonly settings: TokenVaultSettings;
  /** Throws ProviderUnavailable and TokenVaultRefused, as all of these. */
  openLink(request: LinkRequest, signal: AbortSignal): Promise<ConnectLink>;
  /** Every connection with the tags. */
  find(tags: Readonly<Record<string, string>>, signal: AbortSignal): Promise<readonly Listed[]>;
  stand(connection: Named, signal: AbortSignal): Promise<Standing>;
  /** Also succeeds when it is gone already. */
  remove(connection: Named, signal: AbortSignal): Promise<void>;
}

interface Named {
  readonly vaultKey: string;
  readonly connectionId: string;
}

const linkAnswer = z.object({
  data: z.object({ token: z.string(), connect_link: z.url(), expires_at: z.iso.datetime({ offset: true }) }),
});
const listAnswer = z.object({
  connections: z.array(
    z.object({ connection_id: z.string(), provider_config_key: z.string(), created: z.string() }),
  ),
});
const oneAnswer = z.object({
  connection_id: z.string(),
  connection_config: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ type: z.string() })).nullish(),
});

/** Throws TokenVaultRefused where the operator has set none. */
export function tokenVaultOf(platform: Platform): TokenVault {
  const settings = platform.tokenVault;
  if (!settings) throw new TokenVaultRefused('No token vault is set up');
  const call = callerOf(platform, settings);
  return {
    settings,
    async openLink({ vaultKey, scopes, tags, again }, signal) {
      // Nango's own separator in this setting is the comma, whatever the provider's is.
      const override = { connection_config: { oauth_scopes_override: scopes.join(',') } };
      const defaults = scopes.length > 0 ? { integrations_config_defaults: { [vaultKey]: override } } : {};
      const common = { tags: { ...tags }, ...defaults };
      const { data } = await call(
        (nango) =>
          again === undefined
            ? nango.createConnectSession({ allowed_integrations: [vaultKey], ...common })
            : nango.createReconnectSession({ connection_id: again, integration_id: vaultKey, ...common }),
        linkAnswer,
        signal,
      );
      return { token: data.token, link: data.connect_link, endsAt: new Date(data.expires_at) };
    },
    async find(tags, signal) {
      const { connections } = await call(
        (nango) => nango.listConnections({ tags: { ...tags } }),
        listAnswer,
        signal,
      );
      return connections.map((each) => ({
        connectionId: each.connection_id,
        vaultKey: each.provider_config_key,
        createdAt: each.created,
      }));
    },
    async stand({ vaultKey, connectionId }, signal) {
      try {
        const { errors, connection_config: config } = await call(
          (nango) => nango.getConnection(vaultKey, connectionId),
          oneAnswer,
          signal,
        );
        return errors?.some(({ type }) => type === 'auth') ? 'refused' : { config: config ?? {} };
      } catch (error) {
        if (error instanceof NotFound) return 'gone';
        if (error instanceof CredentialRefused) return 'refused';
        throw error;
      }
    },
    async remove({ vaultKey, connectionId }, signal) {
      try {
        await call((nango) => nango.deleteConnection(vaultKey, connectionId), z.unknown(), signal);
      } catch (error) {
        if (!(error instanceof NotFound)) throw error;
      }
    },
  };
}

type Call = <T>(
  ask: (nango: Nango) => Promise<unknown>,
  answer: z.ZodType<T>,
  signal: AbortSignal,
) => Promise<T>;

/** Loaded at first use. A client is light; each has its own call's signal and answer. */
function callerOf({ egress, budget }: Platform, settings: TokenVaultSettings): Call {
  return async (ask, answer, signal) => {
    await budget.take('token-vault', settings.rate, signal);
    const { Nango } = await import('@nangohq/node');
    let text = '';
    const request: NonNullable<ConstructorParameters<typeof Nango>[1]>['interceptors'] = {
      request: (config) => ({
        ...config,
        adapter: async (sent) => {
          text = (await exchange(egress, sent, signal)).text;
          // Read here, not by the SDK: it would keep all of it.
          return { status: 200, statusText: '', headers: {}, config: sent, data: {} };
        },
      }),
    };
    await ask(new Nango({ host: settings.url, apiKey: settings.apiKey }, { interceptors: request }));
    return read(text, answer);
  };
}

function read<T>(text: string, answer: z.ZodType<T>): T {
  let body: unknown;
  try {
    // What is removed may be answered with nothing at all.
    body = text === '' ? undefined : JSON.parse(text);
  } catch {
    throw new ProviderAnswerInvalid('The token vault sent an answer that cannot be read');
  }
  if (holdsTokens(body)) throw new TokensExposed();
  const known = answer.safeParse(body);
  // The details might quote what nobody asked for.
  if (!known.success) throw new ProviderAnswerInvalid('The token vault sent something else than it should');
  return known.data;
}

function holdsTokens(body: unknown): boolean {
  const credentials: unknown = Reflect.get(Object(body) as object, 'credentials');
  return Object.keys(Object(credentials) as object).some((name) => name !== 'type');
}
