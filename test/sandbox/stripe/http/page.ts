// Cursor pagination over a collection. https://docs.stripe.com/api/pagination
import type { Collection, Entry, Listed } from '../ledger/collection.ts';
import type { Range } from './params.ts';
import { invalidRequest, resourceMissing } from './stripe-error.ts';

export interface PageRequest {
  limit?: number;
  starting_after?: string;
  ending_before?: string;
  created?: Range;
  expand?: string[];
}
export interface PageScope<T> {
  noun: string;
  visible: ((object: T) => boolean) | undefined;
  matches: readonly ((object: T) => boolean)[];
}
interface Span {
  from: number;
  to: number;
}

/**
 * One page, newest first. `starting_after` goes to older objects, `ending_before` to newer ones.
 * Throws 400 `resource_missing` when the cursor is not, or no longer, in this list: Stripe cannot resume behind
 * an object that was deleted or became hidden meanwhile (https://github.com/stripe/stripe-node/issues/2368).
 */
export function pageOf<T extends Listed>(
  collection: Collection<T>,
  request: PageRequest,
  scope: PageScope<T>,
): { entries: Entry<T>[]; hasMore: boolean } {
  const span = spanOf(collection, request, scope);
  const limit = request.limit ?? 10;
  const towardsNewer = request.ending_before !== undefined;
  const step = towardsNewer ? 1 : -1;
  const found: Entry<T>[] = [];
  for (let at = towardsNewer ? span.from : span.to - 1; at >= span.from && at < span.to; at += step) {
    const entry = collection.entries[at];
    if (entry === undefined) break;
    if (scope.visible?.(entry.object) === false) continue;
    if (!scope.matches.every((matches) => matches(entry.object))) continue;
    found.push(entry);
    if (found.length > limit) break;
  }
  const hasMore = found.length > limit;
  const entries = found.slice(0, limit);
  return { entries: towardsNewer ? entries.reverse() : entries, hasMore };
}

/** The stretch of positions that `created` and the cursor leave, oldest first. */
function spanOf<T extends Listed>(
  collection: Collection<T>,
  request: PageRequest,
  scope: PageScope<T>,
): Span {
  const { starting_after: after, ending_before: before, created = {} } = request;
  if (after !== undefined && before !== undefined) {
    throw invalidRequest(
      'Received both starting_after and ending_before parameters. Please pass in only one.',
    );
  }
  const lower = [0];
  const upper = [collection.entries.length];
  if (created.gte !== undefined) lower.push(collection.countBefore(created.gte, false));
  if (created.gt !== undefined) lower.push(collection.countBefore(created.gt, true));
  if (created.lt !== undefined) upper.push(collection.countBefore(created.lt, false));
  if (created.lte !== undefined) upper.push(collection.countBefore(created.lte, true));
  if (after !== undefined) upper.push(cursor(collection, { id: after, param: 'starting_after' }, scope));
  if (before !== undefined) lower.push(cursor(collection, { id: before, param: 'ending_before' }, scope) + 1);
  return { from: Math.max(...lower), to: Math.min(...upper) };
}

function cursor<T extends Listed>(
  collection: Collection<T>,
  at: { id: string; param: string },
  scope: PageScope<T>,
): number {
  const position = collection.position(at.id);
  const entry = position === undefined ? undefined : collection.entries[position];
  if (position === undefined || entry === undefined || scope.visible?.(entry.object) === false) {
    throw resourceMissing(scope.noun, at.id, at.param);
  }
  return position;
}
