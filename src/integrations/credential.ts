/** What a person enters for a provider, checked against the provider's own fields before anything is sent or stored. */
import { createHash } from 'node:crypto';
import { InvalidInput } from '../platform/errors.ts';
import type { Credential, Provider } from '../providers/provider.ts';

export interface CredentialValue {
  readonly name: string;
  readonly value: string;
}

/** Throws InvalidInput naming the field; never repeats a value, for it may be a secret. */
export function parseCredential(provider: Provider, values: readonly CredentialValue[]): Credential {
  const credential: Record<string, string> = {};
  for (const { name, value } of values) {
    const field = provider.credentialFields.find((each) => each.name === name);
    const path = `input.credential.${name}`;
    if (!field) throw new InvalidInput(`${provider.name} has no credential field ${name}`, { field: path });
    if (name in credential) throw new InvalidInput(`${field.label} is given twice`, { field: path });
    if (!field.pattern.test(value)) {
      throw new InvalidInput(`${field.label} does not look right. ${field.description}`, { field: path });
    }
    credential[name] = value;
  }
  for (const field of provider.credentialFields) {
    if (!field.required || field.name in credential) continue;
    throw new InvalidInput(`${field.label} is missing. ${field.description}`, {
      field: `input.credential.${field.name}`,
    });
  }
  return credential;
}

/** Lets an account be found, and its rate budget be shared, without saying which account it is. Hex SHA-256. */
export function accountHash(providerId: string, externalId: string): string {
  return createHash('sha256').update(`${providerId}\n${externalId}`).digest('hex');
}

/** The budget of a credential whose account is not known yet. */
export function credentialHash(providerId: string, credential: Credential): string {
  return createHash('sha256')
    .update(JSON.stringify([providerId, credential]))
    .digest('hex');
}
