import type { ProviderCategory } from './provider.ts';

/** What people can connect by a login at the token vault: data, for the vault does the work. */
export interface Connectable {
  readonly id: string;
  readonly name: string;
  readonly category: ProviderCategory;
  /** The vault's name of the integration where the operator gives it no other. https://nango.dev/docs/api-integrations */
  readonly vaultKey: string;
  /** What is asked for when the caller names nothing; empty: what the vault's integration asks for. */
  readonly scopes: readonly string[];
  /**
   * Where the provider says whose account it is, and which members of its answer do, in dotted form. `{name}` stands for one
   * of the facts.
   */
  readonly identity: {
    readonly path: string;
    readonly id: string;
    readonly name: string;
    /** Of a provider that refuses a token with a success: the member that says so, and with which words. */
    readonly refusal?: { readonly member: string; readonly words: readonly string[] };
  };
  /** What calls need beside the token, by its name in the vault's `connection_config`. No secrets. */
  readonly facts?: readonly string[];
}
