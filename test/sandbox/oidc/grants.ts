// Authorization codes and the tokens for them, strict: RFC 6749 section 4.1, RFC 7636.
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Account } from './id-tokens.ts';

export interface Grant {
  readonly account: Account;
  readonly nonce: string | null;
}
interface Code extends Grant {
  readonly redirectUri: string;
  readonly codeChallenge: string;
}
export interface Issued extends Grant {
  readonly accessToken: string;
  readonly refreshToken: string;
}

export interface Grants {
  newCode(code: Code): string;
  /** An OAuth error, or what the code was good for. */
  redeem(headers: IncomingHttpHeaders, form: URLSearchParams): Issued | { error: string };
  /** Whose access token it is. */
  ownerOf(accessToken: string): Account | undefined;
  /** RFC 7009; false where it is not the client that asks. */
  revoke(headers: IncomingHttpHeaders, form: URLSearchParams): boolean;
  /** Every code and token there ever was. */
  issued(): readonly string[];
  /** What was revoked. */
  revoked(): readonly string[];
}

export function openGrants(client: { id: string; secret: string }): Grants {
  const codes = new Map<string, Code>();
  const spent = new Map<string, string>();
  const access = new Map<string, Account>();
  const issued: string[] = [];
  const revoked: string[] = [];

  const make = (prefix: string) => {
    const value = prefix + randomBytes(20).toString('hex');
    issued.push(value);
    return value;
  };
  const isClient = (headers: IncomingHttpHeaders, form: URLSearchParams) => {
    const [id, secret] = headers.authorization?.startsWith('Basic ')
      ? Buffer.from(headers.authorization.slice(6), 'base64').toString().split(':').map(decodeURIComponent)
      : [form.get('client_id'), form.get('client_secret')];
    return id === client.id && secret === client.secret;
  };

  return {
    newCode(code) {
      const value = make('code_');
      codes.set(value, code);
      return value;
    },
    redeem(headers, form) {
      if (!isClient(headers, form)) return { error: 'invalid_client' };
      if (form.get('grant_type') !== 'authorization_code') return { error: 'unsupported_grant_type' };
      const given = form.get('code') ?? '';
      // RFC 6749 section 4.1.2: a code that comes twice ends the tokens of the first time.
      access.delete(spent.get(given) ?? '');
      const code = codes.get(given);
      codes.delete(given);
      const verifier = form.get('code_verifier') ?? '';
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      if (!code || code.redirectUri !== form.get('redirect_uri') || challenge !== code.codeChallenge)
        return { error: 'invalid_grant' };
      const accessToken = make('access_');
      access.set(accessToken, code.account);
      spent.set(given, accessToken);
      return { account: code.account, nonce: code.nonce, accessToken, refreshToken: make('refresh_') };
    },
    ownerOf: (accessToken) => access.get(accessToken),
    revoke(headers, form) {
      if (!isClient(headers, form)) return false;
      revoked.push(form.get('token') ?? '');
      return true;
    },
    issued: () => issued,
    revoked: () => revoked,
  };
}
