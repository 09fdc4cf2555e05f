/** Time-based codes (RFC 6238) as every authenticator application makes them: SHA-1, six digits, 30 seconds. */
import { Secret, TOTP } from 'otpauth';

const PERIOD_S = 30;
const DIGITS = 6;
/** RFC 4226 section 4, R6: 160 bits are recommended. */
const SECRET_BYTES = 20;
/** RFC 6238 section 5.2: one step for the way of the code and the clocks of phones. */
const WINDOW = 1;
const FORM = /^\d{6}$/;

export interface TotpKey {
  /** Base32, for who types it. */
  readonly secret: string;
  /** `otpauth://totp/…`, for an application. */
  readonly uri: string;
}

/** `issuer` and `account` are what the application shows. */
export function newTotpKey(issuer: string, account: string): TotpKey {
  const totp = totpOf(new Secret({ size: SECRET_BYTES }), { issuer, label: account });
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/** The time step that the code is of, if it is one of the three that are taken at `now` (ms since the epoch). */
export function stepOf(secret: string, code: string, now: number): number | undefined {
  const totp = totpOf(Secret.fromBase32(secret));
  const delta = FORM.test(code) ? totp.validate({ token: code, timestamp: now, window: WINDOW }) : null;
  return delta === null ? undefined : totp.counter({ timestamp: now }) + delta;
}

function totpOf(secret: Secret, shown: { issuer?: string; label?: string } = {}): TOTP {
  return new TOTP({ ...shown, secret, algorithm: 'SHA1', digits: DIGITS, period: PERIOD_S });
}
