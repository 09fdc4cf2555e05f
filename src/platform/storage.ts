/** Files: a folder that all processes see, or a bucket that speaks S3; the operator's URL decides. */
import { randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';
import type { Disk } from 'flydrive';
import { LimitExceeded } from './errors.ts';

export interface Storage {
  /** How long what is written is meant to be kept, in milliseconds. */
  readonly keptMs: number;
  /**
   * Writes a file and answers its size in bytes. It is under its key only once it is whole: it is gathered in the
   * temporary folder first, in a file without a name, of which a crash leaves nothing.
   * Throws LimitExceeded beyond `maxBytes`.
   */
  write(
    key: string,
    source: Readable,
    options?: { maxBytes?: number; signal?: AbortSignal },
  ): Promise<number>;
  /** Undefined when there is no such file. */
  read(key: string): Promise<{ stream: Readable; bytes: number } | undefined>;
  /**
   * Removes every file below the folder; also succeeds when there is none. A bucket knows no folders, so that no other
   * name may begin with this one.
   */
  removeFolder(folder: string): Promise<void>;
}

export interface StorageSettings {
  /** `file:./folder` or `s3://bucket/prefix?region=…&endpoint=…`. */
  readonly url: string;
  readonly keptS: number;
}

/** Nothing is opened before the first use, and no driver but the needed one is loaded. */
export function createStorage({ url, keptS }: StorageSettings): Storage {
  const { protocol, pathname } = new URL(url);
  const prefix = protocol === 's3:' ? pathname.replace(/^\/+|\/+$/g, '') : '';
  const at = (key: string) => (prefix ? `${prefix}/${key}` : key);
  let opened: Promise<Disk> | undefined;
  const disk = () => (opened ??= openDisk(url));

  return {
    keptMs: keptS * 1000,
    write: (key, source, options = {}) =>
      spooled(source, options, async (whole, bytes) =>
        // By S3's own name: flydrive's `contentLength` takes 0 for unknown.
        (await disk()).putStream(at(key), whole, { ContentLength: bytes }),
      ),
    async read(key) {
      const files = await disk();
      if (!(await files.exists(at(key)))) return undefined;
      const { contentLength } = await files.getMetaData(at(key));
      return { stream: await files.getStream(at(key)), bytes: contentLength };
    },
    removeFolder: async (folder) => (await disk()).deleteAll(at(folder)),
  };
}

async function openDisk(url: string): Promise<Disk> {
  const { Disk } = await import('flydrive');
  const { protocol, host, searchParams } = new URL(url);
  if (protocol === 'file:') {
    const { FSDriver } = await import('flydrive/drivers/fs');
    // A relative path stands for itself; as a URL `file:./folder` would begin at the root.
    const location = resolve(url.replace(/^file:(\/\/)?/, ''));
    return new Disk(new FSDriver({ location, visibility: 'private' }));
  }
  const { S3Driver } = await import('flydrive/drivers/s3');
  const endpoint = searchParams.get('endpoint');
  return new Disk(
    new S3Driver({
      bucket: host,
      region: searchParams.get('region') ?? 'us-east-1',
      visibility: 'private',
      // Buckets made since April 2023 have no ACLs, and most other services never had.
      supportsACL: false,
      // Services other than AWS do not all know the checksums that the SDK adds by itself.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      ...(endpoint && { endpoint, forcePathStyle: true }),
    }),
  );
}

/** S3 wants to know the size before the first byte, and nobody should find half a file. */
async function spooled(
  source: Readable,
  { maxBytes = Infinity, signal }: { maxBytes?: number; signal?: AbortSignal },
  use: (whole: Readable, bytes: number) => Promise<void>,
): Promise<number> {
  const file = await unnamedFile();
  try {
    let bytes = 0;
    if (signal) addAbortSignal(signal, source);
    for await (const chunk of source as AsyncIterable<Buffer | string>) {
      bytes += Buffer.byteLength(chunk);
      if (bytes > maxBytes) throw new LimitExceeded(`More than ${maxBytes} bytes`);
      await file.appendFile(chunk);
    }
    await use(file.createReadStream({ start: 0, autoClose: false }), bytes);
    return bytes;
  } finally {
    await file.close();
  }
}

async function unnamedFile(): Promise<FileHandle> {
  const path = join(tmpdir(), `hub-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await rm(path);
  return file;
}
