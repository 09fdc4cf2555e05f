// The environment's API keys, each with the rights it was made with. https://nango.dev/docs/reference/backend/http-api/authentication
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { NangoError } from './wire.ts';

export const rights = [
  'environment:connect_sessions:write',
  'environment:connections:list',
  'environment:connections:read',
  'environment:connections:read_credentials',
  'environment:connections:update',
  'environment:connections:delete',
  'environment:proxy',
] as const;
export type Right = (typeof rights)[number];

/** What the hub needs, which must never see a token. */
export const LEAST_RIGHTS = [
  'environment:connect_sessions:write',
  'environment:connections:list',
  'environment:connections:read',
  'environment:connections:delete',
  'environment:proxy',
] as const satisfies readonly Right[];

export interface Keys {
  create(rights: readonly Right[]): string;
  /** Ends a key. */
  remove(key: string): void;
  /** The rights of the caller. Throws 401 for an unknown key, 403 for one without the right. */
  require(headers: IncomingHttpHeaders, right: Right): ReadonlySet<Right>;
}

export function keyRing(): Keys {
  const known = new Map<string, ReadonlySet<Right>>();
  return {
    create(some) {
      const key = randomUUID();
      known.set(key, new Set(some));
      return key;
    },
    remove: (key) => void known.delete(key),
    require({ authorization = '' }, right) {
      const key = /^Bearer (\S+)$/.exec(authorization)?.[1];
      if (!key) throw new NangoError(401, 'missing_auth_header');
      const has = known.get(key);
      if (!has) throw new NangoError(401, 'unknown_user_account');
      if (!has.has(right)) throw new NangoError(403, 'forbidden');
      return has;
    },
  };
}
