/** What is wrong with settings that are well-formed by themselves. Each problem names its variable and prints no value. */
import { urlsOf } from '../platform/principal/linked-issuer.ts';
import { settings } from './settings.ts';

/** `given`: the variables that are set. */
export function problemsIn(given: Readonly<Record<string, string>>): string[] {
  return [
    productionProblems,
    linkedIssuerProblems,
    mutualTlsProblems,
    lonelyProblems,
    ownIssuerProblems,
  ].flatMap((find) => find(given));
}

/** RFC 7518 section 3.2: the secret must be at least as long as the hash. */
const SECRET_BYTES: Readonly<Record<string, number>> = { HS256: 32, HS384: 48, HS512: 64 };

/** What a developer may do on one machine and nobody may do in production. Asks only settings that are well-formed by themselves. */
function productionProblems(given: Readonly<Record<string, string>>): string[] {
  const { ENVIRONMENT, TRUSTED_ISSUERS, EGRESS_ALLOWED_HOSTS } = settings.shape;
  if (ENVIRONMENT.safeParse(given['ENVIRONMENT']).data !== 'production') return [];
  const rows = TRUSTED_ISSUERS.safeParse(given['TRUSTED_ISSUERS']).data ?? [];
  const allowedHosts = EGRESS_ALLOWED_HOSTS.safeParse(given['EGRESS_ALLOWED_HOSTS']).data ?? [];
  return rows.flatMap(({ issuer, key, algorithms }, index) => {
    const at = `TRUSTED_ISSUERS[${index}]`;
    const problems = isOpenHttp(issuer, allowedHosts) ? [`${at}.issuer: must be https in production`] : [];
    if ('jwksUrl' in key) {
      return isOpenHttp(key.jwksUrl, allowedHosts)
        ? [...problems, `${at}.key.jwksUrl: must be https in production`]
        : problems;
    }
    const needed = Math.max(...algorithms.map((name) => SECRET_BYTES[name] ?? 0));
    return Buffer.byteLength(key.secret) < needed
      ? [...problems, `${at}.key.secret: must have at least ${needed} bytes in production`]
      : problems;
  });
}

/** What people sign in with must not go unencrypted in production. */
function linkedIssuerProblems(given: Readonly<Record<string, string>>): string[] {
  const { ENVIRONMENT, LINKED_ISSUERS, EGRESS_ALLOWED_HOSTS } = settings.shape;
  if (ENVIRONMENT.safeParse(given['ENVIRONMENT']).data !== 'production') return [];
  const allowedHosts = EGRESS_ALLOWED_HOSTS.safeParse(given['EGRESS_ALLOWED_HOSTS']).data ?? [];
  const rows = LINKED_ISSUERS.safeParse(given['LINKED_ISSUERS']).data ?? [];
  return rows.flatMap((row, index) =>
    Object.entries(urlsOf(row))
      .filter(([, url]) => isOpenHttp(url, allowedHosts))
      .map(([name]) => `LINKED_ISSUERS[${index}].${name}: must be https in production`),
  );
}

/** An unencrypted URL whose host the operator has not opened explicitly. */
function isOpenHttp(text: string, allowedHosts: readonly string[]): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'http:' && !allowedHosts.includes(`${url.hostname}:${url.port || '80'}`);
}

/** Somebody must issue tokens; RFC 8414 section 2: an issuer is an https URL. */
function ownIssuerProblems(given: Readonly<Record<string, string>>): string[] {
  const { ENVIRONMENT, OWN_ISSUER, EGRESS_ALLOWED_HOSTS } = settings.shape;
  const development = ENVIRONMENT.safeParse(given['ENVIRONMENT']).data === 'development';
  if (!(OWN_ISSUER.safeParse(given['OWN_ISSUER']).data ?? development))
    return given['TRUSTED_ISSUERS'] === undefined ? ['TRUSTED_ISSUERS: is required without OWN_ISSUER'] : [];
  const allowedHosts = EGRESS_ALLOWED_HOSTS.safeParse(given['EGRESS_ALLOWED_HOSTS']).data ?? [];
  const publicUrl = given['PUBLIC_URL'];
  if (development || (publicUrl !== undefined && !isOpenHttp(publicUrl, allowedHosts))) return [];
  return ['PUBLIC_URL: must be https in production with OWN_ISSUER'];
}

/** Settings that mean something only together. */
const TOGETHER = [
  ['NOTIFICATION_CERT_FILE', 'NOTIFICATION_KEY_FILE'],
  ['CLIENT_API_URL', 'CLIENT_API_SECRET'],
] as const;

function lonelyProblems(given: Readonly<Record<string, string>>): string[] {
  return TOGETHER.flatMap(([one, other]) => {
    if ((given[one] === undefined) === (given[other] === undefined)) return [];
    const [missing, set] = given[one] === undefined ? [one, other] : [other, one];
    return [`${missing}: is required with ${set}`];
  });
}

/** The port is nothing without its files. */
function mutualTlsProblems(given: Readonly<Record<string, string>>): string[] {
  if (given['MTLS_PORT'] === undefined) return [];
  return ['MTLS_CA_FILE', 'MTLS_CERT_FILE', 'MTLS_KEY_FILE'].flatMap((name) =>
    given[name] === undefined ? [`${name}: is required with MTLS_PORT`] : [],
  );
}
