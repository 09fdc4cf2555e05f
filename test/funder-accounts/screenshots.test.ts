/** Pictures of failed visits: kept where other files are, and for as long. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { browseWith, SCREENSHOTS } from '../../src/funder-accounts/browse.ts';
import { forgetScreenshots } from '../../src/funder-accounts/screenshot-retention.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createEgress } from '../../src/platform/egress/egress.ts';
import { createLog } from '../../src/platform/log.ts';
import { createStorage } from '../../src/platform/storage.ts';

const DAY_MS = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), 'hub-screenshots-'));
const storage = createStorage({ url: `file:${folder}`, keptS: (7 * DAY_MS) / 1000 });
const pictures = () => readdirSync(join(folder, SCREENSHOTS), { recursive: true, encoding: 'utf8' });
const inDays = (days: number) => ({ ...systemClock, now: () => Date.now() + days * DAY_MS });

describe('pictures of failed visits', () => {
  const portal = createServer((_request, response) => void response.end('<h1>Under construction</h1>'));
  let host: string;
  let egress: ReturnType<typeof createEgress>;
  beforeAll(async () => {
    portal.listen(0, '127.0.0.1');
    await once(portal, 'listening');
    host = `127.0.0.1:${(portal.address() as AddressInfo).port}`;
    egress = createEgress({ allowedHosts: [host] });
  });
  afterAll(() => {
    egress.close();
    portal.close();
    portal.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are in the storage, under a name that is logged', async () => {
    const lines: string[] = [];
    const log = createLog({ level: 'info', destination: { write: (line: string) => void lines.push(line) } });
    const browse = browseWith({ storage, egress, log, clock: systemClock }, undefined);
    const visit = { origin: `http://${host}`, personal: [], signal: new AbortController().signal };
    const visiting = browse(visit, async (page) => {
      await page.goto(`http://${host}/`);
      throw new Error('not the page that is known');
    });
    await expect(visiting).rejects.toMatchObject({ code: 'FUNDER_LAYOUT_CHANGED' });
    const [picture] = pictures().filter((name) => name.endsWith('.png'));
    expect(picture).toBeDefined();
    expect(lines.join('')).toContain(`${SCREENSHOTS}/${picture}`);
    expect(lines.join('')).not.toContain('not the page that is known');
  });

  it('are gone when their time is over, and not before', async () => {
    await forgetScreenshots({ storage, clock: inDays(6) }).run();
    expect(pictures().some((name) => name.endsWith('.png'))).toBe(true);
    await forgetScreenshots({ storage, clock: inDays(9) }).run();
    expect(pictures().some((name) => name.endsWith('.png'))).toBe(false);
  });
});
