/** Which statements the database was sent, from its own log: nothing in the measured program takes part. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from '../stage.ts';

/** Of connections opened from now on, every statement is logged. Too slow for timings: count on processes started for it. */
export async function logStatements(stage: Stage, url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await stage.query(stage.postgres.url, `alter database ${name} set log_statement = 'all'`);
  await stage.query(stage.postgres.url, `alter database ${name} set log_parameter_max_length = 0`);
}

/** How often each statement ran during `work`: prepared ones by name, others by their first words. */
export async function statementsOf(
  stage: Stage,
  work: () => Promise<unknown>,
): Promise<Record<string, number>> {
  const file = join(stage.folder, 'postgres', 'postgres.log');
  const from = statSync(file).size;
  await work();
  // The last commits are in the log before their answers are sent; the file may lag a moment behind.
  await sleep(50);
  const log = readFileSync(file).subarray(from).toString('utf8');
  const counts: Record<string, number> = {};
  for (const [, name, text] of log.matchAll(/LOG: {2}(?:execute (\S+): |statement: ([a-z]+(?: [a-z]+)?))/g)) {
    const key = name && name !== '<unnamed>' ? name : (text ?? 'unnamed');
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

export function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((all, count) => all + count, 0);
}
