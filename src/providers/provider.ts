/**
 * The provider contract. A provider is a constant that says how to reach one vendor: which credential it takes, which
 * resources it has and how to page them, how its webhooks are verified. Persistence, progress, leases, retries,
 * cancellation, rate budgets and resuming are the engine's, once for all vendors.
 */
import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { VaultProxy } from './proxy.ts';
import type { Contact, ResourceName, Shapes } from './resources.ts';

export interface Provider {
  /** Short word, also the folder's name and the webhook route (`stripe`). */
  readonly id: string;
  readonly name: string;
  readonly category: ProviderCategory;
  readonly credentialFields: readonly CredentialField[];
  /** What can be pulled, in the order in which a sync pulls it. */
  readonly resources: readonly ResourceName[];
  /** For a vendor of which the operator has nothing to set; the others are in `settings.ts`. */
  readonly defaults?: ProviderSettings;
  readonly webhook: WebhookSource;
  /** Requests per second and burst allowed for one account, shared by all processes. */
  budget(settings: ProviderSettings): { perSecond: number; burst: number };
  /** Only where the SDK takes so long to load (thousands of files) that it would hold a busy process up. */
  readonly preload?: () => Promise<unknown>;
  /** Makes a connection for one credential. Cheap: nothing is sent until it is used. */
  open(credential: Credential, world: ProviderWorld): Connection;
  /** Only where credentials end by themselves. */
  readonly renewal?: Renewal;
  /** Only where contacts can be brought in; connections then have `importContacts`. */
  readonly contactImport?: ContactImport;
}

export interface ContactImport {
  /** Contacts of one call, at most. */
  readonly atOnce: number;
  /** Whether the provider keeps contacts in lists, so that one must be named. */
  readonly intoList: boolean;
  /** Whether the provider keeps who wants to be written to: then each contact must say so; else what it says is ignored. */
  readonly keepsConsent: boolean;
}

/** How a credential that ends (OAuth) is traded for a new one. The engine does it once per end, across all processes. */
export interface Renewal {
  /** When the credential stops working, in milliseconds since the epoch. */
  endsAt(credential: Credential): number;
  /**
   * The credential that replaces this one. Throws CredentialRefused when the grant is gone (`invalid_grant`): a person
   * must connect again.
   */
  renew(credential: Credential, world: ProviderWorld, signal: AbortSignal): Promise<Credential>;
}

export type ProviderCategory =
  'PAYMENTS' | 'MARKETING' | 'ACCOUNTING' | 'DEVELOPMENT' | 'PRODUCTIVITY' | 'COMMUNICATION';

/** What the operator (never a tenant) sets for a vendor. */
export interface ProviderSettings {
  readonly apiUrl: string;
  /** Signing secrets of the shared webhook route. */
  readonly webhookSecrets: readonly string[];
  readonly ratePerSecond: number;
  /** The operator's application at the vendor, where credentials are OAuth tokens. */
  readonly oauth?: { readonly tokenUrl: string; readonly clientId: string; readonly clientSecret: string };
}

/** One field of the form in which a tenant enters a credential. */
export interface CredentialField {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly secret: boolean;
  readonly required: boolean;
  /** The whole value must match. */
  readonly pattern: RegExp;
}

export type Credential = Readonly<Record<string, string>>;

/** What a provider folder may use of the world around it. */
export interface ProviderWorld {
  readonly settings: ProviderSettings;
  /** Every connection goes through these agents: they are the egress wall. */
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
  /** Set where the token is in the token vault: every request goes through its proxy, and the credential holds no secret. */
  readonly proxy?: VaultProxy;
  /** Waits until the account's rate budget allows one more request. Called before every request. */
  admit(signal: AbortSignal): Promise<void>;
}

export interface Connection {
  /** Proves the credential and tells whose account it is. Throws CredentialRefused. */
  check(signal: AbortSignal): Promise<Account>;
  resource(name: ResourceName): Resource;
  /** Where the vendor's API lets us register our own webhook route; the others are registered by people. */
  readonly webhookEndpoints?: WebhookEndpoints;
  /**
   * Brings contacts in and answers what became of each, in their order. The same call again, after an answer that was
   * lost, has no second effect. Throws what concerns the whole call.
   */
  readonly importContacts?: (call: ImportCall, signal: AbortSignal) => Promise<readonly Imported[]>;
}

/** A contact as it is brought in: what a provider lets others say of it. */
export interface NewContact extends Pick<Contact, 'name' | 'phone' | 'address' | 'consent'> {
  /** No two of one call are the same but for upper and lower case. */
  readonly email: string;
}

export interface ImportCall {
  readonly contacts: readonly NewContact[];
  /** Set where the provider keeps contacts in lists. */
  readonly listId: string | null;
}

export type Imported =
  | { readonly outcome: 'CREATED' | 'UPDATED'; readonly state: Seen }
  | {
      readonly outcome: 'REFUSED';
      /** Upper case, of the vendor's own words where it has some. */
      readonly code: string;
      readonly message: string;
      /** Which value of the contact, in dotted form, if it is one. */
      readonly field: string | null;
    };

/**
 * Our registrations at the vendor. A route is a URL of ours that belongs to one integration; the vendor knows it as it is,
 * or, where it signs nothing, with a secret as one more part of the path.
 */
export interface WebhookEndpoints {
  /**
   * Registers the URL for everything the folder understands. Afterwards it is the only one of its route: what earlier
   * tries have left behind is gone. `secret` is what deliveries are signed with from now on, if the vendor makes it up.
   */
  add(url: string, signal: AbortSignal): Promise<{ readonly secret?: string }>;
  /** Removes whatever is registered for the route. Also succeeds when nothing is. */
  remove(route: string, signal: AbortSignal): Promise<void>;
}

export interface Account {
  readonly externalId: string;
  readonly name: string;
}

export interface Resource {
  /**
   * Pages from `position` on (undefined: from nothing, a full pass). Each page carries the position behind it: pulling
   * again from there goes on without a gap. Ends when everything up to the pull's beginning has been seen.
   * Throws the errors of `platform/errors.ts`; never retries by itself.
   */
  pull(position: Position | undefined, signal: AbortSignal): AsyncIterable<Page>;
  /** The object as it is now, or its deletion. */
  fetch(externalId: string, signal: AbortSignal): Promise<Fetched>;
}

/**
 * A state that was looked at. `notAfter`, where a vendor does not vouch for what its events say: its clock when it answered,
 * in the unit of versions. Whatever told of a later change is not believed to know.
 */
export type Fetched = (Seen | Gone) & { readonly notAfter?: bigint };

/** A provider's own bookmark: plain JSON, understood by its folder only. */
export type Position = Readonly<Record<string, unknown>>;

export interface Page {
  readonly changes: readonly Change[];
  readonly position: Position;
  /**
   * Set on every page of a pass that shows all there is, `complete` on its last one: what such a pass did not show is
   * checked for deletion. Null on pages of changes.
   */
  readonly fullPass: 'more' | 'complete' | null;
  /**
   * Set where a page's versions are the time of looking rather than the objects' own: records that a pass finds
   * unchanged keep their old version, so events up to this one must be fetched instead of believed.
   */
  readonly observedAt?: bigint;
  /** How many objects the whole pull will show, if the provider tells. */
  readonly total?: number;
  /** 0 to 1: the provider's estimate of how far the pull has come, where it cannot tell a total. */
  readonly fraction?: number;
}

/**
 * Something learned about one object. `version` orders states of the same object by the provider's clock or counter:
 * a higher one is newer; equal ones cannot be told apart and are fetched.
 */
export type Change = Seen | Gone | Hint;

/** How it was learned: an event leaves its version behind even when nothing changed, a fetch settles a tie. */
export type Source = 'page' | 'event' | 'fetch';

/** The object's state. */
export interface Seen {
  readonly kind: 'seen';
  readonly from: Source;
  readonly resource: ResourceName;
  readonly externalId: string;
  readonly version: bigint;
  readonly data: Shapes[ResourceName];
  readonly raw: unknown;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
}

export interface Gone {
  readonly kind: 'gone';
  readonly from: Source;
  readonly resource: ResourceName;
  readonly externalId: string;
  readonly version: bigint;
}

/** Only that it changed, by `version` at the latest: the current state must be fetched. */
export interface Hint {
  readonly kind: 'hint';
  readonly resource: ResourceName;
  readonly externalId: string;
  readonly version: bigint;
}

/** How a vendor's deliveries are trusted and read. */
export interface WebhookSource {
  /**
   * Checks the raw bytes against any of the secrets and answers the events of the delivery.
   * `nowMs` is the receiver's clock. Throws SignatureRefused for anything that does not hold.
   */
  verify(delivery: Delivery, secrets: readonly string[], nowMs: number): readonly IncomingEvent[];
  /**
   * The events of a delivery that an internal service has verified and forwards as it came. Throws SignatureRefused for
   * what is no delivery of this vendor.
   */
  read(delivery: Delivery, nowMs: number): readonly IncomingEvent[];
  /** What a stored event says about the integration's objects; none when it is of no interest. Never throws for unknown types. */
  changes(event: StoredEvent): readonly Change[];
  /** What it says of more than single objects, at vendors whose events do. Never throws for unknown types. */
  notices?(event: StoredEvent): readonly Notice[];
  /** True where the vendor tries a URL with GET or HEAD before it posts to it. */
  readonly handshake?: boolean;
}

/** Something an event tells without naming an object. */
export type Notice =
  /** Objects of the resource changed, and only a pull tells which. */
  | { readonly kind: 'stale'; readonly resource: ResourceName }
  /** The account may have taken back what it granted; only a request with the credential tells. */
  | { readonly kind: 'revoked' };

export interface Delivery {
  readonly raw: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The route as the vendor knows it: our public URL, never the request's Host. Some vendors sign it. */
  readonly url: string;
  /** The last part of `/:integrationId/:secret`, for vendors that sign nothing. */
  readonly pathSecret?: string | undefined;
}

/** An event as it was stored, long after its delivery. */
export interface StoredEvent {
  readonly type: string;
  readonly body: Buffer;
}

export interface IncomingEvent {
  /** The vendor's id of the event, or one derived from its content. */
  readonly id: string;
  readonly type: string;
  /** The account it belongs to, when the event names one; events of one delivery may name several. */
  readonly account: string | undefined;
  /** The event's own bytes (the whole delivery where it carries one event). */
  readonly body: Buffer;
}

/** Declares a provider; here so that each folder's constant is checked against the contract. */
export function defineProvider(provider: Provider): Provider {
  return provider;
}
