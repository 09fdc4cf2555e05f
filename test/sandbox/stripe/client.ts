import { Stripe } from 'stripe';
import type { StripeSandbox } from './stripe.ts';

/** The official SDK, pointed at a sandbox, without retries of its own unless asked for. */
export function stripeClient(
  sandbox: Pick<StripeSandbox, 'host' | 'port' | 'apiKey'>,
  options: Stripe.StripeConfig & { apiKey?: string } = {},
): Stripe {
  const { apiKey = sandbox.apiKey, ...config } = options;
  const { host, port } = sandbox;
  return new Stripe(apiKey, { host, port, protocol: 'http', maxNetworkRetries: 0, ...config });
}
