import { expect, it } from '@jest/globals';
import type { Principal } from '../../../src/platform/principal/principal.ts';
import { createVerifiedTokens } from '../../../src/platform/principal/verified-tokens.ts';

const principal = (expiresAt: number): Principal => ({
  kind: 'user',
  subject: 'ada',
  tenantId: '0199f3a2-5c1e-7d34-8a50-3f6f1f0e9d21',
  scopes: new Set(),
  issuer: 'https://issuer.example',
  tokenId: undefined,
  expiresAt,
});

it('lets the least recently used go first', () => {
  const tokens = createVerifiedTokens({ capacity: 2, maxAgeMs: 100, now: () => 0 });
  tokens.keep('a', principal(1_000));
  tokens.keep('b', principal(1_000));
  tokens.find('a');
  tokens.keep('c', principal(1_000));
  expect(['a', 'b', 'c'].map((token) => tokens.find(token) !== undefined)).toEqual([true, false, true]);
});

it('does not stay younger by being used', () => {
  let now = 0;
  const tokens = createVerifiedTokens({ capacity: 2, maxAgeMs: 100, now: () => now });
  tokens.keep('a', principal(1_000));
  now = 99;
  expect(tokens.find('a')).toBeDefined();
  now = 100;
  expect(tokens.find('a')).toBeUndefined();
});

it('does not outlive the token', () => {
  let now = 0;
  const tokens = createVerifiedTokens({ capacity: 2, maxAgeMs: 100, now: () => now });
  tokens.keep('a', principal(50));
  now = 50;
  expect(tokens.find('a')).toBeUndefined();
});
