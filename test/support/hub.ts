/** A whole hub in this process, on a database of its own: what stories are told on. */
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { startApi, type Api } from '../../src/api.ts';
import { readConfig, type Config } from '../../src/config.ts';
import { createLog, type Log } from '../../src/platform/log.ts';
import { shippedRateLimits } from '../../src/platform/rate-limit-table.ts';
import { providerOf } from '../../src/providers/registry.ts';
import { startWorker, type Worker } from '../../src/worker.ts';
import { startIssuer, type Issuer } from '../sandbox/issuer/issuer.ts';
import type { VaultSandbox } from '../sandbox/vault/vault.ts';
import type { StripeSandbox } from '../sandbox/stripe/stripe.ts';
import {
  startSandboxes,
  type Sandboxes,
  type SandboxOptions,
  type Vendor,
  type VendorId,
} from './sandboxes.ts';
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
  'notifications:read',
  'notifications:write',
  'clients:write',
  'connections:read',
  'connections:write',
  'funders:read',
  'funders:write',
  'quotes:read',
  'quotes:write',
  'proposals:write',
];

export interface Hub {
  readonly config: Config;
  readonly database: TestDatabase;
  readonly stripe: StripeSandbox;
  /** A vendor whose sandbox the hub was made with. */
  vendor<Id extends VendorId>(id: Id): Vendor<Sandboxes[Id]>;
  /** The settings of all its vendors, for worker processes. */
  readonly vendorEnv: Readonly<Record<string, string>>;
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

/** Options of a vendor's sandbox stand under the vendor's id. */
export interface HubOptions extends SandboxOptions {
  /** Environment variables beside the ones the hub needs. */
  env?: Record<string, string>;
  /** Whose sandboxes are started; Stripe's always is. */
  providers?: readonly VendorId[];
  redisUrl?: string;
  /** `host:port` of what else on this machine it may reach. */
  hosts?: readonly string[];
  /** Where accounts are connected by a login; nowhere when left out. */
  tokenVault?: VaultSandbox;
}

export async function aHub(options: HubOptions = {}): Promise<Hub> {
  const database = await aDatabase();
  const vendors = await startSandboxes(
    [...new Set<VendorId>(['stripe', ...(options.providers ?? [])])],
    options,
  );
  const vendor = <Id extends VendorId>(id: Id): Vendor<Sandboxes[Id]> => {
    const found = vendors[id];
    if (!found) throw new Error(`the hub was made without ${id}`);
    return found;
  };
  const running = Object.values(vendors);
  const vendorEnv = Object.assign({}, ...running.map(({ env }) => env)) as Record<string, string>;
  const hosts = running.map(({ sandbox }) => `127.0.0.1:${sandbox.port}`);
  const issuer = await startIssuer({});
  const { tokenVault } = options;
  const config = readConfig({
    ...(await settingsOf(database, issuer)),
    EGRESS_ALLOWED_HOSTS: [issuer.host, ...hosts, tokenVault?.host ?? [], options.hosts ?? []]
      .flat()
      .join(','),
    ...(tokenVault && settingsOfVault(tokenVault)),
    REDIS_URL: options.redisUrl ?? (await redisDb()).url,
    ...vendorEnv,
    ...options.env,
  });
  const lines: string[] = [];
  const log = createLog({ level: 'debug', destination: { write: (line: string) => void lines.push(line) } });
  const api = await startApi(config, log);
  const workers: Worker[] = [];
  return {
    config,
    database,
    stripe: vendor('stripe').sandbox,
    vendor,
    vendorEnv,
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
      await Promise.all([...running.map(({ sandbox }) => sandbox.close()), issuer.close(), database.drop()]);
    },
  };
}

function settingsOfVault({ url, apiKey, webhooks }: VaultSandbox): Record<string, string> {
  return {
    NANGO_URL: url,
    NANGO_API_KEY: apiKey,
    NANGO_WEBHOOK_SIGNING_KEYS: webhooks.signingKeys.join(','),
    NANGO_RATE_PER_SECOND: '10000',
  };
}

/** Tests of other things ask faster than any caller. */
const BOUNDLESS = Object.fromEntries(
  shippedRateLimits.map(({ of, measure }) => [`${of}.${measure}`, 1_000_000_000]),
);

/** Somewhere to sign in at, which no test goes to. */
const LINKED_ISSUER = {
  id: 'acme',
  name: 'Acme',
  kind: 'oidc',
  issuer: 'https://acme.example.test',
  clientId: 'hub',
  clientSecret: 'only for the tests',
};

async function settingsOf(database: TestDatabase, issuer: Issuer): Promise<Record<string, string>> {
  const port = await freePort();
  return {
    ENVIRONMENT: 'development',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: database.url,
    DATABASE_POOL_SIZE: '8',
    CREDENTIAL_KEYS: `test:${randomBytes(32).toString('base64')}`,
    TRUSTED_ISSUERS: JSON.stringify(issuer.trustedIssuers),
    WORKER_LEASE_S: '2',
    LINKED_ISSUERS: JSON.stringify([LINKED_ISSUER]),
    RATE_LIMITS: JSON.stringify(BOUNDLESS),
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

/** Connects the main account of the sandbox's Stripe and answers the integration's id. */
export async function aStripeIntegration(
  hub: Hub,
  tenant: Tenant,
  more: { apiKey?: string; webhookSecret?: string } = {},
): Promise<string> {
  const { webhookSecret, apiKey = hub.stripe.apiKey } = more;
  return anIntegration(hub, tenant, { providerId: 'stripe', credential: { apiKey }, webhookSecret });
}

/** Connects an account, the main one of the provider's sandbox by default, and answers the integration's id. */
export async function anIntegration(
  hub: Hub,
  tenant: Tenant,
  of: {
    providerId: VendorId;
    credential?: Readonly<Record<string, string>>;
    webhookSecret?: string | undefined;
  },
): Promise<string> {
  const { providerId, webhookSecret, credential = hub.vendor(providerId).credential() } = of;
  const { createIntegration } = await tenant.ask<{ createIntegration: { __typename: string; id: string } }>(
    `mutation ($input: CreateIntegrationInput!) {
      createIntegration(input: $input) { __typename ... on Integration { id } ... on HubProblem { code message } }
    }`,
    {
      input: {
        providerId,
        name: `Our ${providerOf(providerId).name}`,
        credential: Object.entries(credential).map(([name, value]) => ({ name, value })),
        webhookSecret,
      },
    },
  );
  if (createIntegration.__typename !== 'Integration') throw new Error(JSON.stringify(createIntegration));
  return createIntegration.id;
}

/**
 * Has the provider's sandbox deliver to the integration's own route, at the hub's public URL.
 */
export async function receiveWebhooks(
  hub: Hub,
  tenant: Tenant,
  to: { providerId: VendorId; integrationId: string },
): Promise<void> {
  const { providerId, integrationId } = to;
  const route = `${hub.config.http.publicUrl}/api/v1/webhooks/${providerId}/${integrationId}`;
  await hub.vendor(providerId).register(route, async (webhookSecret) => {
    const { updateIntegration } = await tenant.ask<{ updateIntegration: { __typename: string } }>(
      `mutation ($input: UpdateIntegrationInput!) {
        updateIntegration(input: $input) { __typename ... on HubProblem { code message } }
      }`,
      { input: { id: integrationId, webhookSecret } },
    );
    if (updateIntegration.__typename !== 'Integration') throw new Error(JSON.stringify(updateIntegration));
  });
}

export interface JobState {
  id: string;
  status: string;
  attempts: number;
  error: { code: string; message: string; retryAt: string | null } | null;
  progress: Record<'processed' | 'created' | 'updated' | 'deleted' | 'unchanged', number> & {
    percent: number | null;
  };
}

const JOB = `id status attempts error { code message retryAt }
  progress { processed created updated deleted unchanged percent }`;

export async function startSync(tenant: Tenant, integrationId: string, more: object = {}): Promise<string> {
  const { startSync: job } = await tenant.ask<{ startSync: { id: string } }>(
    `mutation ($input: StartSyncInput!) { startSync(input: $input) { ... on SyncJob { id } ... on HubProblem { code message } } }`,
    { input: { integrationId, ...more } },
  );
  return job.id;
}

/** The job once it is final, looked at until then. Throws after `withinMs`. */
export function finished(tenant: Tenant, id: string, withinMs = 60_000): Promise<JobState> {
  return jobWhen(tenant, id, ({ status }) => !['QUEUED', 'RUNNING'].includes(status), withinMs);
}

/** The job as soon as it is as wanted. */
export async function jobWhen(
  tenant: Tenant,
  id: string,
  isSo: (job: JobState) => boolean,
  withinMs = 60_000,
): Promise<JobState> {
  const end = Date.now() + withinMs;
  for (;;) {
    const { syncJob } = await tenant.ask<{ syncJob: JobState }>(
      `query ($id: ID!) { syncJob(id: $id) { ${JOB} } }`,
      { id },
    );
    if (isSo(syncJob)) return syncJob;
    if (Date.now() > end) throw new Error(`the sync job is still ${JSON.stringify(syncJob)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Known before anything listens there: the public URL, which some vendors sign, carries it. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // `as`: a server listening on a TCP port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
