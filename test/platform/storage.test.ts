import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LimitExceeded } from '../../src/platform/errors.ts';
import { createStorage, type Storage } from '../../src/platform/storage.ts';
import { startS3Sandbox, type S3Sandbox } from '../sandbox/s3/s3.ts';

let folder: string;
let s3: S3Sandbox;
const storages: Record<string, Storage> = {};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-storage-'));
  s3 = await startS3Sandbox();
  // Where the AWS SDK looks for them by itself.
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDEXAMPLE';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
  storages['a folder'] = createStorage({ url: `file:${folder}/below`, keptS: 60 });
  storages['a bucket'] = createStorage({
    url: `s3://bucket/some/prefix?region=eu-central-1&endpoint=${s3.url}`,
    keptS: 60,
  });
});
afterAll(async () => {
  delete process.env['AWS_ACCESS_KEY_ID'];
  delete process.env['AWS_SECRET_ACCESS_KEY'];
  await s3?.close();
  await rm(folder, { recursive: true, force: true });
});

const filesIn = async (where: string): Promise<string[]> => {
  if (where === 'a bucket')
    return [...s3.objects.keys()].map((key) => key.replace('bucket/some/prefix/', ''));
  const found = await readdir(join(folder, 'below'), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(`${folder}/below/`.length));
};
const textOf = async (storage: Storage, key: string) => {
  const file = await storage.read(key);
  return file && { text: (await file.stream.toArray()).join(''), bytes: file.bytes };
};
/** Chunks of which the size is not known before they have come. */
async function* chunks(count: number, fail?: Error) {
  for (let i = 0; i < count; i += 1) yield `${String(i).padStart(999, '.')}\n`;
  if (fail) throw fail;
}

describe.each(['a folder', 'a bucket'])('files in %s', (where) => {
  const storage = () => storages[where] as Storage;

  it('are read as they were written', async () => {
    expect(await storage().write('jobs/1/a.txt', Readable.from(chunks(3_000)))).toBe(3_000_000);
    const expected = (await Readable.from(chunks(3_000)).toArray()).join('');
    const found = await textOf(storage(), 'jobs/1/a.txt');
    expect(found?.bytes).toBe(3_000_000);
    expect(found?.text === expected).toBe(true);
    expect(await storage().write('jobs/1/empty.txt', Readable.from([]))).toBe(0);
    expect(await textOf(storage(), 'jobs/1/empty.txt')).toEqual({ text: '', bytes: 0 });
    expect(await storage().read('jobs/1/none.txt')).toBeUndefined();
  });

  it('are not there until they are whole', async () => {
    const before = await filesIn(where);
    const broken = storage().write('jobs/2/b.txt', Readable.from(chunks(10, new Error('the source broke'))));
    await expect(broken).rejects.toThrow('the source broke');
    const large = storage().write('jobs/2/b.txt', Readable.from(chunks(10)), { maxBytes: 9_999 });
    await expect(large).rejects.toBeInstanceOf(LimitExceeded);
    const stop = new AbortController();
    const endless = storage().write('jobs/2/b.txt', Readable.from(chunks(Infinity)), { signal: stop.signal });
    stop.abort();
    await expect(endless).rejects.toThrow();
    expect(await filesIn(where)).toEqual(before);
    expect(await storage().write('jobs/2/b.txt', Readable.from(chunks(10)), { maxBytes: 10_000 })).toBe(
      10_000,
    );
  });

  it('go with their folder, and no others', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      await storage().write(`jobs/3/${name}`, Readable.from(['x']));
    await storage().write('jobs/4/a', Readable.from(['x']));
    await storage().removeFolder('jobs/3');
    await storage().removeFolder('jobs/3');
    const left = await filesIn(where);
    expect(left.filter((key) => key.startsWith('jobs/3'))).toEqual([]);
    expect(left).toContain('jobs/4/a');
  });

  it('cannot lie outside', async () => {
    await expect(storage().write('../outside', Readable.from(['x']))).rejects.toThrow();
    await expect(storage().read('../outside')).rejects.toThrow();
  });
});
