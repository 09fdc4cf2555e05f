// QuickBooks writes times in the company's own zone, objects' to the second.

/** `2026-11-22T03:46:00-08:00`. */
export function isoAt(ms: number, offsetMinutes: number): string {
  return local(ms, offsetMinutes).slice(0, 19) + zone(offsetMinutes, ':');
}

/** `2026-11-22T03:46:00.123-08:00`, as in the `time` of an answer. */
export function isoMsAt(ms: number, offsetMinutes: number): string {
  return local(ms, offsetMinutes).slice(0, 23) + zone(offsetMinutes, ':');
}

/** `2026-11-22T03:46:00-0800`, as in the older notifications. */
export function isoCompactAt(ms: number, offsetMinutes: number): string {
  return local(ms, offsetMinutes).slice(0, 19) + zone(offsetMinutes, '');
}

/** `2026-11-22`. */
export function dayAt(ms: number, offsetMinutes: number): string {
  return local(ms, offsetMinutes).slice(0, 10);
}

function local(ms: number, offsetMinutes: number): string {
  return new Date(ms + offsetMinutes * 60_000).toISOString();
}

function zone(offsetMinutes: number, colon: string): string {
  const minutes = Math.abs(offsetMinutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${colon}${two(minutes % 60)}`;
}
