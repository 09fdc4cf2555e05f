import type { Place } from '../platform/vault.ts';

/** Where an integration's sealed column lives; part of what the seal proves. */
export function placeOf(
  tenantId: string,
  integrationId: string,
  column: 'credential' | 'webhook_secrets',
): Place {
  return { tenantId, table: 'integration', rowId: integrationId, column };
}
