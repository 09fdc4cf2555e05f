/** The hub as it is shipped, with the vendors around it, and how a tenant uses it. */
import { randomBytes, randomUUID } from 'node:crypto';
import { workerFlags } from '../scripts/stack/worker-flags.ts';
import type { Child } from './processes/child.ts';
import type { Stage } from './stage.ts';
import { shippedRateLimits } from '../src/platform/rate-limit-table.ts';

export interface Vendors {
  readonly child: Child;
  readonly stripe: string;
  readonly apiKey: string;
  readonly issuer: string;
  readonly trustedIssuers: unknown;
}

/** Connections of each pool, on both sides of every comparison. */
export const POOL_SIZE = 8;

export async function startVendors(stage: Stage): Promise<Vendors> {
  const options = { seed: stage.seed, size: { customers: 1, payments: 1, invoices: 1 } };
  const child = await stage.start('processes/vendors.ts', { args: [JSON.stringify(options)] });
  return { child, ...(await child.call<Omit<Vendors, 'child'>>('place')) };
}

/** The environment of every process of one hub. */
export function hubEnvironment(stage: Stage, vendors: Vendors, databaseUrl: string): Record<string, string> {
  return {
    ENVIRONMENT: 'development',
    LOG_LEVEL: 'info',
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: String(POOL_SIZE),
    REDIS_URL: stage.redis.url,
    CREDENTIAL_KEYS: `bench:${randomBytes(32).toString('base64')}`,
    TRUSTED_ISSUERS: JSON.stringify(vendors.trustedIssuers),
    EGRESS_ALLOWED_HOSTS: `${vendors.issuer},${new URL(vendors.stripe).host}`,
    STRIPE_API_URL: vendors.stripe,
    // One caller sends what thousands would.
    RATE_LIMITS: JSON.stringify(
      Object.fromEntries(shippedRateLimits.map(({ of, measure }) => [`${of}.${measure}`, 1_000_000_000])),
    ),
    // The sandbox has no limit: what is measured is the hub.
    STRIPE_RATE_PER_SECOND: '1000000',
  };
}

export interface Api {
  readonly child: Child;
  readonly port: number;
}

export async function startApi(stage: Stage, env: Readonly<Record<string, string>>): Promise<Api> {
  const child = await stage.start('processes/hub.ts', { args: ['api'], env });
  return { child, port: await child.call<number>('port') };
}

export function startWorker(stage: Stage, env: Readonly<Record<string, string>>): Promise<Child> {
  return stage.start('processes/hub.ts', { args: ['worker'], env, flags: workerFlags() });
}

const SCOPES = [
  'integrations:read',
  'integrations:write',
  'sync:read',
  'sync:write',
  'records:read',
  'notifications:write',
];

/** A token of each tenant's user. */
export function tokensFor(vendors: Vendors, tenantIds: readonly string[]): Promise<string[]> {
  const requests = tenantIds.map((tenantId) => ({ subject: `user-${tenantId}`, tenantId, scopes: SCOPES }));
  return vendors.child.call('tokens', requests);
}

export interface Tenant {
  readonly id: string;
  readonly token: string;
  /** Sends an operation; throws when the answer has errors. */
  ask<Data>(query: string, variables?: object): Promise<Data>;
}

export async function aTenant(api: Api, vendors: Vendors, id: string = randomUUID()): Promise<Tenant> {
  const [token = ''] = await tokensFor(vendors, [id]);
  return {
    id,
    token,
    ask: async <Data>(query: string, variables?: object) => {
      const response = await fetch(`http://127.0.0.1:${api.port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      });
      const answer = (await response.json()) as { data: Data; errors?: unknown };
      if (answer.errors) throw new Error(JSON.stringify(answer.errors));
      return answer.data;
    },
  };
}

/** Connects a sandbox account and answers the integration's id. */
export async function connectStripe(
  tenant: Tenant,
  with_: { apiKey: string; webhookSecret?: string },
): Promise<string> {
  const { createIntegration } = await tenant.ask<{ createIntegration: { id?: string } }>(
    `mutation ($input: CreateIntegrationInput!) {
      createIntegration(input: $input) { ... on Integration { id } ... on HubProblem { code message } }
    }`,
    {
      input: {
        providerId: 'stripe',
        name: 'Our Stripe',
        credential: [{ name: 'apiKey', value: with_.apiKey }],
        webhookSecret: with_.webhookSecret,
      },
    },
  );
  if (!createIntegration.id) throw new Error(JSON.stringify(createIntegration));
  return createIntegration.id;
}
