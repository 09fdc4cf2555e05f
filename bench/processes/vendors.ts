/** The world outside: a Stripe without limits and an issuer of tokens, in a process of their own. */
import { startIssuer, type TokenRequest } from '../../test/sandbox/issuer/issuer.ts';
import { startStripeSandbox, type StripeSandboxOptions } from '../../test/sandbox/stripe/stripe.ts';
import type { AccountSize } from '../sizes.ts';
import { answer } from './answer.ts';

// `startVendors` writes it.
const options = JSON.parse(process.argv[2] ?? '{}') as StripeSandboxOptions;
const stripe = await startStripeSandbox({ rateLimit: null, ...options });
const issuer = await startIssuer({});

const COUNTED = ['customers', 'products', 'prices', 'subscriptions', 'invoices', 'payment_intents'] as const;

answer({
  place: () => ({
    stripe: stripe.url,
    apiKey: stripe.apiKey,
    issuer: issuer.host,
    trustedIssuers: issuer.trustedIssuers,
  }),
  tokens: (requests: TokenRequest[]) => Promise.all(requests.map((request) => issuer.token(request))),
  account(size: AccountSize) {
    const account = stripe.addAccount({ size });
    const objects = COUNTED.reduce((sum, name) => sum + stripe.truth(name, account.id).length, 0);
    return { apiKey: account.apiKey, objects };
  },
});
