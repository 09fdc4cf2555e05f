import { startAuroraSandbox } from '../sandbox/aurora/aurora.ts';
import { noBrowser, type FunderStand } from './funder-stand.ts';

export async function startAuroraStand(): Promise<FunderStand> {
  const aurora = await startAuroraSandbox({ thinkMs: 20 });
  const { url, host, credential, book, count } = aurora;
  return {
    settings: { url },
    host,
    good: credential,
    bad: { ...credential, clientSecret: 'not-the-secret-of-anybody' },
    book,
    browse: noBrowser,
    written: (amount) => `"${amount}"`,
    fault(step, fault, times = 1) {
      if (step === 'propose') return aurora.fault('propose', fault, times);
      aurora.fault('quote', fault, times);
      // A quote that is not ready at once is told by a later look.
      if (fault.kind === 'rewrite') aurora.fault('poll', fault, 50);
    },
    unknownLayout: (answer) => answer.replace('"terms"', '"conditions"'),
    unknownLayoutCode: 'FUNDER_ANSWER_INVALID',
    garbage: '{"id": }',
    heal: aurora.heal,
    asked: () => count['quote'] ?? 0,
    proposed: () => count['propose'] ?? 0,
    received: () => aurora.received,
    decide: aurora.decide,
    hangsAfterMs: 200,
    close: aurora.close,
  };
}
