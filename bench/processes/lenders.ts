/** Three lenders that answer at once, in a process of their own. */
import { startAuroraSandbox } from '../../test/sandbox/aurora/aurora.ts';
import { answer } from './answer.ts';

export interface Lender {
  readonly id: string;
  readonly url: string;
  readonly host: string;
  readonly credential: Readonly<Record<string, string>>;
}

const NAMES = ['aurora-1', 'aurora-2', 'aurora-3'];
const sandboxes = await Promise.all(NAMES.map(() => startAuroraSandbox({ thinkMs: 0 })));

answer(
  {
    place: (): Lender[] =>
      sandboxes.map(({ url, host, credential }, i) => ({
        id: NAMES[i] ?? '',
        url,
        host,
        credential: { ...credential },
      })),
  },
  () => Promise.all(sandboxes.map((sandbox) => sandbox.close())),
);
