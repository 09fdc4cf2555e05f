/**
 * How a collection is read page by page. Offsets alone shift whenever an object is added, changed or removed between two
 * pages, and what shifts towards the beginning would be skipped. So pages are sorted ascending by a time, and each begins
 * where the one before ended: at that time rather than at a count. Objects of that second are read twice, which is
 * harmless. Only inside one second with more objects than a page (a bulk import) is the offset used, with an overlap.
 */
import { ProviderAnswerInvalid } from '../../platform/errors.ts';
import type { MailchimpClient } from './client.ts';
import type { Source } from './sources.ts';
import { pageOf, timeText } from './wire.ts';

/** Mailchimp allows 1,000; half of that answers well within the timeout on lists with many merge fields. */
export const PAGE = 500;
/** Read again after an offset: so many objects of one second may be changed away between two pages. */
const OVERLAP = 100;
const SECOND = 1_000;

/** Where a walk goes on: at objects of this time (ms) and later, behind `offset` of them. */
export interface Place {
  readonly since?: number;
  readonly offset: number;
}

export const START: Place = { offset: 0 };

export interface Step<T> {
  readonly items: readonly T[];
  /** Objects of this page and behind it, as Mailchimp counts them. */
  readonly left: number;
  /** Undefined when the walk has ended. */
  readonly next: Place | undefined;
  /** The time of looking by Mailchimp's clock, in ms. */
  readonly asOf: number;
}

export interface Walker<T> {
  readonly client: MailchimpClient;
  readonly source: Source<T>;
}

/** Reads the page at `place`. Throws what the client throws, and ProviderAnswerInvalid when the page is not in order. */
export async function step<T extends { id: string }>(
  { client, source }: Walker<T>,
  place: Place,
  signal: AbortSignal,
): Promise<Step<T>> {
  const { since, offset } = place;
  const query = {
    ...source.filter,
    count: PAGE,
    offset,
    sort_field: source.sortField,
    sort_dir: 'ASC',
    exclude_fields: ['_links', `${source.name}._links`],
    // "Since" is documented as "after": a second earlier includes the objects of that time whichever way it is meant.
    [source.sinceParameter]: since === undefined ? undefined : timeText(since - SECOND),
  };
  const { body, asOf } = await client.ask((sdk) => source.get(sdk, query), signal);
  const { items, total } = pageOf<T>(body, source.name);
  const last = lastTime(items.map(source.timeOf));
  const left = Math.max(items.length, total - offset);
  const next = (): Place | undefined => {
    if (last === undefined || offset + items.length >= total) return undefined;
    if (since === undefined || last > since) return { since: last, offset: 0 };
    return { since, offset: offset + Math.max(1, items.length - OVERLAP) };
  };
  return { items, left, next: next(), asOf };
}

/** Going on from the last time is only right when nothing comes before what came before it. */
function lastTime(times: readonly number[]): number | undefined {
  if (times.some((time, at) => time < (times[at - 1] ?? time))) {
    throw new ProviderAnswerInvalid('Mailchimp sent a page that is not sorted as asked');
  }
  return times.at(-1);
}
