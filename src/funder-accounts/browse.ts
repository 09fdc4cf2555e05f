/** The browser of a worker: loaded when the first portal is visited, and never by a process that has no use for it. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Browse } from '../funders/funder.ts';
import type { Platform } from '../platform/platform.ts';

/** Screenshots of failed visits are kept below this folder of the storage. */
export const SCREENSHOTS = 'funder-screenshots';

/** `executablePath`: the operator's Chromium; undefined for the one from npm. */
export function browseWith(
  platform: Pick<Platform, 'storage' | 'clock' | 'log' | 'egress'>,
  executablePath: string | undefined,
): Browse {
  const keep = async (screenshot: Buffer) => {
    const day = new Date(platform.clock.now()).toISOString().slice(0, 10);
    const file = `${SCREENSHOTS}/${day}/${randomUUID()}.png`;
    await platform.storage.write(file, Readable.from([screenshot]));
    platform.log.warn({ file }, 'what a portal showed when a visit failed');
  };
  return async (visit, run) => {
    const { visitPortal } = await import('../funders/transports/browser.ts');
    return visitPortal({ executablePath, agent: platform.egress.httpAgent, keep }, visit, run);
  };
}
