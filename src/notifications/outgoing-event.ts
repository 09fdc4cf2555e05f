/**
 * What client applications can be told, and what each event carries. Names and payloads are part of the public contract: a
 * payload may gain fields, it never loses one.
 */

/** A connection to a third-party account, as client applications know it. */
export interface ConnectionTold {
  readonly connectionId: string;
  readonly tenantId: string;
  /** Whose connection it is: the `sub` of the OpenID Connect token. */
  readonly oidcSub: string;
  /** The provider's id (`github`). */
  readonly provider: string;
  readonly authorizedScopes: readonly string[];
  /** Null until the provider has said whose account it is. */
  readonly providerAccountId: string | null;
  readonly displayName: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** A failure in our words. */
interface ProblemTold {
  readonly code: string;
  readonly message: string;
}

interface JobTold {
  readonly syncJobId: string;
  readonly integrationId: string;
}

interface JobStarted extends JobTold {
  readonly mode: string;
  readonly resources: readonly string[];
}

interface JobCounts {
  readonly processed: number;
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
}

interface JobSucceeded extends JobTold, JobCounts {}

/** Without counts where the job's worker was lost. */
interface JobFailed extends JobTold, Partial<JobCounts> {
  readonly code: string;
}

/** Records that changed together; `Integration.records(updatedSince: …)` shows them. */
interface RecordsChanged {
  readonly integrationId: string;
  readonly resources: readonly string[];
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
}

/** By type, what is told as `data`. */
export interface EventPayloads {
  'connection.activated': ConnectionTold;
  'connection.failed': ConnectionTold & { readonly error: ProblemTold };
  'connection.needs_reauth': ConnectionTold & { readonly error: ProblemTold };
  'connection.deleted': ConnectionTold;
  'sync.started': JobStarted;
  'sync.succeeded': JobSucceeded;
  'sync.failed': JobFailed;
  'batch.started': JobStarted;
  'batch.succeeded': JobSucceeded;
  'batch.failed': JobFailed;
  'records.changed': RecordsChanged;
  'quote.ready': {
    readonly quoteRequestId: string;
    readonly quoteId: string;
    readonly funderId: string;
    readonly status: string;
  };
  'proposal.updated': {
    readonly proposalId: string;
    readonly quoteId: string;
    readonly funderId: string;
    readonly status: string;
  };
  'integration.degraded': { readonly integrationId: string; readonly status: string };
  'webhook.quarantined': {
    readonly integrationId: string;
    readonly provider: string;
    readonly webhookEventId: string;
    readonly eventType: string;
    readonly code: string;
  };
  'endpoint.disabled': {
    readonly endpointId: string;
    readonly host: string;
    readonly reason: string;
    readonly failingSince: string | null;
  };
  'endpoint.test': { readonly endpointId: string };
}

export type OutgoingEventType = keyof EventPayloads;

/** When each is sent, and what its subject is: for whoever chooses what to subscribe to. */
export const eventTypes: Readonly<Record<OutgoingEventType, string>> = {
  'connection.activated':
    'A connection to a third-party account works, for the first time or again. About the connection.',
  'connection.failed': 'A connection was asked for and not given. About the connection.',
  'connection.needs_reauth':
    'A connection no longer works until its owner connects again. About the connection.',
  'connection.deleted': 'A connection was removed. About the connection.',
  'sync.started': 'A sync began to pull. About the integration.',
  'sync.succeeded': 'A sync has pulled everything. About the integration.',
  'sync.failed': 'A sync was given up. About the integration.',
  'batch.started': 'An import or export began. About the integration.',
  'batch.succeeded': 'An import or export is done. About the integration.',
  'batch.failed': 'An import or export was given up. About the integration.',
  'records.changed': 'Records changed by a sync or a webhook, told together. About the integration.',
  'quote.ready': 'A funder has answered a quote request. About the quote request.',
  'proposal.updated': 'A proposal has changed its state. About the proposal.',
  'integration.degraded': 'An integration does not work until somebody acts. About the integration.',
  'webhook.quarantined':
    "A provider's event was set aside because it could not be applied. About the integration.",
  'endpoint.disabled':
    'An endpoint gets no more notifications. About the endpoint; told to the other endpoints.',
  'endpoint.test': 'Somebody asked for a test delivery. About the endpoint; told to it alone.',
};

/** An event of one type with the payload of that type. */
type Draft<Type extends OutgoingEventType> = {
  readonly type: Type;
  /** The id of what it is about: events of one subject are delivered in order. */
  readonly subject: string;
  readonly payload: EventPayloads[Type];
};

export type OutgoingEventDraft = { [Type in OutgoingEventType]: Draft<Type> }[OutgoingEventType];
