/** Keys and revocations on a database of their own, with a clock to move; `process` stands for one more process. */
import { createSecretKey, randomBytes } from 'node:crypto';
import { entities } from '../../src/entities.ts';
import { openSigningKeys, type SigningKeys } from '../../src/keys/keys.ts';
import { openRevocations } from '../../src/keys/known-revocations.ts';
import { createAnnouncements } from '../../src/platform/announcements.ts';
import { openDatabase } from '../../src/platform/db/database.ts';
import { createLog } from '../../src/platform/log.ts';
import type { RateLimit } from '../../src/platform/rate-limit-table.ts';
import { createRateLimits } from '../../src/platform/rate-limits.ts';
import { connectRedis } from '../../src/platform/redis.ts';
import { createVault, type Vault } from '../../src/platform/vault.ts';
import { movableClock } from '../support/clock.ts';
import { aDatabase } from '../support/services.ts';

export const ISSUER = 'https://hub.example';

export type Process = Awaited<ReturnType<typeof aProcess>>;

export async function aStand(redisUrl: string, own: Partial<Pick<World, 'publicUrl' | 'limits'>> = {}) {
  const { publicUrl = ISSUER, limits = [] } = own;
  const database = await aDatabase();
  const clock = movableClock(Date.now());
  const sealingKeys = [{ id: 'test', key: createSecretKey(randomBytes(32)) }];
  const vault = createVault(sealingKeys);
  const processes: Process[] = [];
  return {
    databaseUrl: database.url,
    clock,
    sealingKeys,
    process: async (own: { vault?: Vault } = {}) => {
      const made = await aProcess({
        databaseUrl: database.url,
        redisUrl,
        publicUrl,
        limits,
        clock,
        vault,
        ...own,
      });
      processes.push(made);
      return made;
    },
    close: async () => {
      await Promise.all(processes.map((each) => each.close()));
      await database.drop();
    },
  };
}

interface World {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly publicUrl: string;
  readonly limits: readonly RateLimit[];
  readonly clock: ReturnType<typeof movableClock>;
  readonly vault: Vault;
}

async function aProcess({ databaseUrl, redisUrl, publicUrl, limits, clock, vault }: World) {
  const log = createLog({ level: 'silent' });
  const db = await openDatabase({ url: databaseUrl, poolSize: 4 }, entities, log);
  const [commands, subscriber] = [connectRedis(redisUrl, log), connectRedis(redisUrl, log, 'pubsub')];
  const announcements = createAnnouncements(commands, subscriber);
  const rates = createRateLimits({ redis: commands, limits });
  const platform = { db, announcements, rates, vault, clock, log, publicUrl };
  const keys: SigningKeys = openSigningKeys(platform);
  const revocations = openRevocations(platform);
  return {
    platform,
    keys,
    revocations,
    close: async () => {
      revocations.close();
      commands.disconnect();
      subscriber.disconnect();
      await db.close();
    },
  };
}
