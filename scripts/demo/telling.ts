// How the demo speaks: steps with their time, facts below them, one progress bar. Colours on a terminal only (NO_COLOR).
import { styleText } from 'node:util';

/** Something the demo claims turned out otherwise: a sentence for people. */
export class NotTrue extends Error {
  override readonly name = 'NotTrue';
}

/** Throws NotTrue with the sentence, which says what should have been and what was. */
export function check(isTrue: boolean, sentence: string): asserts isTrue {
  if (!isTrue) throw new NotTrue(sentence);
}

export type Telling = {
  title(text: string): void;
  /** Tells a step while it happens, and how long it took. */
  step<T>(what: string, happen: () => Promise<T>): Promise<T>;
  fact(text: string): void;
  /** Moves the progress bar to `percent`; without a terminal, a line for every tenth. */
  progress(percent: number, label: string): void;
  end(): void;
  failed(error: unknown): void;
};

const indent = '     ';
const barWidth = 28;

export function tellTo(out: NodeJS.WriteStream, steps: number): Telling {
  const styled = (style: Parameters<typeof styleText>[0], text: string) =>
    styleText(style, text, { stream: out });
  const line = (text: string) => void out.write(`${text}\n`);
  let step = 0;
  let tenthTold = -1;
  let barIsOpen = false;
  const closeBar = () => {
    if (barIsOpen) out.write('\n');
    barIsOpen = false;
  };
  return {
    title: (text) => line(`\n${styled('bold', text)}`),
    async step(what, happen) {
      line(`\n${styled('cyan', `${++step}/${steps}`)}  ${styled('bold', what)}`);
      const begun = performance.now();
      const result = await happen();
      closeBar();
      line(`${indent}${styled('green', '✓')} ${styled('dim', seconds(begun))}`);
      return result;
    },
    fact: (text) => {
      closeBar();
      line(`${indent}${text}`);
    },
    progress(percent, label) {
      if (out.isTTY) {
        const full = Math.round((percent / 100) * barWidth);
        const bar = styled('green', '█'.repeat(full)) + styled('dim', '░'.repeat(barWidth - full));
        // Back to the start of the line, and nothing left of a longer label.
        out.write(`\r${indent}${bar} ${String(percent).padStart(3)} %  ${label}\u001b[K`);
        barIsOpen = true;
        return;
      }
      const tenth = Math.floor(percent / 10);
      if (tenth <= tenthTold) return;
      tenthTold = tenth;
      line(`${indent}${String(percent).padStart(3)} %  ${label}`);
    },
    end: () => line(`\n${styled('green', '✓')} Every step was true. ${seconds(0)} in all.\n`),
    failed(error) {
      closeBar();
      const why = error instanceof NotTrue ? error.message : String(error);
      line(`${indent}${styled('red', '✗')} ${why}\n`);
    },
  };
}

/** A number with thousands separators, right-aligned to `width` characters. */
export function number(value: number, width = 0): string {
  return value.toLocaleString('en').padStart(width);
}

/** `since` as performance.now() has it: 0 is when this process began. */
function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
