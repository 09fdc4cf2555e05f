/** The settings of who may come in, and how: a part of settings.ts. */
import { z } from 'zod';
import { certifiedClientsSchema } from '../platform/principal/certified-client.ts';
import { internalServicesSchema } from '../platform/principal/internal-service.ts';
import { trustedIssuersSchema } from '../platform/principal/trusted-issuer.ts';
import { addressOrSubnet, count, flag, httpUrl, json, list } from './forms.ts';

export const doorSettings = {
  TRUSTED_ISSUERS: json
    .pipe(trustedIssuersSchema)
    .optional()
    .describe(
      'Required without OWN_ISSUER. JSON array of { issuer, audience, algorithms, typ, key, kind, tenantClaim, scopesClaim, tenants, secondFactor, secondFactorAcr }; see src/platform/principal/trusted-issuer.ts',
    ),
  OWN_ISSUER: flag
    .optional()
    .describe(
      'true: the hub issues tokens itself, with PUBLIC_URL as their issuer, and accepts them. Default: true in development only',
    ),
  OAUTH_AUDIENCES: list(httpUrl)
    .default([])
    .describe(
      'URLs, comma separated, of other services for which clients may ask tokens of OWN_ISSUER (`resource`, RFC 8707). Default: this hub only',
    ),
  SIGNING_KEY_DAYS: count.default(30).describe('Days for which one key signs the tokens of OWN_ISSUER'),
  TOKEN_CLOCK_TOLERANCE_S: z.coerce
    .number()
    .int()
    .min(0)
    .max(300)
    .default(30)
    .describe('Seconds by which the clocks of issuers may differ from ours'),
  INTERNAL_SERVICES: json
    .pipe(internalServicesSchema)
    .default([])
    .describe(
      'JSON object of service name to { keys: [{ id, secret }], permissions, tenants, versions }: who may send signed calls; see src/platform/principal/internal-service.ts. Default: nobody',
    ),
  MTLS_PORT: count
    .max(65_535)
    .optional()
    .describe('Port where every caller must show a client certificate. Default: none'),
  MTLS_CA_FILE: z
    .string()
    .optional()
    .describe(
      'PEM file of the CAs that sign the clients, for MTLS_PORT; a certificate that a proxy hands on must be signed by one of them too. Default: the proxy alone verifies',
    ),
  MTLS_CERT_FILE: z
    .string()
    .optional()
    .describe('With MTLS_PORT: PEM file of our certificate with its chain'),
  MTLS_KEY_FILE: z.string().optional().describe('With MTLS_PORT: PEM file of its private key'),
  MTLS_CLIENTS: json
    .pipe(certifiedClientsSchema)
    .default([])
    .describe(
      'JSON object of a name in the certificate (DNS:… or URI:…) to { service, permissions, tenants }; see src/platform/principal/certified-client.ts. Default: nobody',
    ),
  TRUSTED_PROXIES: list(addressOrSubnet)
    .default([])
    .describe(
      'Addresses or address/bits, comma separated, of all proxies and load balancers in front of the hub. Their X-Forwarded-For is believed, and their X-Forwarded-Client-Cert, which they must overwrite if clients can send it. Default: none',
    ),
};
