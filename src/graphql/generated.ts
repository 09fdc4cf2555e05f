import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { IntegrationView } from '../integrations/reads.ts';
import type { Provider as ProviderContract } from '../providers/provider.ts';
import type { RecordView } from '../syncs/records.ts';
import type { AuditEventView } from '../audit/audit.ts';
import type { LaneStanding } from '../lanes/lanes.ts';
import type { DeadLetterView } from '../lanes/dead-letters.ts';
import type { SyncJobView } from '../syncs/reads.ts';
import type { BatchRowView } from '../syncs/batches/reads.ts';
import type { ScheduleView } from '../syncs/schedules.ts';
import type { WebhookEventView } from '../webhooks/webhooks.ts';
import type { Principal as CallingPrincipal } from '../platform/principal/principal.ts';
import type { Context } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An ISO 4217 currency code in capitals (`EUR`). */
  Currency: { input: string; output: string; }
  /** A point in time, UTC, as RFC 3339 (`2026-11-22T08:15:30.123Z`). */
  DateTime: { input: Date; output: Date | string; }
  /** An exact decimal number as a string (`"12.50"`), never a float. */
  Decimal: { input: string; output: string; }
  /** An e-mail address. */
  EmailAddress: { input: string; output: string; }
  /** Any JSON value. */
  JSON: { input: unknown; output: unknown; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** An account of a ledger. The fields of its resource are null once it is deleted. */
export type AccountRecord = SyncedRecord & {
  __typename?: 'AccountRecord';
  /** Whether it is in use. */
  active?: Maybe<Scalars['Boolean']['output']>;
  /** What is on it. */
  balance?: Maybe<Money>;
  /** When it last changed here. */
  changedAt: Scalars['DateTime']['output'];
  /** Which side of the books it is on. */
  class?: Maybe<AccountRecordClass>;
  /** When it was made at the provider. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was found to be gone at the provider; its content is forgotten then. */
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The object's id at the provider. */
  externalId: Scalars['ID']['output'];
  /** Name for people. */
  name?: Maybe<Scalars['String']['output']>;
  /** The id of the account above it. */
  parentId?: Maybe<Scalars['ID']['output']>;
  /** The provider's own object, as it came. */
  raw?: Maybe<Scalars['JSON']['output']>;
  /** The resource it is of (`contact`). */
  resource: Scalars['ID']['output'];
  /** When it last changed at the provider, where the provider tells. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Orders the states of this object; a larger one is newer. */
  version: Scalars['String']['output'];
};

/** Which side of the books an account is on. */
export type AccountRecordClass =
  /** What is owned. */
  | 'ASSET'
  /** What belongs to the owners. */
  | 'EQUITY'
  /** What goes out. */
  | 'EXPENSE'
  /** What comes in. */
  | 'INCOME'
  /** What is owed. */
  | 'LIABILITY';

/** The kinds of caller that the audit knows. */
export type AuditActorKind =
  /** A partner's back end, by OAuth client credentials. */
  | 'CLIENT'
  /** An internal service. */
  | 'SERVICE'
  /** The system itself: a schedule, a worker. */
  | 'SYSTEM'
  /** A person. */
  | 'USER';

/** Something that was done, or refused. It can be read and never changed. */
export type AuditEvent = {
  __typename?: 'AuditEvent';
  /** What was done, as `noun.verb` (`integration.created`). */
  action: Scalars['String']['output'];
  /** What kind of caller did it. */
  actorKind: AuditActorKind;
  /** When it was. */
  at: Scalars['DateTime']['output'];
  /** The id of the request, as it stands in its answer and in the log. */
  correlationId?: Maybe<Scalars['String']['output']>;
  /** What else is worth knowing; never a secret. */
  detail?: Maybe<Scalars['JSON']['output']>;
  /** What the caller showed to come in (`user`, `oauth`, `signature`, `certificate`). */
  door?: Maybe<Scalars['String']['output']>;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** The id of that thing; of what was refused the field of this graph. */
  on: Scalars['String']['output'];
  /** What kind of thing it was done to (`Integration`). */
  onType: Scalars['String']['output'];
  /** How it ended. */
  outcome: AuditOutcome;
  /** The address it came from. */
  remoteAddress?: Maybe<Scalars['String']['output']>;
  /** Its place in the tenant's chain, as a decimal number; null for the moment until it is linked. */
  sequence?: Maybe<Scalars['String']['output']>;
  /** Who did it: the `sub` of a token, the name of a service, or the part of the system. */
  subject: Scalars['String']['output'];
  /** The program that sent it, as it called itself. */
  userAgent?: Maybe<Scalars['String']['output']>;
};

/** A page of audit events. */
export type AuditEventConnection = {
  __typename?: 'AuditEventConnection';
  /** The events of this page with their cursors. */
  edges: Array<AuditEventEdge>;
  /** Where this page stands in the whole. */
  pageInfo: PageInfo;
};

/** An audit event in a page. */
export type AuditEventEdge = {
  __typename?: 'AuditEventEdge';
  /** Opaque place in the list. */
  cursor: Scalars['String']['output'];
  /** The event. */
  node: AuditEvent;
};

/** Narrows a list of audit events; all given conditions must hold. */
export type AuditEventFilter = {
  /** Only this action (`integration.created`). */
  action?: InputMaybe<Scalars['String']['input']>;
  /** Only from this moment on. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only on the thing with this id. */
  on?: InputMaybe<Scalars['String']['input']>;
  /** Only what ended so. */
  outcome?: InputMaybe<AuditOutcome>;
  /** Only by this caller. */
  subject?: InputMaybe<Scalars['String']['input']>;
  /** Only before this moment. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** How something ended. */
export type AuditOutcome =
  /** It was tried and did not work. */
  | 'FAILED'
  /** The caller may not do it. */
  | 'REFUSED'
  /** It was done. */
  | 'SUCCEEDED';

/** What a batch's file looks like. UTF-8 in either case. */
export type BatchFormat =
  /**
   * RFC 4180 with a header; fields within fields are named with a dot (`address.city`). Exported cells that begin with
   * `=`, `+`, `-` or `@` and are no plain number get an apostrophe in front, lest they run as formulas; an import takes it off.
   */
  | 'CSV'
  /**
   * One JSON object per line. Exported: `resource`, `externalId`, `createdAt`, `updatedAt`, `changedAt`, `data` with the
   * fields of the resource, `raw` if it was asked for. Imported: `email`, `name`, `phone`, `consent`, `address`; `consent` is
   * required where the provider keeps it (Mailchimp) and ignored elsewhere.
   */
  | 'NDJSON';

/** The provider does not do this: imports are of contacts, and not every provider takes them. */
export type BatchNotSupported = HubProblem & {
  __typename?: 'BatchNotSupported';
  /** `BATCH_NOT_SUPPORTED` */
  code: Scalars['String']['output'];
  /** Who does not do what. */
  message: Scalars['String']['output'];
};

/** What a batch does. */
export type BatchOperation =
  /** Writes the integration's records to a file. */
  | 'EXPORT'
  /**
   * Brings contacts from a file into the provider. One that it has already, by its e-mail address, is changed in what the row
   * says; the others are created (customers at Stripe, Square and QuickBooks, members of a list at Mailchimp).
   */
  | 'IMPORT';

/** A mailing. The fields of its resource are null once it is deleted. */
export type CampaignRecord = SyncedRecord & {
  __typename?: 'CampaignRecord';
  /** When it last changed here. */
  changedAt: Scalars['DateTime']['output'];
  /** When it was made at the provider. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was found to be gone at the provider; its content is forgotten then. */
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How many were sent. */
  emailsSent?: Maybe<Scalars['Int']['output']>;
  /** The object's id at the provider. */
  externalId: Scalars['ID']['output'];
  /** The id of the list it goes to. */
  listId?: Maybe<Scalars['ID']['output']>;
  /** The provider's own object, as it came. */
  raw?: Maybe<Scalars['JSON']['output']>;
  /** The resource it is of (`contact`). */
  resource: Scalars['ID']['output'];
  /** When it was sent. */
  sentAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where it stands. */
  status?: Maybe<CampaignRecordStatus>;
  /** Subject line. */
  subject?: Maybe<Scalars['String']['output']>;
  /** Name for people. */
  title?: Maybe<Scalars['String']['output']>;
  /** When it last changed at the provider, where the provider tells. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Orders the states of this object; a larger one is newer. */
  version: Scalars['String']['output'];
};

/** Where a mailing stands. */
export type CampaignRecordStatus =
  /** Given up. */
  | 'CANCELED'
  /** Being written. */
  | 'DRAFT'
  /** Stopped for a while. */
  | 'PAUSED'
  /** Waiting for its time. */
  | 'SCHEDULED'
  /** On its way. */
  | 'SENDING'
  /** Sent. */
  | 'SENT';

/** What came of `cancelSync`. */
export type CancelSyncResult = SyncJob | SyncJobNotFound | SyncJobStateConflict | SyncResourcesForbidden;

/** The company whose books these are. The fields of its resource are null once it is deleted. */
export type CompanyRecord = SyncedRecord & {
  __typename?: 'CompanyRecord';
  /** Where it is. */
  address?: Maybe<RecordAddress>;
  /** When it last changed here. */
  changedAt: Scalars['DateTime']['output'];
  /** ISO 3166-1 alpha-2. */
  country?: Maybe<Scalars['String']['output']>;
  /** When it was made at the provider. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was found to be gone at the provider; its content is forgotten then. */
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** E-mail address. */
  email?: Maybe<Scalars['String']['output']>;
  /** The object's id at the provider. */
  externalId: Scalars['ID']['output'];
  /** Name before the law. */
  legalName?: Maybe<Scalars['String']['output']>;
  /** Name for people. */
  name?: Maybe<Scalars['String']['output']>;
  /** The provider's own object, as it came. */
  raw?: Maybe<Scalars['JSON']['output']>;
  /** The resource it is of (`contact`). */
  resource: Scalars['ID']['output'];
  /** When it last changed at the provider, where the provider tells. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Orders the states of this object; a larger one is newer. */
  version: Scalars['String']['output'];
};

/** A customer or other person the account deals with. The fields of its resource are null once it is deleted. */
export type ContactRecord = SyncedRecord & {
  __typename?: 'ContactRecord';
  /** False where the provider keeps them but has put them away. */
  active?: Maybe<Scalars['Boolean']['output']>;
  /** Postal address. */
  address?: Maybe<RecordAddress>;
  /** When it last changed here. */
  changedAt: Scalars['DateTime']['output'];
  /** Whether they want to be written to; null where the provider does not keep it. */
  consent?: Maybe<ContactRecordConsent>;
  /** When it was made at the provider. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was found to be gone at the provider; its content is forgotten then. */
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** E-mail address as the provider has it, which may be malformed. */
  email?: Maybe<Scalars['String']['output']>;
  /** The object's id at the provider. */
  externalId: Scalars['ID']['output'];
  /** The id of the list they are on, at providers that keep contacts in lists. */
  listId?: Maybe<Scalars['ID']['output']>;
  /** Full name. */
  name?: Maybe<Scalars['String']['output']>;
  /** Phone number as the provider has it. */
  phone?: Maybe<Scalars['String']['output']>;
  /** The provider's own object, as it came. */
  raw?: Maybe<Scalars['JSON']['output']>;
  /** The resource it is of (`contact`). */
  resource: Scalars['ID']['output'];
  /** In what capacity the account deals with them. */
  role?: Maybe<ContactRecordRole>;
  /** When it last changed at the provider, where the provider tells. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Orders the states of this object; a larger one is newer. */
  version: Scalars['String']['output'];
};

/** Whether somebody wants to be written to. */
export type ContactRecordConsent =
  /** Asked, not answered. */
  | 'PENDING'
  /** Yes. */
  | 'SUBSCRIBED'
  /** Their address does not work. */
  | 'UNREACHABLE'
  /** No. */
  | 'UNSUBSCRIBED';

/** In what capacity the account deals with somebody. */
export type ContactRecordRole =
  /** Buys. */
  | 'CUSTOMER'
  /** Reads. */
  | 'SUBSCRIBER'
  /** Sells. */
  | 'VENDOR';

/** What to connect. */
export type CreateIntegrationInput = {
  /** The values of the provider's `credentialFields`. */
  credential: Array<CredentialValueInput>;
  /** A name for people, 1 to 200 characters. */
  name: Scalars['String']['input'];
  /** The provider's id (`stripe`). */
  providerId: Scalars['ID']['input'];
  /**
   * Whether the hub registers this integration's webhook route at the provider, and removes it there again when the integration
   * is deleted. Left out, it does so where the provider lets it, the hub is reached over https, and no `webhookSecret` is given.
   * True is refused where the provider does not let it (Square and QuickBooks register routes for a whole application).
   */
  registerWebhook?: InputMaybe<Scalars['Boolean']['input']>;
  /** Signing secret of the webhook endpoint registered at the provider for this integration, 16 to 256 characters. */
  webhookSecret?: InputMaybe<Scalars['String']['input']>;
};

/** What came of `createIntegration`. */
export type CreateIntegrationResult = HubInvalidInput | Integration | ProviderCredentialRefused | ProviderUnavailable;

/** One value of a credential. */
export type CredentialValueInput = {
  /** The name of the provider's credential field. */
  name: Scalars['String']['input'];
  /** The value. Never shown again. */
  value: Scalars['String']['input'];
};

/** Work that was given up. */
export type DeadLetter = {
  __typename?: 'DeadLetter';
  /** How often it was tried since it last made progress. */
  attempts: Scalars['Int']['output'];
  /** Stable name of the last failure (`PROVIDER_UNAVAILABLE`). */
  errorCode: Scalars['String']['output'];
  /** The last failure, for people. */
  errorMessage: Scalars['String']['output'];
  /** When it was given up. */
  failedAt: Scalars['DateTime']['output'];
  /** The id of the job or the event. */
  id: Scalars['ID']['output'];
  /** The integration it belongs to; null once that is deleted. */
  integration?: Maybe<Integration>;
  /** What it is. */
  kind: DeadLetterKind;
  /** The lane it took. */
  lane: SyncJobPriority;
};

/** A page of work that was given up. */
export type DeadLetterConnection = {
  __typename?: 'DeadLetterConnection';
  /** What is on this page, with its cursors. */
  edges: Array<DeadLetterEdge>;
  /** Where this page stands in the whole. */
  pageInfo: PageInfo;
};

/** Work that was given up, in a page. */
export type DeadLetterEdge = {
  __typename?: 'DeadLetterEdge';
  /** Opaque place in the list. */
  cursor: Scalars['String']['output'];
  /** What was given up. */
  node: DeadLetter;
};

/** The kinds of work that can be given up. */
export type DeadLetterKind =
  /** A sync, batch or clean-up; `retrySync` tries it again. */
  | 'SYNC_JOB'
  /** An event told by webhook; `replayWebhookEvent` tries it again. */
  | 'WEBHOOK_EVENT';

/** What came of `deleteIntegration`. */
export type DeleteIntegrationResult = IntegrationDeleted | IntegrationNotFound;

/** A file to download. Its link works without a token until it expires; ask again for a new one. */
export type ExportFile = {
  __typename?: 'ExportFile';
  /** Its size; a whole number. */
  bytes: Scalars['Float']['output'];
  /** When the link ends. */
  expiresAt: Scalars['DateTime']['output'];
  /** What it looks like. */
  format: BatchFormat;
  /** How many records are in it. */
  rows: Scalars['Int']['output'];
  /** GET it from here. */
  url: Scalars['String']['output'];
};

/** A value in the input that can be corrected. */
export type HubInvalidInput = HubProblem & {
  __typename?: 'HubInvalidInput';
  /** `BAD_USER_INPUT` */
  code: Scalars['String']['output'];
  /** Which value, in dotted form (`input.credential.apiKey`). */
  field?: Maybe<Scalars['String']['output']>;
  /** What is wrong with it. */
  message: Scalars['String']['output'];
};

/** What every expected failure of an operation tells: a stable code for programs and a sentence for people. */
export type HubProblem = {
  /** Stable, upper-case name of the failure, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** A row of an import. */
export type ImportRow = {
  __typename?: 'ImportRow';
  /** The contact's id, as in `ContactRecord.externalId`; null when it was refused. */
  externalId?: Maybe<Scalars['ID']['output']>;
  /** What became of it. */
  outcome: ImportRowOutcome;
  /** Why it was refused. */
  problem?: Maybe<ImportRowProblem>;
  /** Its number: 1 for the first, not counting a header and empty lines. */
  row: Scalars['Int']['output'];
};

/** A page of an import's rows. */
export type ImportRowConnection = {
  __typename?: 'ImportRowConnection';
  /** The rows of this page with their cursors. */
  edges: Array<ImportRowEdge>;
  /** Where this page stands in the whole. */
  pageInfo: PageInfo;
};

/** A row in a page. */
export type ImportRowEdge = {
  __typename?: 'ImportRowEdge';
  /** Opaque place in the list. */
  cursor: Scalars['String']['output'];
  /** The row. */
  node: ImportRow;
};

/** What became of a row. */
export type ImportRowOutcome =
  /** The provider did not have the contact. */
  | 'CREATED'
  /** Nothing was changed; see `problem`. In the job's progress such rows count as unchanged. */
  | 'REFUSED'
  /** The provider had it; it is now as the row says. */
  | 'UPDATED';

/** Why a row was refused. */
export type ImportRowProblem = {
  __typename?: 'ImportRowProblem';
  /**
   * `ROW_UNREADABLE`, `ROW_INVALID`, `ROW_REPEATED`, `CONSENT_MISSING` (only where the provider keeps consent), or the
   * provider's own word (`INVALID_PHONE_NUMBER` of Square, `6240` of QuickBooks for a name that is taken).
   */
  code: Scalars['String']['output'];
  /** Which value, in dotted form (`address.country`). */
  field?: Maybe<Scalars['String']['output']>;
  /** What is wrong with it, for people. */
  message: Scalars['String']['output'];
};

/** Where to send the rows of an import: one PUT with the file as its body. The link works without a token; ask again for a new one. */
export type ImportUpload = {
  __typename?: 'ImportUpload';
  /** When the link ends. */
  expiresAt: Scalars['DateTime']['output'];
  /** What the file must look like. */
  format: BatchFormat;
  /** PUT it here. */
  url: Scalars['String']['output'];
};

/** A tenant's link to one account at one provider. */
export type Integration = {
  __typename?: 'Integration';
  /** When it was connected. */
  createdAt: Scalars['DateTime']['output'];
  /** The account's id at the provider. */
  externalId: Scalars['String']['output'];
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** When a sync last succeeded; null before the first. */
  lastSyncedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Name given by people. */
  name: Scalars['String']['output'];
  /** The provider it is connected to. */
  provider: Provider;
  /** One synced object by its id at the provider; null when it is not known. */
  record?: Maybe<SyncedRecord>;
  /**
   * What was synced of one resource, in the order in which it changed here. Narrow scopes (`sync:contacts`) read records of
   * their resources only.
   */
  records: RecordConnection;
  /** Whether it can be used now. */
  status: IntegrationStatus;
  /** Its sync jobs, newest first. */
  syncJobs: SyncJobConnection;
  /** When it is synced by itself; null when it is not. */
  syncSchedule?: Maybe<SyncSchedule>;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** How the provider tells this integration of changes. */
  webhook: IntegrationWebhook;
};


/** A tenant's link to one account at one provider. */
export type IntegrationRecordArgs = {
  externalId: Scalars['ID']['input'];
  resource: Scalars['ID']['input'];
};


/** A tenant's link to one account at one provider. */
export type IntegrationRecordsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  includeDeleted?: InputMaybe<Scalars['Boolean']['input']>;
  resource: Scalars['ID']['input'];
  updatedSince?: InputMaybe<Scalars['DateTime']['input']>;
};


/** A tenant's link to one account at one provider. */
export type IntegrationSyncJobsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of integrations. */
export type IntegrationConnection = {
  __typename?: 'IntegrationConnection';
  /** The integrations of this page with their cursors. */
  edges: Array<IntegrationEdge>;
  /** Where this page stands in the whole. */
  pageInfo: PageInfo;
};

/** The integration is deleted. */
export type IntegrationDeleted = {
  __typename?: 'IntegrationDeleted';
  /** The id it had. */
  id: Scalars['ID']['output'];
};

/** An integration in a page. */
export type IntegrationEdge = {
  __typename?: 'IntegrationEdge';
  /** Opaque place in the list. */
  cursor: Scalars['String']['output'];
  /** The integration. */
  node: Integration;
};

/** Narrows a list of integrations; all given conditions must hold. */
export type IntegrationFilter = {
  /** Only of this provider. */
  providerId?: InputMaybe<Scalars['ID']['input']>;
  /** Only in this status. */
  status?: InputMaybe<IntegrationStatus>;
};

/** The tenant has no such integration. */
export type IntegrationNotFound = HubProblem & {
  __typename?: 'IntegrationNotFound';
  /** `INTEGRATION_NOT_FOUND` */
  code: Scalars['String']['output'];
  /** Which id was asked for. */
  message: Scalars['String']['output'];
};

/** The integration is switched off or waits for a new credential. */
export type IntegrationNotReady = HubProblem & {
  __typename?: 'IntegrationNotReady';
  /** `INTEGRATION_NOT_READY` */
  code: Scalars['String']['output'];
  /** What it waits for. */
  message: Scalars['String']['output'];
};

/** Whether an integration can be used. */
export type IntegrationStatus =
  /** Syncs and webhooks work. */
  | 'ACTIVE'
  /** Switched off by people: nothing is synced, events are stored but not applied. */
  | 'DISABLED'
  /** The provider refused the credential: enter a new one with `updateIntegration`. */
  | 'NEEDS_REAUTH';

/** An integration's own webhook route, and whether the hub has registered it at the provider. */
export type IntegrationWebhook = {
  __typename?: 'IntegrationWebhook';
  /** Whether the hub is about to register or to remove it. What fails is tried again. */
  pending: Scalars['Boolean']['output'];
  /** What stood in the way of the last try; null when nothing did. */
  problem?: Maybe<Scalars['String']['output']>;
  /** Whether the hub has registered it at the provider. */
  registered: Scalars['Boolean']['output'];
  /** When the hub last did so; null when it is not registered. */
  registeredAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * Where the provider delivers for this integration. Register it there yourself where the hub does not, and give its signing
   * secret with `updateIntegration`. Mailchimp signs nothing: there the secret follows as one more part of the path.
   */
  url: Scalars['String']['output'];
};

/** The provider accepted the credential. */
export type IntegrationWorks = {
  __typename?: 'IntegrationWorks';
  /** The account's name at the provider. */
  accountName: Scalars['String']['output'];
  /** The account's id at the provider. */
  externalId: Scalars['String']['output'];
};

/** An invoice. The fields of its resource are null once it is deleted. */
export type InvoiceRecord = SyncedRecord & {
  __typename?: 'InvoiceRecord';
  /** When it last changed here. */
  changedAt: Scalars['DateTime']['output'];
  /** The contact's id at the provider. */
  contactId?: Maybe<Scalars['ID']['output']>;
  /** When it was made at the provider. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was found to be gone at the provider; its content is forgotten then. */
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What is still to be paid. */
  due?: Maybe<Money>;
  /** When it is to be paid. */
  dueAt?: Maybe<Scalars['DateTime']['output']>;
  /** The object's id at the provider. */
  externalId: Scalars['ID']['output'];
  /** The number on the invoice. */
  number?: Maybe<Scalars['String']['output']>;
  /** What has been paid. */
  paid?: Maybe<Money>;
  /** The provider's own object, as it came. */
  raw?: Maybe<Scalars['JSON']['output']>;
  /** The resource it is of (`contact`). */
  resource: Scalars['ID']['output'];
  /** Where it stands. */
  status?: Maybe<InvoiceRecordStatus>;
  /** Its total. */
  total?: Maybe<Money>;
  /** When it last changed at the provider, where the provider tells. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Orders the states of this object; a larger one is newer. */
  version: Scalars['String']['output'];
};

/** Where an invoice stands. */
export type InvoiceRecordStatus =
  /** Not sent. */
  | 'DRAFT'
  /** Waiting to be paid. */
  | 'OPEN'
  /** Paid. */
  | 'PAID'
  /** Given up as lost. */
  | 'UNCOLLECTIBLE'
  /** Withdrawn. */
  | 'VOID';

/** How far a rotation of the sealing keys has come. Old keys may be withdrawn when no tenant has a row left on one. */
export type KeyRotation = {
  __typename?: 'KeyRotation';
  /** The id of the key that seals now. */
  currentKeyId: Scalars['String']['output'];
  /** How many of the tenant's sealed values still need another key. */
  rowsOnOldKeys: Scalars['Int']['output'];
};

/** One of the lanes that work takes; each has workers of its own, so that none holds up another. */
export type Lane = {
  __typename?: 'Lane';
  /** How often work is tried without progress before it is given up. */
  attempts: Scalars['Int']['output'];
  /** How long it waits after a failed try. */
  backoff: LaneBackoff;
  /** How many jobs of it one worker process runs at once. */
  concurrency: Scalars['Int']['output'];
  /** How many of the tenant's were given up; see `deadLetters`. */
  deadLetters: Scalars['Int']['output'];
  /** Since when the longest of them could have been worked on; null when nothing is due. */
  dueSince?: Maybe<Scalars['DateTime']['output']>;
  /** The lane. */
  name: SyncJobPriority;
  /** How many of the tenant's are being worked on. */
  running: Scalars['Int']['output'];
  /** How many of the tenant's jobs and events wait: for a worker, or for their next try. */
  waiting: Scalars['Int']['output'];
};

/** How long work waits after a failed try; a little more is added at random, and a provider's `Retry-After` is waited for. */
export type LaneBackoff = {
  __typename?: 'LaneBackoff';
  /** Whether it doubles with every further one. */
  doubles: Scalars['Boolean']['output'];
  /** Milliseconds after the first failed try. */
  ms: Scalars['Int']['output'];
};

/** A list of people to write to. The fields of its resource are null once it is deleted. */
export type ListRecord = SyncedRecord & {
  __typename?: 'ListRecord';
  /** When it last changed here. */
  changedAt: Scalars['DateTime']['output'];
  /** When it was made at the provider. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was found to be gone at the provider; its content is forgotten then. */
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The object's id at the provider. */
  externalId: Scalars['ID']['output'];
  /** Members who can be written to. */
  memberCount?: Maybe<Scalars['Int']['output']>;
  /** Name for people. */
  name?: Maybe<Scalars['String']['output']>;
  /** The provider's own object, as it came. */
  raw?: Maybe<Scalars['JSON']['output']>;
  /** The resource it is of (`contact`). */
  resource: Scalars['ID']['output'];
  /** When it last changed at the provider, where the provider tells. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Orders the states of this object; a larger one is newer. */
  version: Scalars['String']['output'];
};

/** A place of business. The fields of its resource are null once it is deleted. */
export type LocationRecord = SyncedRecord & {
  __typename?: 'LocationRecord';
  /** Whether business is done there. */
  active?: Maybe<Scalars['Boolean']['output']>;
  /** Where it is. */
  address?: Maybe<RecordAddress>;
  /** When it last changed here. */
  changedAt: Scalars['DateTime']['output'];
  /** When it was made at the provider. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its currency. */
  currency?: Maybe<Scalars['Currency']['output']>;
  /** When it was found to be gone at the provider; its content is forgotten then. */
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The object's id at the provider. */
  externalId: Scalars['ID']['output'];
  /** Name for people. */
  name?: Maybe<Scalars['String']['output']>;
  /** The provider's own object, as it came. */
  raw?: Maybe<Scalars['JSON']['output']>;
  /** The resource it is of (`contact`). */
  resource: Scalars['ID']['output'];
  /** IANA time zone (`Europe/Berlin`). */
  timeZone?: Maybe<Scalars['String']['output']>;
  /** When it last changed at the provider, where the provider tells. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Orders the states of this object; a larger one is newer. */
  version: Scalars['String']['output'];
};

/** An exact amount of money. */
export type Money = {
  __typename?: 'Money';
  /** In major units (`"12.50"` euros), exact. */
  amount: Scalars['Decimal']['output'];
  /** The currency. */
  currency: Scalars['Currency']['output'];
};

/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Asks a job to end. A queued job ends at once, a running one within seconds; what it has stored stays. */
  cancelSync: CancelSyncResult;
  /** Connects an account at a provider. The credential is tried at the provider, then stored sealed; it is never shown again. */
  createIntegration: CreateIntegrationResult;
  /**
   * Deletes an integration: its credential is gone at once, its records soon after. Cannot be undone. A webhook that the hub has
   * registered is removed at the provider first; where that fails the deletion goes on, and the audit names what is left there.
   */
  deleteIntegration: DeleteIntegrationResult;
  /** Ends the syncs that start by themselves. */
  removeSyncSchedule: RemoveSyncScheduleResult;
  /** Applies a stored event once more, from its original bytes. Harmless: what is older than what is known changes nothing. */
  replayWebhookEvent: ReplayWebhookEventResult;
  /** Queues a failed or canceled job again; it goes on where it stopped. */
  retrySync: RetrySyncResult;
  /** Sets or replaces when an integration is synced by itself. */
  setSyncSchedule: SetSyncScheduleResult;
  /**
   * Queues an export or an import on the low lane and returns its job; follow it with `syncJobUpdated`. An export ends with
   * `export`, a link to its file. An import begins once its rows were sent to `upload`.
   */
  startBatch: StartBatchResult;
  /**
   * Queues a sync and returns its job; follow it with `syncJobUpdated`. Narrow scopes (`sync:contacts`) start syncs of their
   * resources only.
   */
  startSync: StartSyncResult;
  /** Asks the provider whether the stored credential still works. */
  testIntegration: TestIntegrationResult;
  /** Changes what is given and leaves the rest. */
  updateIntegration: UpdateIntegrationResult;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationCancelSyncArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationCreateIntegrationArgs = {
  input: CreateIntegrationInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationDeleteIntegrationArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationRemoveSyncScheduleArgs = {
  integrationId: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationReplayWebhookEventArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationRetrySyncArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationSetSyncScheduleArgs = {
  input: SetSyncScheduleInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationStartBatchArgs = {
  input: StartBatchInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationStartSyncArgs = {
  input: StartSyncInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationTestIntegrationArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationUpdateIntegrationArgs = {
  input: UpdateIntegrationInput;
};

/** Something ordered. The fields of its resource are null once it is deleted. */
export type OrderRecord = SyncedRecord & {
  __typename?: 'OrderRecord';
  /** When it last changed here. */
  changedAt: Scalars['DateTime']['output'];
  /** When it was completed or canceled. */
  closedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The contact's id at the provider. */
  contactId?: Maybe<Scalars['ID']['output']>;
  /** When it was made at the provider. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was found to be gone at the provider; its content is forgotten then. */
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The object's id at the provider. */
  externalId: Scalars['ID']['output'];
  /** What is ordered. */
  items?: Maybe<Array<OrderRecordItem>>;
  /** The location's id at the provider. */
  locationId?: Maybe<Scalars['ID']['output']>;
  /** The provider's own object, as it came. */
  raw?: Maybe<Scalars['JSON']['output']>;
  /** The resource it is of (`contact`). */
  resource: Scalars['ID']['output'];
  /** Where it stands. */
  status?: Maybe<OrderRecordStatus>;
  /** The taxes in it. */
  tax?: Maybe<Money>;
  /** Its total, taxes included. */
  total?: Maybe<Money>;
  /** When it last changed at the provider, where the provider tells. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Orders the states of this object; a larger one is newer. */
  version: Scalars['String']['output'];
};

/** One line of an order. */
export type OrderRecordItem = {
  __typename?: 'OrderRecordItem';
  /** What it is called on the order. */
  name?: Maybe<Scalars['String']['output']>;
  /** The product's id at the provider. */
  productId?: Maybe<Scalars['ID']['output']>;
  /** How many, as a decimal number. */
  quantity: Scalars['String']['output'];
  /** What the line costs. */
  total?: Maybe<Money>;
};

/** Where an order stands. */
export type OrderRecordStatus =
  /** Given up. */
  | 'CANCELED'
  /** Done. */
  | 'COMPLETED'
  /** Not placed. */
  | 'DRAFT'
  /** Placed. */
  | 'OPEN';

/** Where a page stands in the whole list. https://relay.dev/graphql/connections.htm */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Cursor of the last item: give it as `after` to go on. Null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there is more behind this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is something before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item; null on an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** A payment, with what came of it. The fields of its resource are null once it is deleted. */
export type PaymentRecord = SyncedRecord & {
  __typename?: 'PaymentRecord';
  /** What was asked for. */
  amount?: Maybe<Money>;
  /** When it last changed here. */
  changedAt: Scalars['DateTime']['output'];
  /** The contact's id at the provider. */
  contactId?: Maybe<Scalars['ID']['output']>;
  /** When it was made at the provider. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was found to be gone at the provider; its content is forgotten then. */
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it is for. */
  description?: Maybe<Scalars['String']['output']>;
  /** Whether the payer disputes it. */
  disputed?: Maybe<Scalars['Boolean']['output']>;
  /** The object's id at the provider. */
  externalId: Scalars['ID']['output'];
  /** The provider's short reason of a failure (`insufficient_funds`). */
  failureCode?: Maybe<Scalars['String']['output']>;
  /** The reason in words. */
  failureMessage?: Maybe<Scalars['String']['output']>;
  /** The provider's own object, as it came. */
  raw?: Maybe<Scalars['JSON']['output']>;
  /** What has arrived. */
  received?: Maybe<Money>;
  /** What was given back. */
  refunded?: Maybe<Money>;
  /** The resource it is of (`contact`). */
  resource: Scalars['ID']['output'];
  /** What came of it. */
  status?: Maybe<PaymentRecordStatus>;
  /** When it last changed at the provider, where the provider tells. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Orders the states of this object; a larger one is newer. */
  version: Scalars['String']['output'];
};

/** What came of a payment. */
export type PaymentRecordStatus =
  /** Given up. */
  | 'CANCELED'
  /** The last try failed. */
  | 'FAILED'
  /** Not decided. */
  | 'PENDING'
  /** The money has arrived. */
  | 'SUCCEEDED';

/** What a product costs. The fields of its resource are null once it is deleted. */
export type PriceRecord = SyncedRecord & {
  __typename?: 'PriceRecord';
  /** Whether it can be used for new purchases. */
  active?: Maybe<Scalars['Boolean']['output']>;
  /** When it last changed here. */
  changedAt: Scalars['DateTime']['output'];
  /** When it was made at the provider. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was found to be gone at the provider; its content is forgotten then. */
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The object's id at the provider. */
  externalId: Scalars['ID']['output'];
  /** How often it is charged; null for a one-time price. */
  interval?: Maybe<PriceRecordInterval>;
  /** How many intervals lie between two charges. */
  intervalCount?: Maybe<Scalars['Int']['output']>;
  /** The product's id at the provider. */
  productId?: Maybe<Scalars['ID']['output']>;
  /** The provider's own object, as it came. */
  raw?: Maybe<Scalars['JSON']['output']>;
  /** The resource it is of (`contact`). */
  resource: Scalars['ID']['output'];
  /** The price of one unit; null when it is not a fixed amount. */
  unitAmount?: Maybe<Money>;
  /** When it last changed at the provider, where the provider tells. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Orders the states of this object; a larger one is newer. */
  version: Scalars['String']['output'];
};

/** How often a price is charged. */
export type PriceRecordInterval =
  /** By the day. */
  | 'DAY'
  /** By the month. */
  | 'MONTH'
  /** By the week. */
  | 'WEEK'
  /** By the year. */
  | 'YEAR';

/** The caller, whatever the door it came through. */
export type Principal = {
  __typename?: 'Principal';
  /** When the token ends; open subscriptions end then too. */
  expiresAt: Scalars['DateTime']['output'];
  /** What kind of caller this is. */
  kind: PrincipalKind;
  /** What the token may do. `x:*` stands for every action of `x`. */
  scopes: Array<Scalars['String']['output']>;
  /** The `sub` of the token: a user, a client or a service. */
  subject: Scalars['String']['output'];
  /** The tenant everything in this request belongs to. */
  tenantId: Scalars['ID']['output'];
};

/** The kinds of caller. */
export type PrincipalKind =
  /** A partner's back end, by OAuth client credentials. */
  | 'CLIENT'
  /** An internal service. */
  | 'SERVICE'
  /** A person. */
  | 'USER';

/** Something that is sold. The fields of its resource are null once it is deleted. */
export type ProductRecord = SyncedRecord & {
  __typename?: 'ProductRecord';
  /** Whether it can be bought. */
  active?: Maybe<Scalars['Boolean']['output']>;
  /** When it last changed here. */
  changedAt: Scalars['DateTime']['output'];
  /** When it was made at the provider. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was found to be gone at the provider; its content is forgotten then. */
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it is. */
  description?: Maybe<Scalars['String']['output']>;
  /** The object's id at the provider. */
  externalId: Scalars['ID']['output'];
  /** Name for people. */
  name?: Maybe<Scalars['String']['output']>;
  /** The provider's own object, as it came. */
  raw?: Maybe<Scalars['JSON']['output']>;
  /** The resource it is of (`contact`). */
  resource: Scalars['ID']['output'];
  /** When it last changed at the provider, where the provider tells. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Orders the states of this object; a larger one is newer. */
  version: Scalars['String']['output'];
};

/** A third party whose data can be synced. Ids are short words (`stripe`). */
export type Provider = {
  __typename?: 'Provider';
  /** What the provider is for. */
  category: ProviderCategory;
  /** The form in which a credential is entered: build your input from it. */
  credentialFields: Array<ProviderCredentialField>;
  /** Short word that never changes (`stripe`). */
  id: Scalars['ID']['output'];
  /** Name for people. */
  name: Scalars['String']['output'];
  /** What can be synced from it (`contact`, `payment`, …), in the order of a sync. */
  resources: Array<Scalars['ID']['output']>;
};

/** What providers are for. */
export type ProviderCategory =
  /** Keeps the books. */
  | 'ACCOUNTING'
  /** Reaches people. */
  | 'MARKETING'
  /** Takes and pays out money. */
  | 'PAYMENTS';

/** One field of a provider's credential. */
export type ProviderCredentialField = {
  __typename?: 'ProviderCredentialField';
  /** Where a person finds the value. */
  description: Scalars['String']['output'];
  /** Label for people. */
  label: Scalars['String']['output'];
  /** The name to send the value under. */
  name: Scalars['String']['output'];
  /** Regular expression that the whole value matches. */
  pattern: Scalars['String']['output'];
  /** False when the field may be left out. */
  required: Scalars['Boolean']['output'];
  /** True when the value must not be shown after it was typed. */
  secret: Scalars['Boolean']['output'];
};

/** The provider refused the credential: wrong, revoked, or without the right to read. */
export type ProviderCredentialRefused = HubProblem & {
  __typename?: 'ProviderCredentialRefused';
  /** `PROVIDER_CREDENTIAL_REFUSED` */
  code: Scalars['String']['output'];
  /** What the provider said. */
  message: Scalars['String']['output'];
};

/** The provider did not answer, or answered that it is in trouble: try again later. */
export type ProviderUnavailable = HubProblem & {
  __typename?: 'ProviderUnavailable';
  /** `PROVIDER_UNAVAILABLE` */
  code: Scalars['String']['output'];
  /** What happened. */
  message: Scalars['String']['output'];
  /** The least time to wait, in milliseconds, when the provider named one. */
  retryAfterMs?: Maybe<Scalars['Int']['output']>;
};

/** Everything that can be read. */
export type Query = {
  __typename?: 'Query';
  /** Who did what in the tenant, the latest first: every change, every refusal of a known caller. */
  auditEvents: AuditEventConnection;
  /** Work that was given up after its tries, the latest first. Nothing of it is lost: each can be tried again by its id. */
  deadLetters: DeadLetterConnection;
  /** One integration; null when the tenant has none with this id. */
  integration?: Maybe<Integration>;
  /** The tenant's integrations, newest first. */
  integrations: IntegrationConnection;
  /** How far stored secrets are sealed anew with the current key. */
  keyRotation: KeyRotation;
  /** The lanes that work takes, with what the tenant has in each; the most urgent first. */
  lanes: Array<Lane>;
  /** Who this token speaks for, and what it may do. */
  me: Principal;
  /** One provider by its id (`stripe`); null when there is none. */
  provider?: Maybe<Provider>;
  /** Every provider that can be connected. */
  providers: Array<Provider>;
  /** One sync job; null when the tenant has none with this id. */
  syncJob?: Maybe<SyncJob>;
  /** The tenant's sync jobs, newest first. */
  syncJobs: SyncJobConnection;
  /** What providers have told by webhook, newest first. Events are kept for the retention time. */
  webhookEvents: WebhookEventConnection;
};


/** Everything that can be read. */
export type QueryAuditEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditEventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be read. */
export type QueryDeadLettersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  lane?: InputMaybe<SyncJobPriority>;
};


/** Everything that can be read. */
export type QueryIntegrationArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. */
export type QueryIntegrationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<IntegrationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be read. */
export type QueryProviderArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. */
export type QuerySyncJobArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. */
export type QuerySyncJobsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SyncJobFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be read. */
export type QueryWebhookEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<WebhookEventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A postal address. */
export type RecordAddress = {
  __typename?: 'RecordAddress';
  /** City. */
  city?: Maybe<Scalars['String']['output']>;
  /** ISO 3166-1 alpha-2. */
  country?: Maybe<Scalars['String']['output']>;
  /** First line. */
  line1?: Maybe<Scalars['String']['output']>;
  /** Second line. */
  line2?: Maybe<Scalars['String']['output']>;
  /** Postal code. */
  postalCode?: Maybe<Scalars['String']['output']>;
  /** State, province or region. */
  region?: Maybe<Scalars['String']['output']>;
};

/** A page of records. */
export type RecordConnection = {
  __typename?: 'RecordConnection';
  /** The records of this page with their cursors. */
  edges: Array<RecordEdge>;
  /** Where this page stands in the whole. */
  pageInfo: PageInfo;
};

/** A record in a page. */
export type RecordEdge = {
  __typename?: 'RecordEdge';
  /** Opaque place in the list. */
  cursor: Scalars['String']['output'];
  /** The record. */
  node: SyncedRecord;
};

/** Money given back. The fields of its resource are null once it is deleted. */
export type RefundRecord = SyncedRecord & {
  __typename?: 'RefundRecord';
  /** What is given back. */
  amount?: Maybe<Money>;
  /** When it last changed here. */
  changedAt: Scalars['DateTime']['output'];
  /** When it was made at the provider. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was found to be gone at the provider; its content is forgotten then. */
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The object's id at the provider. */
  externalId: Scalars['ID']['output'];
  /** The payment's id at the provider. */
  paymentId?: Maybe<Scalars['ID']['output']>;
  /** The provider's own object, as it came. */
  raw?: Maybe<Scalars['JSON']['output']>;
  /** Why, as the provider keeps it. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The resource it is of (`contact`). */
  resource: Scalars['ID']['output'];
  /** What came of it. */
  status?: Maybe<RefundRecordStatus>;
  /** When it last changed at the provider, where the provider tells. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Orders the states of this object; a larger one is newer. */
  version: Scalars['String']['output'];
};

/** What came of a refund. */
export type RefundRecordStatus =
  /** Given up. */
  | 'CANCELED'
  /** It could not be given back. */
  | 'FAILED'
  /** Not decided. */
  | 'PENDING'
  /** The money was given back. */
  | 'SUCCEEDED';

/** What came of `removeSyncSchedule`. */
export type RemoveSyncScheduleResult = IntegrationNotFound | SyncScheduleRemoved;

/** What came of `replayWebhookEvent`. */
export type ReplayWebhookEventResult = WebhookEvent | WebhookEventNotFound | WebhookEventStateConflict;

/** What came of `retrySync`. */
export type RetrySyncResult = IntegrationNotFound | IntegrationNotReady | SyncJob | SyncJobNotFound | SyncJobStateConflict | SyncResourcesForbidden;

/** When and what to sync by itself. Give either `every` or `cron`. */
export type SetSyncScheduleInput = {
  /** Five fields: minute, hour, day, month, weekday. */
  cron?: InputMaybe<Scalars['String']['input']>;
  /** Seconds between two runs, from 60. */
  every?: InputMaybe<Scalars['Int']['input']>;
  /** The integration to sync. */
  integrationId: Scalars['ID']['input'];
  /** Changes only, or everything. */
  mode?: InputMaybe<SyncMode>;
  /** Which resources; all that the provider has when left out. */
  resources?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The IANA time zone the cron expression is in (`Europe/Berlin`). */
  timeZone?: InputMaybe<Scalars['String']['input']>;
};

/** What came of `setSyncSchedule`. */
export type SetSyncScheduleResult = HubInvalidInput | IntegrationNotFound | SyncSchedule;

/** What to export or import. */
export type StartBatchInput = {
  /** What the file looks like. */
  format?: InputMaybe<BatchFormat>;
  /** The integration it is about. */
  integrationId: Scalars['ID']['input'];
  /** The list that an import goes into, at providers that keep contacts in lists (Mailchimp). */
  listId?: InputMaybe<Scalars['ID']['input']>;
  /** Out or in. */
  operation: BatchOperation;
  /** Whether an NDJSON export holds the provider's own objects too; needs `records:raw`. */
  raw?: InputMaybe<Scalars['Boolean']['input']>;
  /** What to export: all that the provider has when left out. A CSV file holds one resource. Imports are of contacts. */
  resources?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** What came of `startBatch`. */
export type StartBatchResult = BatchNotSupported | HubInvalidInput | IntegrationNotFound | IntegrationNotReady | SyncJob;

/** What to sync. */
export type StartSyncInput = {
  /** The integration to sync. */
  integrationId: Scalars['ID']['input'];
  /** Changes only, or everything. */
  mode?: InputMaybe<SyncMode>;
  /** How urgent it is. */
  priority?: InputMaybe<SyncJobPriority>;
  /** Which resources; when left out, all of the provider's that your scopes allow. */
  resources?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** What came of `startSync`. */
export type StartSyncResult = HubInvalidInput | IntegrationNotFound | IntegrationNotReady | SyncJob | SyncResourcesForbidden;

/** Everything that can be watched: over the WebSocket of this endpoint, or over the HTTP callback protocol of a router. */
export type Subscription = {
  __typename?: 'Subscription';
  /** One job: its state now, then every change, until it is final; then the stream completes. */
  syncJobUpdated: SyncJob;
  /** All jobs of the tenant: those not finished now, then every change of any job. */
  syncJobsUpdated: SyncJob;
};


/** Everything that can be watched: over the WebSocket of this endpoint, or over the HTTP callback protocol of a router. */
export type SubscriptionSyncJobUpdatedArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be watched: over the WebSocket of this endpoint, or over the HTTP callback protocol of a router. */
export type SubscriptionSyncJobsUpdatedArgs = {
  integrationId?: InputMaybe<Scalars['ID']['input']>;
};

/** A customer's running order. The fields of its resource are null once it is deleted. */
export type SubscriptionRecord = SyncedRecord & {
  __typename?: 'SubscriptionRecord';
  /** Whether it ends with the period. */
  cancelAtPeriodEnd?: Maybe<Scalars['Boolean']['output']>;
  /** When it was canceled. */
  canceledAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it last changed here. */
  changedAt: Scalars['DateTime']['output'];
  /** The contact's id at the provider. */
  contactId?: Maybe<Scalars['ID']['output']>;
  /** When it was made at the provider. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** End of the period paid for now. */
  currentPeriodEnd?: Maybe<Scalars['DateTime']['output']>;
  /** Start of the period paid for now. */
  currentPeriodStart?: Maybe<Scalars['DateTime']['output']>;
  /** When it was found to be gone at the provider; its content is forgotten then. */
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The object's id at the provider. */
  externalId: Scalars['ID']['output'];
  /** What is ordered. */
  items?: Maybe<Array<SubscriptionRecordItem>>;
  /** The provider's own object, as it came. */
  raw?: Maybe<Scalars['JSON']['output']>;
  /** The resource it is of (`contact`). */
  resource: Scalars['ID']['output'];
  /** Where it stands. */
  status?: Maybe<SubscriptionRecordStatus>;
  /** When it last changed at the provider, where the provider tells. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Orders the states of this object; a larger one is newer. */
  version: Scalars['String']['output'];
};

/** One line of a subscription. */
export type SubscriptionRecordItem = {
  __typename?: 'SubscriptionRecordItem';
  /** The price's id at the provider. */
  priceId: Scalars['ID']['output'];
  /** How many; null where it is metered. */
  quantity?: Maybe<Scalars['Int']['output']>;
};

/** Where a subscription stands. */
export type SubscriptionRecordStatus =
  /** Running. */
  | 'ACTIVE'
  /** Ended. */
  | 'CANCELED'
  /** Never got going. */
  | 'INCOMPLETE'
  /** Running, with a payment overdue. */
  | 'PAST_DUE'
  /** Stopped for a while. */
  | 'PAUSED'
  /** Being tried out. */
  | 'TRIALING';

/** One run of work on an integration. */
export type SyncJob = {
  __typename?: 'SyncJob';
  /** Tries since it last made progress. */
  attempts: Scalars['Int']['output'];
  /** When it was asked for. */
  createdAt: Scalars['DateTime']['output'];
  /** What went wrong last; null while nothing has. */
  error?: Maybe<SyncJobError>;
  /** The file of a finished export, while it is kept; null otherwise. One with raw objects needs `records:raw` as well. */
  export?: Maybe<ExportFile>;
  /** When it ended. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** What became of an import's rows, in their order; empty for other jobs. */
  importRows: ImportRowConnection;
  /** The integration it works on; null once that is deleted. */
  integration?: Maybe<Integration>;
  /** What kind of work this is. */
  kind: SyncJobKind;
  /** Whether it asks for changes or for everything. */
  mode: SyncMode;
  /** Which lane it takes. */
  priority: SyncJobPriority;
  /** How far it has come. Never goes backwards. */
  progress: SyncProgress;
  /** What it syncs, in this order. */
  resources: Array<Scalars['ID']['output']>;
  /** Grows with every change of the job that can be seen. */
  revision: Scalars['ID']['output'];
  /** When a worker first took it. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where it stands. */
  status: SyncJobStatus;
  /** Where an import waits for its rows; null once they are there, and for other jobs. */
  upload?: Maybe<ImportUpload>;
};


/** One run of work on an integration. */
export type SyncJobImportRowsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  outcome?: InputMaybe<ImportRowOutcome>;
};

/** A page of sync jobs. */
export type SyncJobConnection = {
  __typename?: 'SyncJobConnection';
  /** The jobs of this page with their cursors. */
  edges: Array<SyncJobEdge>;
  /** Where this page stands in the whole. */
  pageInfo: PageInfo;
};

/** A sync job in a page. */
export type SyncJobEdge = {
  __typename?: 'SyncJobEdge';
  /** Opaque place in the list. */
  cursor: Scalars['String']['output'];
  /** The job. */
  node: SyncJob;
};

/** What went wrong with a job. */
export type SyncJobError = {
  __typename?: 'SyncJobError';
  /** Stable name of the failure (`PROVIDER_UNAVAILABLE`). */
  code: Scalars['String']['output'];
  /** What happened, for people. */
  message: Scalars['String']['output'];
  /** When it will be tried again. */
  retryAt?: Maybe<Scalars['DateTime']['output']>;
  /** True while the job will be tried again by itself. */
  retryable: Scalars['Boolean']['output'];
};

/** Narrows a list of sync jobs; all given conditions must hold. */
export type SyncJobFilter = {
  /** Only of this integration. */
  integrationId?: InputMaybe<Scalars['ID']['input']>;
  /** Only in this status. */
  status?: InputMaybe<SyncJobStatus>;
};

/** The kinds of work. */
export type SyncJobKind =
  /** A bulk import or export. */
  | 'BATCH'
  /** Removal of what a deleted integration left. */
  | 'CLEANUP'
  /** A sync that was due. */
  | 'SCHEDULED_SYNC'
  /** A sync that somebody asked for. */
  | 'SYNC'
  /** A sync that a webhook made necessary. */
  | 'WEBHOOK';

/** The tenant has no such sync job. */
export type SyncJobNotFound = HubProblem & {
  __typename?: 'SyncJobNotFound';
  /** `SYNC_JOB_NOT_FOUND` */
  code: Scalars['String']['output'];
  /** Which id was asked for. */
  message: Scalars['String']['output'];
};

/** The lanes; an urgent job never waits for a bulk one. */
export type SyncJobPriority =
  /** Webhooks and what cannot wait. */
  | 'CRITICAL'
  /** What people wait for. */
  | 'HIGH'
  /** Bulk work and clean-up. */
  | 'LOW'
  /** What is due by schedule. */
  | 'NORMAL';

/** The job's state does not allow this. */
export type SyncJobStateConflict = HubProblem & {
  __typename?: 'SyncJobStateConflict';
  /** `SYNC_JOB_STATE_CONFLICT` */
  code: Scalars['String']['output'];
  /** Which state the job is in. */
  message: Scalars['String']['output'];
};

/** Where a job stands. The last three are final. */
export type SyncJobStatus =
  /** Ended on request. */
  | 'CANCELED'
  /** Given up; see `error`. */
  | 'FAILED'
  /** Waiting for a worker, or for its next try. */
  | 'QUEUED'
  /** A worker is on it. */
  | 'RUNNING'
  /** Done. */
  | 'SUCCEEDED';

/** How much a sync looks at. */
export type SyncMode =
  /** Everything. What the provider no longer has is marked as deleted. */
  | 'FULL'
  /** What changed since the last sync; everything when there was none, or when it is too long ago for the provider. */
  | 'INCREMENTAL';

/** How far a job has come, counted in objects. */
export type SyncProgress = {
  __typename?: 'SyncProgress';
  /** Not known before. */
  created: Scalars['Int']['output'];
  /** Gone at the provider. */
  deleted: Scalars['Int']['output'];
  /** The same for each resource. */
  perResource: Array<SyncResourceProgress>;
  /** 0 to 100; by the total, or by the provider's estimate; null when neither is known. */
  percent?: Maybe<Scalars['Int']['output']>;
  /** Objects looked at: the sum of the next four. */
  processed: Scalars['Int']['output'];
  /** How many there will be; null until the provider has told for every resource. */
  total?: Maybe<Scalars['Int']['output']>;
  /** Known as they are. */
  unchanged: Scalars['Int']['output'];
  /** Known, with other content. */
  updated: Scalars['Int']['output'];
};

/** How far one resource has come. */
export type SyncResourceProgress = {
  __typename?: 'SyncResourceProgress';
  /** Not known before. */
  created: Scalars['Int']['output'];
  /** Gone at the provider. */
  deleted: Scalars['Int']['output'];
  /** 0 to 100; null when nothing is known of the whole. */
  percent?: Maybe<Scalars['Int']['output']>;
  /** Objects looked at. */
  processed: Scalars['Int']['output'];
  /** The resource (`contact`). */
  resource: Scalars['ID']['output'];
  /** Whether its turn has come. */
  state: SyncResourceState;
  /** How many there will be; null until the provider has told. */
  total?: Maybe<Scalars['Int']['output']>;
  /** Known as they are. */
  unchanged: Scalars['Int']['output'];
  /** Known, with other content. */
  updated: Scalars['Int']['output'];
};

/** Whether a resource's turn has come. */
export type SyncResourceState =
  /** Done. */
  | 'DONE'
  /** Not yet. */
  | 'PENDING'
  /** Now. */
  | 'RUNNING';

/** Your scopes allow syncs of other resources than this one's. With `sync:write` all are allowed. */
export type SyncResourcesForbidden = HubProblem & {
  __typename?: 'SyncResourcesForbidden';
  /** `SYNC_RESOURCES_FORBIDDEN` */
  code: Scalars['String']['output'];
  /** Which resources are allowed. */
  message: Scalars['String']['output'];
};

/** When an integration is synced by itself. Runs that were missed are caught up by one. */
export type SyncSchedule = {
  __typename?: 'SyncSchedule';
  /** Five fields: minute, hour, day, month, weekday. */
  cron?: Maybe<Scalars['String']['output']>;
  /** Seconds between two runs; null where a cron expression says when. */
  every?: Maybe<Scalars['Int']['output']>;
  /** Changes only, or everything. */
  mode: SyncMode;
  /** When it runs next; some seconds off the full minute, so that not all run at once. */
  nextRunAt: Scalars['DateTime']['output'];
  /** Which resources; null for all that the provider has. */
  resources?: Maybe<Array<Scalars['ID']['output']>>;
  /** The IANA time zone the cron expression is in. */
  timeZone?: Maybe<Scalars['String']['output']>;
};

/** The integration is no longer synced by itself. */
export type SyncScheduleRemoved = {
  __typename?: 'SyncScheduleRemoved';
  /** The integration's id. */
  integrationId: Scalars['ID']['output'];
};

/** An object of a provider, in one shape per resource whatever the provider. */
export type SyncedRecord = {
  /** When it last changed here. */
  changedAt: Scalars['DateTime']['output'];
  /** When it was made at the provider. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was found to be gone at the provider; its content is forgotten then. */
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The object's id at the provider. */
  externalId: Scalars['ID']['output'];
  /** The resource it is of (`contact`). */
  resource: Scalars['ID']['output'];
  /** When it last changed at the provider, where the provider tells. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Orders the states of this object; a larger one is newer. */
  version: Scalars['String']['output'];
};

/** The tenant, owned by another subgraph; this one adds what belongs to the hub. */
export type Tenant = {
  __typename?: 'Tenant';
  /** The tenant's id. */
  id: Scalars['ID']['output'];
  /** The tenant's integrations, newest first. */
  integrations: IntegrationConnection;
  /** The tenant's sync jobs, newest first. */
  syncJobs: SyncJobConnection;
};


/** The tenant, owned by another subgraph; this one adds what belongs to the hub. */
export type TenantIntegrationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<IntegrationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** The tenant, owned by another subgraph; this one adds what belongs to the hub. */
export type TenantSyncJobsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SyncJobFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** What came of `testIntegration`. */
export type TestIntegrationResult = IntegrationNotFound | IntegrationWorks | ProviderCredentialRefused | ProviderUnavailable;

/** What to change about an integration; what is left out stays. */
export type UpdateIntegrationInput = {
  /** A new credential of the same account. */
  credential?: InputMaybe<Array<CredentialValueInput>>;
  /** False switches the integration off, true on again. */
  enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** The integration's id. */
  id: Scalars['ID']['input'];
  /** A new name for people, 1 to 200 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** True has the hub register the webhook route at the provider, once more if it is registered; false has it removed there. */
  registerWebhook?: InputMaybe<Scalars['Boolean']['input']>;
  /** A new signing secret for its webhook route, 16 to 256 characters. */
  webhookSecret?: InputMaybe<Scalars['String']['input']>;
  /** How long the secret before stays good, in seconds; at most 7 days. */
  webhookSecretOverlap?: InputMaybe<Scalars['Int']['input']>;
};

/** What came of `updateIntegration`. */
export type UpdateIntegrationResult = HubInvalidInput | Integration | IntegrationNotFound | ProviderCredentialRefused | ProviderUnavailable;

/** Something a provider told by webhook, stored before it was acknowledged. */
export type WebhookEvent = {
  __typename?: 'WebhookEvent';
  /** Tries so far. */
  attempts: Scalars['Int']['output'];
  /** Stable name of the last failure; null while there was none. */
  errorCode?: Maybe<Scalars['String']['output']>;
  /** The last failure, for people. */
  errorMessage?: Maybe<Scalars['String']['output']>;
  /** The event's id at the provider, or one derived from its content where the provider gives none. */
  eventId: Scalars['String']['output'];
  /** The provider's name for what happened (`customer.updated`). */
  eventType: Scalars['String']['output'];
  /** When it was applied, ignored or given up. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** The integration it belongs to; null once that is deleted. */
  integration?: Maybe<Integration>;
  /** The provider that told it. */
  provider: Provider;
  /** When it came. */
  receivedAt: Scalars['DateTime']['output'];
  /** What became of it. */
  status: WebhookEventStatus;
};

/** A page of webhook events. */
export type WebhookEventConnection = {
  __typename?: 'WebhookEventConnection';
  /** The events of this page with their cursors. */
  edges: Array<WebhookEventEdge>;
  /** Where this page stands in the whole. */
  pageInfo: PageInfo;
};

/** A webhook event in a page. */
export type WebhookEventEdge = {
  __typename?: 'WebhookEventEdge';
  /** Opaque place in the list. */
  cursor: Scalars['String']['output'];
  /** The event. */
  node: WebhookEvent;
};

/** Narrows a list of webhook events; all given conditions must hold. */
export type WebhookEventFilter = {
  /** Only of this integration. */
  integrationId?: InputMaybe<Scalars['ID']['input']>;
  /** Only of which this became. */
  status?: InputMaybe<WebhookEventStatus>;
};

/** The tenant has no such webhook event. */
export type WebhookEventNotFound = HubProblem & {
  __typename?: 'WebhookEventNotFound';
  /** `WEBHOOK_EVENT_NOT_FOUND` */
  code: Scalars['String']['output'];
  /** Which id was asked for. */
  message: Scalars['String']['output'];
};

/** The event is still waiting to be applied. */
export type WebhookEventStateConflict = HubProblem & {
  __typename?: 'WebhookEventStateConflict';
  /** `WEBHOOK_EVENT_STATE_CONFLICT` */
  code: Scalars['String']['output'];
  /** Which state it is in. */
  message: Scalars['String']['output'];
};

/** What became of a webhook event. */
export type WebhookEventStatus =
  /** Applied. */
  | 'APPLIED'
  /** Given up; `replayWebhookEvent` tries again. */
  | 'FAILED'
  /** Of no interest to what is synced. */
  | 'IGNORED'
  /** Stored, not applied yet. */
  | 'QUEUED'
  /** Being applied. */
  | 'RUNNING';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Integration: Integration;
  Provider: Provider;
  SyncJob: SyncJob;
  Tenant: Tenant;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Integration:
    ( { __typename: 'Integration' }
    & GraphQLRecursivePick<FederationTypes['Integration'], {"id":true}> );
  Provider:
    ( { __typename: 'Provider' }
    & GraphQLRecursivePick<FederationTypes['Provider'], {"id":true}> );
  SyncJob:
    ( { __typename: 'SyncJob' }
    & GraphQLRecursivePick<FederationTypes['SyncJob'], {"id":true}> );
  Tenant:
    ( { __typename: 'Tenant' }
    & GraphQLRecursivePick<FederationTypes['Tenant'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  CancelSyncResult:
    | ( SyncJobView )
    | ( SyncJobNotFound )
    | ( SyncJobStateConflict )
    | ( SyncResourcesForbidden )
  ;
  CreateIntegrationResult:
    | ( HubInvalidInput )
    | ( IntegrationView )
    | ( ProviderCredentialRefused )
    | ( ProviderUnavailable )
  ;
  DeleteIntegrationResult:
    | ( IntegrationDeleted )
    | ( IntegrationNotFound )
  ;
  RemoveSyncScheduleResult:
    | ( IntegrationNotFound )
    | ( SyncScheduleRemoved )
  ;
  ReplayWebhookEventResult:
    | ( WebhookEventView )
    | ( WebhookEventNotFound )
    | ( WebhookEventStateConflict )
  ;
  RetrySyncResult:
    | ( IntegrationNotFound )
    | ( IntegrationNotReady )
    | ( SyncJobView )
    | ( SyncJobNotFound )
    | ( SyncJobStateConflict )
    | ( SyncResourcesForbidden )
  ;
  SetSyncScheduleResult:
    | ( HubInvalidInput )
    | ( IntegrationNotFound )
    | ( ScheduleView )
  ;
  StartBatchResult:
    | ( BatchNotSupported )
    | ( HubInvalidInput )
    | ( IntegrationNotFound )
    | ( IntegrationNotReady )
    | ( SyncJobView )
  ;
  StartSyncResult:
    | ( HubInvalidInput )
    | ( IntegrationNotFound )
    | ( IntegrationNotReady )
    | ( SyncJobView )
    | ( SyncResourcesForbidden )
  ;
  TestIntegrationResult:
    | ( IntegrationNotFound )
    | ( IntegrationWorks )
    | ( ProviderCredentialRefused )
    | ( ProviderUnavailable )
  ;
  UpdateIntegrationResult:
    | ( HubInvalidInput )
    | ( IntegrationView )
    | ( IntegrationNotFound )
    | ( ProviderCredentialRefused )
    | ( ProviderUnavailable )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  HubProblem:
    | ( BatchNotSupported )
    | ( HubInvalidInput )
    | ( IntegrationNotFound )
    | ( IntegrationNotReady )
    | ( ProviderCredentialRefused )
    | ( ProviderUnavailable )
    | ( SyncJobNotFound )
    | ( SyncJobStateConflict )
    | ( SyncResourcesForbidden )
    | ( WebhookEventNotFound )
    | ( WebhookEventStateConflict )
  ;
  SyncedRecord:
    | ( RecordView )
    | ( RecordView )
    | ( RecordView )
    | ( RecordView )
    | ( RecordView )
    | ( RecordView )
    | ( RecordView )
    | ( RecordView )
    | ( RecordView )
    | ( RecordView )
    | ( RecordView )
    | ( RecordView )
    | ( RecordView )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AccountRecord: ResolverTypeWrapper<RecordView>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AccountRecordClass: AccountRecordClass;
  AuditActorKind: AuditActorKind;
  AuditEvent: ResolverTypeWrapper<AuditEventView>;
  AuditEventConnection: ResolverTypeWrapper<Omit<AuditEventConnection, 'edges'> & { edges: Array<ResolversTypes['AuditEventEdge']> }>;
  AuditEventEdge: ResolverTypeWrapper<Omit<AuditEventEdge, 'node'> & { node: ResolversTypes['AuditEvent'] }>;
  AuditEventFilter: AuditEventFilter;
  AuditOutcome: AuditOutcome;
  BatchFormat: BatchFormat;
  BatchNotSupported: ResolverTypeWrapper<BatchNotSupported>;
  BatchOperation: BatchOperation;
  CampaignRecord: ResolverTypeWrapper<RecordView>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CampaignRecordStatus: CampaignRecordStatus;
  CancelSyncResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelSyncResult']>;
  CompanyRecord: ResolverTypeWrapper<RecordView>;
  ContactRecord: ResolverTypeWrapper<RecordView>;
  ContactRecordConsent: ContactRecordConsent;
  ContactRecordRole: ContactRecordRole;
  CreateIntegrationInput: CreateIntegrationInput;
  CreateIntegrationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateIntegrationResult']>;
  CredentialValueInput: CredentialValueInput;
  Currency: ResolverTypeWrapper<Scalars['Currency']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeadLetter: ResolverTypeWrapper<DeadLetterView>;
  DeadLetterConnection: ResolverTypeWrapper<Omit<DeadLetterConnection, 'edges'> & { edges: Array<ResolversTypes['DeadLetterEdge']> }>;
  DeadLetterEdge: ResolverTypeWrapper<Omit<DeadLetterEdge, 'node'> & { node: ResolversTypes['DeadLetter'] }>;
  DeadLetterKind: DeadLetterKind;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  DeleteIntegrationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteIntegrationResult']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  ExportFile: ResolverTypeWrapper<ExportFile>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  HubInvalidInput: ResolverTypeWrapper<HubInvalidInput>;
  HubProblem: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['HubProblem']>;
  ImportRow: ResolverTypeWrapper<BatchRowView>;
  ImportRowConnection: ResolverTypeWrapper<Omit<ImportRowConnection, 'edges'> & { edges: Array<ResolversTypes['ImportRowEdge']> }>;
  ImportRowEdge: ResolverTypeWrapper<Omit<ImportRowEdge, 'node'> & { node: ResolversTypes['ImportRow'] }>;
  ImportRowOutcome: ImportRowOutcome;
  ImportRowProblem: ResolverTypeWrapper<ImportRowProblem>;
  ImportUpload: ResolverTypeWrapper<ImportUpload>;
  Integration: ResolverTypeWrapper<IntegrationView>;
  IntegrationConnection: ResolverTypeWrapper<Omit<IntegrationConnection, 'edges'> & { edges: Array<ResolversTypes['IntegrationEdge']> }>;
  IntegrationDeleted: ResolverTypeWrapper<IntegrationDeleted>;
  IntegrationEdge: ResolverTypeWrapper<Omit<IntegrationEdge, 'node'> & { node: ResolversTypes['Integration'] }>;
  IntegrationFilter: IntegrationFilter;
  IntegrationNotFound: ResolverTypeWrapper<IntegrationNotFound>;
  IntegrationNotReady: ResolverTypeWrapper<IntegrationNotReady>;
  IntegrationStatus: IntegrationStatus;
  IntegrationWebhook: ResolverTypeWrapper<IntegrationWebhook>;
  IntegrationWorks: ResolverTypeWrapper<IntegrationWorks>;
  InvoiceRecord: ResolverTypeWrapper<RecordView>;
  InvoiceRecordStatus: InvoiceRecordStatus;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  KeyRotation: ResolverTypeWrapper<KeyRotation>;
  Lane: ResolverTypeWrapper<LaneStanding>;
  LaneBackoff: ResolverTypeWrapper<LaneBackoff>;
  ListRecord: ResolverTypeWrapper<RecordView>;
  LocationRecord: ResolverTypeWrapper<RecordView>;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OrderRecord: ResolverTypeWrapper<RecordView>;
  OrderRecordItem: ResolverTypeWrapper<OrderRecordItem>;
  OrderRecordStatus: OrderRecordStatus;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PaymentRecord: ResolverTypeWrapper<RecordView>;
  PaymentRecordStatus: PaymentRecordStatus;
  PriceRecord: ResolverTypeWrapper<RecordView>;
  PriceRecordInterval: PriceRecordInterval;
  Principal: ResolverTypeWrapper<CallingPrincipal>;
  PrincipalKind: PrincipalKind;
  ProductRecord: ResolverTypeWrapper<RecordView>;
  Provider: ResolverTypeWrapper<ProviderContract>;
  ProviderCategory: ProviderCategory;
  ProviderCredentialField: ResolverTypeWrapper<ProviderCredentialField>;
  ProviderCredentialRefused: ResolverTypeWrapper<ProviderCredentialRefused>;
  ProviderUnavailable: ResolverTypeWrapper<ProviderUnavailable>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordAddress: ResolverTypeWrapper<RecordAddress>;
  RecordConnection: ResolverTypeWrapper<Omit<RecordConnection, 'edges'> & { edges: Array<ResolversTypes['RecordEdge']> }>;
  RecordEdge: ResolverTypeWrapper<Omit<RecordEdge, 'node'> & { node: ResolversTypes['SyncedRecord'] }>;
  RefundRecord: ResolverTypeWrapper<RecordView>;
  RefundRecordStatus: RefundRecordStatus;
  RemoveSyncScheduleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveSyncScheduleResult']>;
  ReplayWebhookEventResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReplayWebhookEventResult']>;
  RetrySyncResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetrySyncResult']>;
  SetSyncScheduleInput: SetSyncScheduleInput;
  SetSyncScheduleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetSyncScheduleResult']>;
  StartBatchInput: StartBatchInput;
  StartBatchResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartBatchResult']>;
  StartSyncInput: StartSyncInput;
  StartSyncResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartSyncResult']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SubscriptionRecord: ResolverTypeWrapper<RecordView>;
  SubscriptionRecordItem: ResolverTypeWrapper<SubscriptionRecordItem>;
  SubscriptionRecordStatus: SubscriptionRecordStatus;
  SyncJob: ResolverTypeWrapper<SyncJobView>;
  SyncJobConnection: ResolverTypeWrapper<Omit<SyncJobConnection, 'edges'> & { edges: Array<ResolversTypes['SyncJobEdge']> }>;
  SyncJobEdge: ResolverTypeWrapper<Omit<SyncJobEdge, 'node'> & { node: ResolversTypes['SyncJob'] }>;
  SyncJobError: ResolverTypeWrapper<SyncJobError>;
  SyncJobFilter: SyncJobFilter;
  SyncJobKind: SyncJobKind;
  SyncJobNotFound: ResolverTypeWrapper<SyncJobNotFound>;
  SyncJobPriority: SyncJobPriority;
  SyncJobStateConflict: ResolverTypeWrapper<SyncJobStateConflict>;
  SyncJobStatus: SyncJobStatus;
  SyncMode: SyncMode;
  SyncProgress: ResolverTypeWrapper<SyncProgress>;
  SyncResourceProgress: ResolverTypeWrapper<SyncResourceProgress>;
  SyncResourceState: SyncResourceState;
  SyncResourcesForbidden: ResolverTypeWrapper<SyncResourcesForbidden>;
  SyncSchedule: ResolverTypeWrapper<ScheduleView>;
  SyncScheduleRemoved: ResolverTypeWrapper<SyncScheduleRemoved>;
  SyncedRecord: ResolverTypeWrapper<RecordView>;
  Tenant: ResolverTypeWrapper<{ id: string }>;
  TestIntegrationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TestIntegrationResult']>;
  UpdateIntegrationInput: UpdateIntegrationInput;
  UpdateIntegrationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateIntegrationResult']>;
  WebhookEvent: ResolverTypeWrapper<WebhookEventView>;
  WebhookEventConnection: ResolverTypeWrapper<Omit<WebhookEventConnection, 'edges'> & { edges: Array<ResolversTypes['WebhookEventEdge']> }>;
  WebhookEventEdge: ResolverTypeWrapper<Omit<WebhookEventEdge, 'node'> & { node: ResolversTypes['WebhookEvent'] }>;
  WebhookEventFilter: WebhookEventFilter;
  WebhookEventNotFound: ResolverTypeWrapper<WebhookEventNotFound>;
  WebhookEventStateConflict: ResolverTypeWrapper<WebhookEventStateConflict>;
  WebhookEventStatus: WebhookEventStatus;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AccountRecord: RecordView;
  Boolean: Scalars['Boolean']['output'];
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  AuditEvent: AuditEventView;
  AuditEventConnection: Omit<AuditEventConnection, 'edges'> & { edges: Array<ResolversParentTypes['AuditEventEdge']> };
  AuditEventEdge: Omit<AuditEventEdge, 'node'> & { node: ResolversParentTypes['AuditEvent'] };
  AuditEventFilter: AuditEventFilter;
  BatchNotSupported: BatchNotSupported;
  CampaignRecord: RecordView;
  Int: Scalars['Int']['output'];
  CancelSyncResult: ResolversUnionTypes<ResolversParentTypes>['CancelSyncResult'];
  CompanyRecord: RecordView;
  ContactRecord: RecordView;
  CreateIntegrationInput: CreateIntegrationInput;
  CreateIntegrationResult: ResolversUnionTypes<ResolversParentTypes>['CreateIntegrationResult'];
  CredentialValueInput: CredentialValueInput;
  Currency: Scalars['Currency']['output'];
  DateTime: Scalars['DateTime']['output'];
  DeadLetter: DeadLetterView;
  DeadLetterConnection: Omit<DeadLetterConnection, 'edges'> & { edges: Array<ResolversParentTypes['DeadLetterEdge']> };
  DeadLetterEdge: Omit<DeadLetterEdge, 'node'> & { node: ResolversParentTypes['DeadLetter'] };
  Decimal: Scalars['Decimal']['output'];
  DeleteIntegrationResult: ResolversUnionTypes<ResolversParentTypes>['DeleteIntegrationResult'];
  EmailAddress: Scalars['EmailAddress']['output'];
  ExportFile: ExportFile;
  Float: Scalars['Float']['output'];
  HubInvalidInput: HubInvalidInput;
  HubProblem: ResolversInterfaceTypes<ResolversParentTypes>['HubProblem'];
  ImportRow: BatchRowView;
  ImportRowConnection: Omit<ImportRowConnection, 'edges'> & { edges: Array<ResolversParentTypes['ImportRowEdge']> };
  ImportRowEdge: Omit<ImportRowEdge, 'node'> & { node: ResolversParentTypes['ImportRow'] };
  ImportRowProblem: ImportRowProblem;
  ImportUpload: ImportUpload;
  Integration: IntegrationView;
  IntegrationConnection: Omit<IntegrationConnection, 'edges'> & { edges: Array<ResolversParentTypes['IntegrationEdge']> };
  IntegrationDeleted: IntegrationDeleted;
  IntegrationEdge: Omit<IntegrationEdge, 'node'> & { node: ResolversParentTypes['Integration'] };
  IntegrationFilter: IntegrationFilter;
  IntegrationNotFound: IntegrationNotFound;
  IntegrationNotReady: IntegrationNotReady;
  IntegrationWebhook: IntegrationWebhook;
  IntegrationWorks: IntegrationWorks;
  InvoiceRecord: RecordView;
  JSON: Scalars['JSON']['output'];
  KeyRotation: KeyRotation;
  Lane: LaneStanding;
  LaneBackoff: LaneBackoff;
  ListRecord: RecordView;
  LocationRecord: RecordView;
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  OrderRecord: RecordView;
  OrderRecordItem: OrderRecordItem;
  PageInfo: PageInfo;
  PaymentRecord: RecordView;
  PriceRecord: RecordView;
  Principal: CallingPrincipal;
  ProductRecord: RecordView;
  Provider: ProviderContract;
  ProviderCredentialField: ProviderCredentialField;
  ProviderCredentialRefused: ProviderCredentialRefused;
  ProviderUnavailable: ProviderUnavailable;
  Query: Record<PropertyKey, never>;
  RecordAddress: RecordAddress;
  RecordConnection: Omit<RecordConnection, 'edges'> & { edges: Array<ResolversParentTypes['RecordEdge']> };
  RecordEdge: Omit<RecordEdge, 'node'> & { node: ResolversParentTypes['SyncedRecord'] };
  RefundRecord: RecordView;
  RemoveSyncScheduleResult: ResolversUnionTypes<ResolversParentTypes>['RemoveSyncScheduleResult'];
  ReplayWebhookEventResult: ResolversUnionTypes<ResolversParentTypes>['ReplayWebhookEventResult'];
  RetrySyncResult: ResolversUnionTypes<ResolversParentTypes>['RetrySyncResult'];
  SetSyncScheduleInput: SetSyncScheduleInput;
  SetSyncScheduleResult: ResolversUnionTypes<ResolversParentTypes>['SetSyncScheduleResult'];
  StartBatchInput: StartBatchInput;
  StartBatchResult: ResolversUnionTypes<ResolversParentTypes>['StartBatchResult'];
  StartSyncInput: StartSyncInput;
  StartSyncResult: ResolversUnionTypes<ResolversParentTypes>['StartSyncResult'];
  Subscription: Record<PropertyKey, never>;
  SubscriptionRecord: RecordView;
  SubscriptionRecordItem: SubscriptionRecordItem;
  SyncJob: SyncJobView;
  SyncJobConnection: Omit<SyncJobConnection, 'edges'> & { edges: Array<ResolversParentTypes['SyncJobEdge']> };
  SyncJobEdge: Omit<SyncJobEdge, 'node'> & { node: ResolversParentTypes['SyncJob'] };
  SyncJobError: SyncJobError;
  SyncJobFilter: SyncJobFilter;
  SyncJobNotFound: SyncJobNotFound;
  SyncJobStateConflict: SyncJobStateConflict;
  SyncProgress: SyncProgress;
  SyncResourceProgress: SyncResourceProgress;
  SyncResourcesForbidden: SyncResourcesForbidden;
  SyncSchedule: ScheduleView;
  SyncScheduleRemoved: SyncScheduleRemoved;
  SyncedRecord: RecordView;
  Tenant: { id: string };
  TestIntegrationResult: ResolversUnionTypes<ResolversParentTypes>['TestIntegrationResult'];
  UpdateIntegrationInput: UpdateIntegrationInput;
  UpdateIntegrationResult: ResolversUnionTypes<ResolversParentTypes>['UpdateIntegrationResult'];
  WebhookEvent: WebhookEventView;
  WebhookEventConnection: Omit<WebhookEventConnection, 'edges'> & { edges: Array<ResolversParentTypes['WebhookEventEdge']> };
  WebhookEventEdge: Omit<WebhookEventEdge, 'node'> & { node: ResolversParentTypes['WebhookEvent'] };
  WebhookEventFilter: WebhookEventFilter;
  WebhookEventNotFound: WebhookEventNotFound;
  WebhookEventStateConflict: WebhookEventStateConflict;
};

export type AttemptDirectiveArgs = { };

export type AttemptDirectiveResolver<Result, Parent, ContextType = Context, Args = AttemptDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type PublicDirectiveArgs = { };

export type PublicDirectiveResolver<Result, Parent, ContextType = Context, Args = PublicDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AccountRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountRecord'] = ResolversParentTypes['AccountRecord']> = {
  active?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  balance?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  class?: Resolver<Maybe<ResolversTypes['AccountRecordClass']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  parentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AuditEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEvent'] = ResolversParentTypes['AuditEvent']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actorKind?: Resolver<ResolversTypes['AuditActorKind'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  correlationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  detail?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  door?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  on?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  onType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['AuditOutcome'], ParentType, ContextType>;
  remoteAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sequence?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  userAgent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuditEventConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEventConnection'] = ResolversParentTypes['AuditEventConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AuditEventEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditEventEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEventEdge'] = ResolversParentTypes['AuditEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEvent'], ParentType, ContextType>;
};

export type BatchNotSupportedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BatchNotSupported'] = ResolversParentTypes['BatchNotSupported']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CampaignRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CampaignRecord'] = ResolversParentTypes['CampaignRecord']> = {
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  emailsSent?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  listId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sentAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['CampaignRecordStatus']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelSyncResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelSyncResult'] = ResolversParentTypes['CancelSyncResult']> = {
  __resolveType: TypeResolveFn<'SyncJob' | 'SyncJobNotFound' | 'SyncJobStateConflict' | 'SyncResourcesForbidden', ParentType, ContextType>;
};

export type CompanyRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CompanyRecord'] = ResolversParentTypes['CompanyRecord']> = {
  address?: Resolver<Maybe<ResolversTypes['RecordAddress']>, ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  legalName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContactRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ContactRecord'] = ResolversParentTypes['ContactRecord']> = {
  active?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['RecordAddress']>, ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  consent?: Resolver<Maybe<ResolversTypes['ContactRecordConsent']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  listId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['ContactRecordRole']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateIntegrationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateIntegrationResult'] = ResolversParentTypes['CreateIntegrationResult']> = {
  __resolveType: TypeResolveFn<'HubInvalidInput' | 'Integration' | 'ProviderCredentialRefused' | 'ProviderUnavailable', ParentType, ContextType>;
};

export interface CurrencyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Currency'], any> {
  name: 'Currency';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeadLetterResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeadLetter'] = ResolversParentTypes['DeadLetter']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  errorCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errorMessage?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  failedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  integration?: Resolver<Maybe<ResolversTypes['Integration']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DeadLetterKind'], ParentType, ContextType>;
  lane?: Resolver<ResolversTypes['SyncJobPriority'], ParentType, ContextType>;
};

export type DeadLetterConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeadLetterConnection'] = ResolversParentTypes['DeadLetterConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DeadLetterEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DeadLetterEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeadLetterEdge'] = ResolversParentTypes['DeadLetterEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['DeadLetter'], ParentType, ContextType>;
};

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DeleteIntegrationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteIntegrationResult'] = ResolversParentTypes['DeleteIntegrationResult']> = {
  __resolveType: TypeResolveFn<'IntegrationDeleted' | 'IntegrationNotFound', ParentType, ContextType>;
};

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type ExportFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExportFile'] = ResolversParentTypes['ExportFile']> = {
  bytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  format?: Resolver<ResolversTypes['BatchFormat'], ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type HubInvalidInputResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HubInvalidInput'] = ResolversParentTypes['HubInvalidInput']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HubProblemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HubProblem'] = ResolversParentTypes['HubProblem']> = {
  __resolveType: TypeResolveFn<'BatchNotSupported' | 'HubInvalidInput' | 'IntegrationNotFound' | 'IntegrationNotReady' | 'ProviderCredentialRefused' | 'ProviderUnavailable' | 'SyncJobNotFound' | 'SyncJobStateConflict' | 'SyncResourcesForbidden' | 'WebhookEventNotFound' | 'WebhookEventStateConflict', ParentType, ContextType>;
};

export type ImportRowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportRow'] = ResolversParentTypes['ImportRow']> = {
  externalId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['ImportRowOutcome'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['ImportRowProblem']>, ParentType, ContextType>;
  row?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ImportRowConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportRowConnection'] = ResolversParentTypes['ImportRowConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ImportRowEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ImportRowEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportRowEdge'] = ResolversParentTypes['ImportRowEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ImportRow'], ParentType, ContextType>;
};

export type ImportRowProblemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportRowProblem'] = ResolversParentTypes['ImportRowProblem']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ImportUploadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportUpload'] = ResolversParentTypes['ImportUpload']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  format?: Resolver<ResolversTypes['BatchFormat'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type IntegrationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Integration'] = ResolversParentTypes['Integration'], FederationReferenceType extends FederationReferenceTypes['Integration'] = FederationReferenceTypes['Integration']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Integration']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastSyncedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['SyncedRecord']>, ParentType, ContextType, RequireFields<IntegrationRecordArgs, 'externalId' | 'resource'>>;
  records?: Resolver<ResolversTypes['RecordConnection'], ParentType, ContextType, RequireFields<IntegrationRecordsArgs, 'first' | 'includeDeleted' | 'resource'>>;
  status?: Resolver<ResolversTypes['IntegrationStatus'], ParentType, ContextType>;
  syncJobs?: Resolver<ResolversTypes['SyncJobConnection'], ParentType, ContextType, RequireFields<IntegrationSyncJobsArgs, 'first'>>;
  syncSchedule?: Resolver<Maybe<ResolversTypes['SyncSchedule']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  webhook?: Resolver<ResolversTypes['IntegrationWebhook'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IntegrationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IntegrationConnection'] = ResolversParentTypes['IntegrationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['IntegrationEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type IntegrationDeletedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IntegrationDeleted'] = ResolversParentTypes['IntegrationDeleted']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IntegrationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IntegrationEdge'] = ResolversParentTypes['IntegrationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Integration'], ParentType, ContextType>;
};

export type IntegrationNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IntegrationNotFound'] = ResolversParentTypes['IntegrationNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IntegrationNotReadyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IntegrationNotReady'] = ResolversParentTypes['IntegrationNotReady']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IntegrationWebhookResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IntegrationWebhook'] = ResolversParentTypes['IntegrationWebhook']> = {
  pending?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  registered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  registeredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type IntegrationWorksResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IntegrationWorks'] = ResolversParentTypes['IntegrationWorks']> = {
  accountName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvoiceRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceRecord'] = ResolversParentTypes['InvoiceRecord']> = {
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  contactId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  due?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  paid?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['InvoiceRecordStatus']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type KeyRotationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KeyRotation'] = ResolversParentTypes['KeyRotation']> = {
  currentKeyId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rowsOnOldKeys?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LaneResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Lane'] = ResolversParentTypes['Lane']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  backoff?: Resolver<ResolversTypes['LaneBackoff'], ParentType, ContextType>;
  concurrency?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deadLetters?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dueSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['SyncJobPriority'], ParentType, ContextType>;
  running?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  waiting?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LaneBackoffResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LaneBackoff'] = ResolversParentTypes['LaneBackoff']> = {
  doubles?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  ms?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ListRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ListRecord'] = ResolversParentTypes['ListRecord']> = {
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  memberCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LocationRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LocationRecord'] = ResolversParentTypes['LocationRecord']> = {
  active?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['RecordAddress']>, ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['Currency']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  timeZone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['Currency'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cancelSync?: Resolver<ResolversTypes['CancelSyncResult'], ParentType, ContextType, RequireFields<MutationCancelSyncArgs, 'id'>>;
  createIntegration?: Resolver<ResolversTypes['CreateIntegrationResult'], ParentType, ContextType, RequireFields<MutationCreateIntegrationArgs, 'input'>>;
  deleteIntegration?: Resolver<ResolversTypes['DeleteIntegrationResult'], ParentType, ContextType, RequireFields<MutationDeleteIntegrationArgs, 'id'>>;
  removeSyncSchedule?: Resolver<ResolversTypes['RemoveSyncScheduleResult'], ParentType, ContextType, RequireFields<MutationRemoveSyncScheduleArgs, 'integrationId'>>;
  replayWebhookEvent?: Resolver<ResolversTypes['ReplayWebhookEventResult'], ParentType, ContextType, RequireFields<MutationReplayWebhookEventArgs, 'id'>>;
  retrySync?: Resolver<ResolversTypes['RetrySyncResult'], ParentType, ContextType, RequireFields<MutationRetrySyncArgs, 'id'>>;
  setSyncSchedule?: Resolver<ResolversTypes['SetSyncScheduleResult'], ParentType, ContextType, RequireFields<MutationSetSyncScheduleArgs, 'input'>>;
  startBatch?: Resolver<ResolversTypes['StartBatchResult'], ParentType, ContextType, RequireFields<MutationStartBatchArgs, 'input'>>;
  startSync?: Resolver<ResolversTypes['StartSyncResult'], ParentType, ContextType, RequireFields<MutationStartSyncArgs, 'input'>>;
  testIntegration?: Resolver<ResolversTypes['TestIntegrationResult'], ParentType, ContextType, RequireFields<MutationTestIntegrationArgs, 'id'>>;
  updateIntegration?: Resolver<ResolversTypes['UpdateIntegrationResult'], ParentType, ContextType, RequireFields<MutationUpdateIntegrationArgs, 'input'>>;
};

export type OrderRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderRecord'] = ResolversParentTypes['OrderRecord']> = {
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  closedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  contactId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  items?: Resolver<Maybe<Array<ResolversTypes['OrderRecordItem']>>, ParentType, ContextType>;
  locationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['OrderRecordStatus']>, ParentType, ContextType>;
  tax?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderRecordItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderRecordItem'] = ResolversParentTypes['OrderRecordItem']> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  productId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentRecord'] = ResolversParentTypes['PaymentRecord']> = {
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  contactId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  disputed?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  failureCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  failureMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  received?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  refunded?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['PaymentRecordStatus']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PriceRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PriceRecord'] = ResolversParentTypes['PriceRecord']> = {
  active?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interval?: Resolver<Maybe<ResolversTypes['PriceRecordInterval']>, ParentType, ContextType>;
  intervalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  productId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  unitAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PrincipalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Principal'] = ResolversParentTypes['Principal']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PrincipalKind'], ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tenantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ProductRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductRecord'] = ResolversParentTypes['ProductRecord']> = {
  active?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProviderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Provider'] = ResolversParentTypes['Provider'], FederationReferenceType extends FederationReferenceTypes['Provider'] = FederationReferenceTypes['Provider']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Provider']> | FederationReferenceType, FederationReferenceType, ContextType>;
  category?: Resolver<ResolversTypes['ProviderCategory'], ParentType, ContextType>;
  credentialFields?: Resolver<Array<ResolversTypes['ProviderCredentialField']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  resources?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type ProviderCredentialFieldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProviderCredentialField'] = ResolversParentTypes['ProviderCredentialField']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pattern?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ProviderCredentialRefusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProviderCredentialRefused'] = ResolversParentTypes['ProviderCredentialRefused']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProviderUnavailableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProviderUnavailable'] = ResolversParentTypes['ProviderUnavailable']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  auditEvents?: Resolver<ResolversTypes['AuditEventConnection'], ParentType, ContextType, RequireFields<QueryAuditEventsArgs, 'first'>>;
  deadLetters?: Resolver<ResolversTypes['DeadLetterConnection'], ParentType, ContextType, RequireFields<QueryDeadLettersArgs, 'first'>>;
  integration?: Resolver<Maybe<ResolversTypes['Integration']>, ParentType, ContextType, RequireFields<QueryIntegrationArgs, 'id'>>;
  integrations?: Resolver<ResolversTypes['IntegrationConnection'], ParentType, ContextType, RequireFields<QueryIntegrationsArgs, 'first'>>;
  keyRotation?: Resolver<ResolversTypes['KeyRotation'], ParentType, ContextType>;
  lanes?: Resolver<Array<ResolversTypes['Lane']>, ParentType, ContextType>;
  me?: Resolver<ResolversTypes['Principal'], ParentType, ContextType>;
  provider?: Resolver<Maybe<ResolversTypes['Provider']>, ParentType, ContextType, RequireFields<QueryProviderArgs, 'id'>>;
  providers?: Resolver<Array<ResolversTypes['Provider']>, ParentType, ContextType>;
  syncJob?: Resolver<Maybe<ResolversTypes['SyncJob']>, ParentType, ContextType, RequireFields<QuerySyncJobArgs, 'id'>>;
  syncJobs?: Resolver<ResolversTypes['SyncJobConnection'], ParentType, ContextType, RequireFields<QuerySyncJobsArgs, 'first'>>;
  webhookEvents?: Resolver<ResolversTypes['WebhookEventConnection'], ParentType, ContextType, RequireFields<QueryWebhookEventsArgs, 'first'>>;
};

export type RecordAddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordAddress'] = ResolversParentTypes['RecordAddress']> = {
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line1?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RecordConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordConnection'] = ResolversParentTypes['RecordConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RecordEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RecordEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordEdge'] = ResolversParentTypes['RecordEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SyncedRecord'], ParentType, ContextType>;
};

export type RefundRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefundRecord'] = ResolversParentTypes['RefundRecord']> = {
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  paymentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['RefundRecordStatus']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemoveSyncScheduleResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveSyncScheduleResult'] = ResolversParentTypes['RemoveSyncScheduleResult']> = {
  __resolveType: TypeResolveFn<'IntegrationNotFound' | 'SyncScheduleRemoved', ParentType, ContextType>;
};

export type ReplayWebhookEventResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReplayWebhookEventResult'] = ResolversParentTypes['ReplayWebhookEventResult']> = {
  __resolveType: TypeResolveFn<'WebhookEvent' | 'WebhookEventNotFound' | 'WebhookEventStateConflict', ParentType, ContextType>;
};

export type RetrySyncResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetrySyncResult'] = ResolversParentTypes['RetrySyncResult']> = {
  __resolveType: TypeResolveFn<'IntegrationNotFound' | 'IntegrationNotReady' | 'SyncJob' | 'SyncJobNotFound' | 'SyncJobStateConflict' | 'SyncResourcesForbidden', ParentType, ContextType>;
};

export type SetSyncScheduleResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetSyncScheduleResult'] = ResolversParentTypes['SetSyncScheduleResult']> = {
  __resolveType: TypeResolveFn<'HubInvalidInput' | 'IntegrationNotFound' | 'SyncSchedule', ParentType, ContextType>;
};

export type StartBatchResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartBatchResult'] = ResolversParentTypes['StartBatchResult']> = {
  __resolveType: TypeResolveFn<'BatchNotSupported' | 'HubInvalidInput' | 'IntegrationNotFound' | 'IntegrationNotReady' | 'SyncJob', ParentType, ContextType>;
};

export type StartSyncResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartSyncResult'] = ResolversParentTypes['StartSyncResult']> = {
  __resolveType: TypeResolveFn<'HubInvalidInput' | 'IntegrationNotFound' | 'IntegrationNotReady' | 'SyncJob' | 'SyncResourcesForbidden', ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  syncJobUpdated?: SubscriptionResolver<ResolversTypes['SyncJob'], "syncJobUpdated", ParentType, ContextType, RequireFields<SubscriptionSyncJobUpdatedArgs, 'id'>>;
  syncJobsUpdated?: SubscriptionResolver<ResolversTypes['SyncJob'], "syncJobsUpdated", ParentType, ContextType, Partial<SubscriptionSyncJobsUpdatedArgs>>;
};

export type SubscriptionRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubscriptionRecord'] = ResolversParentTypes['SubscriptionRecord']> = {
  cancelAtPeriodEnd?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  canceledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  contactId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  currentPeriodEnd?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  currentPeriodStart?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  items?: Resolver<Maybe<Array<ResolversTypes['SubscriptionRecordItem']>>, ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['SubscriptionRecordStatus']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionRecordItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubscriptionRecordItem'] = ResolversParentTypes['SubscriptionRecordItem']> = {
  priceId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SyncJobResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SyncJob'] = ResolversParentTypes['SyncJob'], FederationReferenceType extends FederationReferenceTypes['SyncJob'] = FederationReferenceTypes['SyncJob']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['SyncJob']> | FederationReferenceType, FederationReferenceType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['SyncJobError']>, ParentType, ContextType>;
  export?: Resolver<Maybe<ResolversTypes['ExportFile']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  importRows?: Resolver<ResolversTypes['ImportRowConnection'], ParentType, ContextType, RequireFields<SyncJobImportRowsArgs, 'first'>>;
  integration?: Resolver<Maybe<ResolversTypes['Integration']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SyncJobKind'], ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['SyncMode'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['SyncJobPriority'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['SyncProgress'], ParentType, ContextType>;
  resources?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SyncJobStatus'], ParentType, ContextType>;
  upload?: Resolver<Maybe<ResolversTypes['ImportUpload']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SyncJobConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SyncJobConnection'] = ResolversParentTypes['SyncJobConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SyncJobEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SyncJobEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SyncJobEdge'] = ResolversParentTypes['SyncJobEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SyncJob'], ParentType, ContextType>;
};

export type SyncJobErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SyncJobError'] = ResolversParentTypes['SyncJobError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SyncJobNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SyncJobNotFound'] = ResolversParentTypes['SyncJobNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SyncJobStateConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SyncJobStateConflict'] = ResolversParentTypes['SyncJobStateConflict']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SyncProgressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SyncProgress'] = ResolversParentTypes['SyncProgress']> = {
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deleted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  perResource?: Resolver<Array<ResolversTypes['SyncResourceProgress']>, ParentType, ContextType>;
  percent?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  processed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SyncResourceProgressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SyncResourceProgress'] = ResolversParentTypes['SyncResourceProgress']> = {
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deleted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  percent?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  processed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SyncResourceState'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SyncResourcesForbiddenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SyncResourcesForbidden'] = ResolversParentTypes['SyncResourcesForbidden']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SyncScheduleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SyncSchedule'] = ResolversParentTypes['SyncSchedule']> = {
  cron?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  every?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['SyncMode'], ParentType, ContextType>;
  nextRunAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  resources?: Resolver<Maybe<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
  timeZone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SyncScheduleRemovedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SyncScheduleRemoved'] = ResolversParentTypes['SyncScheduleRemoved']> = {
  integrationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SyncedRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SyncedRecord'] = ResolversParentTypes['SyncedRecord']> = {
  __resolveType: TypeResolveFn<'AccountRecord' | 'CampaignRecord' | 'CompanyRecord' | 'ContactRecord' | 'InvoiceRecord' | 'ListRecord' | 'LocationRecord' | 'OrderRecord' | 'PaymentRecord' | 'PriceRecord' | 'ProductRecord' | 'RefundRecord' | 'SubscriptionRecord', ParentType, ContextType>;
};

export type TenantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Tenant'] = ResolversParentTypes['Tenant'], FederationReferenceType extends FederationReferenceTypes['Tenant'] = FederationReferenceTypes['Tenant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Tenant']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  integrations?: Resolver<ResolversTypes['IntegrationConnection'], ParentType, ContextType, RequireFields<TenantIntegrationsArgs, 'first'>>;
  syncJobs?: Resolver<ResolversTypes['SyncJobConnection'], ParentType, ContextType, RequireFields<TenantSyncJobsArgs, 'first'>>;
};

export type TestIntegrationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TestIntegrationResult'] = ResolversParentTypes['TestIntegrationResult']> = {
  __resolveType: TypeResolveFn<'IntegrationNotFound' | 'IntegrationWorks' | 'ProviderCredentialRefused' | 'ProviderUnavailable', ParentType, ContextType>;
};

export type UpdateIntegrationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateIntegrationResult'] = ResolversParentTypes['UpdateIntegrationResult']> = {
  __resolveType: TypeResolveFn<'HubInvalidInput' | 'Integration' | 'IntegrationNotFound' | 'ProviderCredentialRefused' | 'ProviderUnavailable', ParentType, ContextType>;
};

export type WebhookEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookEvent'] = ResolversParentTypes['WebhookEvent']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  errorCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errorMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  eventType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  integration?: Resolver<Maybe<ResolversTypes['Integration']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['WebhookEventStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WebhookEventConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookEventConnection'] = ResolversParentTypes['WebhookEventConnection']> = {
  edges?: Resolver<Array<ResolversTypes['WebhookEventEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WebhookEventEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookEventEdge'] = ResolversParentTypes['WebhookEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WebhookEvent'], ParentType, ContextType>;
};

export type WebhookEventNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookEventNotFound'] = ResolversParentTypes['WebhookEventNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WebhookEventStateConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookEventStateConflict'] = ResolversParentTypes['WebhookEventStateConflict']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AccountRecord?: AccountRecordResolvers<ContextType>;
  AuditEvent?: AuditEventResolvers<ContextType>;
  AuditEventConnection?: AuditEventConnectionResolvers<ContextType>;
  AuditEventEdge?: AuditEventEdgeResolvers<ContextType>;
  BatchNotSupported?: BatchNotSupportedResolvers<ContextType>;
  CampaignRecord?: CampaignRecordResolvers<ContextType>;
  CancelSyncResult?: CancelSyncResultResolvers<ContextType>;
  CompanyRecord?: CompanyRecordResolvers<ContextType>;
  ContactRecord?: ContactRecordResolvers<ContextType>;
  CreateIntegrationResult?: CreateIntegrationResultResolvers<ContextType>;
  Currency?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DeadLetter?: DeadLetterResolvers<ContextType>;
  DeadLetterConnection?: DeadLetterConnectionResolvers<ContextType>;
  DeadLetterEdge?: DeadLetterEdgeResolvers<ContextType>;
  Decimal?: GraphQLScalarType;
  DeleteIntegrationResult?: DeleteIntegrationResultResolvers<ContextType>;
  EmailAddress?: GraphQLScalarType;
  ExportFile?: ExportFileResolvers<ContextType>;
  HubInvalidInput?: HubInvalidInputResolvers<ContextType>;
  HubProblem?: HubProblemResolvers<ContextType>;
  ImportRow?: ImportRowResolvers<ContextType>;
  ImportRowConnection?: ImportRowConnectionResolvers<ContextType>;
  ImportRowEdge?: ImportRowEdgeResolvers<ContextType>;
  ImportRowProblem?: ImportRowProblemResolvers<ContextType>;
  ImportUpload?: ImportUploadResolvers<ContextType>;
  Integration?: IntegrationResolvers<ContextType>;
  IntegrationConnection?: IntegrationConnectionResolvers<ContextType>;
  IntegrationDeleted?: IntegrationDeletedResolvers<ContextType>;
  IntegrationEdge?: IntegrationEdgeResolvers<ContextType>;
  IntegrationNotFound?: IntegrationNotFoundResolvers<ContextType>;
  IntegrationNotReady?: IntegrationNotReadyResolvers<ContextType>;
  IntegrationWebhook?: IntegrationWebhookResolvers<ContextType>;
  IntegrationWorks?: IntegrationWorksResolvers<ContextType>;
  InvoiceRecord?: InvoiceRecordResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  KeyRotation?: KeyRotationResolvers<ContextType>;
  Lane?: LaneResolvers<ContextType>;
  LaneBackoff?: LaneBackoffResolvers<ContextType>;
  ListRecord?: ListRecordResolvers<ContextType>;
  LocationRecord?: LocationRecordResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OrderRecord?: OrderRecordResolvers<ContextType>;
  OrderRecordItem?: OrderRecordItemResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PaymentRecord?: PaymentRecordResolvers<ContextType>;
  PriceRecord?: PriceRecordResolvers<ContextType>;
  Principal?: PrincipalResolvers<ContextType>;
  ProductRecord?: ProductRecordResolvers<ContextType>;
  Provider?: ProviderResolvers<ContextType>;
  ProviderCredentialField?: ProviderCredentialFieldResolvers<ContextType>;
  ProviderCredentialRefused?: ProviderCredentialRefusedResolvers<ContextType>;
  ProviderUnavailable?: ProviderUnavailableResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordAddress?: RecordAddressResolvers<ContextType>;
  RecordConnection?: RecordConnectionResolvers<ContextType>;
  RecordEdge?: RecordEdgeResolvers<ContextType>;
  RefundRecord?: RefundRecordResolvers<ContextType>;
  RemoveSyncScheduleResult?: RemoveSyncScheduleResultResolvers<ContextType>;
  ReplayWebhookEventResult?: ReplayWebhookEventResultResolvers<ContextType>;
  RetrySyncResult?: RetrySyncResultResolvers<ContextType>;
  SetSyncScheduleResult?: SetSyncScheduleResultResolvers<ContextType>;
  StartBatchResult?: StartBatchResultResolvers<ContextType>;
  StartSyncResult?: StartSyncResultResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  SubscriptionRecord?: SubscriptionRecordResolvers<ContextType>;
  SubscriptionRecordItem?: SubscriptionRecordItemResolvers<ContextType>;
  SyncJob?: SyncJobResolvers<ContextType>;
  SyncJobConnection?: SyncJobConnectionResolvers<ContextType>;
  SyncJobEdge?: SyncJobEdgeResolvers<ContextType>;
  SyncJobError?: SyncJobErrorResolvers<ContextType>;
  SyncJobNotFound?: SyncJobNotFoundResolvers<ContextType>;
  SyncJobStateConflict?: SyncJobStateConflictResolvers<ContextType>;
  SyncProgress?: SyncProgressResolvers<ContextType>;
  SyncResourceProgress?: SyncResourceProgressResolvers<ContextType>;
  SyncResourcesForbidden?: SyncResourcesForbiddenResolvers<ContextType>;
  SyncSchedule?: SyncScheduleResolvers<ContextType>;
  SyncScheduleRemoved?: SyncScheduleRemovedResolvers<ContextType>;
  SyncedRecord?: SyncedRecordResolvers<ContextType>;
  Tenant?: TenantResolvers<ContextType>;
  TestIntegrationResult?: TestIntegrationResultResolvers<ContextType>;
  UpdateIntegrationResult?: UpdateIntegrationResultResolvers<ContextType>;
  WebhookEvent?: WebhookEventResolvers<ContextType>;
  WebhookEventConnection?: WebhookEventConnectionResolvers<ContextType>;
  WebhookEventEdge?: WebhookEventEdgeResolvers<ContextType>;
  WebhookEventNotFound?: WebhookEventNotFoundResolvers<ContextType>;
  WebhookEventStateConflict?: WebhookEventStateConflictResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  attempt?: AttemptDirectiveResolver<any, any, ContextType>;
  public?: PublicDirectiveResolver<any, any, ContextType>;
};
