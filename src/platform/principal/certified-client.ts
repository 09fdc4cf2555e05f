/** The services that show a certificate, as rows of data: which name in it is theirs, what they may do, and for whom. */
import { z } from 'zod';
import { permissionsOf, serviceName } from './internal-service.ts';
import { tenantsSchema, type Tenants } from './tenants.ts';

export interface CertifiedClient {
  /** A subject alternative name, `DNS:…` or `URI:…`, compared as text. */
  readonly name: string;
  readonly service: string;
  readonly permissions: readonly string[];
  readonly tenants: Tenants;
}

const subjectAltName = z
  .string()
  .regex(/^(DNS|URI):[\x21\x23-\x2b\x2d-\x7e]+$/, 'must be DNS:<name> or URI:<name> as in the certificate');

const client = z.strictObject({
  service: serviceName,
  permissions: z.array(z.string().min(1)).optional(),
  tenants: tenantsSchema,
});

/** An object of subject alternative name to row. */
export const certifiedClientsSchema = z
  .record(subjectAltName, client)
  .transform((rows, context): CertifiedClient[] =>
    Object.entries(rows).map(([name, row]) => {
      const permissions = permissionsOf(row.service, row.permissions);
      if (!permissions)
        context.addIssue(`${row.service} has no shipped permissions, so its row must name them`);
      return { ...row, name, permissions: permissions ?? [] };
    }),
  );
