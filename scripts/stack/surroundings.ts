// What is around the hub on this machine: those who vouch for its callers, those it calls, and those it tells.
import { startIssuer } from '../../test/sandbox/issuer/issuer.ts';
import { startMailSandbox } from '../../test/sandbox/mail/mail.ts';
import { startStripeSandbox } from '../../test/sandbox/stripe/stripe.ts';
import type { DataSize } from '../../test/sandbox/stripe/stripe.ts';
import { startReceiver } from '../../test/support/receiver.ts';
import type { Started } from './ending.ts';
import type { Funders } from './funders.ts';
import { newSigner } from './settings.ts';
import { startTokenVault } from './token-vault.ts';

const noData: DataSize = { customers: 0, payments: 0, invoices: 0, products: 0, prices: 0 };

/** The Stripe sandbox begins without data. */
export async function startSurroundings(things: Started, options: { funders: boolean }) {
  const [issuer, stripe, mail, client, tokenVault, funders] = await Promise.all([
    things.start(() => startIssuer(), close),
    things.start(() => startStripeSandbox({ size: noData }), close),
    things.start(() => startMailSandbox(), close),
    things.start(() => startReceiver(), close),
    things.start(startTokenVault, close),
    options.funders ? lenders(things) : undefined,
  ]);
  return { issuer, signer: newSigner(), stripe, mail, client, tokenVault, funders };
}

/** Loaded for those who want them. */
async function lenders(things: Started): Promise<Funders> {
  const { startFunders } = await import('./funders.ts');
  return things.start(startFunders, close);
}

function close(thing: { close(): Promise<unknown> }): Promise<unknown> {
  return thing.close();
}
