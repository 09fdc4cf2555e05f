import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether the page a browser sends from may call; true for whoever is no page. Without a list nothing is compared: there are no
 * cookies to misuse, and a browser lets no other origin read an answer or send JSON.
 */
export type OriginRule = (headers: IncomingHttpHeaders) => boolean;

/** `allowed` as browsers write them (`https://app.example.com`). */
export function originRule(allowed: readonly string[]): OriginRule {
  const known = new Set(allowed);
  return ({ origin }) => origin === undefined || known.size === 0 || known.has(origin);
}
