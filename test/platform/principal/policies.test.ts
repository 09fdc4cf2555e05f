import { describe, expect, it } from '@jest/globals';
import { assuranceOf } from '../../../src/platform/principal/assurance.ts';
import { answerPolicy, meets } from '../../../src/platform/principal/policies.ts';
import type { Principal } from '../../../src/platform/principal/principal.ts';
import { readTypeDefs } from '../../../src/graphql/sdl.ts';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;

const person = (more: Partial<Principal> = {}): Principal => ({
  kind: 'user',
  subject: 'ada',
  tenantId: '7e0c1f5c-8b0e-4b0e-9a53-54ac6b0b1a11',
  scopes: new Set(),
  issuer: 'https://issuer.test',
  tokenId: undefined,
  expiresAt: Infinity,
  ...more,
});

describe('a policy', () => {
  it.each([
    ['mfa', { aal: 'aal2' }, true],
    ['mfa', { aal: 'aal1' }, false],
    ['mfa', {}, false],
    ['fresh_auth', { authTime: NOW }, true],
    ['fresh_auth', { authTime: NOW - 5 * MINUTE }, true],
    ['fresh_auth', { authTime: NOW - 5 * MINUTE - 1 }, false],
    ['fresh_auth', {}, false],
  ] as const)('%s is met by %j: %s', (policy, more, expected) => {
    expect(meets(person(more), policy, NOW)).toBe(expected);
  });

  it('is no question for machines, which have no second factor', () => {
    for (const kind of ['client', 'service'] as const)
      for (const policy of ['mfa', 'fresh_auth'] as const)
        expect(meets(person({ kind }), policy, NOW)).toBe(true);
  });

  it('that nobody knows is met by nobody', () => {
    const answer = answerPolicy(() => NOW);
    for (const name of ['admin', '', 'toString', '__proto__'])
      for (const kind of ['user', 'client'] as const)
        expect(answer(person({ kind, aal: 'aal2' }), name)).toBe(false);
  });

  it('is known for each name in the SDL', () => {
    const named = readTypeDefs()
      .flatMap((sdl) => [...sdl.matchAll(/@policy\(policies: (\[\[.*?\]\])\)/g)])
      // A list of lists of strings reads the same in GraphQL and in JSON.
      .flatMap(([, lists = '[]']) => (JSON.parse(lists) as string[][]).flat());
    const everything = person({ aal: 'aal2', authTime: NOW });
    expect(new Set(named)).toEqual(new Set(['mfa', 'fresh_auth']));
    for (const name of named) expect([name, answerPolicy(() => NOW)(everything, name)]).toEqual([name, true]);
  });

  it('guards every raw object, and nothing raw is without', () => {
    const fields = readTypeDefs().flatMap((sdl) =>
      [...sdl.matchAll(/^ +raw: JSON.*$/gm)].map(([line]) => line),
    );
    expect(fields.length).toBeGreaterThan(10);
    expect(fields.filter((line) => !line.includes('@policy(policies: [["mfa"]])'))).toEqual([]);
  });
});

describe('how sure an issuer is of a person', () => {
  const rules = { secondFactor: 'token' as const, secondFactorAcr: ['urn:strong'] };

  it.each([
    [{ amr: ['pwd', 'mfa'] }, 'aal2'],
    [{ aal: 'aal2' }, 'aal2'],
    [{ acr: 'urn:strong' }, 'aal2'],
    [{ amr: ['pwd', 'otp'] }, 'aal1'],
    [{ amr: 'mfa' }, 'aal1'],
    [{ acr: 'urn:weak' }, 'aal1'],
    [{ acr: ['urn:strong'] }, 'aal1'],
    [{ aal: 2 }, 'aal1'],
    [{}, 'aal1'],
  ] as const)('is read from %j as %s', (claims, aal) => {
    expect(assuranceOf({ ...claims }, rules).aal).toBe(aal);
    expect(assuranceOf({ ...claims }, { ...rules, secondFactor: 'always' as const }).aal).toBe('aal2');
  });

  it('says when, where it is said in seconds', () => {
    expect(assuranceOf({ auth_time: 1_700_000_000 }, rules).authTime).toBe(1_700_000_000_000);
    for (const auth_time of ['1700000000', null, undefined])
      expect(assuranceOf({ auth_time }, rules)).not.toHaveProperty('authTime');
  });
});
