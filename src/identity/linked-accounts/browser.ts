/** The one browser that a sign-in began in, known by a secret in its cookie. */
import { createHmac } from 'node:crypto';
import { newSecret } from '../secret.ts';

/** The prefix binds it to this host and to https (RFC 6265bis section 4.1.3.2). */
const COOKIE = '__Host-hub-sign-in';
const LIFETIME_S = 600;
/** What `newSecret` makes. */
const FORM = /^[A-Za-z0-9_-]{43}$/;

/** The secret of the browser; undefined where it has none. */
export function browserSecret(cookies: string | undefined): string | undefined {
  for (const cookie of (cookies ?? '').split(';')) {
    const [name, value, ...rest] = cookie.trim().split('=');
    if (name === COOKIE && rest.length === 0 && value && FORM.test(value)) return value;
  }
  return undefined;
}

export function newBrowserSecret(): string {
  return newSecret().text;
}

/** `Lax`: the browser comes back by a link from another site, and must have it then. */
export function browserCookie(secret: string): string {
  return `${COOKIE}=${secret}; Path=/; Max-Age=${LIFETIME_S}; Secure; HttpOnly; SameSite=Lax`;
}

/** What is shown to the issuer in the end (RFC 7636), and what its ID token must repeat: for nobody but this browser to use. */
export function promisesOf(secret: string, state: string): { verifier: string; nonce: string } {
  const derived = (purpose: string) =>
    createHmac('sha256', secret).update(`${purpose}\n${state}`).digest('base64url');
  return { verifier: derived('code verifier'), nonce: derived('nonce') };
}
