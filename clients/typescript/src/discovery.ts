/** What the authorization server says about itself: RFC 8414. */
export interface ServerMetadata {
  readonly issuer: string;
  readonly jwks_uri: string;
  readonly token_endpoint: string;
  readonly introspection_endpoint: string;
}

const TIMEOUT_MS = 10_000;

/**
 * Asks once, and again after a failure. The server must be the one it was asked for (section 3.3).
 * The function it returns rejects when the server cannot be reached or is another one.
 */
export function discover(issuer: string, fetch = globalThis.fetch): () => Promise<ServerMetadata> {
  let known: Promise<ServerMetadata> | undefined;
  const ask = async (): Promise<ServerMetadata> => {
    const url = `${issuer}/.well-known/oauth-authorization-server`;
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    // `as`: its members are compared or used as URLs, which fails where they are none.
    const metadata = (await response.json()) as ServerMetadata;
    if (metadata.issuer !== issuer) throw new Error(`${url} speaks for another issuer`);
    return metadata;
  };
  return () =>
    (known ??= ask().catch((error: unknown) => {
      known = undefined;
      throw error;
    }));
}
