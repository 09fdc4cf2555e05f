// What may be said on the command line: `npm run demo -- --payments 1000`.
import { parseArgs } from 'node:util';
import type { DataSize } from '../../test/sandbox/stripe/stripe.ts';

export type Flags = {
  /** How much there is at the provider. */
  readonly size: DataSize;
  /** Undefined: any free port. */
  readonly port: number | undefined;
  readonly gatewayPort: number | undefined;
};

const usage = `Flags, after \`--\`:
  --customers N      at the provider (5000)
  --payments N       at the provider (20000)
  --invoices N       at the provider (5000)
  --port N           of the hub (any free one)
  --gateway-port N   of the gateway (any free one)
`;

/** Reads the command line. Prints how to use it and ends the process with 2 when it makes no sense. */
export function readFlags(): Flags {
  try {
    const number = { type: 'string' } as const;
    const { values } = parseArgs({
      options: {
        customers: { ...number, default: '5000' },
        payments: { ...number, default: '20000' },
        invoices: { ...number, default: '5000' },
        port: number,
        'gateway-port': number,
      },
    });
    const { customers, payments, invoices, port, 'gateway-port': gatewayPort } = values;
    return {
      size: {
        customers: wholeNumber(customers),
        payments: wholeNumber(payments),
        invoices: wholeNumber(invoices),
      },
      port: port === undefined ? undefined : wholeNumber(port),
      gatewayPort: gatewayPort === undefined ? undefined : wholeNumber(gatewayPort),
    };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new RangeError(`${text} is not a whole number above 0`);
  return Number(text);
}
