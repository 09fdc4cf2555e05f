// What the hub's processes are told: the settings of .env.example, filled in for one machine.
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Signer } from '../../test/support/sign-call.ts';
import type { Funders } from './funders.ts';
import type { TokenVault } from './token-vault.ts';
import type { TrustedIssuer } from '../../src/platform/principal/trusted-issuer.ts';

/** What has to be the same again at the next start on the same data. */
export type Identity = {
  /** CREDENTIAL_KEYS: without it the stored credentials stay sealed. */
  readonly credentialKeys: string;
  /** The tenant whose data the developer sees. */
  readonly tenantId: string;
};

export function newIdentity(): Identity {
  return { credentialKeys: `local:${randomBytes(32).toString('base64')}`, tenantId: randomUUID() };
}

/** The identity kept in the folder, made at the first start. Readable for its owner only. */
export function keptIdentity(folder: string): Identity {
  const file = join(folder, 'identity.json');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(newIdentity()), { mode: 0o600 });
  // Written by the line above.
  return JSON.parse(readFileSync(file, 'utf8')) as Identity;
}

/** A key that goes with the stack. */
export function newSigner(): Signer {
  return { service: 'event-service', key: { id: 'local', secret: randomBytes(32).toString('hex') } };
}

export type World = {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly credentialKeys: string;
  readonly issuer: { readonly host: string; readonly trustedIssuers: readonly TrustedIssuer[] };
  readonly stripe: { readonly url: string };
  /** A client application that may be told of events. */
  readonly client: { readonly host: string };
  readonly mail: { readonly url: string; readonly pageUrl: string };
  /** Lenders on this machine, if there are any. */
  readonly funders: Pick<Funders, 'env' | 'hosts'> | undefined;
  readonly tokenVault: Pick<TokenVault, 'env' | 'hosts'>;
  /** An internal service that may sign for this tenant. */
  readonly signer: Signer;
  readonly tenantId: string;
};

/** The environment of the API (on `port`) and of the worker. */
export function hubSettings(world: World, port: number): Record<string, string> {
  return {
    ENVIRONMENT: 'development',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: world.databaseUrl,
    REDIS_URL: world.redisUrl,
    CREDENTIAL_KEYS: world.credentialKeys,
    TRUSTED_ISSUERS: JSON.stringify(world.issuer.trustedIssuers),
    INTERNAL_SERVICES: JSON.stringify({
      [world.signer.service]: { keys: [world.signer.key], tenants: [world.tenantId] },
    }),
    // The sandboxes are on loopback, which the hub reaches only where its operator says so.
    EGRESS_ALLOWED_HOSTS: [
      world.issuer.host,
      new URL(world.stripe.url).host,
      ...(world.funders?.hosts ?? []),
      ...world.tokenVault.hosts,
    ].join(','),
    STRIPE_API_URL: world.stripe.url,
    NOTIFICATION_ALLOWED_HOSTS: world.client.host,
    SMTP_URL: world.mail.url,
    ACCOUNT_PAGES_URL: world.mail.pageUrl,
    ...world.funders?.env,
    ...world.tokenVault.env,
  };
}
