/** The providers of this hub. Adding one: a folder, a sandbox server, and a line here. */
import { NotFound } from '../platform/errors.ts';
import { mailchimp } from './mailchimp/index.ts';
import type { Provider } from './provider.ts';
import { quickbooks } from './quickbooks/index.ts';
import { square } from './square/index.ts';
import { stripe } from './stripe/index.ts';

export const providers: readonly Provider[] = [stripe, square, mailchimp, quickbooks];

const byId = new Map(providers.map((provider) => [provider.id, provider]));

export function findProvider(id: string): Provider | undefined {
  return byId.get(id);
}

/** Throws NotFound for an id that no provider has. */
export function providerOf(id: string): Provider {
  const provider = byId.get(id);
  if (!provider) throw new NotFound(`No provider ${id}`);
  return provider;
}
