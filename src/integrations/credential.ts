/** Hashes that stand for an account and for a credential. */
import { createHash } from 'node:crypto';
import type { Credential } from '../providers/provider.ts';

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
