/** Every table of the system, for the ORM and the migrations. */
import type { EntitySchema } from '@mikro-orm/core';
import { AuditEntry } from './audit/audit-entry.entity.ts';
import { AuditChain, AuditLink, AuditPending } from './audit/chain.entity.ts';
import { RefusalCount } from './audit/refusal-count.entity.ts';
import {
  ExternalAttempt,
  ExternalProof,
  LinkedAccount,
} from './identity/linked-accounts/linked-account.entity.ts';
import { Mail } from './identity/mail.entity.ts';
import { BackupCode, TotpFactor } from './identity/mfa/mfa.entity.ts';
import { AttemptBudget, MailedLink, SignInChallenge } from './identity/proof.entity.ts';
import { RefreshToken, UserSession } from './identity/session.entity.ts';
import { Membership, TenantRole, User } from './identity/user.entity.ts';
import { FunderAccount, FunderHealthMinute } from './funder-accounts/funder-account.entity.ts';
import { ConnectedAccount, ConnectionLook } from './connections/connected-account.entity.ts';
import { Integration } from './integrations/integration.entity.ts';
import { WebhookRegistration } from './integrations/webhook-registration.entity.ts';
import { Revocation } from './keys/revocation.entity.ts';
import { SigningKey } from './keys/signing-key.entity.ts';
import { NotificationDelivery } from './notifications/delivery.entity.ts';
import { NotificationEndpoint } from './notifications/endpoint.entity.ts';
import { OutgoingEvent, OutgoingEventPending } from './notifications/outgoing-event.entity.ts';
import { OAuthClient, OAuthClientSecret, RegistrationToken } from './oauth/oauth-client.entity.ts';
import { Quote, QuoteAsk, QuoteRequest } from './quotes/quote-request.entity.ts';
import { FunderMessage, Proposal } from './quotes/proposals/proposal.entity.ts';
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
  AttemptBudget,
  BackupCode,
  ExternalAttempt,
  ExternalProof,
  LinkedAccount,
  Mail,
  MailedLink,
  Membership,
  RefreshToken,
  SignInChallenge,
  TenantRole,
  TotpFactor,
  User,
  UserSession,
  Batch,
  BatchRow,
  Checkpoint,
  ConnectedAccount,
  ConnectionLook,
  FunderAccount,
  FunderHealthMinute,
  Integration,
  Lease,
  NotificationDelivery,
  NotificationEndpoint,
  OutgoingEvent,
  OutgoingEventPending,
  PassPage,
  FunderMessage,
  Proposal,
  Quote,
  QuoteAsk,
  QuoteRequest,
  SyncedRecord,
  OAuthClient,
  OAuthClientSecret,
  RegistrationToken,
  Revocation,
  SigningKey,
  SyncJob,
  SyncSchedule,
  UsedSignature,
  WebhookEvent,
  WebhookRegistration,
];
