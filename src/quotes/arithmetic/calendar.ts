/** Days of the calendar as `YYYY-MM-DD`, without a time of day or a zone. */

/** The day (UTC) of an instant. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/**
 * So many months later (or earlier, below zero): the same day of the month, or the month's last where it has no such day.
 * Always counted from the first day of a plan, so that one that starts on the 31st returns to it.
 */
export function monthsLater(day: string, months: number): string {
  const { year, month, date } = partsOf(day);
  const lastOfMonth = new Date(Date.UTC(year, month + months + 1, 0)).getUTCDate();
  return dayOf(new Date(Date.UTC(year, month + months, Math.min(date, lastOfMonth))));
}

/** `month` counts from 0. */
function partsOf(day: string): { year: number; month: number; date: number } {
  const at = new Date(day);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth(), date: at.getUTCDate() };
}
