import { createHmac } from 'node:crypto';
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
    message: (nowMs) => {
      const raw = Buffer.from(
        JSON.stringify({
          id: 'message-1',
          type: 'proposal.changed',
          proposal: {
            id: 'AP-1',
            clientReference: 'some-key',
            status: 'APPROVED',
            message: null,
            changedAt: new Date(nowMs).toISOString(),
          },
        }),
      );
      const seconds = Math.floor(nowMs / 1000);
      const hmac = createHmac('sha256', credential.callbackSecret).update(`${seconds}.`).update(raw);
      return { raw, headers: { 'aurora-signature': `t=${seconds},v1=${hmac.digest('hex')}` } };
    },
    hangsAfterMs: 200,
    close: aurora.close,
  };
}
