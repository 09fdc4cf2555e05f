import { describe, expect, it } from '@jest/globals';
import { createEgress } from '../../../src/platform/egress/egress.ts';
import { ProviderUnavailable } from '../../../src/platform/errors.ts';
import { createAuthenticator } from '../../../src/platform/principal/authenticator.ts';
import { startIssuer } from '../../sandbox/issuer/issuer.ts';
import { ada, refusalOf } from './door.ts';

describe('the keys of an issuer', () => {
  it('are fetched once and again for a new key, not for every unknown one', async () => {
    const issuer = await startIssuer({ name: 'rotating' });
    const door = createEgress({ allowedHosts: [issuer.host] });
    const { authenticate } = createAuthenticator({
      issuers: issuer.trustedIssuers,
      clockToleranceS: 30,
      egress: door,
      now: Date.now,
    });
    const show = async () => authenticate({ authorization: `Bearer ${await issuer.token(ada)}` });
    await Promise.all([show(), show(), show()]);
    expect(issuer.keySetRequests()).toBe(1);

    await issuer.rotate({ withdrawOld: true });
    for (let i = 0; i < 5; i += 1) expect(await refusalOf(show())).toBe('Invalid token');
    // Within the cooldown a new key is not looked for, so unknown keys cannot be used to make us knock.
    expect(issuer.keySetRequests()).toBe(1);
    door.close();
    await issuer.close();
  });

  it('hold for old and new tokens while both are published', async () => {
    const issuer = await startIssuer({ name: 'overlapping' });
    const door = createEgress({ allowedHosts: [issuer.host] });
    const before = await issuer.token(ada);
    await issuer.rotate();
    const after = await issuer.token(ada);
    const { authenticate } = createAuthenticator({
      issuers: issuer.trustedIssuers,
      clockToleranceS: 30,
      egress: door,
      now: Date.now,
    });
    for (const token of [before, after]) {
      expect(await authenticate({ authorization: `Bearer ${token}` })).toMatchObject({ subject: 'ada' });
    }
    door.close();
    await issuer.close();
  });

  it('being out of reach is not the fault of the token', async () => {
    const issuer = await startIssuer({ name: 'gone' });
    const token = await issuer.token(ada);
    const options = { issuers: issuer.trustedIssuers, clockToleranceS: 30, now: Date.now };
    const authorization = `Bearer ${token}`;
    const blocked = createAuthenticator({ ...options, egress: createEgress({ allowedHosts: [] }) });
    await expect(blocked.authenticate({ authorization })).rejects.toThrow(ProviderUnavailable);
    await issuer.close();
    const gone = createAuthenticator({ ...options, egress: createEgress({ allowedHosts: [issuer.host] }) });
    await expect(gone.authenticate({ authorization })).rejects.toThrow(ProviderUnavailable);
  });
});
