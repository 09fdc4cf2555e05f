/** The world as a funder folder sees it. */
import type { Browse, FunderSettings, FunderWorld } from '../funders/funder.ts';
import type { Platform } from '../platform/platform.ts';

/** The guard's deadline comes first; this one only ends what the guard has forgotten. */
const LONGEST_MS = 120_000;

export function worldOf(
  { egress, clock }: Pick<Platform, 'egress' | 'clock'>,
  settings: FunderSettings,
  browse: Browse,
): FunderWorld {
  return {
    settings,
    send: ({ headers, ...request }) =>
      egress.request({ ...request, timeoutMs: LONGEST_MS, ...(headers && { headers: { ...headers } }) }),
    browse,
    now: clock.now,
    sleep: clock.sleep,
  };
}
