/** Where else people may have an account that they sign in with here, as rows of data. */
import { z } from 'zod';

const url = z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' });

const shared = {
  /** Part of the callback's path and of what is stored: never give one to another issuer. */
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be a short word in lower case'),
  /** For people. */
  name: z.string().min(1).max(60),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** How the client shows its secret (RFC 6749 section 2.3.1): in the form, or in the header. */
  clientAuth: z.enum(['post', 'basic']).default('post'),
};

const oidc = z.strictObject({
  ...shared,
  kind: z.literal('oidc'),
  /** As in its ID tokens; what else is needed is discovered there (OpenID Connect Discovery 1.0). */
  issuer: url,
  scopes: z.array(z.string().min(1)).default(['openid', 'profile']),
  /**
   * `ask`: people with a second factor here show it here. `amr`: it is enough that the ID token says so (`amr` has `mfa`,
   * RFC 8176 section 2).
   */
  secondFactor: z.enum(['ask', 'amr']).default('ask'),
});

/** OAuth 2.0 without OpenID Connect, as GitHub has it. */
const oauth2 = z.strictObject({
  ...shared,
  kind: z.literal('oauth2'),
  authorizationUrl: url,
  tokenUrl: url,
  /** Answers who the access token is of. */
  userUrl: url,
  /** The field of that answer which never changes and is never given to anybody else. */
  subjectField: z.string().min(1).default('id'),
  /** The field that people recognize the account by. */
  nameField: z.string().min(1).default('login'),
  scopes: z.array(z.string().min(1)).default([]),
});

export const linkedIssuersSchema = z
  .array(z.discriminatedUnion('kind', [oidc, oauth2]))
  .refine((rows) => new Set(rows.map(({ id }) => id)).size === rows.length, 'two rows have the same id');

export type LinkedIssuer = Readonly<z.infer<typeof oidc>> | Readonly<z.infer<typeof oauth2>>;

/** Every URL of the row that we send something to, by its path in the row. */
export function urlsOf(issuer: LinkedIssuer): Record<string, string> {
  if (issuer.kind === 'oidc') return { issuer: issuer.issuer };
  const { authorizationUrl, tokenUrl, userUrl } = issuer;
  return { authorizationUrl, tokenUrl, userUrl };
}
