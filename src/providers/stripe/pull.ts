/**
 * How one Stripe resource is pulled. There is no "updated since" anywhere: the first pass reads the list, newest first;
 * from then on changes are read from the event log, which reaches back 30 days. A longer gap is a full pass again.
 */
import { ProviderRefused } from '../../platform/errors.ts';
import Stripe from 'stripe';
import type { Page, Position } from '../provider.ts';
import { seen } from './change.ts';
import type { StripeClient } from './client.ts';
import { changeOf } from './events.ts';
import { resources, type StripeResourceName } from './resources.ts';

const PAGE = 100;
const DAY_S = 86_400;
/** A day less than Stripe keeps, so that the log cannot lose its tail while it is being read. */
const EVENTS_REACH_S = 29 * DAY_S;
/** Events may become visible a little out of order: so much is read again, and dropped by version. */
const OVERLAP_S = 300;

/** All times are unix seconds by Stripe's clock. */
type At =
  | { phase: 'list'; asOf?: number; after?: string; afterCreated?: number; top?: number }
  | { phase: 'events'; since: number; asOf?: number; after?: string };

export interface Puller {
  client: StripeClient;
  resource: StripeResourceName;
  /** When the account was opened: nothing is older, so it shows how far a newest-first list has come. */
  accountOpenedAt(signal: AbortSignal): Promise<number | undefined>;
}

export async function* pull(
  puller: Puller,
  position: Position | undefined,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  const at = (position ?? { phase: 'list' }) as At;
  yield* at.phase === 'list' ? pullList(puller, at, signal) : pullEvents(puller, at, signal);
}

async function* pullList(
  puller: Puller,
  from: At & { phase: 'list' },
  signal: AbortSignal,
): AsyncGenerator<Page> {
  const { client, resource } = puller;
  const { list } = resources[resource];
  const openedAt = await puller.accountOpenedAt(signal);
  let at = from;
  for (;;) {
    const cursor = cursorOf(at);
    const answer = await client
      .ask((stripe) => list(stripe, { limit: PAGE, ...cursor }), signal)
      .catch((error) => {
        // The object the cursor names was deleted meanwhile: go on by its time, at the cost of a few seen twice.
        if (cursor.starting_after && isMissing(error)) return undefined;
        throw error;
      });
    if (!answer) {
      at = { ...at, after: undefined };
      continue;
    }
    const { data, has_more } = answer.body;
    const version = BigInt(answer.asOf);
    const observedAt = BigInt(answer.answeredAt);
    const last = data.at(-1);
    const asOf = at.asOf ?? answer.asOf;
    const top = at.top ?? data[0]?.created;
    const changes = data.map((object) => seen({ resource, object, version, from: 'page' }));
    if (!has_more || !last) {
      yield {
        changes,
        position: { phase: 'events', since: asOf },
        fullPass: 'complete',
        observedAt,
        fraction: 1,
      };
      return;
    }
    at = { phase: 'list', asOf, after: last.id, afterCreated: last.created, top };
    const fraction = top && openedAt && top > openedAt ? (top - last.created) / (top - openedAt) : undefined;
    yield { changes, position: at, fullPass: 'more', observedAt, fraction };
  }
}

function cursorOf(at: At & { phase: 'list' }): { starting_after?: string; created?: { lte: number } } {
  if (at.after) return { starting_after: at.after };
  return at.afterCreated === undefined ? {} : { created: { lte: at.afterCreated } };
}

async function* pullEvents(
  puller: Puller,
  from: At & { phase: 'events' },
  signal: AbortSignal,
): AsyncGenerator<Page> {
  const { client, resource } = puller;
  const types = [...resources[resource].eventTypes];
  let at = from;
  for (;;) {
    const params = {
      limit: PAGE,
      types,
      created: { gte: Math.max(0, from.since - OVERLAP_S) },
      ...(at.after ? { starting_after: at.after } : {}),
    };
    const { body, asOf } = await client.ask((stripe) => stripe.events.list(params), signal);
    if (asOf - from.since > EVENTS_REACH_S) {
      yield* pullList(puller, { phase: 'list' }, signal);
      return;
    }
    const changes = body.data.flatMap((event: Stripe.Event) => changeOf(event) ?? []);
    const firstAsOf = at.asOf ?? asOf;
    const last = body.data.at(-1);
    if (!body.has_more || !last) {
      yield { changes, position: { phase: 'events', since: firstAsOf }, fullPass: null };
      return;
    }
    at = { ...from, asOf: firstAsOf, after: last.id };
    yield { changes, position: at, fullPass: null };
  }
}

export function isMissing(error: unknown): boolean {
  return (
    error instanceof ProviderRefused &&
    error.cause instanceof Stripe.errors.StripeError &&
    error.cause.code === 'resource_missing'
  );
}
