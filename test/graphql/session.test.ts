import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startSession } from '../../src/graphql/session.ts';
import { aPrincipal } from './toy-server.ts';

describe('a session', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());
  const holder = () => aPrincipal([], { expiresAt: Date.now() + 100_000 });

  it('ends with the token', async () => {
    const { ended } = startSession(holder(), { now: Date.now });
    await jest.advanceTimersByTimeAsync(99_999);
    expect(ended.aborted).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(ended.reason).toMatchObject({ code: 'UNAUTHENTICATED', message: 'Token expired' });
  });

  it('ends within a minute of a revocation, but not because nobody knows', async () => {
    let answer = async (): Promise<boolean> => {
      throw new Error('database is away');
    };
    const { ended } = startSession(holder(), { now: Date.now, isRevoked: () => answer() });
    await jest.advanceTimersByTimeAsync(30_000);
    expect(ended.aborted).toBe(false);
    answer = async () => true;
    await jest.advanceTimersByTimeAsync(30_000);
    expect(ended.reason).toMatchObject({ message: 'Token revoked' });
  });

  it('of nobody ends only when it is closed', async () => {
    const { ended, close } = startSession(null, { now: Date.now });
    await jest.advanceTimersByTimeAsync(1_000_000);
    expect(ended.aborted).toBe(false);
    close();
    expect(ended.aborted).toBe(true);
  });
});
