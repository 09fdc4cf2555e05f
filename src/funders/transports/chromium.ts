/** Which browser there is: the operator's, or the one inside the package @sparticuz/chromium. */
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { lstat, mkdir, rename, rm } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { randomUUID } from 'node:crypto';
import { FunderUnavailable } from '../errors.ts';

let unpacked: Promise<string> | undefined;

/** Throws FunderUnavailable where there is none. */
export async function chromiumPath(given: string | undefined): Promise<string> {
  if (given !== undefined) {
    if (existsSync(given)) return given;
    throw new FunderUnavailable('There is no browser at CHROMIUM_PATH');
  }
  const found = packageFile();
  if (!found) throw new FunderUnavailable('There is no browser here');
  unpacked ??= unpack(found).catch((cause: unknown) => {
    unpacked = undefined;
    throw new FunderUnavailable('The browser could not be unpacked', { cause });
  });
  return unpacked;
}

function packageFile(): string | undefined {
  try {
    const manifest = findPackageJSON('@sparticuz/chromium', import.meta.url);
    const file = manifest && join(dirname(manifest), 'bin', 'chromium.br');
    return file && existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The package's own unpacking writes to a name that anybody may have taken before, and a crash leaves half a program there.
 * Here the folder is ours alone, and the program is under its name only once it is whole. It lies beside the package, and in
 * the temporary folder where packages belong to somebody else, as they do in an image.
 */
async function unpack(packed: string): Promise<string> {
  const owner = process.getuid?.() ?? 0;
  const beside = join(dirname(packed), `unpacked-${owner}`);
  const folder = await ownFolder(beside, owner).catch(() =>
    ownFolder(join(tmpdir(), `integration-hub-chromium-${owner}`), owner),
  );
  const version = String((await lstat(packed)).size);
  const program = join(folder, `chromium-${version}`);
  if (existsSync(program)) return program;
  const partial = join(folder, randomUUID());
  try {
    const out = createWriteStream(partial, { mode: 0o700 });
    await pipeline(createReadStream(packed), createBrotliDecompress({ chunkSize: 2 ** 21 }), out);
    await rename(partial, program);
  } finally {
    await rm(partial, { force: true });
  }
  return program;
}

async function ownFolder(folder: string, owner: number): Promise<string> {
  await mkdir(folder, { mode: 0o700, recursive: true });
  const { uid, mode } = await lstat(folder);
  if (uid !== owner || (mode & 0o077) !== 0) throw new Error(`${folder} is not ours alone`);
  return folder;
}
