/**
 * Lists and campaigns: every pull is a full pass. Neither has a time of change (a list can only be asked for by its
 * creation, a campaign by its creation or sending), and an account has few of either.
 */
import type { Page, Position, Seen } from '../provider.ts';
import type { Look } from './change.ts';
import type { MailchimpClient } from './client.ts';
import type { Source } from './sources.ts';
import { START, step, type Place, type Step } from './walk.ts';

/** Within a pass; without a place the next pass begins. `seen` counts its objects so far. */
type At = { place?: Place; seen?: number };

export interface Collection<T> {
  readonly client: MailchimpClient;
  readonly source: Source<T>;
  seen(item: T, look: Look): Seen;
}

export async function* pullAll<T extends { id: string }>(
  collection: Collection<T>,
  position: Position | undefined,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  const at = (position ?? {}) as At;
  let place: Place | undefined = at.place ?? START;
  let before = at.seen ?? 0;
  while (place) {
    const { items, left, next, asOf }: Step<T> = await step(collection, place, signal);
    const total = before + left;
    before += items.length;
    place = next;
    yield {
      changes: items.map((item) => collection.seen(item, { from: 'page', asOf })),
      position: next ? { place: next, seen: before } : {},
      fullPass: next ? 'more' : 'complete',
      observedAt: BigInt(asOf),
      total,
    };
  }
}
