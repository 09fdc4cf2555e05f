// Finds a Redis (or Valkey) server program, or takes one from the Debian archive without installing anything.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { dataFolder } from './folders.ts';

export type RedisBinary = { command: string; env: NodeJS.ProcessEnv };

const names = ['valkey-server', 'redis-server'];
const unpacked = join(dataFolder, 'redis-server');
const advice =
  'No Redis found: install redis-server or valkey-server (Debian: apt-get install redis-server, macOS: brew install redis), or set REDIS_URL';

/** A server on the PATH, else the one unpacked earlier, else a fresh one unpacked into `.data`. Throws one clear sentence. */
export function redisBinary(): RedisBinary {
  return onPath() ?? cached() ?? unpackFromDebian();
}

function onPath(): RedisBinary | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const command = candidates.find(isExecutable);
  return command === undefined ? undefined : { command, env: { PATH: process.env['PATH'] } };
}

function cached(): RedisBinary | undefined {
  const command = join(unpacked, 'usr', 'bin', 'redis-server');
  if (!isExecutable(command)) return undefined;
  const libraries = join(unpacked, 'usr', 'lib');
  const folders = existsSync(libraries) ? readdirSync(libraries).map((name) => join(libraries, name)) : [];
  return { command, env: { PATH: process.env['PATH'], LD_LIBRARY_PATH: folders.join(delimiter) } };
}

/**
 * Unpacks Debian's packages as the current user: apt works on lists and a cache of its own, the system stays as it is.
 * Which packages: those that `apt-get install` would add to this machine, so libraries fit the release.
 */
function unpackFromDebian(): RedisBinary {
  if (!onSystem('apt-get') || !onSystem('dpkg-deb')) throw new Error(advice);
  const work = `${unpacked}.${process.pid}`;
  try {
    for (const folder of ['state/lists/partial', 'cache/archives/partial', 'packages', 'root']) {
      mkdirSync(join(work, folder), { recursive: true });
    }
    apt(work, ['update']);
    const plan = apt(work, ['install', '-y', '--print-uris', '--no-install-recommends', 'redis-server']);
    // One line per package: 'address' name_version_architecture.deb size hash
    const packages = [...plan.matchAll(/^'[^']+' ([^_\s]+)_/gm)].map((match) => match[1] ?? '');
    apt(work, ['download', ...packages]);
    for (const file of readdirSync(join(work, 'packages'))) {
      run('dpkg-deb', ['-x', join(work, 'packages', file), join(work, 'root')], work);
    }
    rmSync(unpacked, { recursive: true, force: true });
    renameSync(join(work, 'root'), unpacked);
  } catch (cause) {
    throw new Error(advice, { cause });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const binary = cached();
  if (!binary) throw new Error(advice);
  return binary;
}

function apt(work: string, args: string[]): string {
  const options = [
    `Dir::State=${work}/state`,
    'Dir::State::status=/var/lib/dpkg/status',
    `Dir::Cache=${work}/cache`,
    'APT::Sandbox::User=',
    'Debug::NoLocking=1',
  ];
  return run(
    'apt-get',
    ['-qq', ...options.flatMap((option) => ['-o', option]), ...args],
    join(work, 'packages'),
  );
}

function run(command: string, args: string[], cwd: string): string {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 120_000 });
  if (done.status === 0) return done.stdout;
  throw new Error(`${command} ${args.at(-1)} failed: ${done.stderr}`, { cause: done.error });
}

function onSystem(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
