import { SquareClient } from 'square';
import type { SquareSandbox } from './square.ts';

/** The official SDK, pointed at a sandbox, without retries of its own. */
export function squareClient(sandbox: Pick<SquareSandbox, 'url' | 'seller'>, token?: string): SquareClient {
  return new SquareClient({
    token: token ?? sandbox.seller.accessToken,
    baseUrl: sandbox.url,
    maxRetries: 0,
  });
}
