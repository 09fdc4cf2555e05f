/** New rows beside a tenant's own, made without the system. */
import { randomUUID } from 'node:crypto';
import { rows } from '../support/rows.ts';

/** Whose rows are made. */
export interface Own {
  readonly tenantId: string;
  readonly integration: string;
}

/** What puts new rows beside the tenant's own integration. */
export function makersOf(database: string, own: Own) {
  const anIntegration = async (status = 'ACTIVE') => {
    const id = randomUUID();
    await rows(
      database,
      `insert into integration (id, tenant_id, provider_id, name, status, external_id, account_hash)
       select $1, tenant_id, provider_id, name, $3, external_id, account_hash from integration where id = $2`,
      [id, own.integration, status],
    );
    return id;
  };
  const aJob = async (status: 'QUEUED' | 'FAILED', of = own.integration) => {
    const id = randomUUID();
    await rows(
      database,
      `insert into sync_job (id, tenant_id, integration_id, kind, priority, mode, resources, status, requested_by,
                             error_code, error_message, error_retryable, next_attempt_at, finished_at)
       values ($1, $2, $3, 'SYNC', 'HIGH', 'FULL', '{contact}', $4, 'somebody',
               'PROVIDER_UNAVAILABLE', 'Stripe was away', false, now() + interval '1 day',
               case $4 when 'FAILED' then now() end)`,
      [id, own.tenantId, of, status],
    );
    return id;
  };
  const aWebhookEvent = async (status: 'QUEUED' | 'FAILED') => {
    const id = randomUUID();
    await rows(
      database,
      `insert into webhook_event (id, tenant_id, integration_id, provider_id, dedupe_key, event_id, event_type, body, status)
       values ($1, $2, $3, 'stripe', $4, $5, 'customer.updated', '{}', $6)`,
      [id, own.tenantId, own.integration, Buffer.from(id), `evt_${id}`, status],
    );
    return id;
  };
  const aBatch = async (operation: 'EXPORT' | 'IMPORT') => {
    const id = randomUUID();
    const done = operation === 'EXPORT';
    await rows(
      database,
      `insert into sync_job (id, tenant_id, integration_id, kind, priority, mode, resources, status, requested_by, next_attempt_at)
       values ($1, $2, $3, 'BATCH', 'LOW', 'FULL', '{contact}', $4, 'somebody', now() + interval '1 day')`,
      [id, own.tenantId, own.integration, done ? 'SUCCEEDED' : 'QUEUED'],
    );
    await rows(
      database,
      `insert into sync_batch (job_id, tenant_id, integration_id, operation, format, raw, file, bytes, rows, files_until)
       values ($1, $2, $3, $4, 'NDJSON', false, $5, 1, 1, now() + interval '1 day')`,
      [id, own.tenantId, own.integration, operation, done ? `batches/${id}/1.ndjson` : null],
    );
    if (done) return id;
    await rows(
      database,
      `insert into sync_batch_row (job_id, row, tenant_id, outcome, code, message)
       values ($1, 1, $2, 'REFUSED', 'ROW_INVALID', 'email is missing')`,
      [id, own.tenantId],
    );
    return id;
  };
  const anOAuthClient = async () => {
    const id = randomUUID();
    await rows(
      database,
      `insert into oauth_client (id, tenant_id, name, scopes, status, created_by)
       values ($1, $2, 'Partner', '{clients:write}', 'ACTIVE', 'somebody')`,
      [id, own.tenantId],
    );
    await rows(
      database,
      `insert into oauth_client_secret (id, tenant_id, client_id, hash) values ($1, $2, $1, $3)`,
      [id, own.tenantId, Buffer.alloc(32)],
    );
    return id;
  };
  return { anIntegration, aJob, aWebhookEvent, aBatch, anOAuthClient };
}
