/** Every setting: its form, its default and its explanation. `.env.example` repeats them, and a test compares the two. */
import { createSecretKey } from 'node:crypto';
import { isIP } from 'node:net';
import { z } from 'zod';
import { certifiedClientsSchema } from './platform/principal/certified-client.ts';
import { internalServicesSchema } from './platform/principal/internal-service.ts';
import { trustedIssuersSchema } from './platform/principal/trusted-issuer.ts';
import { rateLimitsSchema } from './platform/rate-limit-table.ts';
import type { VaultKey } from './platform/vault.ts';

export type LogLevel = (typeof logLevels)[number];
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const count = z.coerce.number({ error: 'must be a number' }).int().positive();
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
  .transform((url) => url.replace(/\/+$/, ''));
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' });
const redisUrl = z.url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// URL' });

function list(item: z.ZodType<string, string> = z.string()) {
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

const addressOrSubnet = z.string().refine((text) => {
  const [address = '', bits, ...rest] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    rest.length === 0 && (bits === undefined ? most > 0 : /^\d{1,3}$/.test(bits) && Number(bits) <= most)
  );
}, 'must be an IP address or address/bits');

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

const origin = z
  .url({ protocol: /^https?$/, error: 'must be an origin' })
  .refine((text) => URL.parse(text)?.origin === text, 'must be an origin: scheme, host and port only');

function vaultKey(entry: string): VaultKey | undefined {
  const [, id, base64] = /^([A-Za-z0-9._-]{1,64}):([A-Za-z0-9+/_-]+={0,2})$/.exec(entry) ?? [];
  if (id === undefined || base64 === undefined) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === 32 ? { id, key: createSecretKey(bytes) } : undefined;
}

const storageUrl = z
  .string()
  .regex(
    /^(file:.+|s3:\/\/[a-z0-9.-]+(\/[\w./-]*)?(\?.*)?)$/,
    'must be file:<folder> or s3://bucket/prefix?region=…&endpoint=…',
  );

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
  INTERNAL_SERVICES: json
    .pipe(internalServicesSchema)
    .default([])
    .describe(
      'JSON object of service name to { keys: [{ id, secret }], permissions, tenants, versions }: who may send signed calls; see src/platform/principal/internal-service.ts. Default: nobody',
    ),
  MTLS_PORT: count
    .max(65_535)
    .optional()
    .describe('Port where every caller must show a client certificate. Default: none'),
  MTLS_CA_FILE: z.string().optional().describe('With MTLS_PORT: PEM file of the CA that signs the clients'),
  MTLS_CERT_FILE: z
    .string()
    .optional()
    .describe('With MTLS_PORT: PEM file of our certificate with its chain'),
  MTLS_KEY_FILE: z.string().optional().describe('With MTLS_PORT: PEM file of its private key'),
  MTLS_CLIENTS: json
    .pipe(certifiedClientsSchema)
    .default([])
    .describe(
      'JSON object of a name in the certificate (DNS:… or URI:…) to { service, permissions, tenants }; see src/platform/principal/certified-client.ts. Default: nobody',
    ),
  TRUSTED_PROXIES: list(addressOrSubnet)
    .default([])
    .describe(
      'Addresses or address/bits, comma separated, whose X-Forwarded-Client-Cert is believed: they must overwrite what clients send. Default: none',
    ),

  ALLOWED_ORIGINS: list(origin)
    .default([])
    .describe('Origins (https://app.example.com), comma separated, whose pages may call. Default: none'),
  RATE_LIMITS: json
    .pipe(rateLimitsSchema)
    .optional()
    .describe(
      'JSON object of limit to count per minute, to change some of those in src/platform/rate-limit-table.ts',
    ),

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

  SQUARE_API_URL: httpUrl.default('https://connect.squareup.com').describe('Where the Square API is'),
  SQUARE_APPLICATION_ID: z
    .string()
    .default('')
    .describe('The application at Square whose tokens are renewed'),
  SQUARE_APPLICATION_SECRET: z.string().default('').describe('Its secret'),
  SQUARE_WEBHOOK_SIGNATURE_KEYS: list()
    .default([])
    .describe(
      'Signature keys of the webhook subscription, comma separated; several while one is being rotated',
    ),
  SQUARE_RATE_PER_SECOND: count.default(10).describe('Requests per second to each Square account'),

  MAILCHIMP_API_URL: httpUrl
    .optional()
    .describe("Where the Mailchimp API is. Default: the data centre in each API key's suffix"),
  MAILCHIMP_MANDRILL_WEBHOOK_KEYS: list()
    .default([])
    .describe('Webhook keys of Mailchimp Transactional, comma separated; several while one is being rotated'),
  MAILCHIMP_RATE_PER_SECOND: count.default(8).describe('Requests per second to each Mailchimp account'),

  QUICKBOOKS_API_URL: httpUrl
    .default('https://quickbooks.api.intuit.com')
    .describe('Where the QuickBooks Online API is'),
  QUICKBOOKS_TOKEN_URL: httpUrl
    .default('https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer')
    .describe('Where QuickBooks tokens are renewed'),
  QUICKBOOKS_CLIENT_ID: z.string().default('').describe('The application at Intuit whose tokens are renewed'),
  QUICKBOOKS_CLIENT_SECRET: z.string().default('').describe('Its secret'),
  QUICKBOOKS_WEBHOOK_VERIFIER_TOKENS: list()
    .default([])
    .describe('Verifier tokens of the webhooks, comma separated; several while one is being rotated'),
  QUICKBOOKS_RATE_PER_SECOND: count
    .default(8)
    .describe('Requests per second to each QuickBooks company; Intuit allows 500 a minute'),

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
  GRAPHQL_MAX_SOCKETS: count
    .default(100)
    .describe('WebSockets that one caller may hold open at each process'),
  ROUTER_SECRET: list(z.string().min(32, 'must have at least 32 characters'))
    .default([])
    .describe(
      'What the router sends in Router-Authorization, comma separated; several while one is being rotated. Opens the schema to the router',
    ),
  ROUTER_ONLY: flag.default(false).describe('true refuses GraphQL to all who do not send ROUTER_SECRET'),
  TRUSTED_DOCUMENTS: z
    .string()
    .optional()
    .describe('JSON file of SHA-256 to document: callers may name these by hash. Default: none'),
  TRUSTED_DOCUMENTS_ONLY_FOR: list()
    .pipe(z.array(z.enum(['user', 'client', 'service'])))
    .default([])
    .describe('Kinds of callers, comma separated, who may run nothing else: user, client, service'),
  SUBSCRIPTION_CALLBACK_HOSTS: list(callbackHost)
    .default([])
    .describe(
      'host[:port] that subscription callbacks may go to, comma separated; http://host:port allows it without TLS. Default: none, the callback protocol is off',
    ),
  WORKER_LEASE_S: count
    .default(30)
    .describe('Seconds after which work of a worker that gives no sign of life is taken over'),
  WORKER_STALL_S: count
    .default(7_200)
    .describe(
      'Seconds without anything stored after which a running job is taken to hang and tried again',
    ),
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

  STORAGE_URL: storageUrl
    .default('file:./var/storage')
    .describe(
      'Where the files of exports and imports are: file:<folder that all processes see> or s3://bucket/prefix?region=…&endpoint=… with the credentials that the AWS SDK finds by itself (AWS_ACCESS_KEY_ID …)',
    ),
  BATCH_FILE_DAYS: count.default(7).describe('Days for which the files of exports and imports are kept'),
  IMPORT_MAX_BYTES: count.default(104_857_600).describe('Largest file of an import, in bytes'),
  LINK_LIFETIME_S: count
    .max(604_800)
    .default(900)
    .describe('Seconds for which a signed download or upload link is good'),
});

export type Settings = z.infer<typeof settings>;
