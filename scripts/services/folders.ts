// Where the embedded services keep their files.
import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, rmdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this clone. */
export const cloneFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Git-ignored; everything the services write, unless root's clone is out of their reach. */
export const dataFolder = join(cloneFolder, '.data');

/** PostgreSQL refuses to run as root; "nobody" has this number on every system we know. */
export const nobody = { uid: 65534, gid: 65534 };

/** True when this process is root, so that PostgreSQL has to run as somebody else. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The folder for the services' data: `<clone>/.data`, or, when root's clone lies where "nobody" may not go (a home with
 * mode 0700), one folder per clone under the system's temporary folder.
 */
export function servicesFolder(): string {
  const folder = isRoot() && !isOpenToAll(cloneFolder) ? temporaryFolder() : dataFolder;
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  if (isRoot()) {
    refuseForeignFolder(folder);
    // The umask may have taken away the right to pass through.
    chmodSync(folder, 0o755);
  }
  return folder;
}

/** True when any user may enter the folder (or run the program) and enter all folders above it. */
export function isOpenToAll(path: string): boolean {
  const open = (statSync(path).mode & 0o001) !== 0;
  const parent = dirname(path);
  return open && (parent === path || isOpenToAll(parent));
}

/**
 * Lets the user PostgreSQL runs as pass through to a folder below `servicesFolder`; for root only, whose umask may forbid
 * it. Files keep their own rights.
 */
export function openTheWayTo(folder: string): void {
  if (!isRoot()) return;
  const root = servicesFolder();
  for (let part = folder; part.startsWith(root + sep); part = dirname(part)) chmodSync(part, 0o755);
}

/** Removes the temporary folder once nothing is kept in it. */
export function removeEmptyTemporaryFolder(): void {
  const root = servicesFolder();
  if (root === dataFolder) return;
  for (const folder of [join(root, 'runs'), root]) {
    try {
      rmdirSync(folder);
    } catch (error) {
      // In use by another starter, holding data that is kept, or gone already.
      if (!['ENOTEMPTY', 'ENOENT'].includes(String((error as NodeJS.ErrnoException).code))) throw error;
    }
  }
}

function temporaryFolder(): string {
  const clone = createHash('sha256')
    .update(`${process.getuid?.()}:${cloneFolder}`)
    .digest('hex')
    .slice(0, 12);
  return join(tmpdir(), `integration-hub-${clone}`);
}

/** In a folder open to all somebody else may have been there first, with a folder or a link under our name. */
function refuseForeignFolder(folder: string): void {
  const found = lstatSync(folder);
  if (found.isDirectory() && (found.uid === 0 || folder === dataFolder)) return;
  throw new Error(`${folder} exists and is not root's own: remove it`);
}
