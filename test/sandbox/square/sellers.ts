// The sandbox's sellers: opened one after another, each with its own tokens, seed and data.
import type { serialization } from 'square';
import type { OAuthTokens, Tokens } from './http/tokens.ts';
import { openSeller, type Seller, type SquareEvent } from './seller.ts';
import { HISTORY_MS, liveHistory, type DataSize } from './seed/history.ts';

export interface SquareSeller {
  merchantId: string;
  name: string;
  /** A personal access token, which never ends. */
  accessToken: string;
  /** What the seller granted the application by OAuth's code flow. */
  oauth: OAuthTokens;
}

export interface NewSeller {
  size?: DataSize | undefined;
  currency?: serialization.Currency.Raw | undefined;
}

export function sellerRegistry(options: {
  now: () => number;
  seed: number;
  size: DataSize;
  customerLagMs: () => number;
  mostPerPage: number;
  tokens: Tokens;
  deliver: (event: SquareEvent) => void;
}) {
  const byId = new Map<string, Seller>();
  return {
    get(merchantId: string): Seller {
      const seller = byId.get(merchantId);
      if (!seller) throw new Error(`no seller ${merchantId}`);
      return seller;
    },
    /** Opens a seller and lets it live through its past. */
    open({ size = options.size, currency = 'USD' }: NewSeller): { seller: Seller; known: SquareSeller } {
      // Opened a day before its first customer.
      let past: number | undefined = options.now() - HISTORY_MS - 86_400_000;
      const seller = openSeller({
        seed: options.seed + 7_919 * byId.size,
        ms: () => past ?? options.now(),
        customerLagMs: options.customerLagMs,
        mostPerPage: options.mostPerPage,
        currency,
        isLive: () => past === undefined,
        deliver: (_seller, event) => options.deliver(event),
      });
      liveHistory(seller, size, { until: options.now(), set: (ms) => (past = ms) });
      past = undefined;
      byId.set(seller.merchantId, seller);
      const { merchantId, name } = seller;
      const accessToken = options.tokens.personal(seller);
      return { seller, known: { merchantId, name, accessToken, oauth: options.tokens.authorize(seller) } };
    },
  };
}
