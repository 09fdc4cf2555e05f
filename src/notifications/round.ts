/** What a turn at an endpoint learns of it: when it is taken to be down, is back, or is to be switched off. */
import type { ClaimedEndpoint, End } from './claimed-endpoint.ts';
import { askedWaitMs, BREAK_AFTER, parkMs } from './retry-table.ts';
import type { Outcome } from './send.ts';

export interface Round {
  /** How the endpoint is left, as it stands now. */
  end: End;
  /** Nothing more is begun. */
  over: boolean;
  /** It was down when we came: one delivery tries it. */
  readonly isProbe: boolean;
  /** It was down and took a delivery. */
  cameBack: boolean;
}

export function beginRound({ row }: ClaimedEndpoint): Round {
  const health = { failures: row.failures, failingSince: row.failing_since, lastDeliveredAt: null };
  return {
    end: { health, parkMs: undefined, disabled: undefined },
    over: false,
    isProbe: row.failures >= BREAK_AFTER,
    cameBack: false,
  };
}

export function noteSuccess(round: Round, now: Date): void {
  const health = { failures: 0, failingSince: null, lastDeliveredAt: now };
  round.end = { ...round.end, health };
  if (!round.isProbe) return;
  round.cameBack = true;
  round.over = true;
}

/** After `disableAfterMs` without one good delivery it is switched off. */
export function noteFailure(
  round: Round,
  { gone, retryAfterMs }: Outcome,
  { now, disableAfterMs }: { now: Date; disableAfterMs: number },
): void {
  const { health, ...before } = round.end;
  const failingSince = health.failingSince ?? now;
  // What was under way when the round was over says nothing new.
  const failures = health.failures + (round.over ? 0 : 1);
  const wait = Math.max(parkMs(failures) ?? 0, retryAfterMs === undefined ? 0 : askedWaitMs(retryAfterMs));
  const isTooLong = now.getTime() - failingSince.getTime() >= disableAfterMs;
  round.end = {
    health: { ...health, failures, failingSince },
    parkMs: Math.max(before.parkMs ?? 0, wait) || undefined,
    disabled: gone ? 'GONE' : isTooLong ? 'FAILING' : before.disabled,
  };
  if (wait > 0 || round.end.disabled) round.over = true;
}
