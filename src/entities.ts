/** Every table of the system, for the ORM and the migrations. */
import type { EntitySchema } from '@mikro-orm/core';
import { AuditEntry } from './audit/audit-entry.entity.ts';
import { AuditChain, AuditLink, AuditPending } from './audit/chain.entity.ts';
import { RefusalCount } from './audit/refusal-count.entity.ts';
import { Integration } from './integrations/integration.entity.ts';
import { WebhookRegistration } from './integrations/webhook-registration.entity.ts';
import { OutgoingEvent } from './notifications/outgoing-event.entity.ts';
import { UsedSignature } from './platform/principal/used-signature.entity.ts';
import { Lease } from './platform/work/lease.entity.ts';
import { Batch, BatchRow } from './syncs/batches/batch.entity.ts';
import { Checkpoint, PassPage } from './syncs/checkpoint.entity.ts';
import { SyncSchedule } from './syncs/schedule.entity.ts';
import { SyncedRecord } from './syncs/record.entity.ts';
import { SyncJob } from './syncs/sync-job.entity.ts';
import { WebhookEvent } from './webhooks/webhook-event.entity.ts';

export const entities: EntitySchema[] = [
  AuditEntry,
  AuditPending,
  AuditLink,
  AuditChain,
  RefusalCount,
  Batch,
  BatchRow,
  Checkpoint,
  Integration,
  Lease,
  OutgoingEvent,
  PassPage,
  SyncedRecord,
  SyncJob,
  SyncSchedule,
  UsedSignature,
  WebhookEvent,
  WebhookRegistration,
];
