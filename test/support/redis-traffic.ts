import { Redis } from 'ioredis';

export interface RedisTraffic {
  /** Every command so far, with its arguments. */
  readonly told: readonly string[];
  stop(): void;
}

/** Writes down everything that a Redis is told from now on. */
export async function redisTraffic(url: string): Promise<RedisTraffic> {
  const client = new Redis(url);
  const told: string[] = [];
  // A connection of its own.
  const monitor = await client.monitor();
  client.disconnect();
  monitor.on('monitor', (_time: string, args: string[]) => void told.push(args.join(' ')));
  return { told, stop: () => monitor.disconnect() };
}

/** Every key with its value, as Redis keeps them. */
export async function keptIn(url: string): Promise<string> {
  const client = new Redis(url);
  const keys = await client.keys('*');
  const dumps = await Promise.all(keys.map((key) => client.dumpBuffer(key)));
  client.disconnect();
  return [...keys, ...dumps.map((dump) => dump?.toString('latin1') ?? '')].join('\n');
}
