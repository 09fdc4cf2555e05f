/** From a stored integration to a live connection: opens the seal, puts the rate budget and the egress wall in front. */
import { CredentialRefused } from '../platform/errors.ts';
import { prepared } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import type { Place } from '../platform/vault.ts';
import type { Connection, Credential } from '../providers/provider.ts';
import { providerOf } from '../providers/registry.ts';
import { IntegrationNotFound } from './errors.ts';

interface Sealed {
  provider_id: string;
  status: string;
  account_hash: string;
  credential: Buffer | null;
}

const credentialOf = prepared(
  'integration_credential',
  'select provider_id, status, account_hash, credential from integration where id = $1',
);

/** Where an integration's sealed column lives; part of what the seal proves. */
export function placeOf(
  tenantId: string,
  integrationId: string,
  column: 'credential' | 'webhook_secrets',
): Place {
  return { tenantId, table: 'integration', rowId: integrationId, column };
}

/** Throws IntegrationNotFound, CredentialRefused (deleted or waiting for a person) and SealBroken. */
export async function connectIntegration(
  platform: Platform,
  tenantId: string,
  integrationId: string,
): Promise<Connection> {
  const [row] = await platform.db.tenant(tenantId).read<Sealed>(credentialOf, [integrationId]);
  if (!row || row.status === 'DELETING') throw new IntegrationNotFound(integrationId);
  if (!row.credential) throw new CredentialRefused('The integration has no credential');
  const credential = platform.vault.open(row.credential, placeOf(tenantId, integrationId, 'credential'));
  return openConnection(platform, {
    providerId: row.provider_id,
    credential: JSON.parse(credential) as Credential,
    budgetKey: row.account_hash,
  });
}

/** A connection for a credential that may not be stored yet. Connections of one `budgetKey` share one rate budget. */
export function openConnection(
  platform: Platform,
  from: { providerId: string; credential: Credential; budgetKey: string },
): Connection {
  const provider = providerOf(from.providerId);
  const settings = platform.vendors[provider.id];
  if (!settings) throw new TypeError(`no settings for provider ${provider.id}`);
  const rate = provider.budget(settings);
  return provider.open(from.credential, {
    settings,
    httpAgent: platform.egress.httpAgent,
    httpsAgent: platform.egress.httpsAgent,
    admit: (signal) => platform.budget.take(budgetName(provider.id, from.budgetKey), rate, signal),
  });
}

/** The name of an account's rate budget, shared by every process and every integration of that account. */
export function budgetName(providerId: string, accountHash: string): string {
  return `${providerId}:${accountHash}`;
}
