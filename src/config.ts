/**
 * Every setting of the system: the only reader of the environment. Entry files read it once and pass its parts down as arguments.
 * The texts of `settings` are the manual; `.env.example` repeats them and a test compares the two.
 */
import { createSecretKey } from 'node:crypto';
import { z } from 'zod';
import { trustedIssuersSchema } from './platform/principal/trusted-issuer.ts';
import type { TrustedIssuer } from './platform/principal/trusted-issuer.ts';
import type { VaultKey } from './platform/vault.ts';

export interface Config {
  readonly environment: 'development' | 'production';
  readonly http: { readonly host: string; readonly port: number; readonly publicUrl: string };
  readonly log: { readonly level: LogLevel };
  readonly database: { readonly url: string; readonly ownerUrl: string; readonly poolSize: number };
  readonly redis: { readonly url: string };
  readonly vault: { readonly keys: readonly VaultKey[] };
  readonly issuers: readonly TrustedIssuer[];
  readonly tokens: { readonly clockToleranceS: number };
  readonly egress: { readonly allowedHosts: readonly string[] };
  readonly providers: {
    readonly stripe: {
      readonly apiUrl: string;
      readonly webhookSecrets: readonly string[];
      readonly ratePerSecond: number;
    };
  };
  readonly graphql: {
    readonly introspection: boolean;
    readonly authDirectivesInSdl: boolean;
    readonly callbackHosts: readonly string[];
    readonly limits: Readonly<
      Record<'depth' | 'tokens' | 'aliases' | 'rootFields' | 'directives' | 'cost' | 'bytes', number>
    >;
  };
  readonly webhooks: { readonly maxBytes: number };
  readonly worker: { readonly leaseMs: number };
  readonly reconcile: { readonly everyS: number; readonly fullEveryS: number };
  readonly retention: { readonly jobsS: number; readonly eventsS: number };
  readonly metrics: { readonly token: string | undefined };
}

export type LogLevel = (typeof logLevels)[number];
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** The environment does not describe a system that can run. The message names every wrong variable and prints no value. */
export class ConfigInvalid extends Error {
  override readonly name = 'ConfigInvalid';
}

const DAY_S = 86_400;

const count = z.coerce.number({ error: 'must be a number' }).int().positive();
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
  .transform((url) => url.replace(/\/+$/, ''));
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' });
const redisUrl = z.url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// URL' });

function list(item: z.ZodString = z.string()) {
  const split = (text: string) => text.split(',').flatMap((part) => part.trim() || []);
  return z.string().transform(split).pipe(z.array(item));
}

const hostAndPort = z
  .string()
  .toLowerCase()
  .regex(/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+):\d{1,5}$/, 'must be host:port');
const callbackHost = z
  .string()
  .toLowerCase()
  .regex(
    /^(http:\/\/)?(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/,
    'must be host, host:port or http://host:port',
  );

const vaultKeys = list().transform((entries, context) => {
  const keys = entries.map(vaultKey);
  const known = keys.filter((key) => key !== undefined);
  if (known.length === 0 || known.length < keys.length) {
    context.addIssue('each entry must be keyId:base64 of exactly 32 bytes');
  }
  if (new Set(known.map(({ id }) => id)).size < known.length)
    context.addIssue('two entries have the same key id');
  return known;
});

function vaultKey(entry: string): VaultKey | undefined {
  const [, id, base64] = /^([A-Za-z0-9._-]{1,64}):([A-Za-z0-9+/_-]+={0,2})$/.exec(entry) ?? [];
  if (id === undefined || base64 === undefined) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === 32 ? { id, key: createSecretKey(bytes) } : undefined;
}

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('must be valid JSON');
    return z.NEVER;
  }
});
/** One entry per variable. An empty value counts as not set. */
export const settings = z.object({
  ENVIRONMENT: z
    .enum(['development', 'production'])
    .default('production')
    .describe('development or production; production refuses weak secrets and unencrypted issuers'),
  HOST: z
    .string()
    .optional()
    .describe('Address to listen on. Default: 127.0.0.1 in development, 0.0.0.0 in production'),
  PORT: count.max(65_535).default(4000).describe('Port to listen on'),
  PUBLIC_URL: httpUrl
    .optional()
    .describe('Where callers and providers reach this system. Default: http://HOST:PORT'),
  LOG_LEVEL: z
    .enum(logLevels)
    .default('info')
    .describe(`One of ${logLevels.join(', ')}`),
  METRICS_TOKEN: z
    .string()
    .optional()
    .describe('Bearer token that GET /metrics asks for. Default: none, the route does not exist'),

  DATABASE_URL: postgresUrl.describe(
    'Required. postgres://… of a login that is a member of the roles hub_app and hub_router',
  ),
  DATABASE_OWNER_URL: postgresUrl
    .optional()
    .describe('Login that owns the tables, for npm run migrate. Default: DATABASE_URL'),
  DATABASE_POOL_SIZE: count
    .default(16)
    .describe('Connections of each process for reads, and as many for writes; a quarter more for routing'),
  REDIS_URL: redisUrl.describe('Required. redis://… or rediss://…'),

  CREDENTIAL_KEYS: vaultKeys.describe(
    'Required. keyId:base64(32 bytes), comma separated. The first seals provider credentials, all of them open',
  ),
  TRUSTED_ISSUERS: json
    .pipe(trustedIssuersSchema)
    .describe(
      'Required. JSON array of { issuer, audience, algorithms, typ, key, kind, tenantClaim, scopesClaim, tenants }; see src/platform/principal/trusted-issuer.ts',
    ),
  TOKEN_CLOCK_TOLERANCE_S: z.coerce
    .number()
    .int()
    .min(0)
    .max(300)
    .default(30)
    .describe('Seconds by which the clocks of issuers may differ from ours'),

  EGRESS_ALLOWED_HOSTS: list(hostAndPort)
    .default([])
    .describe(
      'host:port, comma separated: reachable although they resolve to private addresses. Callback hosts are so by themselves',
    ),
  STRIPE_API_URL: httpUrl.default('https://api.stripe.com').describe('Where the Stripe API is'),
  STRIPE_CONNECT_WEBHOOK_SECRETS: list()
    .default([])
    .describe('whsec_… of the Connect webhook endpoint, comma separated; several while one is being rotated'),
  STRIPE_RATE_PER_SECOND: count
    .default(80)
    .describe('Requests per second to each Stripe account; Stripe allows 100'),

  GRAPHQL_INTROSPECTION: flag.optional().describe('true or false. Default: true in development only'),
  GRAPHQL_AUTH_DIRECTIVES_IN_SDL: flag
    .default(true)
    .describe(
      'false hides the auth directives from the router, which may need a licence for them; they are enforced here all the same',
    ),
  GRAPHQL_MAX_DEPTH: count.default(12).describe('Deepest nesting of fields in one operation'),
  GRAPHQL_MAX_TOKENS: count.default(2000).describe('Lexical tokens in one document'),
  GRAPHQL_MAX_ALIASES: count.default(30).describe('Aliases in one operation'),
  GRAPHQL_MAX_ROOT_FIELDS: count.default(20).describe('Root fields in one operation'),
  GRAPHQL_MAX_DIRECTIVES: count.default(50).describe('Directives in one operation'),
  GRAPHQL_MAX_COST: count.default(10_000).describe('Estimated cost of one operation (@cost, @listSize)'),
  GRAPHQL_MAX_BYTES: count.default(65_536).describe('Bytes of one document'),
  SUBSCRIPTION_CALLBACK_HOSTS: list(callbackHost)
    .default([])
    .describe(
      'host[:port] that subscription callbacks may go to, comma separated; http://host:port allows it without TLS. Default: none, the callback protocol is off',
    ),
  WORKER_LEASE_S: count
    .default(30)
    .describe('Seconds after which work of a worker that gives no sign of life is taken over'),
  RECONCILE_EVERY_S: count
    .default(21_600)
    .describe('Seconds between two pulls for what no webhook told, for each integration'),
  FULL_PASS_EVERY_S: count
    .default(604_800)
    .describe('Seconds between two passes over everything, for what was deleted unheard'),
  JOB_RETENTION_DAYS: count.default(30).describe('Days for which finished jobs are kept'),
  WEBHOOK_RETENTION_DAYS: count
    .min(30)
    .default(30)
    .describe('Days for which webhook events are kept, at least 30: they make late duplicates harmless'),
  WEBHOOK_MAX_BYTES: count.default(1_048_576).describe('Largest webhook body, in bytes'),
});

type Settings = z.infer<typeof settings>;

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
    ...productionProblems(given),
  ];
  if (!parsed.success || problems.length > 0) {
    throw new ConfigInvalid(
      ['The configuration is invalid:', ...problems.map((problem) => `  ${problem}`)].join('\n'),
    );
  }
  return frozen(configFrom(parsed.data));
}

/** RFC 7518 section 3.2: the secret must be at least as long as the hash. */
const SECRET_BYTES: Readonly<Record<string, number>> = { HS256: 32, HS384: 48, HS512: 64 };

/** What a developer may do on one machine and nobody may do in production. Asks only settings that are well-formed by themselves. */
function productionProblems(given: Readonly<Record<string, string>>): string[] {
  const { ENVIRONMENT, TRUSTED_ISSUERS, EGRESS_ALLOWED_HOSTS } = settings.shape;
  if (ENVIRONMENT.safeParse(given['ENVIRONMENT']).data !== 'production') return [];
  const rows = TRUSTED_ISSUERS.safeParse(given['TRUSTED_ISSUERS']).data ?? [];
  const allowedHosts = EGRESS_ALLOWED_HOSTS.safeParse(given['EGRESS_ALLOWED_HOSTS']).data ?? [];
  return rows.flatMap(({ issuer, key, algorithms }, index) => {
    const at = `TRUSTED_ISSUERS[${index}]`;
    const problems = isOpenHttp(issuer, allowedHosts) ? [`${at}.issuer: must be https in production`] : [];
    if ('jwksUrl' in key) {
      return isOpenHttp(key.jwksUrl, allowedHosts)
        ? [...problems, `${at}.key.jwksUrl: must be https in production`]
        : problems;
    }
    const needed = Math.max(...algorithms.map((name) => SECRET_BYTES[name] ?? 0));
    return Buffer.byteLength(key.secret) < needed
      ? [...problems, `${at}.key.secret: must have at least ${needed} bytes in production`]
      : problems;
  });
}

/** An unencrypted URL whose host the operator has not opened explicitly. */
function isOpenHttp(text: string, allowedHosts: readonly string[]): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'http:' && !allowedHosts.includes(`${url.hostname}:${url.port || '80'}`);
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
  return {
    environment: values.ENVIRONMENT,
    http: { host, port: values.PORT, publicUrl: values.PUBLIC_URL ?? `http://${urlHost}:${values.PORT}` },
    log: { level: values.LOG_LEVEL },
    database: {
      url: values.DATABASE_URL,
      ownerUrl: values.DATABASE_OWNER_URL ?? values.DATABASE_URL,
      poolSize: values.DATABASE_POOL_SIZE,
    },
    redis: { url: values.REDIS_URL },
    vault: { keys: values.CREDENTIAL_KEYS },
    issuers: values.TRUSTED_ISSUERS,
    tokens: { clockToleranceS: values.TOKEN_CLOCK_TOLERANCE_S },
    egress: {
      allowedHosts: [
        ...values.EGRESS_ALLOWED_HOSTS,
        ...values.SUBSCRIPTION_CALLBACK_HOSTS.map(hostAndPortOf),
      ],
    },
    providers: {
      stripe: {
        apiUrl: values.STRIPE_API_URL,
        webhookSecrets: values.STRIPE_CONNECT_WEBHOOK_SECRETS,
        ratePerSecond: values.STRIPE_RATE_PER_SECOND,
      },
    },
    graphql: {
      introspection: values.GRAPHQL_INTROSPECTION ?? development,
      authDirectivesInSdl: values.GRAPHQL_AUTH_DIRECTIVES_IN_SDL,
      callbackHosts: values.SUBSCRIPTION_CALLBACK_HOSTS,
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
    worker: { leaseMs: values.WORKER_LEASE_S * 1000 },
    reconcile: { everyS: values.RECONCILE_EVERY_S, fullEveryS: values.FULL_PASS_EVERY_S },
    retention: { jobsS: values.JOB_RETENTION_DAYS * DAY_S, eventsS: values.WEBHOOK_RETENTION_DAYS * DAY_S },
    metrics: { token: values.METRICS_TOKEN },
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
