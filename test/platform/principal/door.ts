/** The stage on which tokens are tried: two issuers, and doors that trust them. */
import { createEgress } from '../../../src/platform/egress/egress.ts';
import { Unauthenticated } from '../../../src/platform/errors.ts';
import { createAuthenticator } from '../../../src/platform/principal/authenticator.ts';
import type { TrustedIssuer } from '../../../src/platform/principal/trusted-issuer.ts';
import { startIssuer } from '../../sandbox/issuer/issuer.ts';
import { movableClock } from '../../support/clock.ts';

const TENANT = '0199f3a2-5c1e-7d34-8a50-3f6f1f0e9d21';

/** What a good token says. */
export const ada = { subject: 'ada', tenantId: TENANT, scopes: ['sync:read', 'integrations:*'] };

/** One issuer that publishes its keys and one that shares a secret with us. */
export async function startIssuers() {
  const published = await startIssuer();
  const shared = await startIssuer({ name: 'shared', algorithm: 'HS256' });
  const egress = createEgress({ allowedHosts: [published.host] });
  return {
    published,
    shared,
    /** An authenticator that trusts both, at a time that can be moved. `change` alters its rows of trust. */
    aDoor(change: Partial<TrustedIssuer> = {}) {
      const clock = movableClock(Date.now());
      const rows = [...published.trustedIssuers, ...shared.trustedIssuers];
      const { authenticate } = createAuthenticator({
        issuers: rows.map((row) => ({ ...row, ...change })),
        clockToleranceS: 30,
        egress,
        now: clock.now,
      });
      const show = (token: string) => authenticate({ authorization: `Bearer ${token}` });
      return { clock, authenticate, show };
    },
    async close(): Promise<void> {
      egress.close();
      await Promise.all([published.close(), shared.close()]);
    },
  };
}

/** What the caller is told; the text must tell nothing about the reason. */
export async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => new Error('It was accepted'),
    (reason: unknown) => reason,
  );
  if (error instanceof Unauthenticated) return error.message;
  throw error;
}
