/** A picture of a page for whoever must find out what changed, without the people whose request it was. */
import type { Page } from 'playwright-core';

/** Shorter words are too common to be anybody's. */
const SHORTEST = 3;
const MASK = '█████';
const LIMIT_MS = 3_000;

/**
 * Fields are emptied and every occurrence of a personal value, or of a word of one, is replaced before the picture is taken.
 * Throws when that takes longer than 3 s: then there is no picture.
 */
export async function maskedScreenshot(page: Page, personal: readonly string[]): Promise<Buffer> {
  const words = [...new Set(personal.flatMap((value) => [value, ...value.split(/[^\p{L}\p{N}]+/u)]))]
    .filter((word) => word.length >= SHORTEST)
    .toSorted((a, b) => b.length - a.length);
  await within(Promise.all(page.frames().map((frame) => frame.evaluate(maskIn, { words, mask: MASK }))));
  return page.screenshot({
    fullPage: true,
    timeout: LIMIT_MS,
    animations: 'disabled',
    mask: [page.locator('input, textarea, select, img, canvas, iframe')],
  });
}

/** Runs in the page. */
function maskIn({ words, mask }: { words: string[]; mask: string }): void {
  const replaced = (text: string) =>
    words.reduce((left, word) => {
      const pattern = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return left.replace(new RegExp(pattern, 'giu'), mask);
    }, text);
  const texts = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode())
    node.nodeValue = replaced(node.nodeValue ?? '');
  for (const field of document.querySelectorAll('input, textarea')) {
    // Every match has a value, though the type of the query does not say so.
    Reflect.set(field, 'value', '');
    field.removeAttribute('placeholder');
  }
}

async function within<T>(work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('the page does not answer')), LIMIT_MS);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
