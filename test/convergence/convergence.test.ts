/**
 * Whatever happens at the four vendors, however webhooks come and workers die: after one reconciliation the mirror equals
 * the vendors, row for row. More runs: `npm run converge -- --seed 1 --seeds 50 --rounds 5`.
 */
import { describe, expect, it } from '@jest/globals';
// Loaded here, where no test waits for it: its 4,000 files take Jest longer than a test may.
import 'square';
import { converge } from './converge.ts';

const { CONVERGE_SEED = '1', CONVERGE_SEEDS = '1', CONVERGE_ROUNDS = '1' } = process.env;
const rounds = Number(CONVERGE_ROUNDS);
const seeds = Array.from({ length: Number(CONVERGE_SEEDS) }, (_, n) => Number(CONVERGE_SEED) + n);

describe('the mirror equals the vendors', () => {
  it.each(seeds)(
    'after all that happens by seed %i',
    async (seed) => {
      const again = `npm run converge -- --seed ${seed} --rounds ${rounds}`;
      const left = await converge({ seed, rounds }).catch((error: unknown) => {
        throw new Error(`to repeat: ${again}`, { cause: error });
      });
      expect([again, ...left]).toEqual([again]);
    },
    60_000 + rounds * 120_000,
  );
});
