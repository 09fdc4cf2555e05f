import { afterAll, describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import fc from 'fast-check';
import { chosenPassword, createPasswords, isOutdated, spelled } from '../../src/identity/passwords.ts';

const opened: ReturnType<typeof createPasswords>[] = [];
const somePasswords = (atOnce: number) => {
  const passwords = createPasswords(atOnce);
  opened.push(passwords);
  return passwords;
};
afterAll(() => Promise.all(opened.map((passwords) => passwords.close())));

const EMAIL = 'somebody@example.test';

describe('a password', () => {
  it('is stored as argon2id with 19 MiB, two passes and one lane, each time differently', async () => {
    const passwords = somePasswords(2);
    const [a, b] = await Promise.all([passwords.hash('the same one'), passwords.hash('the same one')]);
    expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(a).not.toBe(b);
    expect(isOutdated(a)).toBe(false);
    expect(isOutdated(await hash('weak', { memoryCost: 4096, timeCost: 1, parallelism: 1 }))).toBe(true);
  });

  it('fits itself, however it is typed, and nothing else does', async () => {
    const passwords = somePasswords(2);
    const stored = await passwords.hash(spelled('Pässwörter auf Dauer', 'p'));
    expect(await passwords.verify(spelled('Pa\u0308sswo\u0308rter auf Dauer', 'p'), stored)).toBe(true);
    expect(await passwords.verify(spelled('Pässwörter auf Dauer\u0000', 'p'), stored)).toBe(false);
    expect(await passwords.verify(spelled('pässwörter auf Dauer', 'p'), stored)).toBe(false);
    const withNul = await passwords.hash(spelled('before\u0000after it', 'p'));
    expect(await passwords.verify(spelled('before\u0000after him', 'p'), withNul)).toBe(false);
  });

  it('is spelled the same after it was spelled, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const once = spelled(text, 'p');
        expect(spelled(once, 'p')).toBe(once);
        expect(spelled(text.normalize('NFD'), 'p')).toBe(once);
      }),
    );
  });

  it('may have 256 characters, and is not looked at beyond', () => {
    expect(spelled('x'.repeat(200), 'p')).toHaveLength(200);
    expect(spelled('😀'.repeat(256), 'p')).toBe('😀'.repeat(256));
    for (const long of ['x'.repeat(257), '😀'.repeat(257), 'x'.repeat(1024 * 1024)])
      expect(() => spelled(long, 'input.password')).toThrow(
        expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'input.password' }),
      );
  });

  it.each(['short', 'elevenchars', 'aaaaaaaaaaaaaa', 'abababababababab', EMAIL])('is not %s', (weak) => {
    expect(() => chosenPassword(weak, 'p', EMAIL)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    );
  });

  it('is computed for those who have none as well', async () => {
    const passwords = somePasswords(2);
    expect(await passwords.verify('nobody has this password', null)).toBe(false);
    expect(await passwords.verify('nobody has this password', undefined)).toBe(false);
    expect(passwords.computed()).toBe(2);
  });
});

describe('many who sign in at once', () => {
  it('wait in line, beside the event loop', async () => {
    const passwords = somePasswords(1);
    const stored = await passwords.hash('the same one');
    let turns = 0;
    const clock = setInterval(() => (turns += 1), 5);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => passwords.verify('the same one', stored)),
    );
    clearInterval(clock);
    expect(answers.every(Boolean)).toBe(true);
    // Computed on the loop, nothing else would have had a turn.
    expect(turns).toBeGreaterThan(5);
  });

  it('are turned away when the line is longer than anybody waits', async () => {
    const passwords = somePasswords(1);
    const all = await Promise.allSettled(
      Array.from({ length: 520 }, () => passwords.verify('x', '$argon2id$broken')),
    );
    const reasons = all.map((each) =>
      each.status === 'rejected' ? Reflect.get(each.reason, 'code') : 'none',
    );
    const busy = reasons.filter((code) => code === 'TOO_MANY_ATTEMPTS').length;
    expect(busy).toBe(520 - 501);
  });
});
