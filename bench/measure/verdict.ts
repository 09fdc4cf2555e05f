/** From paired rounds to one line of the report. */

/** What both sides did in one round, in the unit of the scenario. */
export interface Round {
  readonly ours: number;
  readonly floor: number;
}

export interface Question {
  readonly scenario: string;
  /** What is measured on each side. */
  readonly unit: string;
  /** What the other side is. */
  readonly against: string;
  /** Whether a higher ratio is the better one. */
  readonly better: 'higher' | 'lower';
  /** The worst round must meet it; null: shown for comparison, not judged. */
  readonly must: number | null;
  /** The median should meet it. */
  readonly want: number | null;
}

export interface Line {
  readonly scenario: string;
  readonly ok: boolean;
  readonly [more: string]: unknown;
}

/** Ours over the floor within each round: the machine's moods hit both sides alike. `facts`: a false one fails the line. */
export function judge(
  question: Question,
  rounds: readonly Round[],
  more: { facts?: Readonly<Record<string, boolean>>; [name: string]: unknown } = {},
): Line {
  const { scenario, unit, against, better, must, want } = question;
  const ratios = rounds.map((round) => round.ours / round.floor);
  const worst = better === 'higher' ? Math.min(...ratios) : Math.max(...ratios);
  const ratio = median(ratios);
  const meets = (value: number, goal: number | null) =>
    goal === null || (better === 'higher' ? value >= goal : value <= goal);
  return {
    scenario,
    ours: rounded(median(rounds.map((round) => round.ours))),
    floor: rounded(median(rounds.map((round) => round.floor))),
    ratio: rounded(ratio),
    worst: rounded(worst),
    unit,
    against,
    better,
    must,
    want,
    ok: meets(worst, must) && Object.values(more.facts ?? {}).every(Boolean),
    wanted: meets(ratio, want),
    rounds: rounds.map((round, i) => ({
      ours: rounded(round.ours),
      floor: rounded(round.floor),
      ratio: rounded(ratios[i] ?? Number.NaN),
    })),
    ...more,
  };
}

/** Runs all sides in every round, each time in the other order, so that none is always the one after the same other. */
export async function interleaved<Side extends string>(
  count: number,
  sides: Readonly<Record<Side, () => Promise<number>>>,
): Promise<Record<Side, number>[]> {
  // Object.keys forgets which keys they are.
  const names = Object.keys(sides) as Side[];
  const rounds: Record<Side, number>[] = [];
  for (let round = 0; round < count; round += 1) {
    const measured = {} as Record<Side, number>;
    for (const name of round % 2 === 0 ? names : names.toReversed()) measured[name] = await sides[name]();
    rounds.push(measured);
  }
  return rounds;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

/** Four significant digits: more would pretend. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** Of ascending values; 0 of none. */
export function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? 0;
}
