/** Finding one's way in the portal: every page is looked at before anything is entered, so that a changed one is seen at once. */
import type { Page, Response } from 'playwright-core';
import { CredentialRefused } from '../../platform/errors.ts';
import { FunderLayoutChanged, FunderUnavailable } from '../errors.ts';
import type { FunderCredential } from '../funder.ts';

const LONGEST_ALERT = 500;

/** What is entered in the fields of a form, by their labels. */
export type Entries = Readonly<Record<string, string>>;

/** Signs in on a fresh page. Throws CredentialRefused. */
export async function signIn(
  page: Page,
  url: string,
  { user = '', password = '' }: FunderCredential,
): Promise<void> {
  await go(page, `${url}/login`);
  await enter(page, 'Dealer sign-in', { 'User name': user, Password: password });
  await submit(page, 'Sign in');
  const heading = await headingOf(page);
  if (heading === 'Dealer sign-in' && (await alertOn(page)) !== undefined)
    throw new CredentialRefused('Cobalt refused the user');
  if (heading !== 'New quotation: customer') throw unknownPage();
}

/** Opens a page by its address. Throws FunderUnavailable. */
export async function go(page: Page, url: string): Promise<void> {
  assertAnswered(await page.goto(url, { waitUntil: 'domcontentloaded' }));
}

/** Fills a form whose fields are all there, once each. Throws FunderLayoutChanged before anything is entered. */
export async function enter(page: Page, heading: string, entries: Entries): Promise<void> {
  if ((await headingOf(page)) !== heading) throw unknownPage();
  const kinds = await kindsOf(page, Object.keys(entries));
  if (kinds.includes(null)) throw unknownPage();
  for (const [index, [label, value]] of Object.entries(entries).entries()) {
    const field = page.getByLabel(label, { exact: true });
    if (kinds[index] === 'SELECT') await field.selectOption({ label: value });
    else await field.fill(value);
  }
}

/** The kind of each label's field; null where a label is not there once, with one field. */
function kindsOf(page: Page, wanted: string[]): Promise<(string | null)[]> {
  return page.evaluate((labels) => {
    const all = [...document.querySelectorAll('label')];
    return labels.map((text) => {
      const [label, ...more] = all.filter((each) => each.textContent?.trim() === text);
      return more.length === 0 ? (label?.control?.tagName ?? null) : null;
    });
  }, wanted);
}

/** Presses the form's button and waits for the page that follows. Throws FunderUnavailable. */
export async function submit(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  if ((await button.count()) !== 1) throw unknownPage();
  const [response] = await Promise.all([
    page.waitForNavigation({ waitUntil: 'domcontentloaded' }),
    button.click({ noWaitAfter: true }),
  ]);
  assertAnswered(response);
}

/** The page's only main heading; undefined where there are none or several. */
export async function headingOf(page: Page): Promise<string | undefined> {
  const headings = await page.getByRole('heading', { level: 1 }).allTextContents();
  return headings.length === 1 ? headings[0]?.trim() : undefined;
}

/** What the page says to whoever made a mistake or is refused; undefined where it says nothing. */
export async function alertOn(page: Page): Promise<string | undefined> {
  const alerts = await page.getByRole('alert').allTextContents();
  return alerts.length === 1 ? alerts[0]?.trim().slice(0, LONGEST_ALERT) : undefined;
}

/** The page's only table, row by row. Throws FunderLayoutChanged where a name stands twice. */
export async function tableOn(page: Page): Promise<ReadonlyMap<string, string>> {
  const tables = page.locator('table');
  if ((await tables.count()) !== 1) throw unknownPage();
  const rows = await tables
    .locator('tr')
    .evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim() ?? '')),
    );
  const table = new Map<string, string>();
  for (const [name = '', value = '', ...more] of rows) {
    if (name === '' || table.has(name) || more.length > 0) throw unknownPage();
    table.set(name, value);
  }
  return table;
}

/** What a link downloads. Throws FunderUnavailable. */
export async function download(page: Page, link: string, maxBytes: number): Promise<Buffer> {
  const anchor = page.getByRole('link', { name: link, exact: true });
  if ((await anchor.count()) !== 1) throw unknownPage();
  const [file] = await Promise.all([page.waitForEvent('download'), anchor.click({ noWaitAfter: true })]);
  if ((await file.failure()) !== null) throw new FunderUnavailable('The download broke off');
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of (await file.createReadStream()) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new FunderLayoutChanged('The download is far too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function unknownPage(): FunderLayoutChanged {
  return new FunderLayoutChanged('The page is not the one that is known');
}

function assertAnswered(response: Response | null): void {
  const status = response?.status() ?? 0;
  if (status >= 500) throw new FunderUnavailable(`The portal answered ${status}`);
}
