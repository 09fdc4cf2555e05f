/** Knows the federation router by the secret it sends in `Router-Authorization` with every request. */
import type { IncomingHttpHeaders } from 'node:http';
import { sameSecret } from '../platform/same-secret.ts';

export interface RouterSettings {
  /** Any of them is right, so that a new one can come before the old one goes; none turns the mode off. */
  readonly secrets: readonly string[];
  /** Nobody else may call at all. */
  readonly only: boolean;
}

export interface RouterRule {
  isRouter(headers: IncomingHttpHeaders): boolean;
  mayCall(headers: IncomingHttpHeaders): boolean;
}

export function routerRule({ secrets, only }: RouterSettings): RouterRule {
  const isRouter = (headers: IncomingHttpHeaders) => {
    const shown = headers['router-authorization'];
    return typeof shown === 'string' && secrets.some((secret) => sameSecret(shown, secret));
  };
  return { isRouter, mayCall: (headers) => !only || isRouter(headers) };
}
