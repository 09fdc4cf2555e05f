import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withLock } from '../../scripts/services/lock.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the lock of a folder', () => {
  it('lets one in at a time', async () => {
    let inside = 0;
    const seen: number[] = [];
    const body = async () => {
      seen.push(++inside);
      await sleep(10);
      inside--;
    };
    await Promise.all([withLock(folder, body), withLock(folder, body), withLock(folder, body)]);
    expect(seen).toEqual([1, 1, 1]);
  });

  it('opens after a failure and leaves no file', async () => {
    await expect(withLock(folder, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('does not count when its holder was killed', async () => {
    const ended = spawnSync(process.execPath, ['--version']);
    writeFileSync(join(folder, 'lock'), String(ended.pid));
    expect(await withLock(folder, () => Promise.resolve('in'))).toBe('in');
  });
});
