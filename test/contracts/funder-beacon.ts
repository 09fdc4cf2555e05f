import { startBeaconSandbox } from '../sandbox/beacon/beacon.ts';
import { noBrowser, type FunderStand } from './funder-stand.ts';

export async function startBeaconStand(): Promise<FunderStand> {
  const beacon = await startBeaconSandbox();
  const { url, host, credential, book, count } = beacon;
  return {
    settings: { url },
    host,
    good: credential,
    bad: { ...credential, password: 'not-the-password' },
    book,
    browse: noBrowser,
    written: (amount) => `>${amount}<`,
    fault: (step, fault, times = 1) => beacon.fault(step === 'terms' ? 'quote' : 'propose', fault, times),
    unknownLayout: (answer) => answer.replaceAll('b:Payment>', 'b:Instalment>'),
    unknownLayoutCode: 'FUNDER_ANSWER_INVALID',
    garbage: '<a><b></a></b>',
    heal: beacon.heal,
    asked: () => count['quote'] ?? 0,
    proposed: () => count['propose'] ?? 0,
    received: () => beacon.received,
    decide: beacon.decide,
    hangsAfterMs: 200,
    close: beacon.close,
  };
}
