// What an environment is set up with: one integration for each provider, under the key by which calls name it.

export interface VaultIntegration {
  /** The `provider_config_key`. */
  readonly key: string;
  /** The provider's template. */
  readonly provider: string;
  /** Where the provider's API is. */
  baseUrl: string;
  /** Of integrations that people log in at. */
  readonly oauth?: {
    readonly authorizeUrl: string;
    readonly tokenUrl: string;
    readonly clientId: string;
    readonly clientSecret: string;
    /** Asked for when a session names none. */
    readonly scopes: readonly string[];
  };
}
