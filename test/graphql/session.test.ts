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

  it('ends within a minute of a revocation, but not because nobody knows', async () => {
    const { clock, holder } = aHolder();
    let answer = async (): Promise<boolean> => {
      throw new Error('database is away');
    };
    const { ended } = startSession(holder, { ...clock, isRevoked: () => answer() });
    await clock.advance(30_000);
    expect(ended.aborted).toBe(false);
    answer = async () => true;
    await clock.advance(30_000);
    expect(ended.reason).toMatchObject({ message: 'Token revoked' });
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
