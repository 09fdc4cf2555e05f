/** Whose tokens we believe, as rows of data: everything a token could otherwise choose for itself is fixed here. */
import { z } from 'zod';
import { tenantsSchema } from './tenants.ts';

/** Symmetric algorithms need `key.secret`, the others `key.jwksUrl`: a public key can then never be used as a shared secret. */
const sharedSecretAlgorithms = ['HS256', 'HS384', 'HS512'] as const;
const keySetAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;
const algorithm = z.enum([...sharedSecretAlgorithms, ...keySetAlgorithms]);

const key = z.union(
  [
    z.strictObject({ secret: z.string().min(1) }),
    z.strictObject({ jwksUrl: z.url({ protocol: /^https?$/ }) }),
  ],
  { error: 'must be { "secret": "…" } or { "jwksUrl": "https://…" }' },
);

const trustedIssuer = z
  .strictObject({
    /** Compared with the `iss` claim as text. */
    issuer: z.string().min(1),
    /** One of the token's audiences must be this. */
    audience: z.string().min(1),
    algorithms: z.array(algorithm).min(1).default(['HS256']),
    /** Accepted `typ` headers, in lower case without the `application/` prefix (RFC 9068 section 4). */
    typ: z.array(z.string().toLowerCase().min(1)).min(1).default(['at+jwt']),
    key,
    kind: z.enum(['user', 'client']),
    tenantClaim: z.string().min(1).default('tenant_id'),
    /** The claim is a space-separated string (RFC 8693 section 4.2) or an array of strings. */
    scopesClaim: z.string().min(1).default('scope'),
    /** The tenants this issuer may speak for. */
    tenants: tenantsSchema,
    /**
     * Whether a person came in with a second factor: as the token says (`amr` has `mfa`, RFC 8176 section 2, or `acr` is one
     * of those below), or `always`, where the operator knows that this issuer lets nobody in without.
     */
    secondFactor: z.enum(['token', 'always']).default('token'),
    /** The `acr` values that stand for a second factor at this issuer. */
    secondFactorAcr: z.array(z.string().min(1)).default([]),
  })
  .refine((row) => row.algorithms.every((name) => name.startsWith('HS') === 'secret' in row.key), {
    path: ['algorithms'],
    error: 'HS* algorithms go with key.secret, all others with key.jwksUrl',
  });

/** The `iss` of a token selects its row, so there is one for each. */
export const trustedIssuersSchema = z
  .array(trustedIssuer)
  .min(1)
  .refine(
    (rows) => new Set(rows.map(({ issuer }) => issuer)).size === rows.length,
    'two rows have the same issuer',
  );

export type TrustedIssuer = Readonly<z.infer<typeof trustedIssuer>>;
