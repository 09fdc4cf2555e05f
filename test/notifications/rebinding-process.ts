// A name that leads outside when it is asked for first and inside ever after. Prints what the outbound door made of it.
// Nothing leaves this machine: instead of connecting, the address is written down.
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';

const answers = ['8.8.8.8', '127.0.0.1'];
let lookups = 0;
const connected: string[] = [];

type Done = (error: null, addresses: { address: string; family: 4 }[]) => void;
const lookup = (_name: string, _options: object, done: Done) => {
  const address = answers[Math.min(lookups, answers.length - 1)] ?? '';
  lookups += 1;
  setImmediate(() => done(null, [{ address, family: 4 }]));
};
Object.assign(dns, { lookup });
syncBuiltinESMExports();

// `as`: Node has no types for what its sockets stand on.
const binding = process as unknown as {
  binding(name: 'tcp_wrap'): {
    TCP: { prototype: { connect: (request: unknown, address: string) => number } };
  };
};
const REFUSED = -111;
binding.binding('tcp_wrap').TCP.prototype.connect = (_request, address) => {
  connected.push(address);
  return REFUSED;
};

const { createEgress } = await import('../../src/platform/egress/egress.ts');
const egress = createEgress({ allowedHosts: [], encryptedOnly: true });
const codeOf = (): Promise<string> =>
  egress.request({ url: 'https://rebinding.example/', method: 'POST' }).then(
    () => 'answered',
    (error: { code: string }) => error.code,
  );
const codes = [await codeOf(), await codeOf()];
process.stdout.write(JSON.stringify({ codes, lookups, connected }));
