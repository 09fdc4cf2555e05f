/** The only reader of the environment. Entry files read it once and pass its parts down as arguments. */
import { z } from 'zod';
import { fundersFrom, type FunderConfig } from './settings/funders.ts';
import type { CertifiedClient } from './platform/principal/certified-client.ts';
import type { LinkedIssuer } from './platform/principal/linked-issuer.ts';
import type { InternalService } from './platform/principal/internal-service.ts';
import type { TrustedIssuer } from './platform/principal/trusted-issuer.ts';
import type { TokenVaultSettings, Vendors } from './platform/platform.ts';
import { shippedRateLimits, type RateLimit } from './platform/rate-limit-table.ts';
import type { VaultKey } from './platform/vault.ts';
import { problemsIn } from './settings/problems.ts';
import { settings, type LogLevel, type Settings } from './settings/settings.ts';

export interface Config {
  readonly environment: 'development' | 'production';
  readonly http: { readonly host: string; readonly port: number; readonly publicUrl: string };
  readonly allowedOrigins: readonly string[];
  readonly rateLimits: readonly RateLimit[];
  readonly log: { readonly level: LogLevel };
  readonly database: { readonly url: string; readonly ownerUrl: string; readonly poolSize: number };
  readonly redis: { readonly url: string };
  readonly vault: { readonly keys: readonly VaultKey[] };
  readonly issuers: readonly TrustedIssuer[];
  /** Whether this system issues tokens itself, and for how long one key signs them. */
  readonly ownIssuer: {
    readonly on: boolean;
    readonly keyLifetimeS: number;
    /** Other services that tokens may be for. */
    readonly audiences: readonly string[];
  };
  readonly tokens: { readonly clockToleranceS: number };
  readonly internalServices: readonly InternalService[];
  readonly certifiedClients: readonly CertifiedClient[];
  readonly trustedProxies: readonly string[];
  /** PEM file of the authorities that sign clients' certificates. */
  readonly clientAuthorities: string | undefined;
  /** The port for client certificates, with the PEM files it needs. */
  readonly mutualTls: Readonly<Record<'ca' | 'cert' | 'key', string> & { port: number }> | undefined;
  readonly egress: { readonly allowedHosts: readonly string[] };
  readonly providers: Vendors;
  readonly tokenVault: TokenVaultSettings | undefined;
  readonly funders: FunderConfig;
  readonly quotes: { readonly atOnce: number };
  readonly graphql: {
    readonly introspection: boolean;
    readonly authDirectivesInSdl: boolean;
    readonly callbackHosts: readonly string[];
    readonly maxSocketsPerCaller: number;
    readonly router: { readonly secrets: readonly string[]; readonly only: boolean };
    readonly trustedDocuments: {
      readonly file: string | undefined;
      readonly onlyFor: readonly ('user' | 'client' | 'service')[];
    };
    readonly limits: Readonly<
      Record<'depth' | 'tokens' | 'aliases' | 'rootFields' | 'directives' | 'cost' | 'bytes', number>
    >;
  };
  readonly webhooks: { readonly maxBytes: number };
  /** The door for URLs that tenants choose. `tls` names PEM files. */
  readonly tenantEgress: {
    readonly allowedHosts: readonly string[];
    readonly tls: Readonly<Record<'cert' | 'key' | 'ca', string | undefined>>;
  };
  readonly notifications: {
    readonly timeoutMs: number;
    readonly disableAfterS: number;
    readonly keptS: number;
    /** Where every event of every tenant goes: the client application of an installation for one tenant. */
    readonly client: { readonly url: string; readonly secret: string } | undefined;
  };
  readonly worker: { readonly leaseMs: number; readonly stallMs: number };
  readonly reconcile: { readonly everyS: number; readonly fullEveryS: number };
  readonly storage: { readonly url: string; readonly keptS: number };
  readonly links: { readonly lifetimeS: number };
  readonly imports: { readonly maxBytes: number };
  readonly retention: Readonly<Record<'jobsS' | 'eventsS' | 'quotesS', number>>;
  /** The server by which mail goes; without one it waits. */
  readonly mail: { readonly url: string; readonly from: string } | undefined;
  /** `pagesUrl`: where links in mails lead. */
  readonly identity: {
    readonly pagesUrl: string;
    readonly idleS: number;
    readonly absoluteS: number;
    readonly linkedIssuers: readonly LinkedIssuer[];
    readonly returnUrls: readonly string[];
  };
  readonly metrics: { readonly token: string | undefined };
}

/** The environment does not describe a system that can run. The message names every wrong variable and prints no value. */
export class ConfigInvalid extends Error {
  override readonly name = 'ConfigInvalid';
}

const DAY_S = 86_400;

/**
 * Reads and checks the whole environment; unknown variables are ignored. The result is frozen.
 * @throws ConfigInvalid listing every problem at once
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value?.trim()) given[name] = value.trim();
  const parsed = settings.safeParse(given);
  const problems = [
    ...(parsed.error?.issues ?? []).map(
      ({ path, message }) =>
        `${z.core.toDotPath(path)}: ${given[String(path[0])] === undefined ? 'is required' : message}`,
    ),
    ...problemsIn(given),
  ];
  if (!parsed.success || problems.length > 0) {
    throw new ConfigInvalid(
      ['The configuration is invalid:', ...problems.map((problem) => `  ${problem}`)].join('\n'),
    );
  }
  return frozen(configFrom(parsed.data));
}

function clientFrom(values: Settings): Config['notifications']['client'] {
  const { CLIENT_API_URL: url, CLIENT_API_SECRET: secret } = values;
  return url && secret ? { url, secret } : undefined;
}

function mutualTlsFrom(values: Settings): Config['mutualTls'] {
  const { MTLS_PORT: port, MTLS_CA_FILE: ca, MTLS_CERT_FILE: cert, MTLS_KEY_FILE: key } = values;
  return port && ca && cert && key ? { port, ca, cert, key } : undefined;
}

/** A router that may be called back may be at a private address: the operator has named it. */
function hostAndPortOf(callbackHost: string): string {
  const url = new URL(callbackHost.includes('://') ? callbackHost : `https://${callbackHost}`);
  return `${url.hostname}:${url.port || (url.protocol === 'http:' ? 80 : 443)}`;
}

function configFrom(values: Settings): Config {
  const development = values.ENVIRONMENT === 'development';
  const host = values.HOST ?? (development ? '127.0.0.1' : '0.0.0.0');
  const urlHost = host.includes(':') ? `[${host}]` : host;
  const publicUrl = values.PUBLIC_URL ?? `http://${urlHost}:${values.PORT}`;
  return {
    environment: values.ENVIRONMENT,
    http: { host, port: values.PORT, publicUrl },
    allowedOrigins: values.ALLOWED_ORIGINS,
    rateLimits: values.RATE_LIMITS ?? shippedRateLimits,
    log: { level: values.LOG_LEVEL },
    database: {
      url: values.DATABASE_URL,
      ownerUrl: values.DATABASE_OWNER_URL ?? values.DATABASE_URL,
      poolSize: values.DATABASE_POOL_SIZE,
    },
    redis: { url: values.REDIS_URL },
    vault: { keys: values.CREDENTIAL_KEYS },
    issuers: values.TRUSTED_ISSUERS ?? [],
    ownIssuer: {
      on: values.OWN_ISSUER ?? development,
      keyLifetimeS: values.SIGNING_KEY_DAYS * DAY_S,
      audiences: values.OAUTH_AUDIENCES,
    },
    tokens: { clockToleranceS: values.TOKEN_CLOCK_TOLERANCE_S },
    internalServices: values.INTERNAL_SERVICES,
    certifiedClients: values.MTLS_CLIENTS,
    trustedProxies: values.TRUSTED_PROXIES,
    clientAuthorities: values.MTLS_CA_FILE,
    mutualTls: mutualTlsFrom(values),
    egress: {
      allowedHosts: [
        ...values.EGRESS_ALLOWED_HOSTS,
        ...values.SUBSCRIPTION_CALLBACK_HOSTS.map(hostAndPortOf),
      ],
    },
    providers: vendorsFrom(values),
    tokenVault: tokenVaultFrom(values),
    funders: fundersFrom(values),
    quotes: { atOnce: values.QUOTE_CONCURRENCY },
    graphql: {
      introspection: values.GRAPHQL_INTROSPECTION ?? development,
      authDirectivesInSdl: values.GRAPHQL_AUTH_DIRECTIVES_IN_SDL,
      callbackHosts: values.SUBSCRIPTION_CALLBACK_HOSTS,
      maxSocketsPerCaller: values.GRAPHQL_MAX_SOCKETS,
      router: { secrets: values.ROUTER_SECRET, only: values.ROUTER_ONLY },
      trustedDocuments: { file: values.TRUSTED_DOCUMENTS, onlyFor: values.TRUSTED_DOCUMENTS_ONLY_FOR },
      limits: {
        depth: values.GRAPHQL_MAX_DEPTH,
        tokens: values.GRAPHQL_MAX_TOKENS,
        aliases: values.GRAPHQL_MAX_ALIASES,
        rootFields: values.GRAPHQL_MAX_ROOT_FIELDS,
        directives: values.GRAPHQL_MAX_DIRECTIVES,
        cost: values.GRAPHQL_MAX_COST,
        bytes: values.GRAPHQL_MAX_BYTES,
      },
    },
    webhooks: { maxBytes: values.WEBHOOK_MAX_BYTES },
    tenantEgress: {
      // The operator has named the client application.
      allowedHosts: [
        ...values.NOTIFICATION_ALLOWED_HOSTS,
        ...[values.CLIENT_API_URL ?? []].flat().map(hostAndPortOf),
      ],
      tls: {
        cert: values.NOTIFICATION_CERT_FILE,
        key: values.NOTIFICATION_KEY_FILE,
        ca: values.NOTIFICATION_CA_FILE,
      },
    },
    notifications: {
      timeoutMs: values.NOTIFICATION_TIMEOUT_S * 1000,
      disableAfterS: values.NOTIFICATION_DISABLE_DAYS * DAY_S,
      keptS: values.NOTIFICATION_RETENTION_DAYS * DAY_S,
      client: clientFrom(values),
    },
    worker: { leaseMs: values.WORKER_LEASE_S * 1000, stallMs: values.WORKER_STALL_S * 1000 },
    reconcile: { everyS: values.RECONCILE_EVERY_S, fullEveryS: values.FULL_PASS_EVERY_S },
    storage: { url: values.STORAGE_URL, keptS: values.BATCH_FILE_DAYS * DAY_S },
    links: { lifetimeS: values.LINK_LIFETIME_S },
    imports: { maxBytes: values.IMPORT_MAX_BYTES },
    retention: {
      jobsS: values.JOB_RETENTION_DAYS * DAY_S,
      eventsS: values.WEBHOOK_RETENTION_DAYS * DAY_S,
      quotesS: values.QUOTE_RETENTION_DAYS * DAY_S,
    },
    mail: values.SMTP_URL ? { url: values.SMTP_URL, from: values.MAIL_FROM } : undefined,
    identity: {
      pagesUrl: values.ACCOUNT_PAGES_URL ?? publicUrl,
      idleS: values.SESSION_IDLE_DAYS * DAY_S,
      absoluteS: values.SESSION_DAYS * DAY_S,
      linkedIssuers: values.LINKED_ISSUERS,
      returnUrls: values.SIGN_IN_RETURN_URLS,
    },
    metrics: { token: values.METRICS_TOKEN },
  };
}

function tokenVaultFrom(values: Settings): TokenVaultSettings | undefined {
  if (!values.NANGO_API_KEY) return undefined;
  return {
    url: values.NANGO_URL,
    apiKey: values.NANGO_API_KEY,
    signingKeys: values.NANGO_WEBHOOK_SIGNING_KEYS,
    integrations: values.NANGO_INTEGRATIONS ?? {},
    rate: { perSecond: values.NANGO_RATE_PER_SECOND, burst: values.NANGO_RATE_PER_SECOND },
  };
}

/** One entry per provider id. */
function vendorsFrom(values: Settings): Vendors {
  return {
    stripe: {
      apiUrl: values.STRIPE_API_URL,
      webhookSecrets: values.STRIPE_CONNECT_WEBHOOK_SECRETS,
      ratePerSecond: values.STRIPE_RATE_PER_SECOND,
    },
    square: {
      apiUrl: values.SQUARE_API_URL,
      webhookSecrets: values.SQUARE_WEBHOOK_SIGNATURE_KEYS,
      ratePerSecond: values.SQUARE_RATE_PER_SECOND,
      oauth: {
        tokenUrl: `${values.SQUARE_API_URL}/oauth2/token`,
        clientId: values.SQUARE_APPLICATION_ID,
        clientSecret: values.SQUARE_APPLICATION_SECRET,
      },
    },
    mailchimp: {
      apiUrl: values.MAILCHIMP_API_URL ?? '',
      webhookSecrets: values.MAILCHIMP_MANDRILL_WEBHOOK_KEYS,
      ratePerSecond: values.MAILCHIMP_RATE_PER_SECOND,
    },
    quickbooks: {
      apiUrl: values.QUICKBOOKS_API_URL,
      webhookSecrets: values.QUICKBOOKS_WEBHOOK_VERIFIER_TOKENS,
      ratePerSecond: values.QUICKBOOKS_RATE_PER_SECOND,
      oauth: {
        tokenUrl: values.QUICKBOOKS_TOKEN_URL,
        clientId: values.QUICKBOOKS_CLIENT_ID,
        clientSecret: values.QUICKBOOKS_CLIENT_SECRET,
      },
    },
  };
}

/** Freezes plain objects and arrays all the way down; key objects are immutable by themselves. */
function frozen<T>(value: T): T {
  const plain =
    Array.isArray(value) ||
    (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);
  if (!plain) return value;
  Object.values(value as object).forEach(frozen);
  return Object.freeze(value);
}
