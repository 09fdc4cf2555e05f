import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { IntegrationView } from '../integrations/reads.ts';
import type { Funder as FunderContract } from '../funders/funder.ts';
import type { QuoteView, QuoteRequestView, AnswerView as QuoteAnswerView } from '../quotes/reads.ts';
import type { ProposalView } from '../quotes/proposals/reads.ts';
import type { CatalogueEntry } from '../providers/registry.ts';
import type { ConnectedAccountView } from '../connections/reads.ts';
import type { RecordView } from '../syncs/records.ts';
import type { AuditEventView } from '../audit/audit.ts';
import type { ClientView as OAuthClientView } from '../oauth/client-reads.ts';
import type { LaneStanding } from '../lanes/lanes.ts';
import type { DeadLetterView } from '../lanes/dead-letters.ts';
import type { SyncJobView } from '../syncs/reads.ts';
import type { BatchRowView } from '../syncs/batches/reads.ts';
import type { ScheduleView } from '../syncs/schedules.ts';
import type { EndpointView } from '../notifications/endpoint-reads.ts';
import type { DeliveryView } from '../notifications/delivery-reads.ts';
import type { WebhookEventView } from '../webhooks/webhooks.ts';
import type { UserView } from '../identity/reads.ts';
import type { RoleView } from '../identity/shipped-roles.ts';
import type { ProfileView } from '../identity/profile.ts';
import type { SessionView } from '../identity/sessions.ts';
import type { Tokens } from '../identity/establish-session.ts';
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

/** What accepts an invitation. */
export type AcceptInvitationInput = {
  /** What they call themselves; kept only where the account has no name yet. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** A new password of at least 12 characters; of somebody who has an account already, its password. */
  password: Scalars['String']['input'];
  /** The secret in the link, behind `#token=`. */
  token: Scalars['String']['input'];
};

/** What came of `acceptInvitation`. */
export type AcceptInvitationResult = HubInvalidInput | InvalidCredentials | InvalidLink | SecondFactorRequired | SignedIn | TooManyAttempts;

/** What accepts an invitation with an account elsewhere. */
export type AcceptInvitationWithAccountInput = {
  /** Behind `#code=`: good once, for a minute. */
  code: Scalars['String']['input'];
  /** The secret that the `code_challenge` was made of. */
  codeVerifier: Scalars['String']['input'];
  /** What they call themselves; kept only where the account has no name yet. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** The secret in the mailed link, behind `#token=`. */
  token: Scalars['String']['input'];
};

/** What came of `acceptInvitationWithAccount`. */
export type AcceptInvitationWithAccountResult = AccountNotLinked | HubInvalidInput | InvalidExternalSignIn | InvalidLink | LinkedAccountConflict | SecondFactorRequired | SignedIn | TooManyAttempts;

/** Nobody here has linked this account. */
export type AccountNotLinked = HubProblem & {
  __typename?: 'AccountNotLinked';
  /** `ACCOUNT_NOT_LINKED` */
  code: Scalars['String']['output'];
  /** What to do. */
  message: Scalars['String']['output'];
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

/** Nobody can sign in with the account any more. */
export type AccountUnlinked = {
  __typename?: 'AccountUnlinked';
  /** The id it had. */
  id: Scalars['ID']['output'];
};

/** A postal address; each line has at most 100 characters. */
export type ApplicantAddressInput = {
  /** Town or city. */
  city: Scalars['String']['input'];
  /** ISO 3166-1 country code in capitals (`GB`). */
  country: Scalars['String']['input'];
  /** House and street. */
  line1: Scalars['String']['input'];
  /** What does not fit there. */
  line2?: InputMaybe<Scalars['String']['input']>;
  /** Postal code. */
  postalCode: Scalars['String']['input'];
};

/** What a funder needs to know to decide. */
export type ApplicantInput = {
  /** Where they live or have their seat. */
  address: ApplicantAddressInput;
  /** Of a business: its number at the register of companies. */
  companyNumber?: InputMaybe<Scalars['String']['input']>;
  /** Of an individual, as `YYYY-MM-DD`. */
  dateOfBirth?: InputMaybe<Scalars['String']['input']>;
  /** A phone number. */
  phone: Scalars['String']['input'];
};

/** Whether an asset had an owner before. */
export type AssetCondition =
  /** Nobody had it. */
  | 'NEW'
  /** Somebody had it. */
  | 'USED';

/** What came of `assignRole`. */
export type AssignRoleResult = GrantForbidden | RoleNotFound | User | UserNotFound;

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

/** Codes for when the application is lost. Each is good once; they are never shown again. */
export type BackupCodes = {
  __typename?: 'BackupCodes';
  /** The codes. */
  codes: Array<Scalars['String']['output']>;
};

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

/** What to quote for, and whom to ask. */
export type CalculateQuotesInput = {
  /** Miles in a year; needed for `CONTRACT_HIRE` and `PERSONAL_CONTRACT_PURCHASE`. */
  annualMileage?: InputMaybe<Scalars['Int']['input']>;
  /** What is financed. */
  asset: QuoteAssetInput;
  /** What is left to pay at the end; of contract hire the residual value, which the customer does not pay. */
  balloon?: InputMaybe<Scalars['Decimal']['input']>;
  /** The currency of all amounts; one of two decimals, as funders deal in. */
  currency: Scalars['Currency']['input'];
  /** Who wants it. */
  customer: QuoteCustomerInput;
  /** When to answer at the latest, in milliseconds from now: 500 to 60000. Portals that are operated by a browser need seconds. */
  deadlineMs?: InputMaybe<Scalars['Int']['input']>;
  /** What the customer pays at the start. */
  deposit?: InputMaybe<Scalars['Decimal']['input']>;
  /**
   * What you charge the customer within the deal, at most 10: each funder is asked to include it beside its own fees, and it
   * counts in all figures of the quote. A funder that does not do so gives no quote.
   */
  fees?: InputMaybe<Array<QuoteFeeInput>>;
  /** How often is paid. */
  frequency?: InputMaybe<PaymentFrequency>;
  /** Whom to ask, at most 20. Left out: all that are enabled and offer the product. */
  funderIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Your own name for this request, 8 to 128 printable characters: repeating it is asking once. */
  idempotencyKey: Scalars['String']['input'];
  /** The kind of finance. */
  product: FinanceProduct;
  /**
   * A former request that this one renews: a funder's new quote takes the place of its former one, which can no longer become
   * a proposal.
   */
  renews?: InputMaybe<Scalars['ID']['input']>;
  /** How long it runs, 1 to 120 months, in whole periods between two payments. */
  termMonths: Scalars['Int']['input'];
  /** Whether a period is paid for at its beginning or its end. */
  timing?: InputMaybe<PaymentTiming>;
};

/** What came of `calculateQuotes`. */
export type CalculateQuotesResult = FunderNotEnabled | HubInvalidInput | QuoteKeyReused | QuoteRequest | QuoteRequestNotFound;

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

/** What replaces a password. */
export type ChangePasswordInput = {
  /** The present one. */
  currentPassword: Scalars['String']['input'];
  /** The next, of at least 12 characters. */
  newPassword: Scalars['String']['input'];
};

/** What came of `changePassword`. */
export type ChangePasswordResult = HubInvalidInput | InvalidCredentials | PasswordChanged | TooManyAttempts;

/** What came of `chooseTenant`. */
export type ChooseTenantResult = NotAMember | TenantChosen;

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

/** What came of `confirmTotpEnrolment`. */
export type ConfirmTotpEnrolmentResult = InvalidCode | MfaEnabled | MfaStateConflict | TooManyAttempts;

/** What to connect. */
export type ConnectAccountInput = {
  /** The provider's id (`github`). */
  providerId: Scalars['ID']['input'];
  /** What its owner is asked to allow, in the provider's own words. Left out: the provider's usual scopes. */
  scopes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Whose account it is: the `sub` of the owner's tokens. Left out: the caller's own. */
  subject?: InputMaybe<Scalars['String']['input']>;
};

/** What came of `connectAccount`. */
export type ConnectAccountResult = ConnectSession | ConnectionSubjectForbidden | HubInvalidInput | ProviderUnavailable | TokenVaultRefused;

/** A link for the owner of an account. It is shown once: the hub does not keep it. */
export type ConnectSession = {
  __typename?: 'ConnectSession';
  /** The same without a page in between: leads to the provider at once. */
  authorizationUrl: Scalars['String']['output'];
  /** The page to open in the owner's browser. */
  connectLink: Scalars['String']['output'];
  /** What is being connected. */
  connectedAccount: ConnectedAccount;
  /** When the link ends. */
  expiresAt: Scalars['DateTime']['output'];
  /** For front ends that embed the token vault's own component. It can log in for this account, and nothing else. */
  sessionToken: Scalars['String']['output'];
};

/** Somebody's account at a provider, connected by a login. Its tokens are in the token vault only. */
export type ConnectedAccount = {
  __typename?: 'ConnectedAccount';
  /** What its owner was asked to allow, and has allowed once it is active. */
  authorizedScopes: Array<Scalars['String']['output']>;
  /** When it last became active; null before the first time. */
  connectedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked for. */
  createdAt: Scalars['DateTime']['output'];
  /** The account's name at the provider; null while it is not known. */
  displayName?: Maybe<Scalars['String']['output']>;
  /** Opaque id; client applications are told it as `connectionId`. */
  id: Scalars['ID']['output'];
  /** What calls for it need beside the token, such as the number of a QuickBooks company. */
  metadata: Scalars['JSON']['output'];
  /** Why it does not work; null when nothing is wrong. */
  problem?: Maybe<ConnectionProblem>;
  /** Where the account is. */
  provider: Provider;
  /** The account's id at the provider; null while it is not known. */
  providerAccountId?: Maybe<Scalars['String']['output']>;
  /** Whether it can be used. */
  status: ConnectedAccountStatus;
  /** Whose it is: the `sub` of the owner's tokens. */
  subject: Scalars['String']['output'];
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
};

/** A page of connected accounts. */
export type ConnectedAccountConnection = {
  __typename?: 'ConnectedAccountConnection';
  /** The accounts of this page with their cursors. */
  edges: Array<ConnectedAccountEdge>;
  /** Where this page stands in the whole. */
  pageInfo: PageInfo;
};

/** A connected account in a page. */
export type ConnectedAccountEdge = {
  __typename?: 'ConnectedAccountEdge';
  /** Opaque place in the list. */
  cursor: Scalars['String']['output'];
  /** The connected account. */
  node: ConnectedAccount;
};

/** Narrows a list of connected accounts; all given conditions must hold. */
export type ConnectedAccountFilter = {
  /** Only at this provider. */
  providerId?: InputMaybe<Scalars['ID']['input']>;
  /** Only in this status. */
  status?: InputMaybe<ConnectedAccountStatus>;
  /** Only of this subject. */
  subject?: InputMaybe<Scalars['String']['input']>;
};

/** The tenant has no such connected account. */
export type ConnectedAccountNotFound = HubProblem & {
  __typename?: 'ConnectedAccountNotFound';
  /** `CONNECTED_ACCOUNT_NOT_FOUND` */
  code: Scalars['String']['output'];
  /** Which id was asked for. */
  message: Scalars['String']['output'];
};

/** The connected account is not in a state that allows it. */
export type ConnectedAccountStateConflict = HubProblem & {
  __typename?: 'ConnectedAccountStateConflict';
  /** `CONNECTED_ACCOUNT_STATE_CONFLICT` */
  code: Scalars['String']['output'];
  /** What is in the way. */
  message: Scalars['String']['output'];
};

/** Whether a connected account can be used. */
export type ConnectedAccountStatus =
  /** It works. */
  | 'ACTIVE'
  /** The login was refused, given up, or not finished in time: `reconnectAccount` makes a new link. */
  | 'FAILED'
  /**
   * The provider no longer accepts it: its owner must log in again with `reconnectAccount`. Or, with the problem
   * `CONNECTION_NOT_FOUND`, the token vault does not know it: it becomes `REVOKED` when that lasts a day.
   */
  | 'NEEDS_REAUTH'
  /** Its owner has a link and has not finished the login. */
  | 'PENDING'
  /** It was disconnected, for good. */
  | 'REVOKED';

/** Why a connected account does not work. */
export type ConnectionProblem = {
  __typename?: 'ConnectionProblem';
  /** Stable name of the failure, for programs. */
  code: Scalars['String']['output'];
  /** What happened, for people. */
  message: Scalars['String']['output'];
};

/** The account belongs to another subject, and the caller lacks the scope `admin`. */
export type ConnectionSubjectForbidden = HubProblem & {
  __typename?: 'ConnectionSubjectForbidden';
  /** `CONNECTION_SUBJECT_FORBIDDEN` */
  code: Scalars['String']['output'];
  /** What would be needed. */
  message: Scalars['String']['output'];
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
  /**
   * An active connected account at the provider, instead of a credential: every call then goes through the token vault, and no
   * token comes to the hub. The caller's own, unless the caller has the scope `admin`.
   */
  connectionId?: InputMaybe<Scalars['ID']['input']>;
  /** The values of the provider's `credentialFields`. Left out where `connectionId` is given. */
  credential?: InputMaybe<Array<CredentialValueInput>>;
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
export type CreateIntegrationResult = ConnectionSubjectForbidden | HubInvalidInput | Integration | ProviderCredentialRefused | ProviderUnavailable;

/** A new endpoint. */
export type CreateNotificationEndpointInput = {
  /** Only events about these ids (integrations, connections, quote requests …); about everything when left out or empty. */
  about?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** What it is for, at most 500 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** The event types to be told of, or `noun.*`; every type when left out or empty. */
  eventTypes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Where to post to: https, without a user name, at a public address. */
  url: Scalars['String']['input'];
};

/** What came of `createNotificationEndpoint`. */
export type CreateNotificationEndpointResult = HubInvalidInput | NotificationEndpointLimitReached | NotificationEndpointWithSecret;

/** What a new OAuth client is to be. */
export type CreateOAuthClientInput = {
  /** Name for people, 1 to 200 characters. */
  name: Scalars['String']['input'];
  /** All it may ever ask for: scopes that you have yourself. */
  scopes: Array<Scalars['String']['input']>;
};

/** What came of `createOAuthClient`. */
export type CreateOAuthClientResult = HubInvalidInput | OAuthClientWithSecret | OAuthScopesForbidden;

/** What a registration token is good for. */
export type CreateOAuthRegistrationTokenInput = {
  /** Seconds after which it ends, at most 2592000; a day when left out. */
  expiresIn?: InputMaybe<Scalars['Int']['input']>;
  /** The most a client that is registered with it may have: scopes that you have yourself. */
  scopes: Array<Scalars['String']['input']>;
  /** How many clients may be registered with it, 1 to 100; one when left out. */
  uses?: InputMaybe<Scalars['Int']['input']>;
};

/** What came of `createOAuthRegistrationToken`. */
export type CreateOAuthRegistrationTokenResult = HubInvalidInput | OAuthRegistrationToken | OAuthScopesForbidden;

/** A new role. */
export type CreateRoleInput = {
  /** What it is for. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** What it is called: unlike every other role of the tenant. */
  name: Scalars['String']['input'];
  /** What it allows. `x:*` stands for every action of `x`. */
  scopes: Array<Scalars['String']['input']>;
};

/** What came of `createRole`. */
export type CreateRoleResult = GrantForbidden | HubInvalidInput | RoleStateConflict | UserRole;

/** One value of a credential. */
export type CredentialValueInput = {
  /** The name of the provider's credential field. */
  name: Scalars['String']['input'];
  /** The value. Never shown again. */
  value: Scalars['String']['input'];
};

/** What kind of customer. */
export type CustomerKind =
  /** A company. */
  | 'BUSINESS'
  /** A person, also one in business alone. */
  | 'INDIVIDUAL';

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

/** What came of `deleteNotificationEndpoint`. */
export type DeleteNotificationEndpointResult = NotificationEndpointDeleted | NotificationEndpointManaged | NotificationEndpointNotFound;

/** What came of `deleteRole`. */
export type DeleteRoleResult = RoleDeleted | RoleNotFound | RoleStateConflict;

/** What came of `disableMfa`. */
export type DisableMfaResult = MfaDisabled | MfaStateConflict;

/** What came of `disableUser`. */
export type DisableUserResult = GrantForbidden | User | UserNotFound | UserStateConflict;

/** What came of `disconnectAccount`. */
export type DisconnectAccountResult = ConnectedAccount | ConnectedAccountNotFound | ConnectionSubjectForbidden | ProviderUnavailable | TokenVaultRefused;

/** What came of `enableUser`. */
export type EnableUserResult = GrantForbidden | User | UserNotFound | UserStateConflict;

/** What came of `endSession`. */
export type EndSessionResult = SessionEnded | SessionNotFound;

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

/** A kind of asset finance. */
export type FinanceProduct =
  /** Rented for a time with an agreed mileage, then given back. */
  | 'CONTRACT_HIRE'
  /** Rented for its useful life; the funder stays the owner. */
  | 'FINANCE_LEASE'
  /** Bought in instalments; the customer owns it after the last one. */
  | 'HIRE_PURCHASE'
  /** Instalments with a large optional last payment, for individuals. */
  | 'PERSONAL_CONTRACT_PURCHASE';

/** A lender that quotes for asset finance. Ids are short words (`aurora`). */
export type Funder = {
  __typename?: 'Funder';
  /** How the hub talks to it. Browsers are slower than the others: give them seconds. */
  channel: FunderChannel;
  /** The form in which a credential is entered: build your input from it. */
  credentialFields: Array<FunderCredentialField>;
  /** Whether this tenant's requests for quotes may ask it. */
  enabled: Scalars['Boolean']['output'];
  /** How asking it has gone for this tenant in the last hour. */
  health: FunderHealth;
  /** Short word that never changes (`aurora`). */
  id: Scalars['ID']['output'];
  /** Name for people. */
  name: Scalars['String']['output'];
  /** What it offers. */
  products: Array<FinanceProduct>;
  /** What it quoted to this tenant, newest first. */
  quotes: QuoteConnection;
  /** What this tenant has set up. */
  status: FunderStatus;
};


/** A lender that quotes for asset finance. Ids are short words (`aurora`). */
export type FunderQuotesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Whether a funder that failed is asked. */
export type FunderBreaker =
  /** It is asked. */
  | 'CLOSED'
  /** The next question finds out whether it answers again. */
  | 'HALF_OPEN'
  /** It failed several times in a row: it is left alone for half a minute, and every question fails at once. */
  | 'OPEN';

/** How the hub talks to a funder. */
export type FunderChannel =
  /** A portal for people, operated by an automated browser. */
  | 'BROWSER'
  /** HTTP with JSON. */
  | 'REST'
  /** Web service with XML envelopes. */
  | 'SOAP';

/** One field of a funder's credential. */
export type FunderCredentialField = {
  __typename?: 'FunderCredentialField';
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

/** How asking a funder has gone for one tenant in the last hour. Told a second late at most. */
export type FunderHealth = {
  __typename?: 'FunderHealth';
  /** Those that were answered; to decline is an answer. */
  answered: Scalars['Int']['output'];
  /** Questions asked: quotes, proposals, statuses. */
  asked: Scalars['Int']['output'];
  /** Whether the funder is asked at all. */
  breaker: FunderBreaker;
  /** Until when it is left alone; null when it is asked. */
  breakerUntil?: Maybe<Scalars['DateTime']['output']>;
  /** Code of the last failure (`FUNDER_TIMED_OUT`); null when there was none. */
  lastFailure?: Maybe<Scalars['String']['output']>;
  /** When that was. */
  lastFailureAt?: Maybe<Scalars['DateTime']['output']>;
  /** The longest of them, in milliseconds. */
  maxLatencyMs?: Maybe<Scalars['Int']['output']>;
  /** From question to answer or failure, in milliseconds; null when nothing was asked. */
  meanLatencyMs?: Maybe<Scalars['Int']['output']>;
  /** Answered per asked, 0 to 1; null when nothing was asked. */
  successRate?: Maybe<Scalars['Float']['output']>;
};

/** The tenant does not deal with this funder, or with none that offers the product: see `updateFunder`. */
export type FunderNotEnabled = HubProblem & {
  __typename?: 'FunderNotEnabled';
  /** `FUNDER_NOT_ENABLED` */
  code: Scalars['String']['output'];
  /** Which one. */
  message: Scalars['String']['output'];
};

/** There is no such funder. */
export type FunderNotFound = HubProblem & {
  __typename?: 'FunderNotFound';
  /** `FUNDER_NOT_FOUND` */
  code: Scalars['String']['output'];
  /** Which id was asked for. */
  message: Scalars['String']['output'];
};

/** The tenant has entered no credential for this funder. */
export type FunderNotSetUp = HubProblem & {
  __typename?: 'FunderNotSetUp';
  /** `FUNDER_NOT_SET_UP` */
  code: Scalars['String']['output'];
  /** What to do first. */
  message: Scalars['String']['output'];
};

/** What a tenant has set up at a funder. */
export type FunderStatus =
  /** The funder refused the credential when it was last asked: enter a new one with `updateFunder`. */
  | 'CREDENTIAL_REFUSED'
  /** Switched off by people. */
  | 'DISABLED'
  /** It is asked. */
  | 'ENABLED'
  /** No credential was entered. */
  | 'NOT_SET_UP';

/** Which quote becomes a proposal, and who applies: the customer that the quote was asked for. */
export type GenerateProposalInput = {
  /** What the funder needs to know of the customer beyond name and address. It is stored sealed. */
  applicant: ApplicantInput;
  /** Your own name for this proposal, 8 to 128 printable characters: repeating it is proposing once. */
  idempotencyKey: Scalars['String']['input'];
  /** The quote's id. */
  quoteId: Scalars['ID']['input'];
};

/** What came of `generateProposal`. */
export type GenerateProposalResult = HubInvalidInput | Proposal | ProposalKeyReused | QuoteAlreadyProposed | QuoteExpired | QuoteNotFound | QuoteSuperseded;

/** Somebody would be given, or is to be kept from, what the caller may not do. */
export type GrantForbidden = HubProblem & {
  __typename?: 'GrantForbidden';
  /** `GRANT_FORBIDDEN` */
  code: Scalars['String']['output'];
  /** Which scope is missing. */
  message: Scalars['String']['output'];
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
  /** The connected account whose access it uses; null where it has a credential of its own. */
  connectedAccount?: Maybe<ConnectedAccount>;
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

/** The challenge is unknown, has expired, or was tried too often: sign in again. */
export type InvalidChallenge = HubProblem & {
  __typename?: 'InvalidChallenge';
  /** `INVALID_CHALLENGE` */
  code: Scalars['String']['output'];
  /** The same for every reason. */
  message: Scalars['String']['output'];
};

/** The code is wrong or was used before; which of them is not told. */
export type InvalidCode = HubProblem & {
  __typename?: 'InvalidCode';
  /** `INVALID_CODE` */
  code: Scalars['String']['output'];
  /** The same for every reason. */
  message: Scalars['String']['output'];
};

/** The e-mail address or the password is wrong; which of them is not told. */
export type InvalidCredentials = HubProblem & {
  __typename?: 'InvalidCredentials';
  /** `INVALID_CREDENTIALS` */
  code: Scalars['String']['output'];
  /** The same for everybody. */
  message: Scalars['String']['output'];
};

/** The code is unknown, was used, has expired, or belongs to another page: begin again. */
export type InvalidExternalSignIn = HubProblem & {
  __typename?: 'InvalidExternalSignIn';
  /** `INVALID_EXTERNAL_SIGN_IN` */
  code: Scalars['String']['output'];
  /** The same for every reason. */
  message: Scalars['String']['output'];
};

/** The link is unknown, was used, or has expired. */
export type InvalidLink = HubProblem & {
  __typename?: 'InvalidLink';
  /** `INVALID_LINK` */
  code: Scalars['String']['output'];
  /** The same for every reason. */
  message: Scalars['String']['output'];
};

/** The refresh token is unknown, was used, has expired, or its session is over: sign in again. */
export type InvalidRefreshToken = HubProblem & {
  __typename?: 'InvalidRefreshToken';
  /** `INVALID_REFRESH_TOKEN` */
  code: Scalars['String']['output'];
  /** The same for every reason. */
  message: Scalars['String']['output'];
};

/** Who is invited, and as what. */
export type InviteUserInput = {
  /** Where the invitation is mailed to. */
  email: Scalars['EmailAddress']['input'];
  /** The roles they will have. */
  roleIds: Array<Scalars['ID']['input']>;
};

/** What came of `inviteUser`. */
export type InviteUserResult = GrantForbidden | HubInvalidInput | RoleNotFound | User | UserStateConflict;

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

/** What links an account elsewhere. */
export type LinkAccountInput = {
  /** Behind `#code=`: good once, for a minute. */
  code: Scalars['String']['input'];
  /** The secret that the `code_challenge` was made of. */
  codeVerifier: Scalars['String']['input'];
};

/** What came of `linkAccount`. */
export type LinkAccountResult = InvalidExternalSignIn | LinkedAccount | LinkedAccountConflict;

/** An account elsewhere that a person can sign in with. */
export type LinkedAccount = {
  __typename?: 'LinkedAccount';
  /** When it was linked. */
  createdAt: Scalars['DateTime']['output'];
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** The issuer it is at: one of `signInIssuers`. */
  issuerId: Scalars['ID']['output'];
  /** When somebody last signed in with it; null where nobody has. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What the issuer calls it, for people; null where it says nothing. */
  name?: Maybe<Scalars['String']['output']>;
};

/** The account is linked already, there are too many, or it is the last way to sign in. */
export type LinkedAccountConflict = HubProblem & {
  __typename?: 'LinkedAccountConflict';
  /** `LINKED_ACCOUNT_CONFLICT` */
  code: Scalars['String']['output'];
  /** What is in the way. */
  message: Scalars['String']['output'];
};

/** The caller has no such linked account. */
export type LinkedAccountNotFound = HubProblem & {
  __typename?: 'LinkedAccountNotFound';
  /** `LINKED_ACCOUNT_NOT_FOUND` */
  code: Scalars['String']['output'];
  /** Which id was asked for. */
  message: Scalars['String']['output'];
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

/** The second factor is off. */
export type MfaDisabled = {
  __typename?: 'MfaDisabled';
  /** The session's next access token; those before are refused. */
  accessToken: Scalars['String']['output'];
  /** When it ends. */
  accessTokenExpiresAt: Scalars['DateTime']['output'];
};

/** The second factor is on. */
export type MfaEnabled = {
  __typename?: 'MfaEnabled';
  /** The session's next access token. */
  accessToken: Scalars['String']['output'];
  /** When it ends. */
  accessTokenExpiresAt: Scalars['DateTime']['output'];
  /** For when the application is lost: each is good once. They are never shown again. */
  backupCodes: Array<Scalars['String']['output']>;
};

/** The second factor is on already, or not on. */
export type MfaStateConflict = HubProblem & {
  __typename?: 'MfaStateConflict';
  /** `MFA_STATE_CONFLICT` */
  code: Scalars['String']['output'];
  /** What is in the way. */
  message: Scalars['String']['output'];
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
  /** Accepts an invitation with the secret of its link, and signs in. */
  acceptInvitation: AcceptInvitationResult;
  /**
   * Accepts an invitation with the secret of its link and an account elsewhere, and signs in. Somebody new signs in with that
   * account from then on, and has no password; of somebody who has an account here already it must be linked with it.
   */
  acceptInvitationWithAccount: AcceptInvitationWithAccountResult;
  /**
   * Gives a role, which must not allow more than the caller may. It counts from their next token on. A person needs a sign-in
   * within the last five minutes.
   */
  assignRole: AssignRoleResult;
  /**
   * Asks several funders at once and answers by the deadline with what is there: the quotes, the cheapest first, and an outcome
   * for each funder. Funders that answer later follow in `quoteRequestUpdated`. The same idempotency key with the same input
   * answers with the same request and asks nobody again.
   */
  calculateQuotes: CalculateQuotesResult;
  /** Asks a job to end. A queued job ends at once, a running one within seconds; what it has stored stays. */
  cancelSync: CancelSyncResult;
  /** Replaces the caller's password, and signs out everywhere else. */
  changePassword: ChangePasswordResult;
  /** Goes on in another tenant: a token for it, in the same session. */
  chooseTenant: ChooseTenantResult;
  /** Puts the second factor on with the first code of the application. The session goes on with two factors; all others end. */
  confirmTotpEnrolment: ConfirmTotpEnrolmentResult;
  /**
   * Begins to connect an account: show its owner the `connectLink`, and follow `connectedAccountUpdated` to learn what comes of
   * it. The login is at the provider, and its tokens stay in the token vault. Callers connect accounts of their own; for another
   * subject the scope `admin` is needed as well.
   */
  connectAccount: ConnectAccountResult;
  /**
   * Connects an account at a provider, by a credential or by a connected account. It is tried at the provider; a credential is then
   * stored sealed and never shown again.
   */
  createIntegration: CreateIntegrationResult;
  /** Has a client application told of events by signed HTTP requests (https://www.standardwebhooks.com). */
  createNotificationEndpoint: CreateNotificationEndpointResult;
  /**
   * Makes a client for a back end, which gets tokens for itself (`client_credentials` at `/oauth/token`). It may have only
   * scopes that you have yourself. A person needs a second factor and a fresh sign-in: the client outlives their session.
   */
  createOAuthClient: CreateOAuthClientResult;
  /**
   * Makes a token with which somebody can register clients at `/oauth/register` (RFC 7591) by themselves: for this tenant only,
   * and within the scopes named here. A person needs a second factor and a fresh sign-in.
   */
  createOAuthRegistrationToken: CreateOAuthRegistrationTokenResult;
  /** Makes a role of the tenant's own. It must not allow more than the caller may. */
  createRole: CreateRoleResult;
  /**
   * Deletes an integration: its credential is gone at once, its records soon after. Cannot be undone. A webhook that the hub has
   * registered is removed at the provider first; where that fails the deletion goes on, and the audit names what is left there.
   */
  deleteIntegration: DeleteIntegrationResult;
  /** Removes an endpoint with its deliveries. */
  deleteNotificationEndpoint: DeleteNotificationEndpointResult;
  /** Removes a role of the tenant's own that nobody has. */
  deleteRole: DeleteRoleResult;
  /**
   * Takes the second factor off. Needs both factors, shown within the last five minutes (`stepUp`). The session goes on with the
   * new access token; all others end.
   */
  disableMfa: DisableMfaResult;
  /** Keeps somebody out of this tenant, from within seconds on. Their account elsewhere stays as it is. */
  disableUser: DisableUserResult;
  /**
   * Removes a connection and its tokens from the token vault, then marks it as revoked, for good. Integrations that use it need
   * another credential. Again: nothing happens.
   */
  disconnectAccount: DisconnectAccountResult;
  /** Lets somebody back in, with the roles they had. A person needs a sign-in within the last five minutes. */
  enableUser: EnableUserResult;
  /** Ends one of the caller's sessions: signs out on one device. */
  endSession: EndSessionResult;
  /** Ends the caller's sessions: signs out everywhere. */
  endSessions: SessionsEnded;
  /**
   * Makes a proposal of a quote and has it given to the funder, once and only once; follow it with `proposalUpdated`. The same
   * idempotency key with the same input answers with the same proposal.
   */
  generateProposal: GenerateProposalResult;
  /**
   * Mails an invitation to this tenant, again if it was not accepted yet. Whether the person has an account already is not
   * told. Nobody gives roles that allow more than they may themselves. A person needs a sign-in within the last five minutes, as
   * for all that lets others in: what a stolen token gave would outlive it.
   */
  inviteUser: InviteUserResult;
  /**
   * Links an account elsewhere with the caller's own, so that they can sign in with it. Accounts are linked by nothing else, not
   * by an e-mail address either. Needs a sign-in within the last five minutes.
   */
  linkAccount: LinkAccountResult;
  /** A new link for an account that needs its owner again, or that was never connected. It stays the same connected account. */
  reconnectAccount: ReconnectAccountResult;
  /** Delivers everything that the endpoint has not taken since a time: what was given up, and what happened while it was disabled. */
  recoverNotifications: RecoverNotificationsResult;
  /**
   * New tokens for a refresh token. Each is good once: if one comes a second time it was stolen, and the session ends with all
   * its tokens.
   */
  refreshTokens: RefreshTokensResult;
  /** Ten new backup codes in place of those before. Needs both factors, shown within the last five minutes (`stepUp`). */
  regenerateBackupCodes: RegenerateBackupCodesResult;
  /** Ends the syncs that start by themselves. */
  removeSyncSchedule: RemoveSyncScheduleResult;
  /** Ends a membership or an invitation. The last admin stays. */
  removeUser: RemoveUserResult;
  /** Delivers once more what was delivered or given up, with the same `webhook-id`. */
  replayNotification: ReplayNotificationResult;
  /** Applies a stored event once more, from its original bytes. Harmless: what is older than what is known changes nothing. */
  replayWebhookEvent: ReplayWebhookEventResult;
  /** Mails a link to choose a new password. The answer is the same whether there is such an account or not. */
  requestPasswordReset: RequestPasswordResetResult;
  /** Chooses a new password with the secret of a mailed link, and signs out everywhere. */
  resetPassword: ResetPasswordResult;
  /** Queues a failed or canceled job again; it goes on where it stopped. */
  retrySync: RetrySyncResult;
  /**
   * Ends a client for good: its secrets at once, its tokens and subscriptions within seconds. Cannot be undone, so the client may
   * have only scopes that you have yourself.
   */
  revokeOAuthClient: RevokeOAuthClientResult;
  /** Makes a new signing secret. Until the overlap is over deliveries carry a signature with each of the two. */
  rotateNotificationSecret: RotateNotificationSecretResult;
  /**
   * Gives a client a new secret. The ones before go on for the overlap, so that it can be put in place without haste, and then
   * end by themselves. The client may have only scopes that you have yourself: whoever has its secret has them. A person needs a
   * second factor and a fresh sign-in.
   */
  rotateOAuthClientSecret: RotateOAuthClientSecretResult;
  /** Sets or replaces when an integration is synced by itself. */
  setSyncSchedule: SetSyncScheduleResult;
  /**
   * Signs in with e-mail and password. An unknown address and a wrong password are answered the same. After too many wrong
   * ones there is a pause, for a device that was signed in before a separate one.
   */
  signIn: SignInResult;
  /**
   * Signs in with an account elsewhere that somebody here has linked: with the code that the page was given when the browser
   * came back. Whoever has a second factor here is asked for it all the same, unless the operator believes the issuer's.
   */
  signInWithAccount: SignInWithAccountResult;
  /** Ends the session of this token, everywhere within seconds. */
  signOut: SignOutResult;
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
  /**
   * Begins to put a second factor on: show the QR code to an authenticator application, then call `confirmTotpEnrolment` with
   * its first code. Needs a sign-in within the last five minutes.
   */
  startTotpEnrolment: StartTotpEnrolmentResult;
  /**
   * Shows the second factor again in an open session, for what asks for two factors or a fresh sign-in. Call with the new
   * access token from then on; the refresh token stays.
   */
  stepUp: StepUpResult;
  /** Asks the provider whether the stored credential still works. */
  testIntegration: TestIntegrationResult;
  /** Delivers an `endpoint.test` event to this endpoint alone. */
  testNotificationEndpoint: TestNotificationEndpointResult;
  /** Takes a role away; what it allowed ends within seconds. The last admin stays. */
  unassignRole: UnassignRoleResult;
  /**
   * Ends that the caller can sign in with an account elsewhere, and signs out everywhere else. The last way to sign in stays.
   * Needs a sign-in within the last five minutes.
   */
  unlinkAccount: UnlinkAccountResult;
  /**
   * Enters the tenant's credential at a funder, or switches the funder on or off. A credential is stored sealed and never shown
   * again; entering one also enables the funder unless `enabled` says otherwise. Whether the funder accepts it is known after
   * the first question: see `Funder.status`.
   */
  updateFunder: UpdateFunderResult;
  /** Changes what is given and leaves the rest. */
  updateIntegration: UpdateIntegrationResult;
  /**
   * Changes what is given and leaves the rest. `enabled: true` also delivers at once what waits. Of an endpoint that the
   * operator's setting made only `enabled` can be changed.
   */
  updateNotificationEndpoint: UpdateNotificationEndpointResult;
  /** Changes the caller's own profile. */
  updateProfile: UpdateProfileResult;
  /**
   * Changes a role of the tenant's own, for all who have it. What it no longer allows ends within seconds. A person needs a
   * sign-in within the last five minutes.
   */
  updateRole: UpdateRoleResult;
  /**
   * Ends a sign-in that was answered with `SecondFactorRequired`: with a code of the authenticator application, or with a backup
   * code. Each code is good once.
   */
  verifyMfa: VerifyMfaResult;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationAcceptInvitationArgs = {
  input: AcceptInvitationInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationAcceptInvitationWithAccountArgs = {
  input: AcceptInvitationWithAccountInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationAssignRoleArgs = {
  roleId: Scalars['ID']['input'];
  userId: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationCalculateQuotesArgs = {
  input: CalculateQuotesInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationCancelSyncArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationChooseTenantArgs = {
  tenantId: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationConfirmTotpEnrolmentArgs = {
  code: Scalars['String']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationConnectAccountArgs = {
  input: ConnectAccountInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationCreateIntegrationArgs = {
  input: CreateIntegrationInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationCreateNotificationEndpointArgs = {
  input: CreateNotificationEndpointInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationCreateOAuthClientArgs = {
  input: CreateOAuthClientInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationCreateOAuthRegistrationTokenArgs = {
  input: CreateOAuthRegistrationTokenInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationCreateRoleArgs = {
  input: CreateRoleInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationDeleteIntegrationArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationDeleteNotificationEndpointArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationDeleteRoleArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationDisableUserArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationDisconnectAccountArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationEnableUserArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationEndSessionArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationEndSessionsArgs = {
  keepThis?: InputMaybe<Scalars['Boolean']['input']>;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationGenerateProposalArgs = {
  input: GenerateProposalInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationInviteUserArgs = {
  input: InviteUserInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationLinkAccountArgs = {
  input: LinkAccountInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationReconnectAccountArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationRecoverNotificationsArgs = {
  id: Scalars['ID']['input'];
  since: Scalars['DateTime']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationRefreshTokensArgs = {
  input: RefreshTokensInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationRemoveSyncScheduleArgs = {
  integrationId: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationRemoveUserArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationReplayNotificationArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationReplayWebhookEventArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationRequestPasswordResetArgs = {
  email: Scalars['EmailAddress']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationResetPasswordArgs = {
  input: ResetPasswordInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationRetrySyncArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationRevokeOAuthClientArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationRotateNotificationSecretArgs = {
  id: Scalars['ID']['input'];
  overlap?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationRotateOAuthClientSecretArgs = {
  input: RotateOAuthClientSecretInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationSetSyncScheduleArgs = {
  input: SetSyncScheduleInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationSignInArgs = {
  input: SignInInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationSignInWithAccountArgs = {
  input: SignInWithAccountInput;
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
export type MutationStepUpArgs = {
  code: Scalars['String']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationTestIntegrationArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationTestNotificationEndpointArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationUnassignRoleArgs = {
  roleId: Scalars['ID']['input'];
  userId: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationUnlinkAccountArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationUpdateFunderArgs = {
  input: UpdateFunderInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationUpdateIntegrationArgs = {
  input: UpdateIntegrationInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationUpdateNotificationEndpointArgs = {
  input: UpdateNotificationEndpointInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationUpdateProfileArgs = {
  input: UpdateProfileInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationUpdateRoleArgs = {
  input: UpdateRoleInput;
};


/** Everything that can be changed. Expected failures are members of the result's union, with a stable `code`. */
export type MutationVerifyMfaArgs = {
  input: VerifyMfaInput;
};

/** The tenant is not one of the person's. */
export type NotAMember = HubProblem & {
  __typename?: 'NotAMember';
  /** `NOT_A_MEMBER` */
  code: Scalars['String']['output'];
  /** What happened. */
  message: Scalars['String']['output'];
};

/** One event for one endpoint, however often it is tried. */
export type NotificationDelivery = {
  __typename?: 'NotificationDelivery';
  /** Tries so far, since it was last asked for. */
  attempts: Scalars['Int']['output'];
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The endpoint; null once that is deleted. */
  endpoint?: Maybe<NotificationEndpoint>;
  /** The event's id: `webhook-id` of every try. */
  eventId: Scalars['ID']['output'];
  /** The event's type (`sync.succeeded`). */
  eventType: Scalars['String']['output'];
  /** When it was taken or given up. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** When it is tried next at the earliest; null when it is over. */
  nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** What is sent. The signature is of each try and is not kept. */
  request?: Maybe<NotificationRequest>;
  /** How it stands. */
  status: NotificationDeliveryStatus;
  /** The id of what the event is about. Deliveries about the same are made in order. */
  subject: Scalars['ID']['output'];
  /** What came of the latest tries, the latest last; at most 20. */
  tries: Array<NotificationTry>;
};

/** A page of deliveries. */
export type NotificationDeliveryConnection = {
  __typename?: 'NotificationDeliveryConnection';
  /** The deliveries of this page with their cursors. */
  edges: Array<NotificationDeliveryEdge>;
  /** Where this page stands in the whole. */
  pageInfo: PageInfo;
};

/** A delivery in a page. */
export type NotificationDeliveryEdge = {
  __typename?: 'NotificationDeliveryEdge';
  /** Opaque place in the list. */
  cursor: Scalars['String']['output'];
  /** The delivery. */
  node: NotificationDelivery;
};

/** Narrows a list of deliveries; all given conditions must hold. */
export type NotificationDeliveryFilter = {
  /** Only to this endpoint. */
  endpointId?: InputMaybe<Scalars['ID']['input']>;
  /** Only of this event type. */
  eventType?: InputMaybe<Scalars['String']['input']>;
  /** Only those that stand so. */
  status?: InputMaybe<NotificationDeliveryStatus>;
};

/** How a delivery stands. */
export type NotificationDeliveryStatus =
  /** The endpoint has taken it. */
  | 'DELIVERED'
  /** Given up after all tries; `replayNotification` or `recoverNotifications` tries again. */
  | 'FAILED'
  /** For its first or next try, or for an earlier delivery about the same. */
  | 'WAITING';

/** Where a client application is told of events. */
export type NotificationEndpoint = {
  __typename?: 'NotificationEndpoint';
  /** Only events about these ids; about everything when empty. */
  about: Array<Scalars['ID']['output']>;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** What it is for, in its owner's words. */
  description?: Maybe<Scalars['String']['output']>;
  /** When it was disabled. */
  disabledAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it is disabled; null while it is not. */
  disabledReason?: Maybe<NotificationEndpointDisabledReason>;
  /** Whether events are delivered to it. */
  enabled: Scalars['Boolean']['output'];
  /** The event types it is told of, or `noun.*`; every type when empty. */
  eventTypes: Array<Scalars['String']['output']>;
  /** Since when every delivery fails; null while they succeed. */
  failingSince?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** When it last took a delivery. */
  lastDeliveredAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the operator's setting made it: then it can be switched on and off here, and nothing else. */
  managed: Scalars['Boolean']['output'];
  /** Until when it is left alone, because it failed too often in a row or asked for it; what waits is not lost. */
  parkedUntil?: Maybe<Scalars['DateTime']['output']>;
  /** When its owner last changed it. */
  updatedAt: Scalars['DateTime']['output'];
  /** Where events are posted to. */
  url: Scalars['String']['output'];
};

/** A page of endpoints. */
export type NotificationEndpointConnection = {
  __typename?: 'NotificationEndpointConnection';
  /** The endpoints of this page with their cursors. */
  edges: Array<NotificationEndpointEdge>;
  /** Where this page stands in the whole. */
  pageInfo: PageInfo;
};

/** The endpoint is removed. */
export type NotificationEndpointDeleted = {
  __typename?: 'NotificationEndpointDeleted';
  /** Its id. */
  id: Scalars['ID']['output'];
};

/** Nothing is delivered to a disabled endpoint: enable it first. */
export type NotificationEndpointDisabled = HubProblem & {
  __typename?: 'NotificationEndpointDisabled';
  /** `NOTIFICATION_ENDPOINT_DISABLED` */
  code: Scalars['String']['output'];
  /** What to do about it. */
  message: Scalars['String']['output'];
};

/** Why an endpoint is disabled. */
export type NotificationEndpointDisabledReason =
  /** It took no delivery for days. */
  | 'FAILING'
  /** It answered 410. */
  | 'GONE'
  /** Somebody switched it off. */
  | 'OWNER';

/** An endpoint in a page. */
export type NotificationEndpointEdge = {
  __typename?: 'NotificationEndpointEdge';
  /** Opaque place in the list. */
  cursor: Scalars['String']['output'];
  /** The endpoint. */
  node: NotificationEndpoint;
};

/** The tenant has as many endpoints as it can have. */
export type NotificationEndpointLimitReached = HubProblem & {
  __typename?: 'NotificationEndpointLimitReached';
  /** `NOTIFICATION_ENDPOINT_LIMIT_REACHED` */
  code: Scalars['String']['output'];
  /** How many that are. */
  message: Scalars['String']['output'];
};

/** The endpoint is the operator's to change. */
export type NotificationEndpointManaged = HubProblem & {
  __typename?: 'NotificationEndpointManaged';
  /** `NOTIFICATION_ENDPOINT_MANAGED` */
  code: Scalars['String']['output'];
  /** Which setting it comes from. */
  message: Scalars['String']['output'];
};

/** The tenant has no such endpoint. */
export type NotificationEndpointNotFound = HubProblem & {
  __typename?: 'NotificationEndpointNotFound';
  /** `NOTIFICATION_ENDPOINT_NOT_FOUND` */
  code: Scalars['String']['output'];
  /** Which id was asked for. */
  message: Scalars['String']['output'];
};

/** An endpoint with its new secret, which is shown this once. */
export type NotificationEndpointWithSecret = {
  __typename?: 'NotificationEndpointWithSecret';
  /** The endpoint. */
  endpoint: NotificationEndpoint;
  /** `whsec_…`: verifies the signatures. */
  secret: Scalars['String']['output'];
};

/** An event a client application can be told of. */
export type NotificationEventType = {
  __typename?: 'NotificationEventType';
  /** When it is sent, and what it is about. */
  description: Scalars['String']['output'];
  /** Its name (`sync.succeeded`). */
  name: Scalars['String']['output'];
};

/** The tenant has no such delivery, or it waits already. */
export type NotificationNotFound = HubProblem & {
  __typename?: 'NotificationNotFound';
  /** `NOTIFICATION_NOT_FOUND` */
  code: Scalars['String']['output'];
  /** Which id was asked for. */
  message: Scalars['String']['output'];
};

/** What is posted to the endpoint. */
export type NotificationRequest = {
  __typename?: 'NotificationRequest';
  /** The body, byte for byte. */
  body: Scalars['String']['output'];
  /** The headers by name, the signature without its value. */
  headers: Scalars['JSON']['output'];
};

/** One try of a delivery. */
export type NotificationTry = {
  __typename?: 'NotificationTry';
  /** The first 1,000 characters of the answer; null when there was none. */
  answer?: Maybe<Scalars['String']['output']>;
  /** When it began. */
  at: Scalars['DateTime']['output'];
  /** Milliseconds until the answer, or until there was none. */
  durationMs: Scalars['Int']['output'];
  /** Stable name of the failure; null when the endpoint has taken it. */
  errorCode?: Maybe<Scalars['String']['output']>;
  /** The failure, for people. */
  errorMessage?: Maybe<Scalars['String']['output']>;
  /** The answer's status; null when there was no answer. */
  statusCode?: Maybe<Scalars['Int']['output']>;
  /** Where it went. */
  url: Scalars['String']['output'];
};

/** What will be delivered once more. */
export type NotificationsRecovered = {
  __typename?: 'NotificationsRecovered';
  /** How many deliveries were made anew or are tried again. */
  count: Scalars['Int']['output'];
  /** The endpoint. */
  endpoint: NotificationEndpoint;
};

/** A partner's or a service's back end that gets tokens for itself. */
export type OAuthClient = {
  __typename?: 'OAuthClient';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The subject of whoever made it. */
  createdBy: Scalars['String']['output'];
  /** Its `client_id`. */
  id: Scalars['ID']['output'];
  /** Name given by people. */
  name: Scalars['String']['output'];
  /** When it was revoked; null while it is not. */
  revokedAt?: Maybe<Scalars['DateTime']['output']>;
  /** All it may ask for. `x:*` stands for every action of `x`. */
  scopes: Array<Scalars['String']['output']>;
  /** The secrets that it has, newest first. None is ever shown again. */
  secrets: Array<OAuthClientSecret>;
  /** Whether it can get tokens. */
  status: OAuthClientStatus;
};

/** A page of OAuth clients. */
export type OAuthClientConnection = {
  __typename?: 'OAuthClientConnection';
  /** The clients of this page with their cursors. */
  edges: Array<OAuthClientEdge>;
  /** Where this page stands in the whole. */
  pageInfo: PageInfo;
};

/** An OAuth client in a page. */
export type OAuthClientEdge = {
  __typename?: 'OAuthClientEdge';
  /** Opaque place in the list. */
  cursor: Scalars['String']['output'];
  /** The client. */
  node: OAuthClient;
};

/** The tenant has no such client, or it was revoked. */
export type OAuthClientNotFound = HubProblem & {
  __typename?: 'OAuthClientNotFound';
  /** `OAUTH_CLIENT_NOT_FOUND` */
  code: Scalars['String']['output'];
  /** Which id was asked for. */
  message: Scalars['String']['output'];
};

/** The client can get no more tokens. */
export type OAuthClientRevoked = {
  __typename?: 'OAuthClientRevoked';
  /** The client as it is now. */
  client: OAuthClient;
};

/** That a client has a secret; not what it is. */
export type OAuthClientSecret = {
  __typename?: 'OAuthClientSecret';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it ends; null while there is no newer one. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Whether an OAuth client can get tokens. */
export type OAuthClientStatus =
  /** It can. */
  | 'ACTIVE'
  /** It never can again. */
  | 'REVOKED';

/** A client with its new secret, which is never shown again. */
export type OAuthClientWithSecret = {
  __typename?: 'OAuthClientWithSecret';
  /** The client. */
  client: OAuthClient;
  /** When the secrets before end; null for the first one. */
  previousEndsAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its `client_secret`: store it now. */
  secret: Scalars['String']['output'];
};

/** What somebody can register clients with. */
export type OAuthRegistrationToken = {
  __typename?: 'OAuthRegistrationToken';
  /** When it ends. */
  expiresAt: Scalars['DateTime']['output'];
  /** The bearer token for `/oauth/register`. It is never shown again. */
  token: Scalars['String']['output'];
};

/** Somebody was to get what you do not have yourself, or a client that has it was to be changed. */
export type OAuthScopesForbidden = HubProblem & {
  __typename?: 'OAuthScopesForbidden';
  /** `OAUTH_SCOPES_FORBIDDEN` */
  code: Scalars['String']['output'];
  /** `input.scopes` where they were asked for; null where the client has them. */
  field?: Maybe<Scalars['String']['output']>;
  /** Which scopes those are. */
  message: Scalars['String']['output'];
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

/** The password was replaced. */
export type PasswordChanged = {
  __typename?: 'PasswordChanged';
  /** When. */
  changedAt: Scalars['DateTime']['output'];
};

/** The password is the new one. Sign in with it. */
export type PasswordReset = {
  __typename?: 'PasswordReset';
  /** To be shown at the next sign-in, which strangers cannot hold up then. */
  device: Scalars['String']['output'];
};

/** A mail is on its way, to whoever reads it. */
export type PasswordResetRequested = {
  __typename?: 'PasswordResetRequested';
  /** The address as it was understood. */
  email: Scalars['EmailAddress']['output'];
};

/** How often is paid. */
export type PaymentFrequency =
  /** Every twelve months. */
  | 'ANNUALLY'
  /** Every month. */
  | 'MONTHLY'
  /** Every three months. */
  | 'QUARTERLY';

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

/** When a period is paid for. */
export type PaymentTiming =
  /** At its beginning: the first payment is made at the start. */
  | 'ADVANCE'
  /** At its end. */
  | 'ARREARS';

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
  /** The caller's own account; null for clients, services, and people whom another issuer vouches for. */
  profile?: Maybe<UserProfile>;
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

/** A quote that the customer applies for. */
export type Proposal = {
  __typename?: 'Proposal';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The key facts and the schedule as a PDF; null for the moment until it is made. */
  document?: Maybe<ProposalDocument>;
  /** Who decides. */
  funder: Funder;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** The funder's own words on it, or why it could not be given to the funder. */
  note?: Maybe<Scalars['String']['output']>;
  /**
   * The funder's own quotation as a PDF, as it hands it out; null until it has been fetched, and for good where the funder has
   * none.
   */
  quotation?: Maybe<ProposalDocument>;
  /** What is applied for. */
  quote: Quote;
  /** The funder's own name for it; null until the funder has it. */
  reference?: Maybe<Scalars['String']['output']>;
  /** How it stands. */
  status: ProposalStatus;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
};

/** A PDF to download. Its link works without a token until it expires; ask again for a new one. */
export type ProposalDocument = {
  __typename?: 'ProposalDocument';
  /** When the link ends. */
  expiresAt: Scalars['DateTime']['output'];
  /** GET it from here. */
  url: Scalars['String']['output'];
};

/** The idempotency key was used before, for another proposal. */
export type ProposalKeyReused = HubProblem & {
  __typename?: 'ProposalKeyReused';
  /** `PROPOSAL_KEY_REUSED` */
  code: Scalars['String']['output'];
  /** What to do about it. */
  message: Scalars['String']['output'];
};

/** How a proposal stands. */
export type ProposalStatus =
  /** The funder says yes. */
  | 'APPROVED'
  /** The funder says no. */
  | 'DECLINED'
  /** The funder's time for it is over. */
  | 'EXPIRED'
  /** It could not be given to the funder; see `note`. The quote can be proposed again. */
  | 'FAILED'
  /** The funder wants to know more; see `note`. */
  | 'MORE_INFORMATION'
  /** It is about to be given to the funder. */
  | 'PENDING'
  /** The funder has it. */
  | 'SUBMITTED'
  /** It was sent and no answer came: the funder is asked whether it has it. It is not sent again before that is known. */
  | 'UNCERTAIN'
  /** Somebody at the funder looks at it. */
  | 'UNDER_REVIEW';

/** A third party that can be connected: most for their data, some for a login only. Ids are short words (`stripe`). */
export type Provider = {
  __typename?: 'Provider';
  /** What the provider is for. */
  category: ProviderCategory;
  /** The form in which a credential is entered: build your input from it. Empty where there is a login only. */
  credentialFields: Array<ProviderCredentialField>;
  /** Short word that never changes (`stripe`). */
  id: Scalars['ID']['output'];
  /** How an account is connected by a login; null where that is not possible here. */
  login?: Maybe<ProviderLogin>;
  /** Name for people. */
  name: Scalars['String']['output'];
  /** What can be synced from it (`contact`, `payment`, …), in the order of a sync. Empty where there is a login only. */
  resources: Array<Scalars['ID']['output']>;
};

/** What providers are for. */
export type ProviderCategory =
  /** Keeps the books. */
  | 'ACCOUNTING'
  /** Lets people talk to each other. */
  | 'COMMUNICATION'
  /** Holds source code and what belongs to it. */
  | 'DEVELOPMENT'
  /** Reaches people. */
  | 'MARKETING'
  /** Takes and pays out money. */
  | 'PAYMENTS'
  /** Holds documents, mail and calendars. */
  | 'PRODUCTIVITY';

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

/** How an account at a provider is connected by a login. */
export type ProviderLogin = {
  __typename?: 'ProviderLogin';
  /** The scopes that are asked for when `connectAccount` names none. */
  scopes: Array<Scalars['String']['output']>;
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
  /** One connected account; null when the tenant has none with this id. */
  connectedAccount?: Maybe<ConnectedAccount>;
  /** The tenant's connected accounts, newest first. No token is in any of them, nor anywhere else in the hub. */
  connectedAccounts: ConnectedAccountConnection;
  /** What one customer was quoted, newest first. */
  customerQuotes: QuoteConnection;
  /** Work that was given up after its tries, the latest first. Nothing of it is lost: each can be tried again by its id. */
  deadLetters: DeadLetterConnection;
  /** One funder by its id (`aurora`); null when there is none. */
  funder?: Maybe<Funder>;
  /** Every funder that can be asked for quotes, with what this tenant has set up. */
  funders: Array<Funder>;
  /** One integration; null when the tenant has none with this id. */
  integration?: Maybe<Integration>;
  /** The tenant's integrations, newest first. */
  integrations: IntegrationConnection;
  /** How far stored secrets are sealed anew with the current key. */
  keyRotation: KeyRotation;
  /** The lanes that work takes, with what the tenant has in each; the most urgent first. */
  lanes: Array<Lane>;
  /** The caller's own accounts elsewhere, in the order they were linked. */
  linkedAccounts: Array<LinkedAccount>;
  /** Who this token speaks for, and what it may do. */
  me: Principal;
  /** What was and will be delivered to endpoints, newest first. Kept for the retention time. */
  notificationDeliveries: NotificationDeliveryConnection;
  /** An endpoint of the tenant; null when there is none with this id. */
  notificationEndpoint?: Maybe<NotificationEndpoint>;
  /** Where the tenant's client applications are told of events, newest first. */
  notificationEndpoints: NotificationEndpointConnection;
  /** Every event a client application can be told of. */
  notificationEventTypes: Array<NotificationEventType>;
  /** The tenant's OAuth clients, newest first. */
  oauthClients: OAuthClientConnection;
  /** One proposal; null when the tenant has none with this id. */
  proposal?: Maybe<Proposal>;
  /** One provider by its id (`stripe`); null when there is none. */
  provider?: Maybe<Provider>;
  /** Every provider that can be connected. */
  providers: Array<Provider>;
  /** One quote; null when the tenant has none with this id. */
  quote?: Maybe<Quote>;
  /** What several funders were asked at once; null when the tenant has no such request. */
  quoteRequest?: Maybe<QuoteRequest>;
  /** The tenant's quotes, newest first. */
  quotes: QuoteConnection;
  /** The roles that people can be given: the shipped ones, then the tenant's own by name. */
  roles: Array<UserRole>;
  /** The caller's own second factor. */
  secondFactor: SecondFactor;
  /** How this tenant is used. */
  sessionStats: SessionStats;
  /** Where the caller is signed in, the newest first. */
  sessions: UserSessionConnection;
  /** Where else people may have an account that they sign in with here. */
  signInIssuers: Array<SignInIssuer>;
  /** One sync job; null when the tenant has none with this id. */
  syncJob?: Maybe<SyncJob>;
  /** The tenant's sync jobs, newest first. */
  syncJobs: SyncJobConnection;
  /** One of the people of this tenant; null where nobody here has this id. */
  user?: Maybe<User>;
  /** The people of this tenant, with those who are invited, newest first. */
  users: UserConnection;
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
export type QueryConnectedAccountArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. */
export type QueryConnectedAccountsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ConnectedAccountFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be read. */
export type QueryCustomerQuotesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  email: Scalars['EmailAddress']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be read. */
export type QueryDeadLettersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  lane?: InputMaybe<SyncJobPriority>;
};


/** Everything that can be read. */
export type QueryFunderArgs = {
  id: Scalars['ID']['input'];
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
export type QueryNotificationDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<NotificationDeliveryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be read. */
export type QueryNotificationEndpointArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. */
export type QueryNotificationEndpointsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be read. */
export type QueryOauthClientsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<OAuthClientStatus>;
};


/** Everything that can be read. */
export type QueryProposalArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. */
export type QueryProviderArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. */
export type QueryQuoteArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. */
export type QueryQuoteRequestArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. */
export type QueryQuotesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<QuoteFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be read. */
export type QuerySessionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
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
export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. */
export type QueryUsersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<UserFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be read. */
export type QueryWebhookEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<WebhookEventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * Terms that a funder offers. Every figure that follows from the terms is computed here in exact decimals, rounded half up to
 * the currency's smallest unit; what the funder stated otherwise stands in `differences`.
 */
export type Quote = {
  __typename?: 'Quote';
  /** What is lent: the price with VAT, of a lease without, less the deposit. Null for contract hire, which lends nothing. */
  amountOfCredit?: Maybe<Money>;
  /**
   * The annual percentage rate of charge, in percent to one decimal, by the equation of Directive 2008/48/EC Annex I and
   * CONC App 1.2; months count as twelfths of a year. Null for `FINANCE_LEASE` and `CONTRACT_HIRE`, which are no credit.
   */
  apr?: Maybe<Scalars['Decimal']['output']>;
  /** What is paid once at the end. */
  balloon: Money;
  /** When it came. */
  createdAt: Scalars['DateTime']['output'];
  /** What the customer pays at the start. */
  deposit: Money;
  /** Figures that the funder states otherwise. */
  differences: Array<QuoteDifference>;
  /** Until when the funder stands by it. */
  expiresAt: Scalars['DateTime']['output'];
  /** What is charged beside the payments: the funder's own fees, then those that were asked for. */
  fees: Array<QuoteFee>;
  /** Who offers it. */
  funder: Funder;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** The rate within the payments, in percent a year to two decimals, compounded with every payment; null for contract hire. */
  nominalRate?: Maybe<Scalars['Decimal']['output']>;
  /** How many of them. */
  numberOfPayments: Scalars['Int']['output'];
  /** One regular payment. */
  payment: Money;
  /** The days of the regular payments, as `YYYY-MM-DD`. */
  paymentDates: Array<Scalars['String']['output']>;
  /** The kind of finance. */
  product: FinanceProduct;
  /** The funder's own name for it. */
  reference: Scalars['String']['output'];
  /** The request it answers. */
  request: QuoteRequest;
  /** Everything that is paid, date by date. */
  schedule: Array<QuoteScheduleEntry>;
  /** The day of the agreement for which dates and rates were computed, as `YYYY-MM-DD`: the day it came. */
  startsOn: Scalars['String']['output'];
  /** Whether it can become a proposal. */
  status: QuoteStatus;
  /** `totalPayable` less `amountOfCredit`; null for contract hire. */
  totalCharge?: Maybe<Money>;
  /** The same with the deposit (the total amount payable of the FCA's glossary). Quotes are compared by it. */
  totalCost: Money;
  /** All that is paid after the deposit (Directive 2008/48/EC, article 3(h)). */
  totalPayable: Money;
};

/** The quote has become a proposal already. */
export type QuoteAlreadyProposed = HubProblem & {
  __typename?: 'QuoteAlreadyProposed';
  /** `QUOTE_ALREADY_PROPOSED` */
  code: Scalars['String']['output'];
  /** What to do about it. */
  message: Scalars['String']['output'];
};

/** What one funder said. */
export type QuoteAnswer = {
  __typename?: 'QuoteAnswer';
  /** Who was asked. */
  funder: Funder;
  /** Whether it came, or is still to come, after the deadline. */
  late: Scalars['Boolean']['output'];
  /** How long the funder took, in milliseconds; null while it has not answered. */
  latencyMs?: Maybe<Scalars['Int']['output']>;
  /** Why there is no quote, for people. */
  message?: Maybe<Scalars['String']['output']>;
  /** What came of it; null while it may still answer in time. */
  outcome?: Maybe<QuoteOutcome>;
  /** What it quoted. */
  quote?: Maybe<Quote>;
};

/** What is financed. */
export type QuoteAssetInput = {
  /** Whether anybody had it before. */
  condition: AssetCondition;
  /** What it is, for the funder's people (`Ford Transit 2.0 TDCi`), 1 to 500 characters. */
  description: Scalars['String']['input'];
  /** Its price without VAT. */
  priceExVat: Scalars['Decimal']['input'];
  /** The VAT on it. */
  vat?: InputMaybe<Scalars['Decimal']['input']>;
};

/** A page of quotes. */
export type QuoteConnection = {
  __typename?: 'QuoteConnection';
  /** The quotes of this page with their cursors. */
  edges: Array<QuoteEdge>;
  /** Where this page stands in the whole. */
  pageInfo: PageInfo;
};

/** Who wants the finance. No more is stored of them than this. */
export type QuoteCustomerInput = {
  /** Their address; `customerQuotes` finds the quotes by it. */
  email: Scalars['EmailAddress']['input'];
  /** A person or a company. */
  kind: CustomerKind;
  /** Their name, 1 to 200 characters. */
  name: Scalars['String']['input'];
};

/** A figure that the funder states otherwise than its terms come to. */
export type QuoteDifference = {
  __typename?: 'QuoteDifference';
  /** What the terms come to. */
  computed: Scalars['Decimal']['output'];
  /** Which one. */
  figure: QuoteFigure;
  /** What the funder stated. */
  stated: Scalars['Decimal']['output'];
};

/** A quote in a page. */
export type QuoteEdge = {
  __typename?: 'QuoteEdge';
  /** Opaque place in the list. */
  cursor: Scalars['String']['output'];
  /** The quote. */
  node: Quote;
};

/** The time of the quote is over. */
export type QuoteExpired = HubProblem & {
  __typename?: 'QuoteExpired';
  /** `QUOTE_EXPIRED` */
  code: Scalars['String']['output'];
  /** What to do about it. */
  message: Scalars['String']['output'];
};

/** A charge beside the payments. */
export type QuoteFee = {
  __typename?: 'QuoteFee';
  /** How much. */
  amount: Money;
  /** When. */
  due: QuoteFeeDue;
  /** What for. */
  kind: QuoteFeeKind;
};

/** When a fee is paid. */
export type QuoteFeeDue =
  /** With the first payment. */
  | 'FIRST_PAYMENT'
  /** With what is paid last. */
  | 'LAST_PAYMENT'
  /** With the deposit. */
  | 'START';

/** A charge of yours beside the payments. */
export type QuoteFeeInput = {
  /** How much, above zero; all together less than what is financed. */
  amount: Scalars['Decimal']['input'];
  /** When. */
  due: QuoteFeeDue;
  /** What for; `OPTION_TO_PURCHASE` only where the customer buys. */
  kind: QuoteFeeKind;
};

/** What a fee is for. */
export type QuoteFeeKind =
  /** Setting up the agreement. */
  | 'ARRANGEMENT'
  /** Becoming the owner at the end. */
  | 'OPTION_TO_PURCHASE'
  /** Anything else. */
  | 'OTHER';

/** Figures of a quote that funders state themselves. */
export type QuoteFigure =
  /** `apr`. */
  | 'APR'
  /** `nominalRate`: the stated one does not lead to the payment, by more than the smallest unit. */
  | 'NOMINAL_RATE'
  /** `totalCharge`. */
  | 'TOTAL_CHARGE'
  /** `totalPayable`; funders that include the deposit agree as well. */
  | 'TOTAL_PAYABLE';

/** Narrows a list of quotes; all given conditions must hold. */
export type QuoteFilter = {
  /** Only of this funder. */
  funderId?: InputMaybe<Scalars['ID']['input']>;
  /** Only of this kind. */
  product?: InputMaybe<FinanceProduct>;
  /** Only answers to this request. */
  quoteRequestId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those that stand so now. */
  status?: InputMaybe<QuoteStatus>;
};

/** The idempotency key was used before, for something else. */
export type QuoteKeyReused = HubProblem & {
  __typename?: 'QuoteKeyReused';
  /** `QUOTE_KEY_REUSED` */
  code: Scalars['String']['output'];
  /** What to do about it. */
  message: Scalars['String']['output'];
};

/** The tenant has no such quote. */
export type QuoteNotFound = HubProblem & {
  __typename?: 'QuoteNotFound';
  /** `QUOTE_NOT_FOUND` */
  code: Scalars['String']['output'];
  /** Which id was asked for. */
  message: Scalars['String']['output'];
};

/** What came of asking a funder. */
export type QuoteOutcome =
  /** It does not want this customer or this asset. */
  | 'DECLINED'
  /** It answered with something that leaves doubt about a figure: that is no quote. */
  | 'INVALID_ANSWER'
  /** Its portal no longer looks as it is known. */
  | 'LAYOUT_CHANGED'
  /** It does not do such deals. */
  | 'NOT_OFFERED'
  /** It quoted. */
  | 'QUOTED'
  /** It has not answered in time; what comes late changes this. */
  | 'TIMED_OUT'
  /** It could not be reached, is in trouble, or is left alone for a while after failing. */
  | 'UNAVAILABLE';

/** What several funders were asked at once. */
export type QuoteRequest = {
  __typename?: 'QuoteRequest';
  /** What each funder said, in the order of their ids. */
  answers: Array<QuoteAnswer>;
  /** Whether every funder has been heard of; late answers may still come otherwise. */
  complete: Scalars['Boolean']['output'];
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it was answered at the latest. */
  deadlineAt: Scalars['DateTime']['output'];
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** The kind of finance. */
  product: FinanceProduct;
  /** The quotes that have come, the cheapest first by `totalCost`. */
  quotes: Array<Quote>;
};

/** The tenant has no such request to renew. */
export type QuoteRequestNotFound = HubProblem & {
  __typename?: 'QuoteRequestNotFound';
  /** `QUOTE_REQUEST_NOT_FOUND` */
  code: Scalars['String']['output'];
  /** Which id was asked for. */
  message: Scalars['String']['output'];
};

/** What is paid on one date. Amounts that divide a payment are null where nothing is lent. */
export type QuoteScheduleEntry = {
  __typename?: 'QuoteScheduleEntry';
  /** What is still owed of the credit afterwards. */
  balance?: Maybe<Money>;
  /** What is paid once at the end, on its date. */
  balloon: Money;
  /** The day, as `YYYY-MM-DD`: the day of the month of the start, or the month's last where it has no such day. */
  dueOn: Scalars['String']['output'];
  /** Fees due on this date. */
  fees: Money;
  /** The interest in it, rounded half up; on the last date what rounding has left. */
  interest?: Maybe<Money>;
  /** From 1. */
  number: Scalars['Int']['output'];
  /** The regular payment. */
  payment: Money;
  /** What pays the credit back. */
  principal?: Maybe<Money>;
};

/** Whether a quote can become a proposal. */
export type QuoteStatus =
  /** Its time is over. */
  | 'EXPIRED'
  /** It can. */
  | 'OPEN'
  /** The funder quoted anew for a request that renews this one. */
  | 'SUPERSEDED';

/** The funder has quoted anew since. */
export type QuoteSuperseded = HubProblem & {
  __typename?: 'QuoteSuperseded';
  /** `QUOTE_SUPERSEDED` */
  code: Scalars['String']['output'];
  /** What to do about it. */
  message: Scalars['String']['output'];
};

/** What came of `reconnectAccount`. */
export type ReconnectAccountResult = ConnectSession | ConnectedAccountNotFound | ConnectedAccountStateConflict | ConnectionSubjectForbidden | ProviderUnavailable | TokenVaultRefused;

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

/** What came of `recoverNotifications`. */
export type RecoverNotificationsResult = NotificationEndpointDisabled | NotificationEndpointNotFound | NotificationsRecovered;

/** What renews tokens. */
export type RefreshTokensInput = {
  /** The last refresh token of the session. */
  refreshToken: Scalars['String']['input'];
  /** The tenant to go on in; left out, the same. */
  tenantId?: InputMaybe<Scalars['ID']['input']>;
};

/** What came of `refreshTokens`. */
export type RefreshTokensResult = InvalidRefreshToken | NotAMember | TokenSet;

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

/** What came of `regenerateBackupCodes`. */
export type RegenerateBackupCodesResult = BackupCodes | MfaStateConflict;

/** What came of `removeSyncSchedule`. */
export type RemoveSyncScheduleResult = IntegrationNotFound | SyncScheduleRemoved;

/** What came of `removeUser`. */
export type RemoveUserResult = GrantForbidden | UserNotFound | UserRemoved | UserStateConflict;

/** What came of `replayNotification`. */
export type ReplayNotificationResult = NotificationDelivery | NotificationEndpointDisabled | NotificationNotFound;

/** What came of `replayWebhookEvent`. */
export type ReplayWebhookEventResult = WebhookEvent | WebhookEventNotFound | WebhookEventStateConflict;

/** What came of `requestPasswordReset`. */
export type RequestPasswordResetResult = HubInvalidInput | PasswordResetRequested | TooManyAttempts;

/** What chooses a new password. */
export type ResetPasswordInput = {
  /** The next password, of at least 12 characters. */
  password: Scalars['String']['input'];
  /** The secret in the link, behind `#token=`. */
  token: Scalars['String']['input'];
};

/** What came of `resetPassword`. */
export type ResetPasswordResult = HubInvalidInput | InvalidLink | PasswordReset;

/** What came of `retrySync`. */
export type RetrySyncResult = IntegrationNotFound | IntegrationNotReady | SyncJob | SyncJobNotFound | SyncJobStateConflict | SyncResourcesForbidden;

/** What came of `revokeOAuthClient`. */
export type RevokeOAuthClientResult = OAuthClientNotFound | OAuthClientRevoked | OAuthScopesForbidden;

/** A role was removed. */
export type RoleDeleted = {
  __typename?: 'RoleDeleted';
  /** The id it had. */
  id: Scalars['ID']['output'];
};

/** There is no such role. */
export type RoleNotFound = HubProblem & {
  __typename?: 'RoleNotFound';
  /** `ROLE_NOT_FOUND` */
  code: Scalars['String']['output'];
  /** Which id was asked for. */
  message: Scalars['String']['output'];
};

/** The role cannot be changed so as things are: it is shipped, somebody has it, its name is taken. */
export type RoleStateConflict = HubProblem & {
  __typename?: 'RoleStateConflict';
  /** `ROLE_STATE_CONFLICT` */
  code: Scalars['String']['output'];
  /** What is in the way. */
  message: Scalars['String']['output'];
};

/** What came of `rotateNotificationSecret`. */
export type RotateNotificationSecretResult = HubInvalidInput | NotificationEndpointManaged | NotificationEndpointNotFound | NotificationEndpointWithSecret;

/** Which client gets a new secret. */
export type RotateOAuthClientSecretInput = {
  /** The client's id. */
  id: Scalars['ID']['input'];
  /**
   * Seconds for which the secrets before go on, at most 2592000; a day when left out. 0 ends them at once, and with them every
   * token that was got so far: for a secret that somebody else knows.
   */
  overlap?: InputMaybe<Scalars['Int']['input']>;
};

/** What came of `rotateOAuthClientSecret`. */
export type RotateOAuthClientSecretResult = HubInvalidInput | OAuthClientNotFound | OAuthClientWithSecret | OAuthScopesForbidden;

/** Whether a person has a second factor. */
export type SecondFactor = {
  __typename?: 'SecondFactor';
  /** How many backup codes are not used yet. */
  backupCodesLeft: Scalars['Int']['output'];
  /** Whether a password alone does not sign in. */
  enabled: Scalars['Boolean']['output'];
  /** Since when; null while it is off. */
  enabledAt?: Maybe<Scalars['DateTime']['output']>;
};

/** The password was right, and there is more to show. */
export type SecondFactorRequired = {
  __typename?: 'SecondFactorRequired';
  /** To be shown with the second factor. */
  challenge: Scalars['String']['output'];
  /** Until when. */
  expiresAt: Scalars['DateTime']['output'];
};

/** A session was ended. */
export type SessionEnded = {
  __typename?: 'SessionEnded';
  /** The session's id. */
  id: Scalars['ID']['output'];
};

/** The caller has no such session. */
export type SessionNotFound = HubProblem & {
  __typename?: 'SessionNotFound';
  /** `SESSION_NOT_FOUND` */
  code: Scalars['String']['output'];
  /** Which id was asked for. */
  message: Scalars['String']['output'];
};

/** How a tenant is used. */
export type SessionStats = {
  __typename?: 'SessionStats';
  /** Sessions that last worked in this tenant and are open. */
  active: Scalars['Int']['output'];
  /** Those begun on each of the last 30 days, the latest first; days on which nobody signed in are left out. */
  byDay: Array<SessionsOnDay>;
  /** The open ones by device, the most frequent first. */
  byDevice: Array<SessionsOnDevice>;
  /** When one of them was last used. */
  lastActiveAt?: Maybe<Scalars['DateTime']['output']>;
  /** People who have such a session. */
  users: Scalars['Int']['output'];
};

/** Sessions were ended. */
export type SessionsEnded = {
  __typename?: 'SessionsEnded';
  /** How many. */
  count: Scalars['Int']['output'];
};

/** How many sessions began on one day. */
export type SessionsOnDay = {
  __typename?: 'SessionsOnDay';
  /** In UTC (`2026-11-22`). */
  day: Scalars['String']['output'];
  /** How many. */
  started: Scalars['Int']['output'];
};

/** How many sessions are open on one kind of device. */
export type SessionsOnDevice = {
  __typename?: 'SessionsOnDevice';
  /** `Firefox on Linux` */
  device: Scalars['String']['output'];
  /** How many. */
  sessions: Scalars['Int']['output'];
};

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

/** What signs in. */
export type SignInInput = {
  /** The `device` of an earlier sign-in on this device: strangers cannot use up its tries. */
  device?: InputMaybe<Scalars['String']['input']>;
  /** The account's address, in any case. */
  email: Scalars['EmailAddress']['input'];
  /** Its password. */
  password: Scalars['String']['input'];
  /** The tenant to work in; left out, the one used last. */
  tenantId?: InputMaybe<Scalars['ID']['input']>;
};

/**
 * An issuer that people can sign in at. The page makes a secret (43 to 128 characters of `A-Z a-z 0-9 - . _ ~`), keeps it, and
 * sends the browser to `url` with the parameters `return_to`, `code_challenge` (base64url of the secret's SHA-256) and
 * `code_challenge_method=S256`. The browser comes back to `return_to` with `#code=…`, good for a minute, or with
 * `#error=access_denied` or `#error=sign_in_failed`.
 */
export type SignInIssuer = {
  __typename?: 'SignInIssuer';
  /** A short word. */
  id: Scalars['ID']['output'];
  /** For people. */
  name: Scalars['String']['output'];
  /** Where the browser is sent. */
  url: Scalars['String']['output'];
};

/** What came of `signIn`. */
export type SignInResult = HubInvalidInput | InvalidCredentials | NotAMember | SecondFactorRequired | SignedIn | TooManyAttempts;

/** What signs in with an account elsewhere. */
export type SignInWithAccountInput = {
  /** Behind `#code=`: good once, for a minute. */
  code: Scalars['String']['input'];
  /** The secret that the `code_challenge` was made of. */
  codeVerifier: Scalars['String']['input'];
  /** The tenant to work in; left out, the one used last. */
  tenantId?: InputMaybe<Scalars['ID']['input']>;
};

/** What came of `signInWithAccount`. */
export type SignInWithAccountResult = AccountNotLinked | InvalidExternalSignIn | NotAMember | SecondFactorRequired | SignedIn | TooManyAttempts;

/** What came of `signOut`. */
export type SignOutResult = SessionEnded | SessionNotFound;

/** Somebody is signed in. */
export type SignedIn = {
  __typename?: 'SignedIn';
  /** To be kept on this device and shown at its next sign-in. It is no secret of the session. */
  device: Scalars['String']['output'];
  /** What to call with from now on. */
  tokens: TokenSet;
};

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
  /** Whether an NDJSON export holds the provider's own objects too; needs `records:raw`, and of a person a second factor. */
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

/** What came of `startTotpEnrolment`. */
export type StartTotpEnrolmentResult = MfaStateConflict | TotpEnrolment;

/** What came of `stepUp`. */
export type StepUpResult = InvalidCode | SteppedUp | TooManyAttempts;

/** The session has shown a second factor just now. */
export type SteppedUp = {
  __typename?: 'SteppedUp';
  /** Says so. The tokens before do not. */
  accessToken: Scalars['String']['output'];
  /** When it ends. */
  accessTokenExpiresAt: Scalars['DateTime']['output'];
};

/** Everything that can be watched: over the WebSocket of this endpoint, or over the HTTP callback protocol of a router. */
export type Subscription = {
  __typename?: 'Subscription';
  /** A connected account: its current state at once, then every change. Completes when it is revoked. */
  connectedAccountUpdated: ConnectedAccount;
  /** Where the caller is signed in: the list now, and again whenever a session begins, ends or changes its tenant. */
  mySessionsUpdated: Array<UserSession>;
  /** One proposal: as it stands now, then after every change; completes when its state is final and its papers are there. */
  proposalUpdated: Proposal;
  /** One quote request: as it stands now, then after every answer, late ones included; completes when all have come. */
  quoteRequestUpdated: QuoteRequest;
  /** One job: its state now, then every change, until it is final; then the stream completes. */
  syncJobUpdated: SyncJob;
  /** All jobs of the tenant: those not finished now, then every change of any job. */
  syncJobsUpdated: SyncJob;
};


/** Everything that can be watched: over the WebSocket of this endpoint, or over the HTTP callback protocol of a router. */
export type SubscriptionConnectedAccountUpdatedArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be watched: over the WebSocket of this endpoint, or over the HTTP callback protocol of a router. */
export type SubscriptionProposalUpdatedArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be watched: over the WebSocket of this endpoint, or over the HTTP callback protocol of a router. */
export type SubscriptionQuoteRequestUpdatedArgs = {
  id: Scalars['ID']['input'];
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
  /** The tenant's quotes, newest first. */
  quotes: QuoteConnection;
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
export type TenantQuotesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<QuoteFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** The tenant, owned by another subgraph; this one adds what belongs to the hub. */
export type TenantSyncJobsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SyncJobFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** The session goes on in another tenant. */
export type TenantChosen = {
  __typename?: 'TenantChosen';
  /** The token for it. Refresh tokens stay as they are. */
  accessToken: Scalars['String']['output'];
  /** When it ends. */
  accessTokenExpiresAt: Scalars['DateTime']['output'];
  /** Which one. */
  tenantId: Scalars['ID']['output'];
};

/** What came of `testIntegration`. */
export type TestIntegrationResult = IntegrationNotFound | IntegrationWorks | ProviderCredentialRefused | ProviderUnavailable;

/** What came of `testNotificationEndpoint`. */
export type TestNotificationEndpointResult = NotificationDelivery | NotificationEndpointDisabled | NotificationEndpointNotFound;

/** An access token and what renews it. */
export type TokenSet = {
  __typename?: 'TokenSet';
  /** Goes as `Bearer` into the `Authorization` header of every request. */
  accessToken: Scalars['String']['output'];
  /** When it ends: one hour from now. */
  accessTokenExpiresAt: Scalars['DateTime']['output'];
  /** For `refreshTokens`, once. Never send it anywhere else. */
  refreshToken: Scalars['String']['output'];
  /** Unused until then, the session is over. */
  refreshTokenExpiresAt: Scalars['DateTime']['output'];
  /** The session it belongs to. */
  sessionId: Scalars['ID']['output'];
  /** The tenant it is for. */
  tenantId: Scalars['ID']['output'];
};

/** The token vault refused, or there is none: only the operator of the hub can help. */
export type TokenVaultRefused = HubProblem & {
  __typename?: 'TokenVaultRefused';
  /** `TOKEN_VAULT_REFUSED` */
  code: Scalars['String']['output'];
  /** What the vault said. */
  message: Scalars['String']['output'];
};

/** Too many tries in a row. */
export type TooManyAttempts = HubProblem & {
  __typename?: 'TooManyAttempts';
  /** `TOO_MANY_ATTEMPTS` */
  code: Scalars['String']['output'];
  /** What to do. */
  message: Scalars['String']['output'];
  /** When the next try is free, in milliseconds. */
  retryAfterMs?: Maybe<Scalars['Int']['output']>;
};

/** What an authenticator application needs. It is shown once; begin again where it is lost. */
export type TotpEnrolment = {
  __typename?: 'TotpEnrolment';
  /** Until when it can be confirmed. */
  expiresAt: Scalars['DateTime']['output'];
  /** The picture, as a `data:` URL of a PNG. */
  qrCode: Scalars['String']['output'];
  /** The secret alone, in Base32, for who types it. */
  secret: Scalars['String']['output'];
  /** `otpauth://totp/…`: what is in the picture. */
  uri: Scalars['String']['output'];
};

/** What came of `unassignRole`. */
export type UnassignRoleResult = GrantForbidden | RoleNotFound | User | UserNotFound | UserStateConflict;

/** What came of `unlinkAccount`. */
export type UnlinkAccountResult = AccountUnlinked | LinkedAccountConflict | LinkedAccountNotFound;

/** What to change about a funder; what is left out stays. */
export type UpdateFunderInput = {
  /** The values of the funder's `credentialFields`, all of them. */
  credential?: InputMaybe<Array<CredentialValueInput>>;
  /** False switches it off, true on again. */
  enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** The funder's id (`aurora`). */
  id: Scalars['ID']['input'];
};

/** What came of `updateFunder`. */
export type UpdateFunderResult = Funder | FunderNotFound | FunderNotSetUp | HubInvalidInput;

/** What to change about an integration; what is left out stays. */
export type UpdateIntegrationInput = {
  /** A connected account that is the same account at the provider; replaces a credential too. */
  connectionId?: InputMaybe<Scalars['ID']['input']>;
  /** A new credential of the same account; replaces a connected account too. */
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
export type UpdateIntegrationResult = ConnectionSubjectForbidden | HubInvalidInput | Integration | IntegrationNotFound | ProviderCredentialRefused | ProviderUnavailable;

/** A change of an endpoint; what is left out stays. */
export type UpdateNotificationEndpointInput = {
  /** Only events about these ids; about everything when empty. */
  about?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** What it is for, at most 500 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** False: nothing is delivered any more. True: again, beginning with what waits. */
  enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** The event types to be told of, or `noun.*`; every type when empty. */
  eventTypes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The endpoint's id. */
  id: Scalars['ID']['input'];
  /** Where to post to. */
  url?: InputMaybe<Scalars['String']['input']>;
};

/** What came of `updateNotificationEndpoint`. */
export type UpdateNotificationEndpointResult = HubInvalidInput | NotificationEndpoint | NotificationEndpointManaged | NotificationEndpointNotFound;

/** What is to change in the caller's own profile. */
export type UpdateProfileInput = {
  /** What they call themselves. */
  name: Scalars['String']['input'];
};

/** What came of `updateProfile`. */
export type UpdateProfileResult = HubInvalidInput | UserProfile;

/** A role as it is to be. */
export type UpdateRoleInput = {
  /** What it is for. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** The role's id. */
  id: Scalars['ID']['input'];
  /** What it is called: unlike every other role of the tenant. */
  name: Scalars['String']['input'];
  /** What it allows. `x:*` stands for every action of `x`. */
  scopes: Array<Scalars['String']['input']>;
};

/** What came of `updateRole`. */
export type UpdateRoleResult = GrantForbidden | HubInvalidInput | RoleNotFound | RoleStateConflict | UserRole;

/** A person, as a member of this tenant. */
export type User = {
  __typename?: 'User';
  /** When they became a member, or were invited. */
  createdAt: Scalars['DateTime']['output'];
  /** The address they sign in with. */
  email: Scalars['EmailAddress']['output'];
  /** Opaque id: the `sub` of the person's tokens. */
  id: Scalars['ID']['output'];
  /** When they were last here; null where they never were. */
  lastActiveAt?: Maybe<Scalars['DateTime']['output']>;
  /** What they call themselves; null until they have accepted. */
  name?: Maybe<Scalars['String']['output']>;
  /** What they may do here. */
  roles: Array<UserRole>;
  /** Whether they have to show more than a password. */
  secondFactor: Scalars['Boolean']['output'];
  /** How they stand to this tenant. */
  status: UserStatus;
};

/** A page of people. */
export type UserConnection = {
  __typename?: 'UserConnection';
  /** The people of this page with their cursors. */
  edges: Array<UserEdge>;
  /** Where this page stands in the whole. */
  pageInfo: PageInfo;
};

/** A person in a page. */
export type UserEdge = {
  __typename?: 'UserEdge';
  /** Opaque place in the list. */
  cursor: Scalars['String']['output'];
  /** The person. */
  node: User;
};

/** Narrows a list of people; all given conditions must hold. */
export type UserFilter = {
  /** Only who has this role. */
  roleId?: InputMaybe<Scalars['ID']['input']>;
  /** Only who stands so to the tenant. */
  status?: InputMaybe<UserStatus>;
};

/** Nobody of this tenant has this id. */
export type UserNotFound = HubProblem & {
  __typename?: 'UserNotFound';
  /** `USER_NOT_FOUND` */
  code: Scalars['String']['output'];
  /** Which id was asked for. */
  message: Scalars['String']['output'];
};

/** The caller's own account, the same in all tenants. */
export type UserProfile = {
  __typename?: 'UserProfile';
  /** The address they sign in with. */
  email: Scalars['EmailAddress']['output'];
  /** The `sub` of the person's tokens. */
  id: Scalars['ID']['output'];
  /** What they call themselves. */
  name?: Maybe<Scalars['String']['output']>;
  /** When the password was last changed. */
  passwordChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether they have to show more than a password. */
  secondFactor: Scalars['Boolean']['output'];
  /** The tenants they can choose, the one used last first. */
  tenantIds: Array<Scalars['ID']['output']>;
};

/** Somebody is no member any more. */
export type UserRemoved = {
  __typename?: 'UserRemoved';
  /** The id they had here. */
  id: Scalars['ID']['output'];
};

/** A named set of scopes. */
export type UserRole = {
  __typename?: 'UserRole';
  /** What it is for. */
  description?: Maybe<Scalars['String']['output']>;
  /** The name of a shipped role, an opaque id of a tenant's own. */
  id: Scalars['ID']['output'];
  /** What it is called. */
  name: Scalars['String']['output'];
  /** What it allows. `x:*` stands for every action of `x`. */
  scopes: Array<Scalars['String']['output']>;
  /** Whether it comes with the system and cannot be changed. */
  shipped: Scalars['Boolean']['output'];
};

/** Where somebody is signed in. */
export type UserSession = {
  __typename?: 'UserSession';
  /** When the person last proved who they are. */
  authenticatedAt: Scalars['DateTime']['output'];
  /** When it began. */
  createdAt: Scalars['DateTime']['output'];
  /** Whether it is the one that asks. */
  current: Scalars['Boolean']['output'];
  /** `Firefox on Linux`, as far as the program tells. */
  device: Scalars['String']['output'];
  /** When it ends, however active it is. */
  expiresAt: Scalars['DateTime']['output'];
  /** Opaque id: the `sid` of its tokens. */
  id: Scalars['ID']['output'];
  /** When it was last used, to a few seconds. */
  lastActiveAt: Scalars['DateTime']['output'];
  /** The address it began at. */
  remoteAddress?: Maybe<Scalars['String']['output']>;
  /** Whether more than a password was shown. */
  secondFactor: Scalars['Boolean']['output'];
  /** The tenant it last worked in. */
  tenantId: Scalars['ID']['output'];
};

/** A page of sessions. */
export type UserSessionConnection = {
  __typename?: 'UserSessionConnection';
  /** The sessions of this page with their cursors. */
  edges: Array<UserSessionEdge>;
  /** Where this page stands in the whole. */
  pageInfo: PageInfo;
};

/** A session in a page. */
export type UserSessionEdge = {
  __typename?: 'UserSessionEdge';
  /** Opaque place in the list. */
  cursor: Scalars['String']['output'];
  /** The session. */
  node: UserSession;
};

/** The person cannot be changed so as things are: a member already, not active, the last admin. */
export type UserStateConflict = HubProblem & {
  __typename?: 'UserStateConflict';
  /** `USER_STATE_CONFLICT` */
  code: Scalars['String']['output'];
  /** What is in the way. */
  message: Scalars['String']['output'];
};

/** How a person stands to a tenant. */
export type UserStatus =
  /** A member. */
  | 'ACTIVE'
  /** Kept out. */
  | 'DISABLED'
  /** Invited, not a member yet. */
  | 'INVITED';

/** What ends a sign-in. */
export type VerifyMfaInput = {
  /** From `SecondFactorRequired`: good for five minutes and five tries. */
  challenge: Scalars['String']['input'];
  /** Six digits of the authenticator application, or a backup code in any spelling. */
  code: Scalars['String']['input'];
  /** The `device` of an earlier sign-in on this device: strangers cannot use up its tries. */
  device?: InputMaybe<Scalars['String']['input']>;
};

/** What came of `verifyMfa`. */
export type VerifyMfaResult = InvalidChallenge | InvalidCode | SignedIn | TooManyAttempts;

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
  ConnectedAccount: ConnectedAccount;
  Funder: Funder;
  Integration: Integration;
  Proposal: Proposal;
  Provider: Provider;
  Quote: Quote;
  SyncJob: SyncJob;
  Tenant: Tenant;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  ConnectedAccount:
    ( { __typename: 'ConnectedAccount' }
    & GraphQLRecursivePick<FederationTypes['ConnectedAccount'], {"id":true}> );
  Funder:
    ( { __typename: 'Funder' }
    & GraphQLRecursivePick<FederationTypes['Funder'], {"id":true}> );
  Integration:
    ( { __typename: 'Integration' }
    & GraphQLRecursivePick<FederationTypes['Integration'], {"id":true}> );
  Proposal:
    ( { __typename: 'Proposal' }
    & GraphQLRecursivePick<FederationTypes['Proposal'], {"id":true}> );
  Provider:
    ( { __typename: 'Provider' }
    & GraphQLRecursivePick<FederationTypes['Provider'], {"id":true}> );
  Quote:
    ( { __typename: 'Quote' }
    & GraphQLRecursivePick<FederationTypes['Quote'], {"id":true}> );
  SyncJob:
    ( { __typename: 'SyncJob' }
    & GraphQLRecursivePick<FederationTypes['SyncJob'], {"id":true}> );
  Tenant:
    ( { __typename: 'Tenant' }
    & GraphQLRecursivePick<FederationTypes['Tenant'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AcceptInvitationResult:
    | ( HubInvalidInput )
    | ( InvalidCredentials )
    | ( InvalidLink )
    | ( SecondFactorRequired )
    | ( Omit<SignedIn, 'tokens'> & { tokens: _RefType['TokenSet'] } )
    | ( TooManyAttempts )
  ;
  AcceptInvitationWithAccountResult:
    | ( AccountNotLinked )
    | ( HubInvalidInput )
    | ( InvalidExternalSignIn )
    | ( InvalidLink )
    | ( LinkedAccountConflict )
    | ( SecondFactorRequired )
    | ( Omit<SignedIn, 'tokens'> & { tokens: _RefType['TokenSet'] } )
    | ( TooManyAttempts )
  ;
  AssignRoleResult:
    | ( GrantForbidden )
    | ( RoleNotFound )
    | ( UserView )
    | ( UserNotFound )
  ;
  CalculateQuotesResult:
    | ( FunderNotEnabled )
    | ( HubInvalidInput )
    | ( QuoteKeyReused )
    | ( QuoteRequestView )
    | ( QuoteRequestNotFound )
  ;
  CancelSyncResult:
    | ( SyncJobView )
    | ( SyncJobNotFound )
    | ( SyncJobStateConflict )
    | ( SyncResourcesForbidden )
  ;
  ChangePasswordResult:
    | ( HubInvalidInput )
    | ( InvalidCredentials )
    | ( PasswordChanged )
    | ( TooManyAttempts )
  ;
  ChooseTenantResult:
    | ( NotAMember )
    | ( TenantChosen )
  ;
  ConfirmTotpEnrolmentResult:
    | ( InvalidCode )
    | ( MfaEnabled )
    | ( MfaStateConflict )
    | ( TooManyAttempts )
  ;
  ConnectAccountResult:
    | ( Omit<ConnectSession, 'connectedAccount'> & { connectedAccount: _RefType['ConnectedAccount'] } )
    | ( ConnectionSubjectForbidden )
    | ( HubInvalidInput )
    | ( ProviderUnavailable )
    | ( TokenVaultRefused )
  ;
  CreateIntegrationResult:
    | ( ConnectionSubjectForbidden )
    | ( HubInvalidInput )
    | ( IntegrationView )
    | ( ProviderCredentialRefused )
    | ( ProviderUnavailable )
  ;
  CreateNotificationEndpointResult:
    | ( HubInvalidInput )
    | ( NotificationEndpointLimitReached )
    | ( Omit<NotificationEndpointWithSecret, 'endpoint'> & { endpoint: _RefType['NotificationEndpoint'] } )
  ;
  CreateOAuthClientResult:
    | ( HubInvalidInput )
    | ( Omit<OAuthClientWithSecret, 'client'> & { client: _RefType['OAuthClient'] } )
    | ( OAuthScopesForbidden )
  ;
  CreateOAuthRegistrationTokenResult:
    | ( HubInvalidInput )
    | ( OAuthRegistrationToken )
    | ( OAuthScopesForbidden )
  ;
  CreateRoleResult:
    | ( GrantForbidden )
    | ( HubInvalidInput )
    | ( RoleStateConflict )
    | ( RoleView )
  ;
  DeleteIntegrationResult:
    | ( IntegrationDeleted )
    | ( IntegrationNotFound )
  ;
  DeleteNotificationEndpointResult:
    | ( NotificationEndpointDeleted )
    | ( NotificationEndpointManaged )
    | ( NotificationEndpointNotFound )
  ;
  DeleteRoleResult:
    | ( RoleDeleted )
    | ( RoleNotFound )
    | ( RoleStateConflict )
  ;
  DisableMfaResult:
    | ( MfaDisabled )
    | ( MfaStateConflict )
  ;
  DisableUserResult:
    | ( GrantForbidden )
    | ( UserView )
    | ( UserNotFound )
    | ( UserStateConflict )
  ;
  DisconnectAccountResult:
    | ( ConnectedAccountView )
    | ( ConnectedAccountNotFound )
    | ( ConnectionSubjectForbidden )
    | ( ProviderUnavailable )
    | ( TokenVaultRefused )
  ;
  EnableUserResult:
    | ( GrantForbidden )
    | ( UserView )
    | ( UserNotFound )
    | ( UserStateConflict )
  ;
  EndSessionResult:
    | ( SessionEnded )
    | ( SessionNotFound )
  ;
  GenerateProposalResult:
    | ( HubInvalidInput )
    | ( ProposalView )
    | ( ProposalKeyReused )
    | ( QuoteAlreadyProposed )
    | ( QuoteExpired )
    | ( QuoteNotFound )
    | ( QuoteSuperseded )
  ;
  InviteUserResult:
    | ( GrantForbidden )
    | ( HubInvalidInput )
    | ( RoleNotFound )
    | ( UserView )
    | ( UserStateConflict )
  ;
  LinkAccountResult:
    | ( InvalidExternalSignIn )
    | ( LinkedAccount )
    | ( LinkedAccountConflict )
  ;
  ReconnectAccountResult:
    | ( Omit<ConnectSession, 'connectedAccount'> & { connectedAccount: _RefType['ConnectedAccount'] } )
    | ( ConnectedAccountNotFound )
    | ( ConnectedAccountStateConflict )
    | ( ConnectionSubjectForbidden )
    | ( ProviderUnavailable )
    | ( TokenVaultRefused )
  ;
  RecoverNotificationsResult:
    | ( NotificationEndpointDisabled )
    | ( NotificationEndpointNotFound )
    | ( Omit<NotificationsRecovered, 'endpoint'> & { endpoint: _RefType['NotificationEndpoint'] } )
  ;
  RefreshTokensResult:
    | ( InvalidRefreshToken )
    | ( NotAMember )
    | ( Tokens )
  ;
  RegenerateBackupCodesResult:
    | ( BackupCodes )
    | ( MfaStateConflict )
  ;
  RemoveSyncScheduleResult:
    | ( IntegrationNotFound )
    | ( SyncScheduleRemoved )
  ;
  RemoveUserResult:
    | ( GrantForbidden )
    | ( UserNotFound )
    | ( UserRemoved )
    | ( UserStateConflict )
  ;
  ReplayNotificationResult:
    | ( DeliveryView )
    | ( NotificationEndpointDisabled )
    | ( NotificationNotFound )
  ;
  ReplayWebhookEventResult:
    | ( WebhookEventView )
    | ( WebhookEventNotFound )
    | ( WebhookEventStateConflict )
  ;
  RequestPasswordResetResult:
    | ( HubInvalidInput )
    | ( PasswordResetRequested )
    | ( TooManyAttempts )
  ;
  ResetPasswordResult:
    | ( HubInvalidInput )
    | ( InvalidLink )
    | ( PasswordReset )
  ;
  RetrySyncResult:
    | ( IntegrationNotFound )
    | ( IntegrationNotReady )
    | ( SyncJobView )
    | ( SyncJobNotFound )
    | ( SyncJobStateConflict )
    | ( SyncResourcesForbidden )
  ;
  RevokeOAuthClientResult:
    | ( OAuthClientNotFound )
    | ( Omit<OAuthClientRevoked, 'client'> & { client: _RefType['OAuthClient'] } )
    | ( OAuthScopesForbidden )
  ;
  RotateNotificationSecretResult:
    | ( HubInvalidInput )
    | ( NotificationEndpointManaged )
    | ( NotificationEndpointNotFound )
    | ( Omit<NotificationEndpointWithSecret, 'endpoint'> & { endpoint: _RefType['NotificationEndpoint'] } )
  ;
  RotateOAuthClientSecretResult:
    | ( HubInvalidInput )
    | ( OAuthClientNotFound )
    | ( Omit<OAuthClientWithSecret, 'client'> & { client: _RefType['OAuthClient'] } )
    | ( OAuthScopesForbidden )
  ;
  SetSyncScheduleResult:
    | ( HubInvalidInput )
    | ( IntegrationNotFound )
    | ( ScheduleView )
  ;
  SignInResult:
    | ( HubInvalidInput )
    | ( InvalidCredentials )
    | ( NotAMember )
    | ( SecondFactorRequired )
    | ( Omit<SignedIn, 'tokens'> & { tokens: _RefType['TokenSet'] } )
    | ( TooManyAttempts )
  ;
  SignInWithAccountResult:
    | ( AccountNotLinked )
    | ( InvalidExternalSignIn )
    | ( NotAMember )
    | ( SecondFactorRequired )
    | ( Omit<SignedIn, 'tokens'> & { tokens: _RefType['TokenSet'] } )
    | ( TooManyAttempts )
  ;
  SignOutResult:
    | ( SessionEnded )
    | ( SessionNotFound )
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
  StartTotpEnrolmentResult:
    | ( MfaStateConflict )
    | ( TotpEnrolment )
  ;
  StepUpResult:
    | ( InvalidCode )
    | ( SteppedUp )
    | ( TooManyAttempts )
  ;
  TestIntegrationResult:
    | ( IntegrationNotFound )
    | ( IntegrationWorks )
    | ( ProviderCredentialRefused )
    | ( ProviderUnavailable )
  ;
  TestNotificationEndpointResult:
    | ( DeliveryView )
    | ( NotificationEndpointDisabled )
    | ( NotificationEndpointNotFound )
  ;
  UnassignRoleResult:
    | ( GrantForbidden )
    | ( RoleNotFound )
    | ( UserView )
    | ( UserNotFound )
    | ( UserStateConflict )
  ;
  UnlinkAccountResult:
    | ( AccountUnlinked )
    | ( LinkedAccountConflict )
    | ( LinkedAccountNotFound )
  ;
  UpdateFunderResult:
    | ( FunderContract )
    | ( FunderNotFound )
    | ( FunderNotSetUp )
    | ( HubInvalidInput )
  ;
  UpdateIntegrationResult:
    | ( ConnectionSubjectForbidden )
    | ( HubInvalidInput )
    | ( IntegrationView )
    | ( IntegrationNotFound )
    | ( ProviderCredentialRefused )
    | ( ProviderUnavailable )
  ;
  UpdateNotificationEndpointResult:
    | ( HubInvalidInput )
    | ( EndpointView )
    | ( NotificationEndpointManaged )
    | ( NotificationEndpointNotFound )
  ;
  UpdateProfileResult:
    | ( HubInvalidInput )
    | ( ProfileView )
  ;
  UpdateRoleResult:
    | ( GrantForbidden )
    | ( HubInvalidInput )
    | ( RoleNotFound )
    | ( RoleStateConflict )
    | ( RoleView )
  ;
  VerifyMfaResult:
    | ( InvalidChallenge )
    | ( InvalidCode )
    | ( Omit<SignedIn, 'tokens'> & { tokens: _RefType['TokenSet'] } )
    | ( TooManyAttempts )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  HubProblem:
    | ( AccountNotLinked )
    | ( BatchNotSupported )
    | ( ConnectedAccountNotFound )
    | ( ConnectedAccountStateConflict )
    | ( ConnectionSubjectForbidden )
    | ( FunderNotEnabled )
    | ( FunderNotFound )
    | ( FunderNotSetUp )
    | ( GrantForbidden )
    | ( HubInvalidInput )
    | ( IntegrationNotFound )
    | ( IntegrationNotReady )
    | ( InvalidChallenge )
    | ( InvalidCode )
    | ( InvalidCredentials )
    | ( InvalidExternalSignIn )
    | ( InvalidLink )
    | ( InvalidRefreshToken )
    | ( LinkedAccountConflict )
    | ( LinkedAccountNotFound )
    | ( MfaStateConflict )
    | ( NotAMember )
    | ( NotificationEndpointDisabled )
    | ( NotificationEndpointLimitReached )
    | ( NotificationEndpointManaged )
    | ( NotificationEndpointNotFound )
    | ( NotificationNotFound )
    | ( OAuthClientNotFound )
    | ( OAuthScopesForbidden )
    | ( ProposalKeyReused )
    | ( ProviderCredentialRefused )
    | ( ProviderUnavailable )
    | ( QuoteAlreadyProposed )
    | ( QuoteExpired )
    | ( QuoteKeyReused )
    | ( QuoteNotFound )
    | ( QuoteRequestNotFound )
    | ( QuoteSuperseded )
    | ( RoleNotFound )
    | ( RoleStateConflict )
    | ( SessionNotFound )
    | ( SyncJobNotFound )
    | ( SyncJobStateConflict )
    | ( SyncResourcesForbidden )
    | ( TokenVaultRefused )
    | ( TooManyAttempts )
    | ( UserNotFound )
    | ( UserStateConflict )
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
  AcceptInvitationInput: AcceptInvitationInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AcceptInvitationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AcceptInvitationResult']>;
  AcceptInvitationWithAccountInput: AcceptInvitationWithAccountInput;
  AcceptInvitationWithAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AcceptInvitationWithAccountResult']>;
  AccountNotLinked: ResolverTypeWrapper<AccountNotLinked>;
  AccountRecord: ResolverTypeWrapper<RecordView>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AccountRecordClass: AccountRecordClass;
  AccountUnlinked: ResolverTypeWrapper<AccountUnlinked>;
  ApplicantAddressInput: ApplicantAddressInput;
  ApplicantInput: ApplicantInput;
  AssetCondition: AssetCondition;
  AssignRoleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AssignRoleResult']>;
  AuditActorKind: AuditActorKind;
  AuditEvent: ResolverTypeWrapper<AuditEventView>;
  AuditEventConnection: ResolverTypeWrapper<Omit<AuditEventConnection, 'edges'> & { edges: Array<ResolversTypes['AuditEventEdge']> }>;
  AuditEventEdge: ResolverTypeWrapper<Omit<AuditEventEdge, 'node'> & { node: ResolversTypes['AuditEvent'] }>;
  AuditEventFilter: AuditEventFilter;
  AuditOutcome: AuditOutcome;
  BackupCodes: ResolverTypeWrapper<BackupCodes>;
  BatchFormat: BatchFormat;
  BatchNotSupported: ResolverTypeWrapper<BatchNotSupported>;
  BatchOperation: BatchOperation;
  CalculateQuotesInput: CalculateQuotesInput;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CalculateQuotesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CalculateQuotesResult']>;
  CampaignRecord: ResolverTypeWrapper<RecordView>;
  CampaignRecordStatus: CampaignRecordStatus;
  CancelSyncResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelSyncResult']>;
  ChangePasswordInput: ChangePasswordInput;
  ChangePasswordResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangePasswordResult']>;
  ChooseTenantResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChooseTenantResult']>;
  CompanyRecord: ResolverTypeWrapper<RecordView>;
  ConfirmTotpEnrolmentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ConfirmTotpEnrolmentResult']>;
  ConnectAccountInput: ConnectAccountInput;
  ConnectAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ConnectAccountResult']>;
  ConnectSession: ResolverTypeWrapper<Omit<ConnectSession, 'connectedAccount'> & { connectedAccount: ResolversTypes['ConnectedAccount'] }>;
  ConnectedAccount: ResolverTypeWrapper<ConnectedAccountView>;
  ConnectedAccountConnection: ResolverTypeWrapper<Omit<ConnectedAccountConnection, 'edges'> & { edges: Array<ResolversTypes['ConnectedAccountEdge']> }>;
  ConnectedAccountEdge: ResolverTypeWrapper<Omit<ConnectedAccountEdge, 'node'> & { node: ResolversTypes['ConnectedAccount'] }>;
  ConnectedAccountFilter: ConnectedAccountFilter;
  ConnectedAccountNotFound: ResolverTypeWrapper<ConnectedAccountNotFound>;
  ConnectedAccountStateConflict: ResolverTypeWrapper<ConnectedAccountStateConflict>;
  ConnectedAccountStatus: ConnectedAccountStatus;
  ConnectionProblem: ResolverTypeWrapper<ConnectionProblem>;
  ConnectionSubjectForbidden: ResolverTypeWrapper<ConnectionSubjectForbidden>;
  ContactRecord: ResolverTypeWrapper<RecordView>;
  ContactRecordConsent: ContactRecordConsent;
  ContactRecordRole: ContactRecordRole;
  CreateIntegrationInput: CreateIntegrationInput;
  CreateIntegrationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateIntegrationResult']>;
  CreateNotificationEndpointInput: CreateNotificationEndpointInput;
  CreateNotificationEndpointResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateNotificationEndpointResult']>;
  CreateOAuthClientInput: CreateOAuthClientInput;
  CreateOAuthClientResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateOAuthClientResult']>;
  CreateOAuthRegistrationTokenInput: CreateOAuthRegistrationTokenInput;
  CreateOAuthRegistrationTokenResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateOAuthRegistrationTokenResult']>;
  CreateRoleInput: CreateRoleInput;
  CreateRoleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateRoleResult']>;
  CredentialValueInput: CredentialValueInput;
  Currency: ResolverTypeWrapper<Scalars['Currency']['output']>;
  CustomerKind: CustomerKind;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeadLetter: ResolverTypeWrapper<DeadLetterView>;
  DeadLetterConnection: ResolverTypeWrapper<Omit<DeadLetterConnection, 'edges'> & { edges: Array<ResolversTypes['DeadLetterEdge']> }>;
  DeadLetterEdge: ResolverTypeWrapper<Omit<DeadLetterEdge, 'node'> & { node: ResolversTypes['DeadLetter'] }>;
  DeadLetterKind: DeadLetterKind;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  DeleteIntegrationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteIntegrationResult']>;
  DeleteNotificationEndpointResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteNotificationEndpointResult']>;
  DeleteRoleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteRoleResult']>;
  DisableMfaResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DisableMfaResult']>;
  DisableUserResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DisableUserResult']>;
  DisconnectAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DisconnectAccountResult']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  EnableUserResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EnableUserResult']>;
  EndSessionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EndSessionResult']>;
  ExportFile: ResolverTypeWrapper<ExportFile>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  FinanceProduct: FinanceProduct;
  Funder: ResolverTypeWrapper<FunderContract>;
  FunderBreaker: FunderBreaker;
  FunderChannel: FunderChannel;
  FunderCredentialField: ResolverTypeWrapper<FunderCredentialField>;
  FunderHealth: ResolverTypeWrapper<FunderHealth>;
  FunderNotEnabled: ResolverTypeWrapper<FunderNotEnabled>;
  FunderNotFound: ResolverTypeWrapper<FunderNotFound>;
  FunderNotSetUp: ResolverTypeWrapper<FunderNotSetUp>;
  FunderStatus: FunderStatus;
  GenerateProposalInput: GenerateProposalInput;
  GenerateProposalResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['GenerateProposalResult']>;
  GrantForbidden: ResolverTypeWrapper<GrantForbidden>;
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
  InvalidChallenge: ResolverTypeWrapper<InvalidChallenge>;
  InvalidCode: ResolverTypeWrapper<InvalidCode>;
  InvalidCredentials: ResolverTypeWrapper<InvalidCredentials>;
  InvalidExternalSignIn: ResolverTypeWrapper<InvalidExternalSignIn>;
  InvalidLink: ResolverTypeWrapper<InvalidLink>;
  InvalidRefreshToken: ResolverTypeWrapper<InvalidRefreshToken>;
  InviteUserInput: InviteUserInput;
  InviteUserResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['InviteUserResult']>;
  InvoiceRecord: ResolverTypeWrapper<RecordView>;
  InvoiceRecordStatus: InvoiceRecordStatus;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  KeyRotation: ResolverTypeWrapper<KeyRotation>;
  Lane: ResolverTypeWrapper<LaneStanding>;
  LaneBackoff: ResolverTypeWrapper<LaneBackoff>;
  LinkAccountInput: LinkAccountInput;
  LinkAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['LinkAccountResult']>;
  LinkedAccount: ResolverTypeWrapper<LinkedAccount>;
  LinkedAccountConflict: ResolverTypeWrapper<LinkedAccountConflict>;
  LinkedAccountNotFound: ResolverTypeWrapper<LinkedAccountNotFound>;
  ListRecord: ResolverTypeWrapper<RecordView>;
  LocationRecord: ResolverTypeWrapper<RecordView>;
  MfaDisabled: ResolverTypeWrapper<MfaDisabled>;
  MfaEnabled: ResolverTypeWrapper<MfaEnabled>;
  MfaStateConflict: ResolverTypeWrapper<MfaStateConflict>;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotAMember: ResolverTypeWrapper<NotAMember>;
  NotificationDelivery: ResolverTypeWrapper<DeliveryView>;
  NotificationDeliveryConnection: ResolverTypeWrapper<Omit<NotificationDeliveryConnection, 'edges'> & { edges: Array<ResolversTypes['NotificationDeliveryEdge']> }>;
  NotificationDeliveryEdge: ResolverTypeWrapper<Omit<NotificationDeliveryEdge, 'node'> & { node: ResolversTypes['NotificationDelivery'] }>;
  NotificationDeliveryFilter: NotificationDeliveryFilter;
  NotificationDeliveryStatus: NotificationDeliveryStatus;
  NotificationEndpoint: ResolverTypeWrapper<EndpointView>;
  NotificationEndpointConnection: ResolverTypeWrapper<Omit<NotificationEndpointConnection, 'edges'> & { edges: Array<ResolversTypes['NotificationEndpointEdge']> }>;
  NotificationEndpointDeleted: ResolverTypeWrapper<NotificationEndpointDeleted>;
  NotificationEndpointDisabled: ResolverTypeWrapper<NotificationEndpointDisabled>;
  NotificationEndpointDisabledReason: NotificationEndpointDisabledReason;
  NotificationEndpointEdge: ResolverTypeWrapper<Omit<NotificationEndpointEdge, 'node'> & { node: ResolversTypes['NotificationEndpoint'] }>;
  NotificationEndpointLimitReached: ResolverTypeWrapper<NotificationEndpointLimitReached>;
  NotificationEndpointManaged: ResolverTypeWrapper<NotificationEndpointManaged>;
  NotificationEndpointNotFound: ResolverTypeWrapper<NotificationEndpointNotFound>;
  NotificationEndpointWithSecret: ResolverTypeWrapper<Omit<NotificationEndpointWithSecret, 'endpoint'> & { endpoint: ResolversTypes['NotificationEndpoint'] }>;
  NotificationEventType: ResolverTypeWrapper<NotificationEventType>;
  NotificationNotFound: ResolverTypeWrapper<NotificationNotFound>;
  NotificationRequest: ResolverTypeWrapper<NotificationRequest>;
  NotificationTry: ResolverTypeWrapper<NotificationTry>;
  NotificationsRecovered: ResolverTypeWrapper<Omit<NotificationsRecovered, 'endpoint'> & { endpoint: ResolversTypes['NotificationEndpoint'] }>;
  OAuthClient: ResolverTypeWrapper<OAuthClientView>;
  OAuthClientConnection: ResolverTypeWrapper<Omit<OAuthClientConnection, 'edges'> & { edges: Array<ResolversTypes['OAuthClientEdge']> }>;
  OAuthClientEdge: ResolverTypeWrapper<Omit<OAuthClientEdge, 'node'> & { node: ResolversTypes['OAuthClient'] }>;
  OAuthClientNotFound: ResolverTypeWrapper<OAuthClientNotFound>;
  OAuthClientRevoked: ResolverTypeWrapper<Omit<OAuthClientRevoked, 'client'> & { client: ResolversTypes['OAuthClient'] }>;
  OAuthClientSecret: ResolverTypeWrapper<OAuthClientSecret>;
  OAuthClientStatus: OAuthClientStatus;
  OAuthClientWithSecret: ResolverTypeWrapper<Omit<OAuthClientWithSecret, 'client'> & { client: ResolversTypes['OAuthClient'] }>;
  OAuthRegistrationToken: ResolverTypeWrapper<OAuthRegistrationToken>;
  OAuthScopesForbidden: ResolverTypeWrapper<OAuthScopesForbidden>;
  OrderRecord: ResolverTypeWrapper<RecordView>;
  OrderRecordItem: ResolverTypeWrapper<OrderRecordItem>;
  OrderRecordStatus: OrderRecordStatus;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PasswordChanged: ResolverTypeWrapper<PasswordChanged>;
  PasswordReset: ResolverTypeWrapper<PasswordReset>;
  PasswordResetRequested: ResolverTypeWrapper<PasswordResetRequested>;
  PaymentFrequency: PaymentFrequency;
  PaymentRecord: ResolverTypeWrapper<RecordView>;
  PaymentRecordStatus: PaymentRecordStatus;
  PaymentTiming: PaymentTiming;
  PriceRecord: ResolverTypeWrapper<RecordView>;
  PriceRecordInterval: PriceRecordInterval;
  Principal: ResolverTypeWrapper<CallingPrincipal>;
  PrincipalKind: PrincipalKind;
  ProductRecord: ResolverTypeWrapper<RecordView>;
  Proposal: ResolverTypeWrapper<ProposalView>;
  ProposalDocument: ResolverTypeWrapper<ProposalDocument>;
  ProposalKeyReused: ResolverTypeWrapper<ProposalKeyReused>;
  ProposalStatus: ProposalStatus;
  Provider: ResolverTypeWrapper<CatalogueEntry>;
  ProviderCategory: ProviderCategory;
  ProviderCredentialField: ResolverTypeWrapper<ProviderCredentialField>;
  ProviderCredentialRefused: ResolverTypeWrapper<ProviderCredentialRefused>;
  ProviderLogin: ResolverTypeWrapper<ProviderLogin>;
  ProviderUnavailable: ResolverTypeWrapper<ProviderUnavailable>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Quote: ResolverTypeWrapper<QuoteView>;
  QuoteAlreadyProposed: ResolverTypeWrapper<QuoteAlreadyProposed>;
  QuoteAnswer: ResolverTypeWrapper<QuoteAnswerView>;
  QuoteAssetInput: QuoteAssetInput;
  QuoteConnection: ResolverTypeWrapper<Omit<QuoteConnection, 'edges'> & { edges: Array<ResolversTypes['QuoteEdge']> }>;
  QuoteCustomerInput: QuoteCustomerInput;
  QuoteDifference: ResolverTypeWrapper<QuoteDifference>;
  QuoteEdge: ResolverTypeWrapper<Omit<QuoteEdge, 'node'> & { node: ResolversTypes['Quote'] }>;
  QuoteExpired: ResolverTypeWrapper<QuoteExpired>;
  QuoteFee: ResolverTypeWrapper<QuoteFee>;
  QuoteFeeDue: QuoteFeeDue;
  QuoteFeeInput: QuoteFeeInput;
  QuoteFeeKind: QuoteFeeKind;
  QuoteFigure: QuoteFigure;
  QuoteFilter: QuoteFilter;
  QuoteKeyReused: ResolverTypeWrapper<QuoteKeyReused>;
  QuoteNotFound: ResolverTypeWrapper<QuoteNotFound>;
  QuoteOutcome: QuoteOutcome;
  QuoteRequest: ResolverTypeWrapper<QuoteRequestView>;
  QuoteRequestNotFound: ResolverTypeWrapper<QuoteRequestNotFound>;
  QuoteScheduleEntry: ResolverTypeWrapper<QuoteScheduleEntry>;
  QuoteStatus: QuoteStatus;
  QuoteSuperseded: ResolverTypeWrapper<QuoteSuperseded>;
  ReconnectAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReconnectAccountResult']>;
  RecordAddress: ResolverTypeWrapper<RecordAddress>;
  RecordConnection: ResolverTypeWrapper<Omit<RecordConnection, 'edges'> & { edges: Array<ResolversTypes['RecordEdge']> }>;
  RecordEdge: ResolverTypeWrapper<Omit<RecordEdge, 'node'> & { node: ResolversTypes['SyncedRecord'] }>;
  RecoverNotificationsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RecoverNotificationsResult']>;
  RefreshTokensInput: RefreshTokensInput;
  RefreshTokensResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefreshTokensResult']>;
  RefundRecord: ResolverTypeWrapper<RecordView>;
  RefundRecordStatus: RefundRecordStatus;
  RegenerateBackupCodesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegenerateBackupCodesResult']>;
  RemoveSyncScheduleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveSyncScheduleResult']>;
  RemoveUserResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveUserResult']>;
  ReplayNotificationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReplayNotificationResult']>;
  ReplayWebhookEventResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReplayWebhookEventResult']>;
  RequestPasswordResetResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestPasswordResetResult']>;
  ResetPasswordInput: ResetPasswordInput;
  ResetPasswordResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResetPasswordResult']>;
  RetrySyncResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetrySyncResult']>;
  RevokeOAuthClientResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeOAuthClientResult']>;
  RoleDeleted: ResolverTypeWrapper<RoleDeleted>;
  RoleNotFound: ResolverTypeWrapper<RoleNotFound>;
  RoleStateConflict: ResolverTypeWrapper<RoleStateConflict>;
  RotateNotificationSecretResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RotateNotificationSecretResult']>;
  RotateOAuthClientSecretInput: RotateOAuthClientSecretInput;
  RotateOAuthClientSecretResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RotateOAuthClientSecretResult']>;
  SecondFactor: ResolverTypeWrapper<SecondFactor>;
  SecondFactorRequired: ResolverTypeWrapper<SecondFactorRequired>;
  SessionEnded: ResolverTypeWrapper<SessionEnded>;
  SessionNotFound: ResolverTypeWrapper<SessionNotFound>;
  SessionStats: ResolverTypeWrapper<SessionStats>;
  SessionsEnded: ResolverTypeWrapper<SessionsEnded>;
  SessionsOnDay: ResolverTypeWrapper<SessionsOnDay>;
  SessionsOnDevice: ResolverTypeWrapper<SessionsOnDevice>;
  SetSyncScheduleInput: SetSyncScheduleInput;
  SetSyncScheduleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetSyncScheduleResult']>;
  SignInInput: SignInInput;
  SignInIssuer: ResolverTypeWrapper<SignInIssuer>;
  SignInResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignInResult']>;
  SignInWithAccountInput: SignInWithAccountInput;
  SignInWithAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignInWithAccountResult']>;
  SignOutResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignOutResult']>;
  SignedIn: ResolverTypeWrapper<Omit<SignedIn, 'tokens'> & { tokens: ResolversTypes['TokenSet'] }>;
  StartBatchInput: StartBatchInput;
  StartBatchResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartBatchResult']>;
  StartSyncInput: StartSyncInput;
  StartSyncResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartSyncResult']>;
  StartTotpEnrolmentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartTotpEnrolmentResult']>;
  StepUpResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StepUpResult']>;
  SteppedUp: ResolverTypeWrapper<SteppedUp>;
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
  TenantChosen: ResolverTypeWrapper<TenantChosen>;
  TestIntegrationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TestIntegrationResult']>;
  TestNotificationEndpointResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TestNotificationEndpointResult']>;
  TokenSet: ResolverTypeWrapper<Tokens>;
  TokenVaultRefused: ResolverTypeWrapper<TokenVaultRefused>;
  TooManyAttempts: ResolverTypeWrapper<TooManyAttempts>;
  TotpEnrolment: ResolverTypeWrapper<TotpEnrolment>;
  UnassignRoleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UnassignRoleResult']>;
  UnlinkAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UnlinkAccountResult']>;
  UpdateFunderInput: UpdateFunderInput;
  UpdateFunderResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateFunderResult']>;
  UpdateIntegrationInput: UpdateIntegrationInput;
  UpdateIntegrationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateIntegrationResult']>;
  UpdateNotificationEndpointInput: UpdateNotificationEndpointInput;
  UpdateNotificationEndpointResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateNotificationEndpointResult']>;
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfileResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateProfileResult']>;
  UpdateRoleInput: UpdateRoleInput;
  UpdateRoleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateRoleResult']>;
  User: ResolverTypeWrapper<UserView>;
  UserConnection: ResolverTypeWrapper<Omit<UserConnection, 'edges'> & { edges: Array<ResolversTypes['UserEdge']> }>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['User'] }>;
  UserFilter: UserFilter;
  UserNotFound: ResolverTypeWrapper<UserNotFound>;
  UserProfile: ResolverTypeWrapper<ProfileView>;
  UserRemoved: ResolverTypeWrapper<UserRemoved>;
  UserRole: ResolverTypeWrapper<RoleView>;
  UserSession: ResolverTypeWrapper<SessionView>;
  UserSessionConnection: ResolverTypeWrapper<Omit<UserSessionConnection, 'edges'> & { edges: Array<ResolversTypes['UserSessionEdge']> }>;
  UserSessionEdge: ResolverTypeWrapper<Omit<UserSessionEdge, 'node'> & { node: ResolversTypes['UserSession'] }>;
  UserStateConflict: ResolverTypeWrapper<UserStateConflict>;
  UserStatus: UserStatus;
  VerifyMfaInput: VerifyMfaInput;
  VerifyMfaResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VerifyMfaResult']>;
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
  AcceptInvitationInput: AcceptInvitationInput;
  String: Scalars['String']['output'];
  AcceptInvitationResult: ResolversUnionTypes<ResolversParentTypes>['AcceptInvitationResult'];
  AcceptInvitationWithAccountInput: AcceptInvitationWithAccountInput;
  AcceptInvitationWithAccountResult: ResolversUnionTypes<ResolversParentTypes>['AcceptInvitationWithAccountResult'];
  AccountNotLinked: AccountNotLinked;
  AccountRecord: RecordView;
  Boolean: Scalars['Boolean']['output'];
  ID: Scalars['ID']['output'];
  AccountUnlinked: AccountUnlinked;
  ApplicantAddressInput: ApplicantAddressInput;
  ApplicantInput: ApplicantInput;
  AssignRoleResult: ResolversUnionTypes<ResolversParentTypes>['AssignRoleResult'];
  AuditEvent: AuditEventView;
  AuditEventConnection: Omit<AuditEventConnection, 'edges'> & { edges: Array<ResolversParentTypes['AuditEventEdge']> };
  AuditEventEdge: Omit<AuditEventEdge, 'node'> & { node: ResolversParentTypes['AuditEvent'] };
  AuditEventFilter: AuditEventFilter;
  BackupCodes: BackupCodes;
  BatchNotSupported: BatchNotSupported;
  CalculateQuotesInput: CalculateQuotesInput;
  Int: Scalars['Int']['output'];
  CalculateQuotesResult: ResolversUnionTypes<ResolversParentTypes>['CalculateQuotesResult'];
  CampaignRecord: RecordView;
  CancelSyncResult: ResolversUnionTypes<ResolversParentTypes>['CancelSyncResult'];
  ChangePasswordInput: ChangePasswordInput;
  ChangePasswordResult: ResolversUnionTypes<ResolversParentTypes>['ChangePasswordResult'];
  ChooseTenantResult: ResolversUnionTypes<ResolversParentTypes>['ChooseTenantResult'];
  CompanyRecord: RecordView;
  ConfirmTotpEnrolmentResult: ResolversUnionTypes<ResolversParentTypes>['ConfirmTotpEnrolmentResult'];
  ConnectAccountInput: ConnectAccountInput;
  ConnectAccountResult: ResolversUnionTypes<ResolversParentTypes>['ConnectAccountResult'];
  ConnectSession: Omit<ConnectSession, 'connectedAccount'> & { connectedAccount: ResolversParentTypes['ConnectedAccount'] };
  ConnectedAccount: ConnectedAccountView;
  ConnectedAccountConnection: Omit<ConnectedAccountConnection, 'edges'> & { edges: Array<ResolversParentTypes['ConnectedAccountEdge']> };
  ConnectedAccountEdge: Omit<ConnectedAccountEdge, 'node'> & { node: ResolversParentTypes['ConnectedAccount'] };
  ConnectedAccountFilter: ConnectedAccountFilter;
  ConnectedAccountNotFound: ConnectedAccountNotFound;
  ConnectedAccountStateConflict: ConnectedAccountStateConflict;
  ConnectionProblem: ConnectionProblem;
  ConnectionSubjectForbidden: ConnectionSubjectForbidden;
  ContactRecord: RecordView;
  CreateIntegrationInput: CreateIntegrationInput;
  CreateIntegrationResult: ResolversUnionTypes<ResolversParentTypes>['CreateIntegrationResult'];
  CreateNotificationEndpointInput: CreateNotificationEndpointInput;
  CreateNotificationEndpointResult: ResolversUnionTypes<ResolversParentTypes>['CreateNotificationEndpointResult'];
  CreateOAuthClientInput: CreateOAuthClientInput;
  CreateOAuthClientResult: ResolversUnionTypes<ResolversParentTypes>['CreateOAuthClientResult'];
  CreateOAuthRegistrationTokenInput: CreateOAuthRegistrationTokenInput;
  CreateOAuthRegistrationTokenResult: ResolversUnionTypes<ResolversParentTypes>['CreateOAuthRegistrationTokenResult'];
  CreateRoleInput: CreateRoleInput;
  CreateRoleResult: ResolversUnionTypes<ResolversParentTypes>['CreateRoleResult'];
  CredentialValueInput: CredentialValueInput;
  Currency: Scalars['Currency']['output'];
  DateTime: Scalars['DateTime']['output'];
  DeadLetter: DeadLetterView;
  DeadLetterConnection: Omit<DeadLetterConnection, 'edges'> & { edges: Array<ResolversParentTypes['DeadLetterEdge']> };
  DeadLetterEdge: Omit<DeadLetterEdge, 'node'> & { node: ResolversParentTypes['DeadLetter'] };
  Decimal: Scalars['Decimal']['output'];
  DeleteIntegrationResult: ResolversUnionTypes<ResolversParentTypes>['DeleteIntegrationResult'];
  DeleteNotificationEndpointResult: ResolversUnionTypes<ResolversParentTypes>['DeleteNotificationEndpointResult'];
  DeleteRoleResult: ResolversUnionTypes<ResolversParentTypes>['DeleteRoleResult'];
  DisableMfaResult: ResolversUnionTypes<ResolversParentTypes>['DisableMfaResult'];
  DisableUserResult: ResolversUnionTypes<ResolversParentTypes>['DisableUserResult'];
  DisconnectAccountResult: ResolversUnionTypes<ResolversParentTypes>['DisconnectAccountResult'];
  EmailAddress: Scalars['EmailAddress']['output'];
  EnableUserResult: ResolversUnionTypes<ResolversParentTypes>['EnableUserResult'];
  EndSessionResult: ResolversUnionTypes<ResolversParentTypes>['EndSessionResult'];
  ExportFile: ExportFile;
  Float: Scalars['Float']['output'];
  Funder: FunderContract;
  FunderCredentialField: FunderCredentialField;
  FunderHealth: FunderHealth;
  FunderNotEnabled: FunderNotEnabled;
  FunderNotFound: FunderNotFound;
  FunderNotSetUp: FunderNotSetUp;
  GenerateProposalInput: GenerateProposalInput;
  GenerateProposalResult: ResolversUnionTypes<ResolversParentTypes>['GenerateProposalResult'];
  GrantForbidden: GrantForbidden;
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
  InvalidChallenge: InvalidChallenge;
  InvalidCode: InvalidCode;
  InvalidCredentials: InvalidCredentials;
  InvalidExternalSignIn: InvalidExternalSignIn;
  InvalidLink: InvalidLink;
  InvalidRefreshToken: InvalidRefreshToken;
  InviteUserInput: InviteUserInput;
  InviteUserResult: ResolversUnionTypes<ResolversParentTypes>['InviteUserResult'];
  InvoiceRecord: RecordView;
  JSON: Scalars['JSON']['output'];
  KeyRotation: KeyRotation;
  Lane: LaneStanding;
  LaneBackoff: LaneBackoff;
  LinkAccountInput: LinkAccountInput;
  LinkAccountResult: ResolversUnionTypes<ResolversParentTypes>['LinkAccountResult'];
  LinkedAccount: LinkedAccount;
  LinkedAccountConflict: LinkedAccountConflict;
  LinkedAccountNotFound: LinkedAccountNotFound;
  ListRecord: RecordView;
  LocationRecord: RecordView;
  MfaDisabled: MfaDisabled;
  MfaEnabled: MfaEnabled;
  MfaStateConflict: MfaStateConflict;
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  NotAMember: NotAMember;
  NotificationDelivery: DeliveryView;
  NotificationDeliveryConnection: Omit<NotificationDeliveryConnection, 'edges'> & { edges: Array<ResolversParentTypes['NotificationDeliveryEdge']> };
  NotificationDeliveryEdge: Omit<NotificationDeliveryEdge, 'node'> & { node: ResolversParentTypes['NotificationDelivery'] };
  NotificationDeliveryFilter: NotificationDeliveryFilter;
  NotificationEndpoint: EndpointView;
  NotificationEndpointConnection: Omit<NotificationEndpointConnection, 'edges'> & { edges: Array<ResolversParentTypes['NotificationEndpointEdge']> };
  NotificationEndpointDeleted: NotificationEndpointDeleted;
  NotificationEndpointDisabled: NotificationEndpointDisabled;
  NotificationEndpointEdge: Omit<NotificationEndpointEdge, 'node'> & { node: ResolversParentTypes['NotificationEndpoint'] };
  NotificationEndpointLimitReached: NotificationEndpointLimitReached;
  NotificationEndpointManaged: NotificationEndpointManaged;
  NotificationEndpointNotFound: NotificationEndpointNotFound;
  NotificationEndpointWithSecret: Omit<NotificationEndpointWithSecret, 'endpoint'> & { endpoint: ResolversParentTypes['NotificationEndpoint'] };
  NotificationEventType: NotificationEventType;
  NotificationNotFound: NotificationNotFound;
  NotificationRequest: NotificationRequest;
  NotificationTry: NotificationTry;
  NotificationsRecovered: Omit<NotificationsRecovered, 'endpoint'> & { endpoint: ResolversParentTypes['NotificationEndpoint'] };
  OAuthClient: OAuthClientView;
  OAuthClientConnection: Omit<OAuthClientConnection, 'edges'> & { edges: Array<ResolversParentTypes['OAuthClientEdge']> };
  OAuthClientEdge: Omit<OAuthClientEdge, 'node'> & { node: ResolversParentTypes['OAuthClient'] };
  OAuthClientNotFound: OAuthClientNotFound;
  OAuthClientRevoked: Omit<OAuthClientRevoked, 'client'> & { client: ResolversParentTypes['OAuthClient'] };
  OAuthClientSecret: OAuthClientSecret;
  OAuthClientWithSecret: Omit<OAuthClientWithSecret, 'client'> & { client: ResolversParentTypes['OAuthClient'] };
  OAuthRegistrationToken: OAuthRegistrationToken;
  OAuthScopesForbidden: OAuthScopesForbidden;
  OrderRecord: RecordView;
  OrderRecordItem: OrderRecordItem;
  PageInfo: PageInfo;
  PasswordChanged: PasswordChanged;
  PasswordReset: PasswordReset;
  PasswordResetRequested: PasswordResetRequested;
  PaymentRecord: RecordView;
  PriceRecord: RecordView;
  Principal: CallingPrincipal;
  ProductRecord: RecordView;
  Proposal: ProposalView;
  ProposalDocument: ProposalDocument;
  ProposalKeyReused: ProposalKeyReused;
  Provider: CatalogueEntry;
  ProviderCredentialField: ProviderCredentialField;
  ProviderCredentialRefused: ProviderCredentialRefused;
  ProviderLogin: ProviderLogin;
  ProviderUnavailable: ProviderUnavailable;
  Query: Record<PropertyKey, never>;
  Quote: QuoteView;
  QuoteAlreadyProposed: QuoteAlreadyProposed;
  QuoteAnswer: QuoteAnswerView;
  QuoteAssetInput: QuoteAssetInput;
  QuoteConnection: Omit<QuoteConnection, 'edges'> & { edges: Array<ResolversParentTypes['QuoteEdge']> };
  QuoteCustomerInput: QuoteCustomerInput;
  QuoteDifference: QuoteDifference;
  QuoteEdge: Omit<QuoteEdge, 'node'> & { node: ResolversParentTypes['Quote'] };
  QuoteExpired: QuoteExpired;
  QuoteFee: QuoteFee;
  QuoteFeeInput: QuoteFeeInput;
  QuoteFilter: QuoteFilter;
  QuoteKeyReused: QuoteKeyReused;
  QuoteNotFound: QuoteNotFound;
  QuoteRequest: QuoteRequestView;
  QuoteRequestNotFound: QuoteRequestNotFound;
  QuoteScheduleEntry: QuoteScheduleEntry;
  QuoteSuperseded: QuoteSuperseded;
  ReconnectAccountResult: ResolversUnionTypes<ResolversParentTypes>['ReconnectAccountResult'];
  RecordAddress: RecordAddress;
  RecordConnection: Omit<RecordConnection, 'edges'> & { edges: Array<ResolversParentTypes['RecordEdge']> };
  RecordEdge: Omit<RecordEdge, 'node'> & { node: ResolversParentTypes['SyncedRecord'] };
  RecoverNotificationsResult: ResolversUnionTypes<ResolversParentTypes>['RecoverNotificationsResult'];
  RefreshTokensInput: RefreshTokensInput;
  RefreshTokensResult: ResolversUnionTypes<ResolversParentTypes>['RefreshTokensResult'];
  RefundRecord: RecordView;
  RegenerateBackupCodesResult: ResolversUnionTypes<ResolversParentTypes>['RegenerateBackupCodesResult'];
  RemoveSyncScheduleResult: ResolversUnionTypes<ResolversParentTypes>['RemoveSyncScheduleResult'];
  RemoveUserResult: ResolversUnionTypes<ResolversParentTypes>['RemoveUserResult'];
  ReplayNotificationResult: ResolversUnionTypes<ResolversParentTypes>['ReplayNotificationResult'];
  ReplayWebhookEventResult: ResolversUnionTypes<ResolversParentTypes>['ReplayWebhookEventResult'];
  RequestPasswordResetResult: ResolversUnionTypes<ResolversParentTypes>['RequestPasswordResetResult'];
  ResetPasswordInput: ResetPasswordInput;
  ResetPasswordResult: ResolversUnionTypes<ResolversParentTypes>['ResetPasswordResult'];
  RetrySyncResult: ResolversUnionTypes<ResolversParentTypes>['RetrySyncResult'];
  RevokeOAuthClientResult: ResolversUnionTypes<ResolversParentTypes>['RevokeOAuthClientResult'];
  RoleDeleted: RoleDeleted;
  RoleNotFound: RoleNotFound;
  RoleStateConflict: RoleStateConflict;
  RotateNotificationSecretResult: ResolversUnionTypes<ResolversParentTypes>['RotateNotificationSecretResult'];
  RotateOAuthClientSecretInput: RotateOAuthClientSecretInput;
  RotateOAuthClientSecretResult: ResolversUnionTypes<ResolversParentTypes>['RotateOAuthClientSecretResult'];
  SecondFactor: SecondFactor;
  SecondFactorRequired: SecondFactorRequired;
  SessionEnded: SessionEnded;
  SessionNotFound: SessionNotFound;
  SessionStats: SessionStats;
  SessionsEnded: SessionsEnded;
  SessionsOnDay: SessionsOnDay;
  SessionsOnDevice: SessionsOnDevice;
  SetSyncScheduleInput: SetSyncScheduleInput;
  SetSyncScheduleResult: ResolversUnionTypes<ResolversParentTypes>['SetSyncScheduleResult'];
  SignInInput: SignInInput;
  SignInIssuer: SignInIssuer;
  SignInResult: ResolversUnionTypes<ResolversParentTypes>['SignInResult'];
  SignInWithAccountInput: SignInWithAccountInput;
  SignInWithAccountResult: ResolversUnionTypes<ResolversParentTypes>['SignInWithAccountResult'];
  SignOutResult: ResolversUnionTypes<ResolversParentTypes>['SignOutResult'];
  SignedIn: Omit<SignedIn, 'tokens'> & { tokens: ResolversParentTypes['TokenSet'] };
  StartBatchInput: StartBatchInput;
  StartBatchResult: ResolversUnionTypes<ResolversParentTypes>['StartBatchResult'];
  StartSyncInput: StartSyncInput;
  StartSyncResult: ResolversUnionTypes<ResolversParentTypes>['StartSyncResult'];
  StartTotpEnrolmentResult: ResolversUnionTypes<ResolversParentTypes>['StartTotpEnrolmentResult'];
  StepUpResult: ResolversUnionTypes<ResolversParentTypes>['StepUpResult'];
  SteppedUp: SteppedUp;
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
  TenantChosen: TenantChosen;
  TestIntegrationResult: ResolversUnionTypes<ResolversParentTypes>['TestIntegrationResult'];
  TestNotificationEndpointResult: ResolversUnionTypes<ResolversParentTypes>['TestNotificationEndpointResult'];
  TokenSet: Tokens;
  TokenVaultRefused: TokenVaultRefused;
  TooManyAttempts: TooManyAttempts;
  TotpEnrolment: TotpEnrolment;
  UnassignRoleResult: ResolversUnionTypes<ResolversParentTypes>['UnassignRoleResult'];
  UnlinkAccountResult: ResolversUnionTypes<ResolversParentTypes>['UnlinkAccountResult'];
  UpdateFunderInput: UpdateFunderInput;
  UpdateFunderResult: ResolversUnionTypes<ResolversParentTypes>['UpdateFunderResult'];
  UpdateIntegrationInput: UpdateIntegrationInput;
  UpdateIntegrationResult: ResolversUnionTypes<ResolversParentTypes>['UpdateIntegrationResult'];
  UpdateNotificationEndpointInput: UpdateNotificationEndpointInput;
  UpdateNotificationEndpointResult: ResolversUnionTypes<ResolversParentTypes>['UpdateNotificationEndpointResult'];
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfileResult: ResolversUnionTypes<ResolversParentTypes>['UpdateProfileResult'];
  UpdateRoleInput: UpdateRoleInput;
  UpdateRoleResult: ResolversUnionTypes<ResolversParentTypes>['UpdateRoleResult'];
  User: UserView;
  UserConnection: Omit<UserConnection, 'edges'> & { edges: Array<ResolversParentTypes['UserEdge']> };
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
  UserFilter: UserFilter;
  UserNotFound: UserNotFound;
  UserProfile: ProfileView;
  UserRemoved: UserRemoved;
  UserRole: RoleView;
  UserSession: SessionView;
  UserSessionConnection: Omit<UserSessionConnection, 'edges'> & { edges: Array<ResolversParentTypes['UserSessionEdge']> };
  UserSessionEdge: Omit<UserSessionEdge, 'node'> & { node: ResolversParentTypes['UserSession'] };
  UserStateConflict: UserStateConflict;
  VerifyMfaInput: VerifyMfaInput;
  VerifyMfaResult: ResolversUnionTypes<ResolversParentTypes>['VerifyMfaResult'];
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

export type AcceptInvitationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcceptInvitationResult'] = ResolversParentTypes['AcceptInvitationResult']> = {
  __resolveType: TypeResolveFn<'HubInvalidInput' | 'InvalidCredentials' | 'InvalidLink' | 'SecondFactorRequired' | 'SignedIn' | 'TooManyAttempts', ParentType, ContextType>;
};

export type AcceptInvitationWithAccountResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcceptInvitationWithAccountResult'] = ResolversParentTypes['AcceptInvitationWithAccountResult']> = {
  __resolveType: TypeResolveFn<'AccountNotLinked' | 'HubInvalidInput' | 'InvalidExternalSignIn' | 'InvalidLink' | 'LinkedAccountConflict' | 'SecondFactorRequired' | 'SignedIn' | 'TooManyAttempts', ParentType, ContextType>;
};

export type AccountNotLinkedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountNotLinked'] = ResolversParentTypes['AccountNotLinked']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

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

export type AccountUnlinkedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountUnlinked'] = ResolversParentTypes['AccountUnlinked']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AssignRoleResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AssignRoleResult'] = ResolversParentTypes['AssignRoleResult']> = {
  __resolveType: TypeResolveFn<'GrantForbidden' | 'RoleNotFound' | 'User' | 'UserNotFound', ParentType, ContextType>;
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

export type BackupCodesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BackupCodes'] = ResolversParentTypes['BackupCodes']> = {
  codes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BatchNotSupportedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BatchNotSupported'] = ResolversParentTypes['BatchNotSupported']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CalculateQuotesResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CalculateQuotesResult'] = ResolversParentTypes['CalculateQuotesResult']> = {
  __resolveType: TypeResolveFn<'FunderNotEnabled' | 'HubInvalidInput' | 'QuoteKeyReused' | 'QuoteRequest' | 'QuoteRequestNotFound', ParentType, ContextType>;
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

export type ChangePasswordResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangePasswordResult'] = ResolversParentTypes['ChangePasswordResult']> = {
  __resolveType: TypeResolveFn<'HubInvalidInput' | 'InvalidCredentials' | 'PasswordChanged' | 'TooManyAttempts', ParentType, ContextType>;
};

export type ChooseTenantResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChooseTenantResult'] = ResolversParentTypes['ChooseTenantResult']> = {
  __resolveType: TypeResolveFn<'NotAMember' | 'TenantChosen', ParentType, ContextType>;
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

export type ConfirmTotpEnrolmentResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfirmTotpEnrolmentResult'] = ResolversParentTypes['ConfirmTotpEnrolmentResult']> = {
  __resolveType: TypeResolveFn<'InvalidCode' | 'MfaEnabled' | 'MfaStateConflict' | 'TooManyAttempts', ParentType, ContextType>;
};

export type ConnectAccountResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConnectAccountResult'] = ResolversParentTypes['ConnectAccountResult']> = {
  __resolveType: TypeResolveFn<'ConnectSession' | 'ConnectionSubjectForbidden' | 'HubInvalidInput' | 'ProviderUnavailable' | 'TokenVaultRefused', ParentType, ContextType>;
};

export type ConnectSessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConnectSession'] = ResolversParentTypes['ConnectSession']> = {
  authorizationUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  connectLink?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  connectedAccount?: Resolver<ResolversTypes['ConnectedAccount'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  sessionToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConnectedAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConnectedAccount'] = ResolversParentTypes['ConnectedAccount'], FederationReferenceType extends FederationReferenceTypes['ConnectedAccount'] = FederationReferenceTypes['ConnectedAccount']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ConnectedAccount']> | FederationReferenceType, FederationReferenceType, ContextType>;
  authorizedScopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  connectedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  displayName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['ConnectionProblem']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  providerAccountId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ConnectedAccountStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConnectedAccountConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConnectedAccountConnection'] = ResolversParentTypes['ConnectedAccountConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ConnectedAccountEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ConnectedAccountEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConnectedAccountEdge'] = ResolversParentTypes['ConnectedAccountEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ConnectedAccount'], ParentType, ContextType>;
};

export type ConnectedAccountNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConnectedAccountNotFound'] = ResolversParentTypes['ConnectedAccountNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConnectedAccountStateConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConnectedAccountStateConflict'] = ResolversParentTypes['ConnectedAccountStateConflict']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConnectionProblemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConnectionProblem'] = ResolversParentTypes['ConnectionProblem']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ConnectionSubjectForbiddenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConnectionSubjectForbidden'] = ResolversParentTypes['ConnectionSubjectForbidden']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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
  __resolveType: TypeResolveFn<'ConnectionSubjectForbidden' | 'HubInvalidInput' | 'Integration' | 'ProviderCredentialRefused' | 'ProviderUnavailable', ParentType, ContextType>;
};

export type CreateNotificationEndpointResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateNotificationEndpointResult'] = ResolversParentTypes['CreateNotificationEndpointResult']> = {
  __resolveType: TypeResolveFn<'HubInvalidInput' | 'NotificationEndpointLimitReached' | 'NotificationEndpointWithSecret', ParentType, ContextType>;
};

export type CreateOAuthClientResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateOAuthClientResult'] = ResolversParentTypes['CreateOAuthClientResult']> = {
  __resolveType: TypeResolveFn<'HubInvalidInput' | 'OAuthClientWithSecret' | 'OAuthScopesForbidden', ParentType, ContextType>;
};

export type CreateOAuthRegistrationTokenResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateOAuthRegistrationTokenResult'] = ResolversParentTypes['CreateOAuthRegistrationTokenResult']> = {
  __resolveType: TypeResolveFn<'HubInvalidInput' | 'OAuthRegistrationToken' | 'OAuthScopesForbidden', ParentType, ContextType>;
};

export type CreateRoleResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateRoleResult'] = ResolversParentTypes['CreateRoleResult']> = {
  __resolveType: TypeResolveFn<'GrantForbidden' | 'HubInvalidInput' | 'RoleStateConflict' | 'UserRole', ParentType, ContextType>;
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

export type DeleteNotificationEndpointResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteNotificationEndpointResult'] = ResolversParentTypes['DeleteNotificationEndpointResult']> = {
  __resolveType: TypeResolveFn<'NotificationEndpointDeleted' | 'NotificationEndpointManaged' | 'NotificationEndpointNotFound', ParentType, ContextType>;
};

export type DeleteRoleResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteRoleResult'] = ResolversParentTypes['DeleteRoleResult']> = {
  __resolveType: TypeResolveFn<'RoleDeleted' | 'RoleNotFound' | 'RoleStateConflict', ParentType, ContextType>;
};

export type DisableMfaResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisableMfaResult'] = ResolversParentTypes['DisableMfaResult']> = {
  __resolveType: TypeResolveFn<'MfaDisabled' | 'MfaStateConflict', ParentType, ContextType>;
};

export type DisableUserResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisableUserResult'] = ResolversParentTypes['DisableUserResult']> = {
  __resolveType: TypeResolveFn<'GrantForbidden' | 'User' | 'UserNotFound' | 'UserStateConflict', ParentType, ContextType>;
};

export type DisconnectAccountResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisconnectAccountResult'] = ResolversParentTypes['DisconnectAccountResult']> = {
  __resolveType: TypeResolveFn<'ConnectedAccount' | 'ConnectedAccountNotFound' | 'ConnectionSubjectForbidden' | 'ProviderUnavailable' | 'TokenVaultRefused', ParentType, ContextType>;
};

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type EnableUserResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EnableUserResult'] = ResolversParentTypes['EnableUserResult']> = {
  __resolveType: TypeResolveFn<'GrantForbidden' | 'User' | 'UserNotFound' | 'UserStateConflict', ParentType, ContextType>;
};

export type EndSessionResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EndSessionResult'] = ResolversParentTypes['EndSessionResult']> = {
  __resolveType: TypeResolveFn<'SessionEnded' | 'SessionNotFound', ParentType, ContextType>;
};

export type ExportFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExportFile'] = ResolversParentTypes['ExportFile']> = {
  bytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  format?: Resolver<ResolversTypes['BatchFormat'], ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FunderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Funder'] = ResolversParentTypes['Funder'], FederationReferenceType extends FederationReferenceTypes['Funder'] = FederationReferenceTypes['Funder']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Funder']> | FederationReferenceType, FederationReferenceType, ContextType>;
  channel?: Resolver<ResolversTypes['FunderChannel'], ParentType, ContextType>;
  credentialFields?: Resolver<Array<ResolversTypes['FunderCredentialField']>, ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  health?: Resolver<ResolversTypes['FunderHealth'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  products?: Resolver<Array<ResolversTypes['FinanceProduct']>, ParentType, ContextType>;
  quotes?: Resolver<ResolversTypes['QuoteConnection'], ParentType, ContextType, RequireFields<FunderQuotesArgs, 'first'>>;
  status?: Resolver<ResolversTypes['FunderStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FunderCredentialFieldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FunderCredentialField'] = ResolversParentTypes['FunderCredentialField']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pattern?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type FunderHealthResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FunderHealth'] = ResolversParentTypes['FunderHealth']> = {
  answered?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  asked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  breaker?: Resolver<ResolversTypes['FunderBreaker'], ParentType, ContextType>;
  breakerUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastFailure?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastFailureAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  maxLatencyMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  meanLatencyMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  successRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type FunderNotEnabledResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FunderNotEnabled'] = ResolversParentTypes['FunderNotEnabled']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FunderNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FunderNotFound'] = ResolversParentTypes['FunderNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FunderNotSetUpResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FunderNotSetUp'] = ResolversParentTypes['FunderNotSetUp']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GenerateProposalResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GenerateProposalResult'] = ResolversParentTypes['GenerateProposalResult']> = {
  __resolveType: TypeResolveFn<'HubInvalidInput' | 'Proposal' | 'ProposalKeyReused' | 'QuoteAlreadyProposed' | 'QuoteExpired' | 'QuoteNotFound' | 'QuoteSuperseded', ParentType, ContextType>;
};

export type GrantForbiddenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GrantForbidden'] = ResolversParentTypes['GrantForbidden']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HubInvalidInputResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HubInvalidInput'] = ResolversParentTypes['HubInvalidInput']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HubProblemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HubProblem'] = ResolversParentTypes['HubProblem']> = {
  __resolveType: TypeResolveFn<'AccountNotLinked' | 'BatchNotSupported' | 'ConnectedAccountNotFound' | 'ConnectedAccountStateConflict' | 'ConnectionSubjectForbidden' | 'FunderNotEnabled' | 'FunderNotFound' | 'FunderNotSetUp' | 'GrantForbidden' | 'HubInvalidInput' | 'IntegrationNotFound' | 'IntegrationNotReady' | 'InvalidChallenge' | 'InvalidCode' | 'InvalidCredentials' | 'InvalidExternalSignIn' | 'InvalidLink' | 'InvalidRefreshToken' | 'LinkedAccountConflict' | 'LinkedAccountNotFound' | 'MfaStateConflict' | 'NotAMember' | 'NotificationEndpointDisabled' | 'NotificationEndpointLimitReached' | 'NotificationEndpointManaged' | 'NotificationEndpointNotFound' | 'NotificationNotFound' | 'OAuthClientNotFound' | 'OAuthScopesForbidden' | 'ProposalKeyReused' | 'ProviderCredentialRefused' | 'ProviderUnavailable' | 'QuoteAlreadyProposed' | 'QuoteExpired' | 'QuoteKeyReused' | 'QuoteNotFound' | 'QuoteRequestNotFound' | 'QuoteSuperseded' | 'RoleNotFound' | 'RoleStateConflict' | 'SessionNotFound' | 'SyncJobNotFound' | 'SyncJobStateConflict' | 'SyncResourcesForbidden' | 'TokenVaultRefused' | 'TooManyAttempts' | 'UserNotFound' | 'UserStateConflict' | 'WebhookEventNotFound' | 'WebhookEventStateConflict', ParentType, ContextType>;
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
  connectedAccount?: Resolver<Maybe<ResolversTypes['ConnectedAccount']>, ParentType, ContextType>;
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

export type InvalidChallengeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidChallenge'] = ResolversParentTypes['InvalidChallenge']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidCodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidCode'] = ResolversParentTypes['InvalidCode']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidCredentialsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidCredentials'] = ResolversParentTypes['InvalidCredentials']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidExternalSignInResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidExternalSignIn'] = ResolversParentTypes['InvalidExternalSignIn']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidLinkResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidLink'] = ResolversParentTypes['InvalidLink']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidRefreshTokenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidRefreshToken'] = ResolversParentTypes['InvalidRefreshToken']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InviteUserResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InviteUserResult'] = ResolversParentTypes['InviteUserResult']> = {
  __resolveType: TypeResolveFn<'GrantForbidden' | 'HubInvalidInput' | 'RoleNotFound' | 'User' | 'UserStateConflict', ParentType, ContextType>;
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

export type LinkAccountResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LinkAccountResult'] = ResolversParentTypes['LinkAccountResult']> = {
  __resolveType: TypeResolveFn<'InvalidExternalSignIn' | 'LinkedAccount' | 'LinkedAccountConflict', ParentType, ContextType>;
};

export type LinkedAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LinkedAccount'] = ResolversParentTypes['LinkedAccount']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  issuerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LinkedAccountConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LinkedAccountConflict'] = ResolversParentTypes['LinkedAccountConflict']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LinkedAccountNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LinkedAccountNotFound'] = ResolversParentTypes['LinkedAccountNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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

export type MfaDisabledResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MfaDisabled'] = ResolversParentTypes['MfaDisabled']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MfaEnabledResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MfaEnabled'] = ResolversParentTypes['MfaEnabled']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  backupCodes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MfaStateConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MfaStateConflict'] = ResolversParentTypes['MfaStateConflict']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['Currency'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptInvitation?: Resolver<ResolversTypes['AcceptInvitationResult'], ParentType, ContextType, RequireFields<MutationAcceptInvitationArgs, 'input'>>;
  acceptInvitationWithAccount?: Resolver<ResolversTypes['AcceptInvitationWithAccountResult'], ParentType, ContextType, RequireFields<MutationAcceptInvitationWithAccountArgs, 'input'>>;
  assignRole?: Resolver<ResolversTypes['AssignRoleResult'], ParentType, ContextType, RequireFields<MutationAssignRoleArgs, 'roleId' | 'userId'>>;
  calculateQuotes?: Resolver<ResolversTypes['CalculateQuotesResult'], ParentType, ContextType, RequireFields<MutationCalculateQuotesArgs, 'input'>>;
  cancelSync?: Resolver<ResolversTypes['CancelSyncResult'], ParentType, ContextType, RequireFields<MutationCancelSyncArgs, 'id'>>;
  changePassword?: Resolver<ResolversTypes['ChangePasswordResult'], ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'input'>>;
  chooseTenant?: Resolver<ResolversTypes['ChooseTenantResult'], ParentType, ContextType, RequireFields<MutationChooseTenantArgs, 'tenantId'>>;
  confirmTotpEnrolment?: Resolver<ResolversTypes['ConfirmTotpEnrolmentResult'], ParentType, ContextType, RequireFields<MutationConfirmTotpEnrolmentArgs, 'code'>>;
  connectAccount?: Resolver<ResolversTypes['ConnectAccountResult'], ParentType, ContextType, RequireFields<MutationConnectAccountArgs, 'input'>>;
  createIntegration?: Resolver<ResolversTypes['CreateIntegrationResult'], ParentType, ContextType, RequireFields<MutationCreateIntegrationArgs, 'input'>>;
  createNotificationEndpoint?: Resolver<ResolversTypes['CreateNotificationEndpointResult'], ParentType, ContextType, RequireFields<MutationCreateNotificationEndpointArgs, 'input'>>;
  createOAuthClient?: Resolver<ResolversTypes['CreateOAuthClientResult'], ParentType, ContextType, RequireFields<MutationCreateOAuthClientArgs, 'input'>>;
  createOAuthRegistrationToken?: Resolver<ResolversTypes['CreateOAuthRegistrationTokenResult'], ParentType, ContextType, RequireFields<MutationCreateOAuthRegistrationTokenArgs, 'input'>>;
  createRole?: Resolver<ResolversTypes['CreateRoleResult'], ParentType, ContextType, RequireFields<MutationCreateRoleArgs, 'input'>>;
  deleteIntegration?: Resolver<ResolversTypes['DeleteIntegrationResult'], ParentType, ContextType, RequireFields<MutationDeleteIntegrationArgs, 'id'>>;
  deleteNotificationEndpoint?: Resolver<ResolversTypes['DeleteNotificationEndpointResult'], ParentType, ContextType, RequireFields<MutationDeleteNotificationEndpointArgs, 'id'>>;
  deleteRole?: Resolver<ResolversTypes['DeleteRoleResult'], ParentType, ContextType, RequireFields<MutationDeleteRoleArgs, 'id'>>;
  disableMfa?: Resolver<ResolversTypes['DisableMfaResult'], ParentType, ContextType>;
  disableUser?: Resolver<ResolversTypes['DisableUserResult'], ParentType, ContextType, RequireFields<MutationDisableUserArgs, 'id'>>;
  disconnectAccount?: Resolver<ResolversTypes['DisconnectAccountResult'], ParentType, ContextType, RequireFields<MutationDisconnectAccountArgs, 'id'>>;
  enableUser?: Resolver<ResolversTypes['EnableUserResult'], ParentType, ContextType, RequireFields<MutationEnableUserArgs, 'id'>>;
  endSession?: Resolver<ResolversTypes['EndSessionResult'], ParentType, ContextType, RequireFields<MutationEndSessionArgs, 'id'>>;
  endSessions?: Resolver<ResolversTypes['SessionsEnded'], ParentType, ContextType, RequireFields<MutationEndSessionsArgs, 'keepThis'>>;
  generateProposal?: Resolver<ResolversTypes['GenerateProposalResult'], ParentType, ContextType, RequireFields<MutationGenerateProposalArgs, 'input'>>;
  inviteUser?: Resolver<ResolversTypes['InviteUserResult'], ParentType, ContextType, RequireFields<MutationInviteUserArgs, 'input'>>;
  linkAccount?: Resolver<ResolversTypes['LinkAccountResult'], ParentType, ContextType, RequireFields<MutationLinkAccountArgs, 'input'>>;
  reconnectAccount?: Resolver<ResolversTypes['ReconnectAccountResult'], ParentType, ContextType, RequireFields<MutationReconnectAccountArgs, 'id'>>;
  recoverNotifications?: Resolver<ResolversTypes['RecoverNotificationsResult'], ParentType, ContextType, RequireFields<MutationRecoverNotificationsArgs, 'id' | 'since'>>;
  refreshTokens?: Resolver<ResolversTypes['RefreshTokensResult'], ParentType, ContextType, RequireFields<MutationRefreshTokensArgs, 'input'>>;
  regenerateBackupCodes?: Resolver<ResolversTypes['RegenerateBackupCodesResult'], ParentType, ContextType>;
  removeSyncSchedule?: Resolver<ResolversTypes['RemoveSyncScheduleResult'], ParentType, ContextType, RequireFields<MutationRemoveSyncScheduleArgs, 'integrationId'>>;
  removeUser?: Resolver<ResolversTypes['RemoveUserResult'], ParentType, ContextType, RequireFields<MutationRemoveUserArgs, 'id'>>;
  replayNotification?: Resolver<ResolversTypes['ReplayNotificationResult'], ParentType, ContextType, RequireFields<MutationReplayNotificationArgs, 'id'>>;
  replayWebhookEvent?: Resolver<ResolversTypes['ReplayWebhookEventResult'], ParentType, ContextType, RequireFields<MutationReplayWebhookEventArgs, 'id'>>;
  requestPasswordReset?: Resolver<ResolversTypes['RequestPasswordResetResult'], ParentType, ContextType, RequireFields<MutationRequestPasswordResetArgs, 'email'>>;
  resetPassword?: Resolver<ResolversTypes['ResetPasswordResult'], ParentType, ContextType, RequireFields<MutationResetPasswordArgs, 'input'>>;
  retrySync?: Resolver<ResolversTypes['RetrySyncResult'], ParentType, ContextType, RequireFields<MutationRetrySyncArgs, 'id'>>;
  revokeOAuthClient?: Resolver<ResolversTypes['RevokeOAuthClientResult'], ParentType, ContextType, RequireFields<MutationRevokeOAuthClientArgs, 'id'>>;
  rotateNotificationSecret?: Resolver<ResolversTypes['RotateNotificationSecretResult'], ParentType, ContextType, RequireFields<MutationRotateNotificationSecretArgs, 'id' | 'overlap'>>;
  rotateOAuthClientSecret?: Resolver<ResolversTypes['RotateOAuthClientSecretResult'], ParentType, ContextType, RequireFields<MutationRotateOAuthClientSecretArgs, 'input'>>;
  setSyncSchedule?: Resolver<ResolversTypes['SetSyncScheduleResult'], ParentType, ContextType, RequireFields<MutationSetSyncScheduleArgs, 'input'>>;
  signIn?: Resolver<ResolversTypes['SignInResult'], ParentType, ContextType, RequireFields<MutationSignInArgs, 'input'>>;
  signInWithAccount?: Resolver<ResolversTypes['SignInWithAccountResult'], ParentType, ContextType, RequireFields<MutationSignInWithAccountArgs, 'input'>>;
  signOut?: Resolver<ResolversTypes['SignOutResult'], ParentType, ContextType>;
  startBatch?: Resolver<ResolversTypes['StartBatchResult'], ParentType, ContextType, RequireFields<MutationStartBatchArgs, 'input'>>;
  startSync?: Resolver<ResolversTypes['StartSyncResult'], ParentType, ContextType, RequireFields<MutationStartSyncArgs, 'input'>>;
  startTotpEnrolment?: Resolver<ResolversTypes['StartTotpEnrolmentResult'], ParentType, ContextType>;
  stepUp?: Resolver<ResolversTypes['StepUpResult'], ParentType, ContextType, RequireFields<MutationStepUpArgs, 'code'>>;
  testIntegration?: Resolver<ResolversTypes['TestIntegrationResult'], ParentType, ContextType, RequireFields<MutationTestIntegrationArgs, 'id'>>;
  testNotificationEndpoint?: Resolver<ResolversTypes['TestNotificationEndpointResult'], ParentType, ContextType, RequireFields<MutationTestNotificationEndpointArgs, 'id'>>;
  unassignRole?: Resolver<ResolversTypes['UnassignRoleResult'], ParentType, ContextType, RequireFields<MutationUnassignRoleArgs, 'roleId' | 'userId'>>;
  unlinkAccount?: Resolver<ResolversTypes['UnlinkAccountResult'], ParentType, ContextType, RequireFields<MutationUnlinkAccountArgs, 'id'>>;
  updateFunder?: Resolver<ResolversTypes['UpdateFunderResult'], ParentType, ContextType, RequireFields<MutationUpdateFunderArgs, 'input'>>;
  updateIntegration?: Resolver<ResolversTypes['UpdateIntegrationResult'], ParentType, ContextType, RequireFields<MutationUpdateIntegrationArgs, 'input'>>;
  updateNotificationEndpoint?: Resolver<ResolversTypes['UpdateNotificationEndpointResult'], ParentType, ContextType, RequireFields<MutationUpdateNotificationEndpointArgs, 'input'>>;
  updateProfile?: Resolver<ResolversTypes['UpdateProfileResult'], ParentType, ContextType, RequireFields<MutationUpdateProfileArgs, 'input'>>;
  updateRole?: Resolver<ResolversTypes['UpdateRoleResult'], ParentType, ContextType, RequireFields<MutationUpdateRoleArgs, 'input'>>;
  verifyMfa?: Resolver<ResolversTypes['VerifyMfaResult'], ParentType, ContextType, RequireFields<MutationVerifyMfaArgs, 'input'>>;
};

export type NotAMemberResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotAMember'] = ResolversParentTypes['NotAMember']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationDeliveryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationDelivery'] = ResolversParentTypes['NotificationDelivery']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endpoint?: Resolver<Maybe<ResolversTypes['NotificationEndpoint']>, ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  eventType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  request?: Resolver<Maybe<ResolversTypes['NotificationRequest']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['NotificationDeliveryStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tries?: Resolver<Array<ResolversTypes['NotificationTry']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationDeliveryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationDeliveryConnection'] = ResolversParentTypes['NotificationDeliveryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['NotificationDeliveryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type NotificationDeliveryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationDeliveryEdge'] = ResolversParentTypes['NotificationDeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['NotificationDelivery'], ParentType, ContextType>;
};

export type NotificationEndpointResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationEndpoint'] = ResolversParentTypes['NotificationEndpoint']> = {
  about?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  disabledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  disabledReason?: Resolver<Maybe<ResolversTypes['NotificationEndpointDisabledReason']>, ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  eventTypes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  failingSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastDeliveredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  managed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  parkedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationEndpointConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationEndpointConnection'] = ResolversParentTypes['NotificationEndpointConnection']> = {
  edges?: Resolver<Array<ResolversTypes['NotificationEndpointEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type NotificationEndpointDeletedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationEndpointDeleted'] = ResolversParentTypes['NotificationEndpointDeleted']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationEndpointDisabledResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationEndpointDisabled'] = ResolversParentTypes['NotificationEndpointDisabled']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationEndpointEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationEndpointEdge'] = ResolversParentTypes['NotificationEndpointEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['NotificationEndpoint'], ParentType, ContextType>;
};

export type NotificationEndpointLimitReachedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationEndpointLimitReached'] = ResolversParentTypes['NotificationEndpointLimitReached']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationEndpointManagedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationEndpointManaged'] = ResolversParentTypes['NotificationEndpointManaged']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationEndpointNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationEndpointNotFound'] = ResolversParentTypes['NotificationEndpointNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationEndpointWithSecretResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationEndpointWithSecret'] = ResolversParentTypes['NotificationEndpointWithSecret']> = {
  endpoint?: Resolver<ResolversTypes['NotificationEndpoint'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationEventTypeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationEventType'] = ResolversParentTypes['NotificationEventType']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NotificationNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationNotFound'] = ResolversParentTypes['NotificationNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationRequestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationRequest'] = ResolversParentTypes['NotificationRequest']> = {
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  headers?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type NotificationTryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationTry'] = ResolversParentTypes['NotificationTry']> = {
  answer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  durationMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  errorCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errorMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  statusCode?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NotificationsRecoveredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationsRecovered'] = ResolversParentTypes['NotificationsRecovered']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  endpoint?: Resolver<ResolversTypes['NotificationEndpoint'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OAuthClientResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OAuthClient'] = ResolversParentTypes['OAuthClient']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  secrets?: Resolver<Array<ResolversTypes['OAuthClientSecret']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OAuthClientStatus'], ParentType, ContextType>;
};

export type OAuthClientConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OAuthClientConnection'] = ResolversParentTypes['OAuthClientConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OAuthClientEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type OAuthClientEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OAuthClientEdge'] = ResolversParentTypes['OAuthClientEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OAuthClient'], ParentType, ContextType>;
};

export type OAuthClientNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OAuthClientNotFound'] = ResolversParentTypes['OAuthClientNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OAuthClientRevokedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OAuthClientRevoked'] = ResolversParentTypes['OAuthClientRevoked']> = {
  client?: Resolver<ResolversTypes['OAuthClient'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OAuthClientSecretResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OAuthClientSecret'] = ResolversParentTypes['OAuthClientSecret']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type OAuthClientWithSecretResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OAuthClientWithSecret'] = ResolversParentTypes['OAuthClientWithSecret']> = {
  client?: Resolver<ResolversTypes['OAuthClient'], ParentType, ContextType>;
  previousEndsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OAuthRegistrationTokenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OAuthRegistrationToken'] = ResolversParentTypes['OAuthRegistrationToken']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OAuthScopesForbiddenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OAuthScopesForbidden'] = ResolversParentTypes['OAuthScopesForbidden']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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

export type PasswordChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PasswordChanged'] = ResolversParentTypes['PasswordChanged']> = {
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PasswordResetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PasswordReset'] = ResolversParentTypes['PasswordReset']> = {
  device?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PasswordResetRequestedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PasswordResetRequested'] = ResolversParentTypes['PasswordResetRequested']> = {
  email?: Resolver<ResolversTypes['EmailAddress'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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
  profile?: Resolver<Maybe<ResolversTypes['UserProfile']>, ParentType, ContextType>;
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

export type ProposalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Proposal'] = ResolversParentTypes['Proposal'], FederationReferenceType extends FederationReferenceTypes['Proposal'] = FederationReferenceTypes['Proposal']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Proposal']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  document?: Resolver<Maybe<ResolversTypes['ProposalDocument']>, ParentType, ContextType>;
  funder?: Resolver<ResolversTypes['Funder'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quotation?: Resolver<Maybe<ResolversTypes['ProposalDocument']>, ParentType, ContextType>;
  quote?: Resolver<ResolversTypes['Quote'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ProposalStatus'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProposalDocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProposalDocument'] = ResolversParentTypes['ProposalDocument']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProposalKeyReusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProposalKeyReused'] = ResolversParentTypes['ProposalKeyReused']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProviderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Provider'] = ResolversParentTypes['Provider'], FederationReferenceType extends FederationReferenceTypes['Provider'] = FederationReferenceTypes['Provider']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Provider']> | FederationReferenceType, FederationReferenceType, ContextType>;
  category?: Resolver<ResolversTypes['ProviderCategory'], ParentType, ContextType>;
  credentialFields?: Resolver<Array<ResolversTypes['ProviderCredentialField']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  login?: Resolver<Maybe<ResolversTypes['ProviderLogin']>, ParentType, ContextType>;
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

export type ProviderLoginResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProviderLogin'] = ResolversParentTypes['ProviderLogin']> = {
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProviderUnavailableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProviderUnavailable'] = ResolversParentTypes['ProviderUnavailable']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  auditEvents?: Resolver<ResolversTypes['AuditEventConnection'], ParentType, ContextType, RequireFields<QueryAuditEventsArgs, 'first'>>;
  connectedAccount?: Resolver<Maybe<ResolversTypes['ConnectedAccount']>, ParentType, ContextType, RequireFields<QueryConnectedAccountArgs, 'id'>>;
  connectedAccounts?: Resolver<ResolversTypes['ConnectedAccountConnection'], ParentType, ContextType, RequireFields<QueryConnectedAccountsArgs, 'first'>>;
  customerQuotes?: Resolver<ResolversTypes['QuoteConnection'], ParentType, ContextType, RequireFields<QueryCustomerQuotesArgs, 'email' | 'first'>>;
  deadLetters?: Resolver<ResolversTypes['DeadLetterConnection'], ParentType, ContextType, RequireFields<QueryDeadLettersArgs, 'first'>>;
  funder?: Resolver<Maybe<ResolversTypes['Funder']>, ParentType, ContextType, RequireFields<QueryFunderArgs, 'id'>>;
  funders?: Resolver<Array<ResolversTypes['Funder']>, ParentType, ContextType>;
  integration?: Resolver<Maybe<ResolversTypes['Integration']>, ParentType, ContextType, RequireFields<QueryIntegrationArgs, 'id'>>;
  integrations?: Resolver<ResolversTypes['IntegrationConnection'], ParentType, ContextType, RequireFields<QueryIntegrationsArgs, 'first'>>;
  keyRotation?: Resolver<ResolversTypes['KeyRotation'], ParentType, ContextType>;
  lanes?: Resolver<Array<ResolversTypes['Lane']>, ParentType, ContextType>;
  linkedAccounts?: Resolver<Array<ResolversTypes['LinkedAccount']>, ParentType, ContextType>;
  me?: Resolver<ResolversTypes['Principal'], ParentType, ContextType>;
  notificationDeliveries?: Resolver<ResolversTypes['NotificationDeliveryConnection'], ParentType, ContextType, RequireFields<QueryNotificationDeliveriesArgs, 'first'>>;
  notificationEndpoint?: Resolver<Maybe<ResolversTypes['NotificationEndpoint']>, ParentType, ContextType, RequireFields<QueryNotificationEndpointArgs, 'id'>>;
  notificationEndpoints?: Resolver<ResolversTypes['NotificationEndpointConnection'], ParentType, ContextType, RequireFields<QueryNotificationEndpointsArgs, 'first'>>;
  notificationEventTypes?: Resolver<Array<ResolversTypes['NotificationEventType']>, ParentType, ContextType>;
  oauthClients?: Resolver<ResolversTypes['OAuthClientConnection'], ParentType, ContextType, RequireFields<QueryOauthClientsArgs, 'first'>>;
  proposal?: Resolver<Maybe<ResolversTypes['Proposal']>, ParentType, ContextType, RequireFields<QueryProposalArgs, 'id'>>;
  provider?: Resolver<Maybe<ResolversTypes['Provider']>, ParentType, ContextType, RequireFields<QueryProviderArgs, 'id'>>;
  providers?: Resolver<Array<ResolversTypes['Provider']>, ParentType, ContextType>;
  quote?: Resolver<Maybe<ResolversTypes['Quote']>, ParentType, ContextType, RequireFields<QueryQuoteArgs, 'id'>>;
  quoteRequest?: Resolver<Maybe<ResolversTypes['QuoteRequest']>, ParentType, ContextType, RequireFields<QueryQuoteRequestArgs, 'id'>>;
  quotes?: Resolver<ResolversTypes['QuoteConnection'], ParentType, ContextType, RequireFields<QueryQuotesArgs, 'first'>>;
  roles?: Resolver<Array<ResolversTypes['UserRole']>, ParentType, ContextType>;
  secondFactor?: Resolver<ResolversTypes['SecondFactor'], ParentType, ContextType>;
  sessionStats?: Resolver<ResolversTypes['SessionStats'], ParentType, ContextType>;
  sessions?: Resolver<ResolversTypes['UserSessionConnection'], ParentType, ContextType, RequireFields<QuerySessionsArgs, 'first'>>;
  signInIssuers?: Resolver<Array<ResolversTypes['SignInIssuer']>, ParentType, ContextType>;
  syncJob?: Resolver<Maybe<ResolversTypes['SyncJob']>, ParentType, ContextType, RequireFields<QuerySyncJobArgs, 'id'>>;
  syncJobs?: Resolver<ResolversTypes['SyncJobConnection'], ParentType, ContextType, RequireFields<QuerySyncJobsArgs, 'first'>>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'id'>>;
  users?: Resolver<ResolversTypes['UserConnection'], ParentType, ContextType, RequireFields<QueryUsersArgs, 'first'>>;
  webhookEvents?: Resolver<ResolversTypes['WebhookEventConnection'], ParentType, ContextType, RequireFields<QueryWebhookEventsArgs, 'first'>>;
};

export type QuoteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Quote'] = ResolversParentTypes['Quote'], FederationReferenceType extends FederationReferenceTypes['Quote'] = FederationReferenceTypes['Quote']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Quote']> | FederationReferenceType, FederationReferenceType, ContextType>;
  amountOfCredit?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  apr?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  balloon?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deposit?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  differences?: Resolver<Array<ResolversTypes['QuoteDifference']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fees?: Resolver<Array<ResolversTypes['QuoteFee']>, ParentType, ContextType>;
  funder?: Resolver<ResolversTypes['Funder'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nominalRate?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  numberOfPayments?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  paymentDates?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  product?: Resolver<ResolversTypes['FinanceProduct'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  request?: Resolver<ResolversTypes['QuoteRequest'], ParentType, ContextType>;
  schedule?: Resolver<Array<ResolversTypes['QuoteScheduleEntry']>, ParentType, ContextType>;
  startsOn?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['QuoteStatus'], ParentType, ContextType>;
  totalCharge?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  totalCost?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  totalPayable?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type QuoteAlreadyProposedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteAlreadyProposed'] = ResolversParentTypes['QuoteAlreadyProposed']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuoteAnswerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteAnswer'] = ResolversParentTypes['QuoteAnswer']> = {
  funder?: Resolver<ResolversTypes['Funder'], ParentType, ContextType>;
  late?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  latencyMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['QuoteOutcome']>, ParentType, ContextType>;
  quote?: Resolver<Maybe<ResolversTypes['Quote']>, ParentType, ContextType>;
};

export type QuoteConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteConnection'] = ResolversParentTypes['QuoteConnection']> = {
  edges?: Resolver<Array<ResolversTypes['QuoteEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type QuoteDifferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteDifference'] = ResolversParentTypes['QuoteDifference']> = {
  computed?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  figure?: Resolver<ResolversTypes['QuoteFigure'], ParentType, ContextType>;
  stated?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type QuoteEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteEdge'] = ResolversParentTypes['QuoteEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Quote'], ParentType, ContextType>;
};

export type QuoteExpiredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteExpired'] = ResolversParentTypes['QuoteExpired']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuoteFeeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteFee'] = ResolversParentTypes['QuoteFee']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  due?: Resolver<ResolversTypes['QuoteFeeDue'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['QuoteFeeKind'], ParentType, ContextType>;
};

export type QuoteKeyReusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteKeyReused'] = ResolversParentTypes['QuoteKeyReused']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuoteNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteNotFound'] = ResolversParentTypes['QuoteNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuoteRequestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteRequest'] = ResolversParentTypes['QuoteRequest']> = {
  answers?: Resolver<Array<ResolversTypes['QuoteAnswer']>, ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deadlineAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  product?: Resolver<ResolversTypes['FinanceProduct'], ParentType, ContextType>;
  quotes?: Resolver<Array<ResolversTypes['Quote']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuoteRequestNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteRequestNotFound'] = ResolversParentTypes['QuoteRequestNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuoteScheduleEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteScheduleEntry'] = ResolversParentTypes['QuoteScheduleEntry']> = {
  balance?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  balloon?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  dueOn?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fees?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  interest?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  principal?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type QuoteSupersededResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteSuperseded'] = ResolversParentTypes['QuoteSuperseded']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReconnectAccountResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReconnectAccountResult'] = ResolversParentTypes['ReconnectAccountResult']> = {
  __resolveType: TypeResolveFn<'ConnectSession' | 'ConnectedAccountNotFound' | 'ConnectedAccountStateConflict' | 'ConnectionSubjectForbidden' | 'ProviderUnavailable' | 'TokenVaultRefused', ParentType, ContextType>;
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

export type RecoverNotificationsResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecoverNotificationsResult'] = ResolversParentTypes['RecoverNotificationsResult']> = {
  __resolveType: TypeResolveFn<'NotificationEndpointDisabled' | 'NotificationEndpointNotFound' | 'NotificationsRecovered', ParentType, ContextType>;
};

export type RefreshTokensResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefreshTokensResult'] = ResolversParentTypes['RefreshTokensResult']> = {
  __resolveType: TypeResolveFn<'InvalidRefreshToken' | 'NotAMember' | 'TokenSet', ParentType, ContextType>;
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

export type RegenerateBackupCodesResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegenerateBackupCodesResult'] = ResolversParentTypes['RegenerateBackupCodesResult']> = {
  __resolveType: TypeResolveFn<'BackupCodes' | 'MfaStateConflict', ParentType, ContextType>;
};

export type RemoveSyncScheduleResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveSyncScheduleResult'] = ResolversParentTypes['RemoveSyncScheduleResult']> = {
  __resolveType: TypeResolveFn<'IntegrationNotFound' | 'SyncScheduleRemoved', ParentType, ContextType>;
};

export type RemoveUserResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveUserResult'] = ResolversParentTypes['RemoveUserResult']> = {
  __resolveType: TypeResolveFn<'GrantForbidden' | 'UserNotFound' | 'UserRemoved' | 'UserStateConflict', ParentType, ContextType>;
};

export type ReplayNotificationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReplayNotificationResult'] = ResolversParentTypes['ReplayNotificationResult']> = {
  __resolveType: TypeResolveFn<'NotificationDelivery' | 'NotificationEndpointDisabled' | 'NotificationNotFound', ParentType, ContextType>;
};

export type ReplayWebhookEventResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReplayWebhookEventResult'] = ResolversParentTypes['ReplayWebhookEventResult']> = {
  __resolveType: TypeResolveFn<'WebhookEvent' | 'WebhookEventNotFound' | 'WebhookEventStateConflict', ParentType, ContextType>;
};

export type RequestPasswordResetResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestPasswordResetResult'] = ResolversParentTypes['RequestPasswordResetResult']> = {
  __resolveType: TypeResolveFn<'HubInvalidInput' | 'PasswordResetRequested' | 'TooManyAttempts', ParentType, ContextType>;
};

export type ResetPasswordResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResetPasswordResult'] = ResolversParentTypes['ResetPasswordResult']> = {
  __resolveType: TypeResolveFn<'HubInvalidInput' | 'InvalidLink' | 'PasswordReset', ParentType, ContextType>;
};

export type RetrySyncResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetrySyncResult'] = ResolversParentTypes['RetrySyncResult']> = {
  __resolveType: TypeResolveFn<'IntegrationNotFound' | 'IntegrationNotReady' | 'SyncJob' | 'SyncJobNotFound' | 'SyncJobStateConflict' | 'SyncResourcesForbidden', ParentType, ContextType>;
};

export type RevokeOAuthClientResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeOAuthClientResult'] = ResolversParentTypes['RevokeOAuthClientResult']> = {
  __resolveType: TypeResolveFn<'OAuthClientNotFound' | 'OAuthClientRevoked' | 'OAuthScopesForbidden', ParentType, ContextType>;
};

export type RoleDeletedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RoleDeleted'] = ResolversParentTypes['RoleDeleted']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RoleNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RoleNotFound'] = ResolversParentTypes['RoleNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RoleStateConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RoleStateConflict'] = ResolversParentTypes['RoleStateConflict']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RotateNotificationSecretResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RotateNotificationSecretResult'] = ResolversParentTypes['RotateNotificationSecretResult']> = {
  __resolveType: TypeResolveFn<'HubInvalidInput' | 'NotificationEndpointManaged' | 'NotificationEndpointNotFound' | 'NotificationEndpointWithSecret', ParentType, ContextType>;
};

export type RotateOAuthClientSecretResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RotateOAuthClientSecretResult'] = ResolversParentTypes['RotateOAuthClientSecretResult']> = {
  __resolveType: TypeResolveFn<'HubInvalidInput' | 'OAuthClientNotFound' | 'OAuthClientWithSecret' | 'OAuthScopesForbidden', ParentType, ContextType>;
};

export type SecondFactorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SecondFactor'] = ResolversParentTypes['SecondFactor']> = {
  backupCodesLeft?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  enabledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type SecondFactorRequiredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SecondFactorRequired'] = ResolversParentTypes['SecondFactorRequired']> = {
  challenge?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SessionEndedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionEnded'] = ResolversParentTypes['SessionEnded']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SessionNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionNotFound'] = ResolversParentTypes['SessionNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SessionStatsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionStats'] = ResolversParentTypes['SessionStats']> = {
  active?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  byDay?: Resolver<Array<ResolversTypes['SessionsOnDay']>, ParentType, ContextType>;
  byDevice?: Resolver<Array<ResolversTypes['SessionsOnDevice']>, ParentType, ContextType>;
  lastActiveAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  users?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SessionsEndedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionsEnded'] = ResolversParentTypes['SessionsEnded']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SessionsOnDayResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionsOnDay'] = ResolversParentTypes['SessionsOnDay']> = {
  day?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  started?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SessionsOnDeviceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionsOnDevice'] = ResolversParentTypes['SessionsOnDevice']> = {
  device?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sessions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SetSyncScheduleResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetSyncScheduleResult'] = ResolversParentTypes['SetSyncScheduleResult']> = {
  __resolveType: TypeResolveFn<'HubInvalidInput' | 'IntegrationNotFound' | 'SyncSchedule', ParentType, ContextType>;
};

export type SignInIssuerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInIssuer'] = ResolversParentTypes['SignInIssuer']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SignInResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInResult'] = ResolversParentTypes['SignInResult']> = {
  __resolveType: TypeResolveFn<'HubInvalidInput' | 'InvalidCredentials' | 'NotAMember' | 'SecondFactorRequired' | 'SignedIn' | 'TooManyAttempts', ParentType, ContextType>;
};

export type SignInWithAccountResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInWithAccountResult'] = ResolversParentTypes['SignInWithAccountResult']> = {
  __resolveType: TypeResolveFn<'AccountNotLinked' | 'InvalidExternalSignIn' | 'NotAMember' | 'SecondFactorRequired' | 'SignedIn' | 'TooManyAttempts', ParentType, ContextType>;
};

export type SignOutResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignOutResult'] = ResolversParentTypes['SignOutResult']> = {
  __resolveType: TypeResolveFn<'SessionEnded' | 'SessionNotFound', ParentType, ContextType>;
};

export type SignedInResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignedIn'] = ResolversParentTypes['SignedIn']> = {
  device?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tokens?: Resolver<ResolversTypes['TokenSet'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StartBatchResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartBatchResult'] = ResolversParentTypes['StartBatchResult']> = {
  __resolveType: TypeResolveFn<'BatchNotSupported' | 'HubInvalidInput' | 'IntegrationNotFound' | 'IntegrationNotReady' | 'SyncJob', ParentType, ContextType>;
};

export type StartSyncResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartSyncResult'] = ResolversParentTypes['StartSyncResult']> = {
  __resolveType: TypeResolveFn<'HubInvalidInput' | 'IntegrationNotFound' | 'IntegrationNotReady' | 'SyncJob' | 'SyncResourcesForbidden', ParentType, ContextType>;
};

export type StartTotpEnrolmentResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartTotpEnrolmentResult'] = ResolversParentTypes['StartTotpEnrolmentResult']> = {
  __resolveType: TypeResolveFn<'MfaStateConflict' | 'TotpEnrolment', ParentType, ContextType>;
};

export type StepUpResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StepUpResult'] = ResolversParentTypes['StepUpResult']> = {
  __resolveType: TypeResolveFn<'InvalidCode' | 'SteppedUp' | 'TooManyAttempts', ParentType, ContextType>;
};

export type SteppedUpResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SteppedUp'] = ResolversParentTypes['SteppedUp']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  connectedAccountUpdated?: SubscriptionResolver<ResolversTypes['ConnectedAccount'], "connectedAccountUpdated", ParentType, ContextType, RequireFields<SubscriptionConnectedAccountUpdatedArgs, 'id'>>;
  mySessionsUpdated?: SubscriptionResolver<Array<ResolversTypes['UserSession']>, "mySessionsUpdated", ParentType, ContextType>;
  proposalUpdated?: SubscriptionResolver<ResolversTypes['Proposal'], "proposalUpdated", ParentType, ContextType, RequireFields<SubscriptionProposalUpdatedArgs, 'id'>>;
  quoteRequestUpdated?: SubscriptionResolver<ResolversTypes['QuoteRequest'], "quoteRequestUpdated", ParentType, ContextType, RequireFields<SubscriptionQuoteRequestUpdatedArgs, 'id'>>;
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
  quotes?: Resolver<ResolversTypes['QuoteConnection'], ParentType, ContextType, RequireFields<TenantQuotesArgs, 'first'>>;
  syncJobs?: Resolver<ResolversTypes['SyncJobConnection'], ParentType, ContextType, RequireFields<TenantSyncJobsArgs, 'first'>>;
};

export type TenantChosenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TenantChosen'] = ResolversParentTypes['TenantChosen']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  tenantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TestIntegrationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TestIntegrationResult'] = ResolversParentTypes['TestIntegrationResult']> = {
  __resolveType: TypeResolveFn<'IntegrationNotFound' | 'IntegrationWorks' | 'ProviderCredentialRefused' | 'ProviderUnavailable', ParentType, ContextType>;
};

export type TestNotificationEndpointResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TestNotificationEndpointResult'] = ResolversParentTypes['TestNotificationEndpointResult']> = {
  __resolveType: TypeResolveFn<'NotificationDelivery' | 'NotificationEndpointDisabled' | 'NotificationEndpointNotFound', ParentType, ContextType>;
};

export type TokenSetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TokenSet'] = ResolversParentTypes['TokenSet']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refreshTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  sessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tenantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TokenVaultRefusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TokenVaultRefused'] = ResolversParentTypes['TokenVaultRefused']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TooManyAttemptsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TooManyAttempts'] = ResolversParentTypes['TooManyAttempts']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TotpEnrolmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TotpEnrolment'] = ResolversParentTypes['TotpEnrolment']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  qrCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  uri?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UnassignRoleResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnassignRoleResult'] = ResolversParentTypes['UnassignRoleResult']> = {
  __resolveType: TypeResolveFn<'GrantForbidden' | 'RoleNotFound' | 'User' | 'UserNotFound' | 'UserStateConflict', ParentType, ContextType>;
};

export type UnlinkAccountResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnlinkAccountResult'] = ResolversParentTypes['UnlinkAccountResult']> = {
  __resolveType: TypeResolveFn<'AccountUnlinked' | 'LinkedAccountConflict' | 'LinkedAccountNotFound', ParentType, ContextType>;
};

export type UpdateFunderResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateFunderResult'] = ResolversParentTypes['UpdateFunderResult']> = {
  __resolveType: TypeResolveFn<'Funder' | 'FunderNotFound' | 'FunderNotSetUp' | 'HubInvalidInput', ParentType, ContextType>;
};

export type UpdateIntegrationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateIntegrationResult'] = ResolversParentTypes['UpdateIntegrationResult']> = {
  __resolveType: TypeResolveFn<'ConnectionSubjectForbidden' | 'HubInvalidInput' | 'Integration' | 'IntegrationNotFound' | 'ProviderCredentialRefused' | 'ProviderUnavailable', ParentType, ContextType>;
};

export type UpdateNotificationEndpointResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateNotificationEndpointResult'] = ResolversParentTypes['UpdateNotificationEndpointResult']> = {
  __resolveType: TypeResolveFn<'HubInvalidInput' | 'NotificationEndpoint' | 'NotificationEndpointManaged' | 'NotificationEndpointNotFound', ParentType, ContextType>;
};

export type UpdateProfileResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProfileResult'] = ResolversParentTypes['UpdateProfileResult']> = {
  __resolveType: TypeResolveFn<'HubInvalidInput' | 'UserProfile', ParentType, ContextType>;
};

export type UpdateRoleResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateRoleResult'] = ResolversParentTypes['UpdateRoleResult']> = {
  __resolveType: TypeResolveFn<'GrantForbidden' | 'HubInvalidInput' | 'RoleNotFound' | 'RoleStateConflict' | 'UserRole', ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['EmailAddress'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastActiveAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['UserRole']>, ParentType, ContextType>;
  secondFactor?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['UserStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection']> = {
  edges?: Resolver<Array<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type UserEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type UserNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserNotFound'] = ResolversParentTypes['UserNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserProfileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserProfile'] = ResolversParentTypes['UserProfile']> = {
  email?: Resolver<ResolversTypes['EmailAddress'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  passwordChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  secondFactor?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  tenantIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserRemovedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserRemoved'] = ResolversParentTypes['UserRemoved']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserRoleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserRole'] = ResolversParentTypes['UserRole']> = {
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  shipped?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserSessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserSession'] = ResolversParentTypes['UserSession']> = {
  authenticatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  current?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  device?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastActiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  remoteAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  secondFactor?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  tenantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UserSessionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserSessionConnection'] = ResolversParentTypes['UserSessionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['UserSessionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type UserSessionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserSessionEdge'] = ResolversParentTypes['UserSessionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['UserSession'], ParentType, ContextType>;
};

export type UserStateConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserStateConflict'] = ResolversParentTypes['UserStateConflict']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VerifyMfaResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyMfaResult'] = ResolversParentTypes['VerifyMfaResult']> = {
  __resolveType: TypeResolveFn<'InvalidChallenge' | 'InvalidCode' | 'SignedIn' | 'TooManyAttempts', ParentType, ContextType>;
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
  AcceptInvitationResult?: AcceptInvitationResultResolvers<ContextType>;
  AcceptInvitationWithAccountResult?: AcceptInvitationWithAccountResultResolvers<ContextType>;
  AccountNotLinked?: AccountNotLinkedResolvers<ContextType>;
  AccountRecord?: AccountRecordResolvers<ContextType>;
  AccountUnlinked?: AccountUnlinkedResolvers<ContextType>;
  AssignRoleResult?: AssignRoleResultResolvers<ContextType>;
  AuditEvent?: AuditEventResolvers<ContextType>;
  AuditEventConnection?: AuditEventConnectionResolvers<ContextType>;
  AuditEventEdge?: AuditEventEdgeResolvers<ContextType>;
  BackupCodes?: BackupCodesResolvers<ContextType>;
  BatchNotSupported?: BatchNotSupportedResolvers<ContextType>;
  CalculateQuotesResult?: CalculateQuotesResultResolvers<ContextType>;
  CampaignRecord?: CampaignRecordResolvers<ContextType>;
  CancelSyncResult?: CancelSyncResultResolvers<ContextType>;
  ChangePasswordResult?: ChangePasswordResultResolvers<ContextType>;
  ChooseTenantResult?: ChooseTenantResultResolvers<ContextType>;
  CompanyRecord?: CompanyRecordResolvers<ContextType>;
  ConfirmTotpEnrolmentResult?: ConfirmTotpEnrolmentResultResolvers<ContextType>;
  ConnectAccountResult?: ConnectAccountResultResolvers<ContextType>;
  ConnectSession?: ConnectSessionResolvers<ContextType>;
  ConnectedAccount?: ConnectedAccountResolvers<ContextType>;
  ConnectedAccountConnection?: ConnectedAccountConnectionResolvers<ContextType>;
  ConnectedAccountEdge?: ConnectedAccountEdgeResolvers<ContextType>;
  ConnectedAccountNotFound?: ConnectedAccountNotFoundResolvers<ContextType>;
  ConnectedAccountStateConflict?: ConnectedAccountStateConflictResolvers<ContextType>;
  ConnectionProblem?: ConnectionProblemResolvers<ContextType>;
  ConnectionSubjectForbidden?: ConnectionSubjectForbiddenResolvers<ContextType>;
  ContactRecord?: ContactRecordResolvers<ContextType>;
  CreateIntegrationResult?: CreateIntegrationResultResolvers<ContextType>;
  CreateNotificationEndpointResult?: CreateNotificationEndpointResultResolvers<ContextType>;
  CreateOAuthClientResult?: CreateOAuthClientResultResolvers<ContextType>;
  CreateOAuthRegistrationTokenResult?: CreateOAuthRegistrationTokenResultResolvers<ContextType>;
  CreateRoleResult?: CreateRoleResultResolvers<ContextType>;
  Currency?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DeadLetter?: DeadLetterResolvers<ContextType>;
  DeadLetterConnection?: DeadLetterConnectionResolvers<ContextType>;
  DeadLetterEdge?: DeadLetterEdgeResolvers<ContextType>;
  Decimal?: GraphQLScalarType;
  DeleteIntegrationResult?: DeleteIntegrationResultResolvers<ContextType>;
  DeleteNotificationEndpointResult?: DeleteNotificationEndpointResultResolvers<ContextType>;
  DeleteRoleResult?: DeleteRoleResultResolvers<ContextType>;
  DisableMfaResult?: DisableMfaResultResolvers<ContextType>;
  DisableUserResult?: DisableUserResultResolvers<ContextType>;
  DisconnectAccountResult?: DisconnectAccountResultResolvers<ContextType>;
  EmailAddress?: GraphQLScalarType;
  EnableUserResult?: EnableUserResultResolvers<ContextType>;
  EndSessionResult?: EndSessionResultResolvers<ContextType>;
  ExportFile?: ExportFileResolvers<ContextType>;
  Funder?: FunderResolvers<ContextType>;
  FunderCredentialField?: FunderCredentialFieldResolvers<ContextType>;
  FunderHealth?: FunderHealthResolvers<ContextType>;
  FunderNotEnabled?: FunderNotEnabledResolvers<ContextType>;
  FunderNotFound?: FunderNotFoundResolvers<ContextType>;
  FunderNotSetUp?: FunderNotSetUpResolvers<ContextType>;
  GenerateProposalResult?: GenerateProposalResultResolvers<ContextType>;
  GrantForbidden?: GrantForbiddenResolvers<ContextType>;
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
  InvalidChallenge?: InvalidChallengeResolvers<ContextType>;
  InvalidCode?: InvalidCodeResolvers<ContextType>;
  InvalidCredentials?: InvalidCredentialsResolvers<ContextType>;
  InvalidExternalSignIn?: InvalidExternalSignInResolvers<ContextType>;
  InvalidLink?: InvalidLinkResolvers<ContextType>;
  InvalidRefreshToken?: InvalidRefreshTokenResolvers<ContextType>;
  InviteUserResult?: InviteUserResultResolvers<ContextType>;
  InvoiceRecord?: InvoiceRecordResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  KeyRotation?: KeyRotationResolvers<ContextType>;
  Lane?: LaneResolvers<ContextType>;
  LaneBackoff?: LaneBackoffResolvers<ContextType>;
  LinkAccountResult?: LinkAccountResultResolvers<ContextType>;
  LinkedAccount?: LinkedAccountResolvers<ContextType>;
  LinkedAccountConflict?: LinkedAccountConflictResolvers<ContextType>;
  LinkedAccountNotFound?: LinkedAccountNotFoundResolvers<ContextType>;
  ListRecord?: ListRecordResolvers<ContextType>;
  LocationRecord?: LocationRecordResolvers<ContextType>;
  MfaDisabled?: MfaDisabledResolvers<ContextType>;
  MfaEnabled?: MfaEnabledResolvers<ContextType>;
  MfaStateConflict?: MfaStateConflictResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotAMember?: NotAMemberResolvers<ContextType>;
  NotificationDelivery?: NotificationDeliveryResolvers<ContextType>;
  NotificationDeliveryConnection?: NotificationDeliveryConnectionResolvers<ContextType>;
  NotificationDeliveryEdge?: NotificationDeliveryEdgeResolvers<ContextType>;
  NotificationEndpoint?: NotificationEndpointResolvers<ContextType>;
  NotificationEndpointConnection?: NotificationEndpointConnectionResolvers<ContextType>;
  NotificationEndpointDeleted?: NotificationEndpointDeletedResolvers<ContextType>;
  NotificationEndpointDisabled?: NotificationEndpointDisabledResolvers<ContextType>;
  NotificationEndpointEdge?: NotificationEndpointEdgeResolvers<ContextType>;
  NotificationEndpointLimitReached?: NotificationEndpointLimitReachedResolvers<ContextType>;
  NotificationEndpointManaged?: NotificationEndpointManagedResolvers<ContextType>;
  NotificationEndpointNotFound?: NotificationEndpointNotFoundResolvers<ContextType>;
  NotificationEndpointWithSecret?: NotificationEndpointWithSecretResolvers<ContextType>;
  NotificationEventType?: NotificationEventTypeResolvers<ContextType>;
  NotificationNotFound?: NotificationNotFoundResolvers<ContextType>;
  NotificationRequest?: NotificationRequestResolvers<ContextType>;
  NotificationTry?: NotificationTryResolvers<ContextType>;
  NotificationsRecovered?: NotificationsRecoveredResolvers<ContextType>;
  OAuthClient?: OAuthClientResolvers<ContextType>;
  OAuthClientConnection?: OAuthClientConnectionResolvers<ContextType>;
  OAuthClientEdge?: OAuthClientEdgeResolvers<ContextType>;
  OAuthClientNotFound?: OAuthClientNotFoundResolvers<ContextType>;
  OAuthClientRevoked?: OAuthClientRevokedResolvers<ContextType>;
  OAuthClientSecret?: OAuthClientSecretResolvers<ContextType>;
  OAuthClientWithSecret?: OAuthClientWithSecretResolvers<ContextType>;
  OAuthRegistrationToken?: OAuthRegistrationTokenResolvers<ContextType>;
  OAuthScopesForbidden?: OAuthScopesForbiddenResolvers<ContextType>;
  OrderRecord?: OrderRecordResolvers<ContextType>;
  OrderRecordItem?: OrderRecordItemResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PasswordChanged?: PasswordChangedResolvers<ContextType>;
  PasswordReset?: PasswordResetResolvers<ContextType>;
  PasswordResetRequested?: PasswordResetRequestedResolvers<ContextType>;
  PaymentRecord?: PaymentRecordResolvers<ContextType>;
  PriceRecord?: PriceRecordResolvers<ContextType>;
  Principal?: PrincipalResolvers<ContextType>;
  ProductRecord?: ProductRecordResolvers<ContextType>;
  Proposal?: ProposalResolvers<ContextType>;
  ProposalDocument?: ProposalDocumentResolvers<ContextType>;
  ProposalKeyReused?: ProposalKeyReusedResolvers<ContextType>;
  Provider?: ProviderResolvers<ContextType>;
  ProviderCredentialField?: ProviderCredentialFieldResolvers<ContextType>;
  ProviderCredentialRefused?: ProviderCredentialRefusedResolvers<ContextType>;
  ProviderLogin?: ProviderLoginResolvers<ContextType>;
  ProviderUnavailable?: ProviderUnavailableResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Quote?: QuoteResolvers<ContextType>;
  QuoteAlreadyProposed?: QuoteAlreadyProposedResolvers<ContextType>;
  QuoteAnswer?: QuoteAnswerResolvers<ContextType>;
  QuoteConnection?: QuoteConnectionResolvers<ContextType>;
  QuoteDifference?: QuoteDifferenceResolvers<ContextType>;
  QuoteEdge?: QuoteEdgeResolvers<ContextType>;
  QuoteExpired?: QuoteExpiredResolvers<ContextType>;
  QuoteFee?: QuoteFeeResolvers<ContextType>;
  QuoteKeyReused?: QuoteKeyReusedResolvers<ContextType>;
  QuoteNotFound?: QuoteNotFoundResolvers<ContextType>;
  QuoteRequest?: QuoteRequestResolvers<ContextType>;
  QuoteRequestNotFound?: QuoteRequestNotFoundResolvers<ContextType>;
  QuoteScheduleEntry?: QuoteScheduleEntryResolvers<ContextType>;
  QuoteSuperseded?: QuoteSupersededResolvers<ContextType>;
  ReconnectAccountResult?: ReconnectAccountResultResolvers<ContextType>;
  RecordAddress?: RecordAddressResolvers<ContextType>;
  RecordConnection?: RecordConnectionResolvers<ContextType>;
  RecordEdge?: RecordEdgeResolvers<ContextType>;
  RecoverNotificationsResult?: RecoverNotificationsResultResolvers<ContextType>;
  RefreshTokensResult?: RefreshTokensResultResolvers<ContextType>;
  RefundRecord?: RefundRecordResolvers<ContextType>;
  RegenerateBackupCodesResult?: RegenerateBackupCodesResultResolvers<ContextType>;
  RemoveSyncScheduleResult?: RemoveSyncScheduleResultResolvers<ContextType>;
  RemoveUserResult?: RemoveUserResultResolvers<ContextType>;
  ReplayNotificationResult?: ReplayNotificationResultResolvers<ContextType>;
  ReplayWebhookEventResult?: ReplayWebhookEventResultResolvers<ContextType>;
  RequestPasswordResetResult?: RequestPasswordResetResultResolvers<ContextType>;
  ResetPasswordResult?: ResetPasswordResultResolvers<ContextType>;
  RetrySyncResult?: RetrySyncResultResolvers<ContextType>;
  RevokeOAuthClientResult?: RevokeOAuthClientResultResolvers<ContextType>;
  RoleDeleted?: RoleDeletedResolvers<ContextType>;
  RoleNotFound?: RoleNotFoundResolvers<ContextType>;
  RoleStateConflict?: RoleStateConflictResolvers<ContextType>;
  RotateNotificationSecretResult?: RotateNotificationSecretResultResolvers<ContextType>;
  RotateOAuthClientSecretResult?: RotateOAuthClientSecretResultResolvers<ContextType>;
  SecondFactor?: SecondFactorResolvers<ContextType>;
  SecondFactorRequired?: SecondFactorRequiredResolvers<ContextType>;
  SessionEnded?: SessionEndedResolvers<ContextType>;
  SessionNotFound?: SessionNotFoundResolvers<ContextType>;
  SessionStats?: SessionStatsResolvers<ContextType>;
  SessionsEnded?: SessionsEndedResolvers<ContextType>;
  SessionsOnDay?: SessionsOnDayResolvers<ContextType>;
  SessionsOnDevice?: SessionsOnDeviceResolvers<ContextType>;
  SetSyncScheduleResult?: SetSyncScheduleResultResolvers<ContextType>;
  SignInIssuer?: SignInIssuerResolvers<ContextType>;
  SignInResult?: SignInResultResolvers<ContextType>;
  SignInWithAccountResult?: SignInWithAccountResultResolvers<ContextType>;
  SignOutResult?: SignOutResultResolvers<ContextType>;
  SignedIn?: SignedInResolvers<ContextType>;
  StartBatchResult?: StartBatchResultResolvers<ContextType>;
  StartSyncResult?: StartSyncResultResolvers<ContextType>;
  StartTotpEnrolmentResult?: StartTotpEnrolmentResultResolvers<ContextType>;
  StepUpResult?: StepUpResultResolvers<ContextType>;
  SteppedUp?: SteppedUpResolvers<ContextType>;
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
  TenantChosen?: TenantChosenResolvers<ContextType>;
  TestIntegrationResult?: TestIntegrationResultResolvers<ContextType>;
  TestNotificationEndpointResult?: TestNotificationEndpointResultResolvers<ContextType>;
  TokenSet?: TokenSetResolvers<ContextType>;
  TokenVaultRefused?: TokenVaultRefusedResolvers<ContextType>;
  TooManyAttempts?: TooManyAttemptsResolvers<ContextType>;
  TotpEnrolment?: TotpEnrolmentResolvers<ContextType>;
  UnassignRoleResult?: UnassignRoleResultResolvers<ContextType>;
  UnlinkAccountResult?: UnlinkAccountResultResolvers<ContextType>;
  UpdateFunderResult?: UpdateFunderResultResolvers<ContextType>;
  UpdateIntegrationResult?: UpdateIntegrationResultResolvers<ContextType>;
  UpdateNotificationEndpointResult?: UpdateNotificationEndpointResultResolvers<ContextType>;
  UpdateProfileResult?: UpdateProfileResultResolvers<ContextType>;
  UpdateRoleResult?: UpdateRoleResultResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  UserNotFound?: UserNotFoundResolvers<ContextType>;
  UserProfile?: UserProfileResolvers<ContextType>;
  UserRemoved?: UserRemovedResolvers<ContextType>;
  UserRole?: UserRoleResolvers<ContextType>;
  UserSession?: UserSessionResolvers<ContextType>;
  UserSessionConnection?: UserSessionConnectionResolvers<ContextType>;
  UserSessionEdge?: UserSessionEdgeResolvers<ContextType>;
  UserStateConflict?: UserStateConflictResolvers<ContextType>;
  VerifyMfaResult?: VerifyMfaResultResolvers<ContextType>;
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
