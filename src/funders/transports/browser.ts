/** One visit, one browser: started for it, held to one origin, and gone with it. Only workers load this file. */
import type { Agent } from 'node:http';
import { bulkhead, BulkheadRejectedError } from 'cockatiel';
import { chromium, errors, type Browser, type Page } from 'playwright-core';
import { HubError } from '../../platform/errors.ts';
import { FunderAnswerInvalid, FunderLayoutChanged, FunderUnavailable } from '../errors.ts';
import type { Visit } from '../funder.ts';
import { withoutWords } from '../without-words.ts';
import { chromiumPath } from './chromium.ts';
import { maskedScreenshot } from './masked-screenshot.ts';
import { startOriginProxy, type OriginProxy } from './origin-proxy.ts';

export interface BrowserWorld {
  /** Undefined: the one from npm, if it is installed. */
  readonly executablePath: string | undefined;
  /** Judges every address that is connected to. */
  readonly agent: Agent;
  /** Keeps what was to be seen when a visit failed. */
  keep(screenshot: Buffer): Promise<void>;
}

/** Each takes some hundred MB. */
const slots = bulkhead(2, 100);
const LAUNCH_MS = 20_000;
/** For one step on a page; a portal that takes longer is not the one we know. */
const STEP_MS = 10_000;

/**
 * Runs a visit, which ends when the signal is aborted, with its reason. A step that finds nothing to act on becomes
 * FunderLayoutChanged. When it settles the browser is gone.
 */
export async function visitPortal<Result>(
  world: BrowserWorld,
  visit: Visit,
  run: (page: Page) => Promise<Result>,
): Promise<Result> {
  try {
    return await slots.execute(() => inOwnBrowser(world, visit, run), visit.signal);
  } catch (error) {
    visit.signal.throwIfAborted();
    if (error instanceof BulkheadRejectedError)
      throw new FunderUnavailable('Too many visits wait for a browser already');
    throw error;
  }
}

async function inOwnBrowser<Result>(
  world: BrowserWorld,
  visit: Visit,
  run: (page: Page) => Promise<Result>,
): Promise<Result> {
  const { signal, origin } = visit;
  signal.throwIfAborted();
  const executablePath = await chromiumPath(world.executablePath);
  const proxy = await startOriginProxy(origin, world.agent);
  try {
    const browser = await launch(executablePath, proxy.url);
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    try {
      signal.throwIfAborted();
      return await Promise.race([onNewPage(world, { browser, proxy, visit }, run), aborted]);
    } finally {
      signal.removeEventListener('abort', abort);
      await browser.close();
    }
  } finally {
    proxy.close();
  }
}

async function launch(executablePath: string, proxy: string): Promise<Browser> {
  // Chromium's own sandbox refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  try {
    return await chromium.launch({
      executablePath,
      proxy: { server: proxy },
      chromiumSandbox: !isRoot,
      // Containers give little of /dev/shm.
      args: ['--disable-dev-shm-usage', '--disable-gpu', '--disable-webgl', '--no-pings'],
      timeout: LAUNCH_MS,
      // The worker ends by its own rules.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (cause) {
    throw new FunderUnavailable('The browser did not start', { cause });
  }
}

async function onNewPage<Result>(
  { keep }: BrowserWorld,
  { browser, proxy, visit }: { browser: Browser; proxy: OriginProxy; visit: Visit },
  run: (page: Page) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext({ serviceWorkers: 'block', permissions: [] });
  context.setDefaultTimeout(STEP_MS);
  await context.route('**', async (route) => {
    const request = route.request();
    const isOwn = URL.parse(request.url())?.origin === visit.origin;
    // Chromium by itself repeats what it sent over a used connection that then broke, even a form. Over a new one it does not.
    if (isOwn && request.method() !== 'GET') proxy.dropTunnels();
    // The proxy leads nowhere else either; cut off here, nothing of the page is even sent to it.
    const passed = isOwn ? route.continue() : route.abort('blockedbyclient');
    // The visit may have ended meanwhile.
    await passed.catch(() => undefined);
  });
  const page = await context.newPage();
  try {
    return await run(page);
  } catch (error) {
    const failure = readable(error);
    if (!visit.signal.aborted && worthSeeing(failure)) {
      const screenshot = await maskedScreenshot(page, visit.personal).catch(() => undefined);
      if (screenshot) await keep(screenshot).catch(() => undefined);
    }
    throw failure;
  }
}

/** A portal that says no was read well; these may be pages that we do not know. */
function worthSeeing(failure: HubError): boolean {
  return failure instanceof FunderLayoutChanged || failure instanceof FunderAnswerInvalid;
}

/** Playwright's messages quote pages, and what was being typed: what is told is told in our words. */
function readable(error: unknown): HubError {
  if (error instanceof HubError) return error;
  if (error instanceof errors.TimeoutError)
    return new FunderLayoutChanged('Something that is always there was not found on the page');
  const message = error instanceof Error ? error.message : '';
  if (/net::ERR_|has been closed|crashed/.test(message))
    return new FunderUnavailable('The portal could not be reached');
  const cause = withoutWords(error);
  return new FunderLayoutChanged('The visit went otherwise than it always does', { cause });
}
