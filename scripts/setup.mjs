// Runs before every npm command: makes sure the installed packages are those of the lock file and that Node is new
// enough. Built-ins only, and syntax a Node 18 understands, for it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const clone = fileURLToPath(new URL('..', import.meta.url));
const lockFolder = join(clone, '.data', 'setup.lock');
/** The first versions that run TypeScript without a flag. */
const oldest = { major: 22, minor: 18 };

if (!isInstalled()) installOnce();
checkNode();

/** npm keeps its own account of what it installed: equal to the lock file, whoever ran it, means nothing to do. */
function isInstalled() {
  const account = join(clone, 'node_modules', '.package-lock.json');
  if (!existsSync(account)) return false;
  const wanted = packagesIn(join(clone, 'package-lock.json'));
  const present = packagesIn(account);
  return Object.keys(wanted).every((path) => {
    if (path === '') return true;
    if (present[path]) return present[path].integrity === wanted[path].integrity;
    // Other platforms' binaries, and in production what only developers need, are rightly absent.
    return mayBeAbsent(wanted[path]);
  });
}

function packagesIn(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

function mayBeAbsent(entry) {
  const developersOnly = entry.dev === true || entry.devOptional === true;
  return entry.optional === true || (developersOnly && process.env.NODE_ENV === 'production');
}

/** Two commands started at once in one clone: the second waits, then finds nothing to do. */
function installOnce() {
  takeLock();
  try {
    if (isInstalled()) return;
    install();
    if (process.env.NODE_ENV !== 'production') prepare();
  } finally {
    rmSync(lockFolder, { recursive: true, force: true });
  }
}

function install() {
  process.stderr.write('Installing packages (about a minute) ...\n');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--loglevel=error'];
  // Standard output belongs to the command that comes next.
  const options = { cwd: clone, stdio: ['ignore', 2, 2] };
  const isNpm = npm !== undefined && basename(npm) === 'npm-cli.js';
  const done = isNpm ? spawnSync(process.execPath, [npm, ...args], options) : spawnSync('npm', args, options);
  if (done.status !== 0) fail('npm ci failed: see above.', done.status || 1);
}

/** What every first start would otherwise do: whatever is wrong here says the command that needs it. */
function prepare() {
  process.stderr.write('Preparing Redis, an empty database and compiled code ...\n');
  const node = join(clone, 'node_modules', '.bin', 'node');
  // Whoever waits for a command waits for this no longer than so many milliseconds.
  const options = { cwd: clone, stdio: 'ignore', timeout: 120_000 };
  spawnSync(existsSync(node) ? node : process.execPath, ['scripts/prepare.ts'], options);
}

function takeLock() {
  mkdirSync(join(clone, '.data'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lockFolder);
      writeFileSync(join(lockFolder, 'pid'), String(process.pid));
      process.on('exit', () => rmSync(lockFolder, { recursive: true, force: true }));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    pause(500);
    if (!holderIsAlive()) rmSync(lockFolder, { recursive: true, force: true });
  }
}

/** The holder writes its number right after making the folder; half a second later it must be there. */
function holderIsAlive() {
  try {
    process.kill(Number(readFileSync(join(lockFolder, 'pid'), 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function pause(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** npm puts node_modules/.bin first in the PATH, so a Node installed there is the one the next command runs on. */
function checkNode() {
  const packaged = join(clone, 'node_modules', '.bin', 'node');
  const version = existsSync(packaged) ? versionOf(packaged) : process.version;
  const [major, minor] = version.replace('v', '').split('.').map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return;
  fail(`Node ${oldest.major}.${oldest.minor} or newer is needed and this is ${version}: install Node 24.`, 1);
}

function versionOf(node) {
  const shown = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (shown.status === 0) return shown.stdout.trim();
  return fail(
    `The Node in node_modules does not run on this machine (${node}): install Node 24 and delete it.`,
    1,
  );
}

function fail(sentence, code) {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}
