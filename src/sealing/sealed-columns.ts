/** Every column that holds sealed values. One that is missing here would keep an old key needed for ever: a test compares. */
import type { SealedColumn } from '../platform/db/sealed-columns.ts';

export const sealedColumns: readonly SealedColumn[] = [
  { table: 'integration', column: 'credential', id: 'id' },
  { table: 'integration', column: 'webhook_secrets', id: 'id' },
  { table: 'funder_account', column: 'credential', id: 'id' },
  { table: 'notification_endpoint', column: 'secrets', id: 'id' },
  { table: 'proposal', column: 'applicant', id: 'id' },
  { table: 'proposal', column: 'file_key', id: 'id' },
  { table: 'audit_chain', column: 'key', id: 'tenant_id' },
];
