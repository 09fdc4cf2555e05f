/** What the contract suite needs of each vendor: a sandbox of it, and deliveries good and bad. */
import type { Credential, Delivery, ProviderSettings } from '../../src/providers/provider.ts';
import type { VaultProxy } from '../../src/providers/proxy.ts';
import type { VaultSandbox } from '../sandbox/vault/vault.ts';
import type { ResourceName } from '../../src/providers/resources.ts';

export type Trouble =
  | { readonly kind: 'throttled'; readonly retryAfterS: number }
  | { readonly kind: 'unavailable' | 'broken connection' | 'cut off answer' | 'web page' };

export interface Behind {
  reach(credential: Credential): { readonly credential: Credential; readonly proxy: VaultProxy };
  readonly vault: VaultSandbox;
  /** Has the vault call another server than the sandbox, until the returned function is called. */
  callAt(url: string): () => void;
}

export interface ProviderStand {
  readonly settings: ProviderSettings;
  /** `host:port` of the sandbox. */
  readonly host: string;
  readonly good: Credential;
  /** Of the right form, unknown to the vendor. */
  readonly bad: Credential;
  readonly account: { readonly externalId: string };
  /** A resource of several pages, and the ids of all its objects. */
  readonly paged: { readonly resource: ResourceName; readonly ids: () => readonly string[] };
  /** Only behind the token vault: what is opened there instead of a credential, and the way to it. */
  readonly behind?: Behind;
  /** Requests that have reached the sandbox. */
  requests(): number;
  /** How often the vendor's own SDK sends a request whose connection breaks; 1 unless it cannot be told so. */
  readonly sendsOnBreak: number;
  /** Happens to the next request, which is sent so often where its connection breaks. */
  trouble(trouble: Trouble, sends: number): void;
  /** Holds back every answer until the returned function is called. */
  hold(): () => void;
  readonly webhook: {
    readonly secrets: readonly string[];
    readonly good: (nowMs: number) => Delivery;
    /** Bodies or signatures that are not what was signed. */
    readonly forged: (nowMs: number) => Readonly<Record<string, Delivery>>;
    /** Signed well, of a type that does not exist yet. */
    readonly unknown: (nowMs: number) => Delivery;
    /** Held back too long; none where the vendor signs no time. */
    readonly stale: (nowMs: number) => readonly Delivery[];
  };
  close(): Promise<void>;
}
