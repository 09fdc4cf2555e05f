/** Every setting: its form, its default and its explanation. `.env.example` repeats them, and a test compares the two. */
import { z } from 'zod';
import { doorSettings } from './doors.ts';
import { funderSettings } from './funders.ts';
import { identitySettings } from './identity.ts';
import { rateLimitsSchema } from '../platform/rate-limit-table.ts';
import {
  callbackHost,
  count,
  flag,
  hostAndPort,
  httpUrl,
  json,
  list,
  origin,
  postgresUrl,
  redisUrl,
  storageUrl,
  vaultKeys,
} from './forms.ts';

export type LogLevel = (typeof logLevels)[number];
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

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
    'Required. postgres://… of a login that is a member of the roles hub_app, hub_router and hub_identity',
  ),
  DATABASE_OWNER_URL: postgresUrl
    .optional()
    .describe('Login that owns the tables, for npm run migrate. Default: DATABASE_URL'),
  DATABASE_POOL_SIZE: count
    .default(16)
    .describe(
      'Connections of each process for reads, and as many for writes; a quarter more for routing, and one for people',
    ),
  REDIS_URL: redisUrl.describe('Required. redis://… or rediss://…'),

  CREDENTIAL_KEYS: vaultKeys.describe(
    'Required. keyId:base64(32 bytes), comma separated. The first seals provider credentials, all of them open',
  ),
  ...doorSettings,

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

  NANGO_URL: httpUrl
    .default('https://api.nango.dev')
    .describe('Where the token vault is, at which people log in to connect their accounts'),
  NANGO_API_KEY: z
    .string()
    .optional()
    .describe(
      'Environment key of the token vault with the rights connect_sessions:write, connections:list|read|delete and proxy, and without read_credentials: no token may ever come here. Default: none, no account can be connected by a login',
    ),
  NANGO_WEBHOOK_SIGNING_KEYS: list()
    .default([])
    .describe(
      'What the token vault signs its webhooks with, comma separated; several while one is being rotated',
    ),
  NANGO_INTEGRATIONS: json
    .pipe(z.record(z.string(), z.string()))
    .optional()
    .describe(
      "JSON object of provider id to the vault's key of its integration, where that is not the usual one",
    ),
  NANGO_RATE_PER_SECOND: count
    .default(3)
    .describe(
      'Calls per second to the token vault, without those through its proxy; its plans allow 200 a minute or more',
    ),

  ...funderSettings,
  QUOTE_CONCURRENCY: count.default(50).describe('Funders that each worker asks for quotes at once'),
  QUOTE_RETENTION_DAYS: count
    .min(30)
    .default(730)
    .describe(
      'Days for which requests for quotes are kept, at least 30, with the customers they name and the quotes; those with a proposal stay',
    ),

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
    .describe('Seconds without anything stored after which a running job is taken to hang and tried again'),
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

  NOTIFICATION_ALLOWED_HOSTS: list(hostAndPort)
    .default([])
    .describe(
      'host:port, comma separated: where client applications may be told of events although it is a private address or unencrypted',
    ),
  NOTIFICATION_CERT_FILE: z
    .string()
    .optional()
    .describe(
      'PEM file of the certificate, with its chain, that is shown to client applications that ask for one',
    ),
  NOTIFICATION_KEY_FILE: z
    .string()
    .optional()
    .describe('With NOTIFICATION_CERT_FILE: PEM file of its private key'),
  NOTIFICATION_CA_FILE: z
    .string()
    .optional()
    .describe(
      'PEM file of a CA that client applications may have their certificates from, beside the public ones',
    ),
  NOTIFICATION_TIMEOUT_S: count
    .max(60)
    .default(15)
    .describe('Seconds that a client application may take to answer a notification'),
  NOTIFICATION_DISABLE_DAYS: count
    .default(5)
    .describe('Days without one good delivery after which an endpoint is switched off'),
  NOTIFICATION_RETENTION_DAYS: count
    .min(2)
    .default(30)
    .describe(
      'Days for which events and their deliveries are kept, at least 2: so long they can be recovered',
    ),
  CLIENT_API_URL: httpUrl
    .optional()
    .describe(
      'Where an installation for one tenant tells its client application of every event. Default: none',
    ),
  CLIENT_API_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, 'must be whsec_ and base64 of 24 to 64 bytes')
    .optional()
    .describe('With CLIENT_API_URL: whsec_… that signs'),

  STORAGE_URL: storageUrl
    .default('file:./var/storage')
    .describe(
      'Where the files of exports and imports are: file:<folder that all processes see> or s3://bucket/prefix?region=…&endpoint=… with the credentials that the AWS SDK finds by itself (AWS_ACCESS_KEY_ID …)',
    ),
  BATCH_FILE_DAYS: count.default(7).describe('Days for which the files of exports and imports are kept'),
  IMPORT_MAX_BYTES: count.default(104_857_600).describe('Largest file of an import, in bytes'),
  ...identitySettings,
  LINK_LIFETIME_S: count
    .max(604_800)
    .default(900)
    .describe('Seconds for which a signed download or upload link is good'),
});

export type Settings = z.infer<typeof settings>;
