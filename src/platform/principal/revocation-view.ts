import type { Principal } from './principal.ts';

/** All of a caller by which their right may have been taken back. */
export type TokenBearer = Pick<
  Principal,
  'kind' | 'issuer' | 'subject' | 'tenantId' | 'tokenId' | 'sessionId' | 'clientId' | 'issuedAt'
>;

/** What a process knows of rights that were taken back, for whoever has to ask. */
export interface RevocationView {
  /** Throws a retryable error when it has not been known for too long. */
  assertKnown(): Promise<void>;
  /** Never for a caller whose token is not of our own issuer. */
  isRevoked(bearer: TokenBearer): boolean;
  /** Calls the listener after something more was revoked, until the returned function is called. */
  onChange(listener: () => void): () => void;
}
