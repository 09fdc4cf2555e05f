/** Everything the nouns stand on, opened once per process and passed down. */
import type { EntitySchema } from '@mikro-orm/core';
import { createAnnouncements, type Announcements } from './announcements.ts';
import { systemClock, type Clock } from './clock.ts';
import { openDatabase, type Database, type DatabaseSettings } from './db/database.ts';
import type { ClientTls } from './egress/agents.ts';
import { readClientTls } from './egress/client-tls.ts';
import { createEgress, type Egress } from './egress/egress.ts';
import { createLastSeen, type LastSeen } from './last-seen.ts';
import { createLinks, type Links } from './links.ts';
import type { Log } from './log.ts';
import { openBells, type Bells } from './queue/bells.ts';
import { createRateBudget, type RateBudget } from './rate-budget.ts';
import type { RateLimit } from './rate-limit-table.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';
import { connectRedis } from './redis.ts';
import { createStorage, type Storage, type StorageSettings } from './storage.ts';
import { createVault, type Vault, type VaultKey } from './vault.ts';

export interface Platform {
  readonly db: Database;
  readonly bells: Bells;
  readonly announcements: Announcements;
  readonly lastSeen: LastSeen;
  readonly vault: Vault;
  readonly storage: Storage;
  readonly links: Links;
  readonly egress: Egress;
  /** The same door for URLs that tenants choose, with an operator's list of its own: encrypted, or opened by name. */
  readonly tenantEgress: Egress;
  /** What we may ask of others. */
  readonly budget: RateBudget;
  /** What others may ask of us. */
  readonly rates: RateLimits;
  readonly clock: Clock;
  readonly log: Log;
  readonly vendors: Vendors;
  /** Where people log in to connect accounts, and where their tokens stay. */
  readonly tokenVault: TokenVaultSettings | undefined;
  /** Where callers and providers reach this system, without a slash at the end. */
  readonly publicUrl: string;
  /** Resolves when Redis answers; rejects within 200 ms otherwise. */
  redisAnswers(): Promise<unknown>;
}

/** What the operator set for each vendor, by provider id. */
export type Vendors = Readonly<
  Record<
    string,
    {
      apiUrl: string;
      webhookSecrets: readonly string[];
      ratePerSecond: number;
      oauth?: { tokenUrl: string; clientId: string; clientSecret: string };
    }
  >
>;

export interface TokenVaultSettings {
  /** Without a slash at the end. */
  readonly url: string;
  /** Opens everything but the tokens themselves. */
  readonly apiKey: string;
  /** Any of them may have signed a webhook. */
  readonly signingKeys: readonly string[];
  /** The vault's key of an integration, by provider id, where it is not the provider's usual one. */
  readonly integrations: Readonly<Record<string, string>>;
  readonly rate: { readonly perSecond: number; readonly burst: number };
}

export interface PlatformSettings {
  database: DatabaseSettings;
  redis: { url: string };
  vault: { keys: readonly VaultKey[] };
  storage: StorageSettings;
  links: { lifetimeS: number };
  /** `publicUrl`: where callers reach this system. */
  http: { publicUrl: string };
  egress: { allowedHosts: readonly string[] };
  /** `tls` names PEM files. */
  tenantEgress: { allowedHosts: readonly string[]; tls: ClientTls };
  rateLimits: readonly RateLimit[];
  vendors: Vendors;
  tokenVault?: TokenVaultSettings | undefined;
  /** Whether this process works on the lanes. */
  worker: boolean;
}

export interface OpenPlatform extends Platform {
  /** Ends every connection; running work gets up to `graceMs` to end. */
  close(graceMs?: number): Promise<void>;
}

const DEFAULT_GRACE_MS = 5_000;

export async function openPlatform(
  settings: PlatformSettings,
  entities: readonly EntitySchema[],
  world: { log: Log; clock?: Clock },
): Promise<OpenPlatform> {
  const { log, clock = systemClock } = world;
  const db = await openDatabase(settings.database, entities, log);
  const commands = connectRedis(settings.redis.url, log);
  const subscriber = connectRedis(settings.redis.url, log, 'pubsub');
  const bells = openBells({ redisUrl: settings.redis.url, prefix: 'hub', listens: settings.worker, log });
  const egress = createEgress(settings.egress);
  const tenantEgress = createEgress({
    allowedHosts: settings.tenantEgress.allowedHosts,
    encryptedOnly: true,
    tls: readClientTls(settings.tenantEgress.tls),
  });
  return {
    db,
    bells,
    announcements: createAnnouncements(commands, subscriber),
    lastSeen: createLastSeen(commands),
    vault: createVault(settings.vault.keys),
    storage: createStorage(settings.storage),
    links: createLinks({
      keys: settings.vault.keys,
      publicUrl: settings.http.publicUrl,
      lifetimeS: settings.links.lifetimeS,
      now: clock.now,
    }),
    egress,
    tenantEgress,
    budget: createRateBudget({ redis: commands, clock, log }),
    rates: createRateLimits({ redis: commands, limits: settings.rateLimits }),
    clock,
    log,
    vendors: settings.vendors,
    tokenVault: settings.tokenVault,
    publicUrl: settings.http.publicUrl,
    redisAnswers: () => commands.ping(),
    close: async (graceMs = DEFAULT_GRACE_MS) => {
      await bells.close(graceMs);
      commands.disconnect();
      subscriber.disconnect();
      egress.close();
      tenantEgress.close();
      await db.close();
    },
  };
}
