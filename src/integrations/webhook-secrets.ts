/** The signing secrets of an integration's own webhook route. A replaced one stays good for a while (overlap). */
import { InvalidInput } from '../platform/errors.ts';

export interface WebhookSecret {
  readonly secret: string;
  /** ISO time after which it no longer counts; absent on the current one. */
  readonly until?: string;
}

const LEAST = 16;
const MOST = 256;
export const DEFAULT_OVERLAP_S = 24 * 3600;
export const MAX_OVERLAP_S = 7 * 24 * 3600;

/** Puts the new secret first; the one before it ends after the overlap, older ones as they were told to. */
export function rotate(
  secrets: readonly WebhookSecret[],
  change: { secret: string; overlapS: number; nowMs: number },
): WebhookSecret[] {
  const { secret, overlapS, nowMs } = change;
  if (secret.length < LEAST || secret.length > MOST) {
    throw new InvalidInput(`A signing secret has ${LEAST} to ${MOST} characters`, {
      field: 'input.webhookSecret',
    });
  }
  if (!Number.isInteger(overlapS) || overlapS < 0 || overlapS > MAX_OVERLAP_S) {
    throw new InvalidInput(`The overlap is from 0 to ${MAX_OVERLAP_S} seconds`, {
      field: 'input.webhookSecretOverlap',
    });
  }
  const until = new Date(nowMs + overlapS * 1000).toISOString();
  const others = secrets.filter((each) => each.secret !== secret);
  return [
    { secret },
    ...valid(
      others.map((each) => (each.until ? each : { ...each, until })),
      nowMs,
    ),
  ];
}

export function valid(secrets: readonly WebhookSecret[], nowMs: number): WebhookSecret[] {
  return secrets.filter((each) => !each.until || Date.parse(each.until) > nowMs);
}
