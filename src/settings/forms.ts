/** The forms that the values of settings have. */
import { createSecretKey } from 'node:crypto';
import { isIP } from 'node:net';
import { z } from 'zod';
import type { VaultKey } from '../platform/vault.ts';

export const count = z.coerce.number({ error: 'must be a number' }).int().positive();
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
export const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
  .transform((url) => url.replace(/\/+$/, ''));
export const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' });
export const redisUrl = z.url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// URL' });

export function list(item: z.ZodType<string, string> = z.string()) {
  const split = (text: string) => text.split(',').flatMap((part) => part.trim() || []);
  return z.string().transform(split).pipe(z.array(item));
}

export const hostAndPort = z
  .string()
  .toLowerCase()
  .regex(/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+):\d{1,5}$/, 'must be host:port');
export const callbackHost = z
  .string()
  .toLowerCase()
  .regex(
    /^(http:\/\/)?(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/,
    'must be host, host:port or http://host:port',
  );

export const addressOrSubnet = z.string().refine((text) => {
  const [address = '', bits, ...rest] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    rest.length === 0 && (bits === undefined ? most > 0 : /^\d{1,3}$/.test(bits) && Number(bits) <= most)
  );
}, 'must be an IP address or address/bits');

export const vaultKeys = list().transform((entries, context) => {
  const keys = entries.map(vaultKey);
  const known = keys.filter((key) => key !== undefined);
  if (known.length === 0 || known.length < keys.length) {
    context.addIssue('each entry must be keyId:base64 of exactly 32 bytes');
  }
  if (new Set(known.map(({ id }) => id)).size < known.length)
    context.addIssue('two entries have the same key id');
  return known;
});

export const origin = z
  .url({ protocol: /^https?$/, error: 'must be an origin' })
  .refine((text) => URL.parse(text)?.origin === text, 'must be an origin: scheme, host and port only');

function vaultKey(entry: string): VaultKey | undefined {
  const [, id, base64] = /^([A-Za-z0-9._-]{1,64}):([A-Za-z0-9+/_-]+={0,2})$/.exec(entry) ?? [];
  if (id === undefined || base64 === undefined) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === 32 ? { id, key: createSecretKey(bytes) } : undefined;
}

export const storageUrl = z
  .string()
  .regex(
    /^(file:.+|s3:\/\/[a-z0-9.-]+(\/[\w./-]*)?(\?.*)?)$/,
    'must be file:<folder> or s3://bucket/prefix?region=…&endpoint=…',
  );

export const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('must be valid JSON');
    return z.NEVER;
  }
});
