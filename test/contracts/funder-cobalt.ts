import { visitPortal } from '../../src/funders/transports/browser.ts';
import { startCobaltSandbox } from '../sandbox/cobalt/cobalt.ts';
import type { FunderStand } from './funder-stand.ts';

export async function startCobaltStand(): Promise<FunderStand> {
  const cobalt = await startCobaltSandbox();
  const { url, host, credential, book, count } = cobalt;
  return {
    settings: { url },
    host,
    good: credential,
    bad: { ...credential, password: 'not-the-password' },
    book,
    browse: (agent) => (visit, run) =>
      visitPortal(
        { executablePath: process.env['CHROMIUM_PATH'], agent, keep: async () => undefined },
        visit,
        run,
      ),
    written: (amount) => `payment,${amount}\r`,
    fault(step, fault, times = 1) {
      if (step === 'propose') return cobalt.fault('apply', fault, times);
      const isAnswered = fault.kind === 'rewrite' || fault.kind === 'broken';
      cobalt.fault(isAnswered ? 'csv' : 'quote', fault, times);
      if (fault.kind === 'rewrite') cobalt.fault('result', fault, times);
    },
    unknownLayout: (answer) => answer.replace('Regular payment', 'Instalment'),
    unknownLayoutCode: 'FUNDER_LAYOUT_CHANGED',
    garbage: '<h1>Quotation</h1><h1>Quotation</h1>',
    heal: cobalt.heal,
    asked: () => count['quote'] ?? 0,
    proposed: () => count['apply'] ?? 0,
    received: () => cobalt.received,
    decide: cobalt.decide,
    hangsAfterMs: 2_000,
    close: cobalt.close,
  };
}
