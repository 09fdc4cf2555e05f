// A database cluster that was filled once; passing runs begin with a copy of it instead of making their own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from './folders.ts';

export type Filling = {
  /** Says what the cluster is made of: another key, another cluster. */
  readonly key: string;
  /** Fills the new cluster by the superuser's URL of its maintenance database. */
  readonly fill: (url: string) => Promise<void>;
};

/** Puts a copy of the prepared cluster at `cluster`. False when none was kept for this key. */
export async function takeCopy(key: string, cluster: string): Promise<boolean> {
  const prepared = preparedCluster(key);
  if (!existsSync(prepared)) return false;
  await copy(prepared, cluster);
  return true;
}

/** Keeps a copy of a cluster whose server has ended in order, in place of those of other keys. */
export async function keepCopy(key: string, cluster: string): Promise<void> {
  const prepared = preparedCluster(key);
  mkdirSync(preparedFolder, { recursive: true });
  for (const name of readdirSync(preparedFolder).filter((each) => each.endsWith(owner))) {
    rmSync(join(preparedFolder, name), { recursive: true, force: true });
  }
  // It gets its name when it is whole.
  const unfinished = join(preparedFolder, `unfinished${owner}`);
  rmSync(unfinished, { recursive: true, force: true });
  await copy(cluster, unfinished);
  renameSync(unfinished, prepared);
}

export const preparedFolder = join(dataFolder, 'prepared');
/** Nobody else can read the files. */
const owner = `-${process.getuid?.() ?? 0}`;

function preparedCluster(key: string): string {
  return join(preparedFolder, `${key}${owner}`);
}

/** With owners and modes: PostgreSQL refuses files that are not its own, and root's run as somebody else. */
async function copy(from: string, to: string): Promise<void> {
  const child = spawn('cp', ['-Rp', from, to], { stdio: ['ignore', 'ignore', 'pipe'] });
  // Before what removes the folders: nothing may be written into them any more.
  const kill = () => child.kill('SIGKILL');
  process.prependOnceListener('exit', kill);
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const [code] = await once(child, 'close');
  process.off('exit', kill);
  if (code !== 0) throw new Error(`${from} was not copied: ${complaints}`);
}
