/** When a schedule is due next. Missed runs are not made up for: one run catches up on all of them. */
import { createHash } from 'node:crypto';
import { Cron } from 'croner';
import { InvalidInput } from '../platform/errors.ts';

export interface Timing {
  readonly everyS: number | null;
  readonly cron: string | null;
  readonly timeZone: string | null;
}

export const LEAST_INTERVAL_S = 60;
export const MOST_INTERVAL_S = 31 * 86_400;
/** Many schedules name the same minute; each integration keeps its own distance from it. */
const MOST_JITTER_S = 30;

/** Throws InvalidInput naming the field of what cannot be a schedule. */
export function assertTiming(timing: Timing): void {
  if ((timing.everyS === null) === (timing.cron === null)) {
    throw new InvalidInput('Give either an interval or a cron expression', { field: 'input.every' });
  }
  if (timing.everyS !== null && (timing.everyS < LEAST_INTERVAL_S || timing.everyS > MOST_INTERVAL_S)) {
    throw new InvalidInput(`An interval is from ${LEAST_INTERVAL_S} to ${MOST_INTERVAL_S} seconds`, {
      field: 'input.every',
    });
  }
  if (timing.cron === null) return;
  const zone = timing.timeZone ?? 'UTC';
  if (!isTimeZone(zone)) throw new InvalidInput(`${zone} is not a time zone`, { field: 'input.timeZone' });
  if (!nextByCron(timing.cron, zone, new Date())) {
    throw new InvalidInput('The cron expression never comes true', { field: 'input.cron' });
  }
}

/** The first run after `after`, a fixed few seconds late for each integration. */
export function nextRun(timing: Timing, integrationId: string, after: Date): Date {
  const jitterMs = jitterOf(integrationId, timing.everyS) * 1000;
  if (timing.everyS !== null) return new Date(after.getTime() + timing.everyS * 1000 + jitterMs);
  const next = nextByCron(timing.cron ?? '', timing.timeZone ?? 'UTC', after);
  // A stored expression came true at least once when it was stored; one that never will again is asked again in a month.
  return new Date((next?.getTime() ?? after.getTime() + MOST_INTERVAL_S * 1000) + jitterMs);
}

function nextByCron(expression: string, timeZone: string, after: Date): Date | null {
  try {
    // Five fields: a schedule by the second would be no schedule.
    return new Cron(expression, { timezone: timeZone, mode: '5-part' }).nextRun(after);
  } catch (cause) {
    throw new InvalidInput('The cron expression is not one of five fields', { field: 'input.cron', cause });
  }
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** Seconds, the same for an integration every time; less than a tenth of an interval. */
function jitterOf(integrationId: string, everyS: number | null): number {
  const most = Math.min(MOST_JITTER_S, Math.floor((everyS ?? Infinity) / 10));
  return createHash('sha256').update(integrationId).digest().readUInt32BE() % (most + 1);
}
