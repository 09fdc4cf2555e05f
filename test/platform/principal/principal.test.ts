import { describe, expect, it } from '@jest/globals';
import { hasAnyOf, hasScope } from '../../../src/platform/principal/principal.ts';
import type { Principal } from '../../../src/platform/principal/principal.ts';

const withScopes = (...scopes: string[]): Principal => ({
  kind: 'user',
  subject: 'ada',
  tenantId: '0199f3a2-5c1e-7d34-8a50-3f6f1f0e9d21',
  scopes: new Set(scopes),
  issuer: 'https://issuer.example',
  tokenId: undefined,
  expiresAt: 0,
});

describe('hasScope', () => {
  it.each([
    ['sync:read', ['sync:read'], true],
    ['sync:read', ['sync:*'], true],
    ['admin', ['admin'], true],
    ['sync:read', ['sync:write'], false],
    ['sync:read', ['syn:*'], false],
    ['sync:read', ['*'], false],
    ['sync:read', ['sync'], false],
    ['sync:read', ['admin'], false],
    ['admin', ['admin:*'], false],
    ['sync:read', [], false],
  ])('%s of %j is %s', (scope, scopes, expected) => {
    expect(hasScope(withScopes(...scopes), scope)).toBe(expected);
  });
});

describe('hasAnyOf', () => {
  const rule = [['sync:read', 'records:read'], ['admin']];

  it.each([
    [['sync:read', 'records:read'], true],
    [['sync:*', 'records:*'], true],
    [['admin'], true],
    [['sync:read'], false],
    [[], false],
  ])('of %j is %s', (scopes, expected) => {
    expect(hasAnyOf(withScopes(...scopes), rule)).toBe(expected);
  });

  it('grants nothing without an alternative', () => {
    expect(hasAnyOf(withScopes('admin'), [])).toBe(false);
  });
});
