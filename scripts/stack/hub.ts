// The hub's two processes.
import { join } from 'node:path';
import { onFreePort } from '../services/processes.ts';
import type { Started } from './ending.ts';
import { startHubProcess, type HubProcess } from './hub-process.ts';
import { hubSettings } from './settings.ts';
import type { World } from './settings.ts';
import { workerFlags } from './worker-flags.ts';

export type Hub = {
  readonly hubUrl: string;
  /** Rejects when one of the processes dies. */
  readonly broken: Promise<never>;
};

export type HubOptions = {
  readonly world: World;
  /** For `api.log` and `worker.log`. */
  readonly folder: string;
  /** Any free one when left out. */
  readonly port: number | undefined;
};

/** Resolves as soon as the API's process runs, with a promise of the time when it answers; the worker follows it. */
export async function launchHub(things: Started, options: HubOptions): Promise<{ up: Promise<Hub> }> {
  const launched = Promise.withResolvers<void>();
  const up = startHub(things, options, launched.resolve);
  // Whoever starts the hub waits for `up` as well.
  up.catch(() => undefined);
  await Promise.race([launched.promise, up]);
  return { up };
}

async function startHub(things: Started, options: HubOptions, launched: () => void): Promise<Hub> {
  const { world, folder, port } = options;
  const startApi = async (apiPort: number) => {
    const starting = startHubProcess({
      name: 'The API',
      entry: new URL('../../src/api.ts', import.meta.url),
      env: hubSettings(world, apiPort),
      logFile: join(folder, 'api.log'),
      readyLine: 'api listens',
    });
    launched();
    return { ...(await starting), url: `http://127.0.0.1:${apiPort}` };
  };
  const { url, died } = await things.start(
    () => (port === undefined ? onFreePort(startApi) : startApi(port)),
    (child) => child.stop(),
  );
  // Not waited for: whatever is asked of the hub before it is there waits for it in the database.
  const worker = startWorker(things, options);
  const broken = Promise.race([died, worker.then((child) => child.died)]);
  // Heard by those who wait for it; the stack may also end before anybody does.
  broken.catch(() => undefined);
  return { hubUrl: url, broken };
}

function startWorker(things: Started, { world, folder }: HubOptions): Promise<HubProcess> {
  return things.start(
    () =>
      startHubProcess({
        name: 'The worker',
        entry: new URL('../../src/worker.ts', import.meta.url),
        flags: workerFlags(),
        env: hubSettings(world, 4000),
        logFile: join(folder, 'worker.log'),
        readyLine: 'worker works',
      }),
    (child) => child.stop(),
  );
}
