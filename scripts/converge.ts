/**
 * Runs the convergence test with any seeds: `npm run converge -- --seed 7 --seeds 20 --rounds 3`.
 * A seed that fails tells the command that repeats it.
 */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

const usage = `Flags, after \`--\`:
  --seed N     the first seed (1)
  --seeds N    how many, one after another (1)
  --rounds N   how often everything happens and is reconciled, for each seed (1)
`;
const JEST = ['--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];

function flags(): { seed: string; seeds: string; rounds: string } {
  const number = { type: 'string', default: '1' } as const;
  const { values } = parseArgs({ options: { seed: number, seeds: number, rounds: number } });
  for (const text of Object.values(values))
    if (!/^\d{1,9}$/.test(text)) throw new RangeError(`${text} is not a whole number`);
  return values;
}

try {
  const { seed, seeds, rounds } = flags();
  const env = { ...process.env, CONVERGE_SEED: seed, CONVERGE_SEEDS: seeds, CONVERGE_ROUNDS: rounds };
  const jest = spawn(process.execPath, [...JEST, 'test/convergence/convergence.test.ts'], {
    env,
    stdio: 'inherit',
  });
  jest.on('exit', (code) => process.exit(code ?? 1));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exit(2);
}
