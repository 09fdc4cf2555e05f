import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SealBroken } from '../../src/platform/errors.ts';
import { createVault } from '../../src/platform/vault.ts';
import type { Place } from '../../src/platform/vault.ts';

const aKey = (id: string) => ({ id, key: createSecretKey(randomBytes(32)) });
const place: Place = { tenantId: 'tenant-a', table: 'integration', rowId: 'row-1', column: 'credential' };

describe('the vault', () => {
  const first = aKey('k1');
  const vault = createVault([first]);

  it('gives back exactly what was sealed', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 300 });
    fc.assert(
      fc.property(text, text, (plaintext, rowId) => {
        const there = { ...place, rowId };
        expect(vault.open(vault.seal(plaintext, there), there)).toBe(plaintext);
      }),
    );
  });

  it('shows neither the text nor that two texts are the same', () => {
    const sealed = vault.seal('sk_test_secret', place);
    expect(sealed.includes('sk_test_secret')).toBe(false);
    expect(sealed.equals(vault.seal('sk_test_secret', place))).toBe(false);
  });

  it.each(['tenantId', 'table', 'rowId', 'column'] as const)('does not open under another %s', (part) => {
    const sealed = vault.seal('sk_test_secret', place);
    expect(() => vault.open(sealed, { ...place, [part]: 'another' })).toThrow(SealBroken);
  });

  it('does not confuse places whose parts read the same when joined', () => {
    const cutInFour = (text: string, cuts: readonly number[]): Place => {
      const [first = 0, second = 0, third = 0] = cuts
        .map((cut) => cut % (text.length + 1))
        .sort((x, y) => x - y);
      return {
        tenantId: text.slice(0, first),
        table: text.slice(first, second),
        rowId: text.slice(second, third),
        column: text.slice(third),
      };
    };
    const cuts = fc.array(fc.nat(20), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), cuts, cuts, (text, someCuts, otherCuts) => {
        const [here, there] = [cutInFour(text, someCuts), cutInFour(text, otherCuts)];
        fc.pre(JSON.stringify(here) !== JSON.stringify(there));
        expect(() => vault.open(vault.seal('x', here), there)).toThrow(SealBroken);
      }),
    );
  });

  it('notices every flipped bit, in the header as in the rest', () => {
    const sealed = vault.seal('sk_test_secret', place);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const forged = Buffer.from(sealed);
      forged.writeUInt8(forged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => vault.open(forged, place)).toThrow(SealBroken);
    }
  });

  it('notices every truncation and every byte too many', () => {
    const sealed = vault.seal('sk_test_secret', place);
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => vault.open(sealed.subarray(0, length), place)).toThrow(SealBroken);
    }
    expect(() => vault.open(Buffer.concat([sealed, Buffer.of(0)]), place)).toThrow(SealBroken);
  });

  it('refuses garbage without another kind of error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(() => vault.open(bytes, place)).toThrow(SealBroken);
      }),
    );
  });
});

describe('rotation', () => {
  const [old, current] = [aKey('2025'), aKey('2026')];
  const before = createVault([old]);
  const during = createVault([current, old]);
  const after = createVault([current]);

  it('seals with the first key and opens with all', () => {
    const sealed = before.seal('secret', place);
    expect(during.open(sealed, place)).toBe('secret');
    expect(during.currentKeyId).toBe('2026');
    expect(during.keyIdOf(sealed)).toBe('2025');
    expect(during.keyIdOf(during.seal('secret', place))).toBe('2026');
  });

  it('says which key is missing when it was withdrawn too early', () => {
    expect(() => after.open(before.seal('secret', place), place)).toThrow(/"2025" is not configured/);
  });

  it('does not accept another key under a known id', () => {
    const impostor = createVault([aKey('2026')]);
    expect(() => impostor.open(after.seal('secret', place), place)).toThrow(SealBroken);
  });

  it('binds a value to the id of its key, even if two ids share one key', () => {
    const { key } = old;
    const twins = createVault([
      { id: 'k1', key },
      { id: 'k2', key },
    ]);
    const renamed = twins.seal('secret', place);
    renamed.write('k2', 2);
    expect(twins.keyIdOf(renamed)).toBe('k2');
    expect(() => twins.open(renamed, place)).toThrow(SealBroken);
  });

  it('needs a key', () => {
    expect(() => createVault([])).toThrow(TypeError);
  });
});
