import { describe, expect, it } from '@jest/globals';
import { startSession } from '../../src/graphql/session.ts';
import { movableClock } from '../support/clock.ts';
import { aPrincipal } from './toy-server.ts';

describe('a session', () => {
  const aHolder = () => {
    const clock = movableClock();
    return { clock, holder: aPrincipal([], { expiresAt: clock.now() + 100_000 }) };
  };

  it('ends with the token', async () => {
    const { clock, holder } = aHolder();
    const { ended } = startSession(holder, clock);
    await clock.advance(99_999);
    expect(ended.aborted).toBe(false);
    await clock.advance(1);
    expect(ended.reason).toMatchObject({ code: 'UNAUTHENTICATED', message: 'Token expired' });
  });

  it('has ended before it begins when the token has', async () => {
    const { clock, holder } = aHolder();
    await clock.advance(100_000);
    expect(startSession(holder, clock).ended.reason).toMatchObject({ message: 'Token expired' });
  });

  it('ends as soon as it is known to be revoked, also when that was before it began', () => {
    const { clock, holder } = aHolder();
    const listeners = new Set<() => void>();
    let revoked = false;
    const revocations = {
      isRevoked: () => revoked,
      onChange: (listener: () => void) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    };
    const tell = () => [...listeners].forEach((listener) => listener());
    const { ended } = startSession(holder, { ...clock, revocations });
    tell();
    expect(ended.aborted).toBe(false);
    revoked = true;
    tell();
    expect(ended.reason).toMatchObject({ code: 'UNAUTHENTICATED', message: 'Token revoked' });
    expect(listeners.size).toBe(0);
    expect(startSession(holder, { ...clock, revocations }).ended.aborted).toBe(true);
    expect(listeners.size).toBe(0);
  });

  it('that is closed watches no longer', async () => {
    const { clock, holder } = aHolder();
    const { ended, close } = startSession(holder, clock);
    expect(clock.sleepers()).toBe(1);
    close();
    expect(ended.aborted).toBe(true);
    expect(clock.sleepers()).toBe(0);
  });

  it('of nobody ends only when it is closed', async () => {
    const { clock } = aHolder();
    const { ended, close } = startSession(null, clock);
    await clock.advance(1_000_000);
    expect(ended.aborted).toBe(false);
    close();
    expect(ended.aborted).toBe(true);
  });
});
