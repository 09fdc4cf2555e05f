import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createLinks } from '../../src/platform/links.ts';

const key = () => ({ key: createSecretKey(randomBytes(32)) });
const NOW = Date.UTC(2026, 10, 22, 12);
const linksOf = (keys: { key: ReturnType<typeof createSecretKey> }[], now = NOW) =>
  createLinks({ keys, publicUrl: 'https://hub.example', lifetimeS: 900, now: () => now });
const asked = (method: string, link: string) => {
  const url = new URL(link);
  return { method, path: url.pathname, query: Object.fromEntries(url.searchParams) };
};

describe('a signed link', () => {
  const [old, current] = [key(), key()];
  const links = linksOf([current]);
  const { url, expiresAt } = links.sign({ method: 'GET', path: '/files/1' });

  it('is good until it expires', () => {
    expect(url.startsWith('https://hub.example/files/1?')).toBe(true);
    expect(expiresAt.getTime()).toBe(NOW + 900_000);
    const at = (ms: number) => linksOf([current], ms).check(asked('GET', url));
    expect([at(NOW), at(NOW + 899_999), at(NOW + 900_000), at(NOW + 1e9)]).toEqual([
      'good',
      'good',
      'expired',
      'expired',
    ]);
  });

  it('is for one method and one path', () => {
    const request = asked('GET', url);
    expect(links.check({ ...request, method: 'PUT' })).toBe('wrong');
    expect(links.check({ ...request, path: '/files/2' })).toBe('wrong');
  });

  it('ends with what it leads to', () => {
    const link = links.sign({ method: 'GET', path: '/files/1', atMost: new Date(NOW + 5_500) });
    expect(link.expiresAt.getTime()).toBe(NOW + 5_000);
  });

  it('outlives a rotation of keys, but not the removal of its own', () => {
    const before = linksOf([old]).sign({ method: 'GET', path: '/files/1' });
    expect(linksOf([current, old]).check(asked('GET', before.url))).toBe('good');
    expect(links.check(asked('GET', before.url))).toBe('wrong');
  });

  it('does not hold once anything in it was changed', () => {
    const { query } = asked('GET', url);
    const change = fc.record(
      { expires: fc.oneof(fc.string(), fc.nat().map(String), fc.array(fc.string())), signature: fc.string() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(change, (changed) => {
        const given = { ...query, ...changed };
        fc.pre(JSON.stringify(given) !== JSON.stringify(query));
        expect(links.check({ method: 'GET', path: '/files/1', query: given })).toBe('wrong');
      }),
    );
    expect(links.check({ method: 'GET', path: '/files/1', query: {} })).toBe('wrong');
  });
});
