/** Square, Mailchimp and QuickBooks without limits, each with one account of the size asked for, in a process of their own. */
import { startSandboxes, type SandboxOptions, type VendorId } from '../../test/support/sandboxes.ts';
import { answer } from './answer.ts';

const VENDORS = ['square', 'mailchimp', 'quickbooks'] as const satisfies readonly VendorId[];

const { seed, objects } = JSON.parse(process.argv[2] ?? '{}') as { seed: number; objects: number };
const vendors = await startSandboxes(VENDORS, optionsFor(objects));

answer(
  {
    env: () => Object.assign({}, ...Object.values(vendors).map(({ env }) => env)) as Record<string, string>,
    hosts: () => Object.values(vendors).map(({ sandbox }) => `127.0.0.1:${sandbox.port}`),
    place: (id: (typeof VENDORS)[number]) => ({
      url: vendors[id]?.sandbox.url,
      credential: vendors[id]?.credential(),
    }),
  },
  () => Promise.all(Object.values(vendors).map(({ sandbox }) => sandbox.close())),
);

/** About so many objects in each account. */
function optionsFor(count: number): SandboxOptions {
  const share = (part: number) => Math.ceil(count * part);
  return {
    // Payments and invoices bring an order each.
    square: { seed, size: { customers: share(0.3), payments: share(0.25), invoices: share(0.1), orders: 0 } },
    mailchimp: {
      seed,
      maxConcurrent: null,
      size: { lists: 4, members: share(0.98), campaigns: share(0.02) },
    },
    quickbooks: { seed, size: { customers: share(0.4), invoices: share(0.3), payments: share(0.15) } },
  };
}
