import type { Parser } from './params.ts';
import { text } from './params.ts';
import { invalidRequest } from './stripe-error.ts';

/** A date, since 2024-09-30 with the release's name: https://docs.stripe.com/api/versioning */
export function isApiVersion(version: string): boolean {
  return /^20\d\d-\d\d-\d\d(\.[a-z]+)?$/.test(version);
}

export const apiVersion: Parser<string> = (raw, name) => {
  const version = text(raw, name);
  if (isApiVersion(version)) return version;
  throw invalidRequest(`Invalid API version: ${version}`, { param: name });
};
