// The sandbox's accounts: opened one after another, each with its own key, seed and data.
import type { Book, BookOptions } from './ledger/book.ts';
import { openBook } from './ledger/book.ts';
import type { DataSize } from './seed/history.ts';
import { HISTORY_SECONDS, liveHistory } from './seed/history.ts';

const EVENT_LOG_SECONDS = 30 * 86_400;

export interface StripeAccount {
  id: string;
  apiKey: string;
  /** The platform's account id: reach this account with the platform's key and `Stripe-Account`. */
  connectOf?: string;
}
export function describeAccount(book: Book): StripeAccount {
  const { id, apiKey, platform } = book;
  return platform === undefined ? { id, apiKey } : { id, apiKey, connectOf: platform.id };
}

export function accountRegistry(options: {
  now: () => number;
  seed: number;
  size: DataSize;
  webhooks: Pick<BookOptions, 'subscribers' | 'deliver'>;
}) {
  const byId = new Map<string, Book>();
  const byKey = new Map<string, Book>();
  const present = (): number => Math.floor(options.now() / 1_000);
  return {
    byKey,
    get(id: string): Book {
      const book = byId.get(id);
      if (book === undefined) throw new Error(`no account ${id}`);
      return book;
    },
    /** Opens an account and lets it live through its past. */
    open({ size = options.size, platform }: { size?: DataSize | undefined; platform?: Book }): Book {
      // Opened a day before its first customer.
      let past: number | undefined = present() - HISTORY_SECONDS - 86_400;
      const book = openBook({
        seed: options.seed + 7_919 * byId.size,
        seconds: () => past ?? present(),
        eventsSince: () => present() - EVENT_LOG_SECONDS,
        ...options.webhooks,
        ...(platform !== undefined && { platform }),
      });
      liveHistory(book, size, { until: present(), set: (seconds) => (past = seconds) });
      past = undefined;
      byId.set(book.id, book);
      if (platform === undefined) byKey.set(book.apiKey, book);
      return book;
    },
  };
}
