/** A whole hub in this process, on a database of its own: what stories are told on. */
import { randomBytes, randomUUID } from 'node:crypto';
import { startApi, type Api } from '../../src/api.ts';
import { readConfig, type Config } from '../../src/config.ts';
import { createLog, type Log } from '../../src/platform/log.ts';
import { startWorker, type Worker } from '../../src/worker.ts';
import { startIssuer, type Issuer } from '../sandbox/issuer/issuer.ts';
import { startStripeSandbox, type StripeSandbox } from '../sandbox/stripe/stripe.ts';
import { aDatabase, redisDb, type TestDatabase } from './services.ts';

export const ALL_SCOPES = [
  'integrations:read',
  'integrations:write',
  'providers:read',
  'sync:read',
  'sync:write',
  'records:read',
  'records:raw',
  'webhooks:read',
  'webhooks:replay',
];

export interface Hub {
  readonly config: Config;
  readonly database: TestDatabase;
  readonly stripe: StripeSandbox;
  readonly issuer: Issuer;
  readonly api: Api;
  readonly log: Log;
  /** Everything any process of the hub has logged so far. */
  logged(): string;
  startWorker(): Promise<Worker>;
  /** A new tenant whose user has the scopes. */
  aTenant(scopes?: readonly string[]): Promise<Tenant>;
  close(): Promise<void>;
}

export interface Tenant {
  readonly id: string;
  readonly token: string;
  /** Sends an operation; throws when the answer has errors. */
  ask<Data>(query: string, variables?: object): Promise<Data>;
  /** Sends an operation and hands over the whole answer. */
  post(query: string, variables?: object): Promise<{ status: number; body: GraphqlBody }>;
}

export interface GraphqlBody {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

export interface HubOptions {
  /** Environment variables beside the ones the hub needs. */
  env?: Record<string, string>;
  stripe?: Parameters<typeof startStripeSandbox>[0];
  redisUrl?: string;
}

export async function aHub(options: HubOptions = {}): Promise<Hub> {
  const database = await aDatabase();
  const stripe = await startStripeSandbox({ rateLimit: null, ...options.stripe });
  const issuer = await startIssuer({});
  const redisUrl = options.redisUrl ?? (await redisDb()).url;
  const config = readConfig({
    ENVIRONMENT: 'development',
    PUBLIC_URL: 'http://127.0.0.1',
    DATABASE_URL: database.url,
    DATABASE_POOL_SIZE: '8',
    REDIS_URL: redisUrl,
    CREDENTIAL_KEYS: `test:${randomBytes(32).toString('base64')}`,
    TRUSTED_ISSUERS: JSON.stringify(issuer.trustedIssuers),
    EGRESS_ALLOWED_HOSTS: `${issuer.host},127.0.0.1:${stripe.port}`,
    STRIPE_API_URL: stripe.url,
    STRIPE_RATE_PER_SECOND: '10000',
    WORKER_LEASE_S: '2',
    ...options.env,
  });
  const lines: string[] = [];
  const log = createLog({ level: 'debug', destination: { write: (line: string) => void lines.push(line) } });
  // Port 0: any free one.
  const api = await startApi({ ...config, http: { ...config.http, port: 0 } }, log);
  const workers: Worker[] = [];
  return {
    config,
    database,
    stripe,
    issuer,
    api,
    log,
    logged: () => lines.join(''),
    startWorker: async () => {
      const worker = await startWorker(config, log);
      workers.push(worker);
      return worker;
    },
    aTenant: async (scopes = ALL_SCOPES) => {
      const id = randomUUID();
      return tenantWith(
        api.url,
        id,
        await issuer.token({ subject: `user-${id}`, tenantId: id, scopes: [...scopes] }),
      );
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.close()));
      await api.close();
      await Promise.all([stripe.close(), issuer.close(), database.drop()]);
    },
  };
}

export function tenantWith(url: string, id: string, token: string): Tenant {
  const post = async (query: string, variables?: object) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, body: (await response.json()) as GraphqlBody };
  };
  return {
    id,
    token,
    post,
    ask: async <Data>(query: string, variables?: object) => {
      const { body } = await post(query, variables);
      if (body.errors) throw new Error(JSON.stringify(body.errors));
      return body.data as Data;
    },
  };
}

/** Connects the sandbox's Stripe account and answers the integration's id. */
export async function aStripeIntegration(
  hub: Hub,
  tenant: Tenant,
  more: { apiKey?: string; webhookSecret?: string } = {},
): Promise<string> {
  const { createIntegration } = await tenant.ask<{ createIntegration: { __typename: string; id: string } }>(
    `mutation ($input: CreateIntegrationInput!) {
      createIntegration(input: $input) { __typename ... on Integration { id } ... on HubProblem { code message } }
    }`,
    {
      input: {
        providerId: 'stripe',
        name: 'Our Stripe',
        credential: [{ name: 'apiKey', value: more.apiKey ?? hub.stripe.apiKey }],
        webhookSecret: more.webhookSecret,
      },
    },
  );
  if (createIntegration.__typename !== 'Integration') throw new Error(JSON.stringify(createIntegration));
  return createIntegration.id;
}

export interface JobState {
  id: string;
  status: string;
  attempts: number;
  error: { code: string; message: string } | null;
  progress: Record<'processed' | 'created' | 'updated' | 'deleted' | 'unchanged', number> & {
    percent: number | null;
  };
}

const JOB = `id status attempts error { code message }
  progress { processed created updated deleted unchanged percent }`;

export async function startSync(tenant: Tenant, integrationId: string, more: object = {}): Promise<string> {
  const { startSync: job } = await tenant.ask<{ startSync: { id: string } }>(
    `mutation ($input: StartSyncInput!) { startSync(input: $input) { ... on SyncJob { id } ... on HubProblem { code message } } }`,
    { input: { integrationId, ...more } },
  );
  return job.id;
}

/** The job once it is final, looked at until then. Throws after `withinMs`. */
export async function finished(tenant: Tenant, id: string, withinMs = 60_000): Promise<JobState> {
  const end = Date.now() + withinMs;
  for (;;) {
    const { syncJob } = await tenant.ask<{ syncJob: JobState }>(
      `query ($id: ID!) { syncJob(id: $id) { ${JOB} } }`,
      { id },
    );
    if (!['QUEUED', 'RUNNING'].includes(syncJob.status)) return syncJob;
    if (Date.now() > end) throw new Error(`the sync job is still ${JSON.stringify(syncJob)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
