/** JSON logs. Three walls keep secrets out: named fields, errors reduced to known fields, and a search for whatever still looks like a secret. */
import { types } from 'node:util';
import { pino, stdTimeFunctions } from 'pino';
import type { DestinationStream, Level, Logger } from 'pino';

export type Log = Logger;

export interface LogOptions {
  level: Level | 'silent';
  /** Default: standard output. */
  destination?: DestinationStream;
}

const MASK = '[masked]';

const secretNames = new Set([
  'authorization',
  'cookie',
  'set-cookie',
  'stripe-signature',
  'password',
  'secret',
  'token',
  'accessToken',
  'access_token',
  'refreshToken',
  'refresh_token',
  'apiKey',
  'api_key',
  'clientSecret',
  'client_secret',
  'webhookSecret',
  'credential',
  'credentials',
]);

/** Secrets and errors may hide anywhere in what is logged (results of `Promise.allSettled`, say). */
const SEARCH_DEPTH = 6;
/** Stands for what lies deeper than that: it was not looked at. */
const DEEPER = '[deeper]';
const CAUSE_DEPTH = 5;

export function createLog({ level, destination }: LogOptions): Log {
  const options = {
    level,
    base: { pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    // For the bindings of children, which no formatter sees. With wildcards this would cost most of the time of a line.
    redact: { paths: [...secretNames].map((name) => `["${name}"]`), censor: MASK },
    serializers: { err: loggable, error: loggable },
    formatters: {
      level: (label: string) => ({ level: label }),
      // The top level is an object, and so is what becomes of it.
      log: (fields: object) => harmless(fields, SEARCH_DEPTH) as Record<string, unknown>,
    },
    hooks: { streamWrite: maskSecrets },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/**
 * What may be told of an error: name, code, message, stack and the same of its causes. Vendors' errors carry the whole
 * request with its keys in `config`, `headers` and other fields, and those never leave.
 */
function loggable(error: unknown, depth = CAUSE_DEPTH): unknown {
  if (!isError(error)) return error;
  const { name, message, stack, cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const told = { name, code, message, stack };
  return isError(cause) && depth > 0 ? { ...told, cause: loggable(cause, depth - 1) } : told;
}

/** The same value without secrets and with errors reduced. Instances of classes are left to their serializers. */
function harmless(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isError(value)) return loggable(value);
  if (depth === 0) return DEEPER;
  if (Array.isArray(value)) return value.map((item) => harmless(item, depth - 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      secretNames.has(name) ? MASK : harmless(item, depth - 1),
    ]),
  );
}

function isError(value: unknown): value is Error {
  return types.isNativeError(value) || value instanceof Error;
}

// Without word boundaries: in a line of JSON the letter of an escape (`\n`) may stand directly before a secret.
const looksSecret = new RegExp(
  [
    /[srp]k_(?:test|live)_\w+/, // Stripe API keys
    /whsec_[\w+/=-]+/, // Stripe and Standard Webhooks endpoint secrets
    /(?:Bearer|Basic)\s+[\w.~+/=-]{8,}/, // Authorization headers
    /eyJ[\w-]+(?:\.[\w-]*){2,4}/, // JWTs, signed or encrypted
    /(?<=:\/\/[^\s:@/"\\]{0,64}:)[^\s@/"\\]+(?=@)/, // the password in a URL
  ]
    .map(({ source }) => source)
    .join('|'),
  'gi',
);

/** The last wall. Works on a line of JSON: no pattern can match a quote or a backslash, so the line stays JSON. */
export function maskSecrets(line: string): string {
  return line.replace(looksSecret, MASK);
}
