/** A subscription lives no longer than its caller's right: every event is preceded by a look at the clock and at the call's end. */
import type { GraphQLField } from 'graphql';
import { Unauthenticated } from '../platform/errors.ts';
import type { CallContext } from './call.ts';

/** Wraps `subscribe` of a subscription field, in place, so that its events stop with an error when the right ends. */
export function guardSubscription(field: GraphQLField<unknown, CallContext>, now: () => number): void {
  const subscribe = field.subscribe;
  if (!subscribe) return;
  field.subscribe = async (source, args, context, info) => {
    const events: unknown = await subscribe(source, args, context, info);
    return isAsyncIterable(events) ? whileAllowed(events, context, now) : events;
  };
}

/** Not an async generator: its `return()` would wait for an event that may never come. */
function whileAllowed(
  events: AsyncIterable<unknown>,
  context: CallContext,
  now: () => number,
): AsyncIterableIterator<unknown> {
  const source = events[Symbol.asyncIterator]();
  const end = endOf(context.ended);
  let finished = false;

  function finish(): void {
    if (finished) return;
    finished = true;
    end.forget();
    source.return?.()?.catch(() => undefined);
  }

  return {
    async next() {
      if (finished) return { done: true, value: undefined };
      try {
        assertAllowed(context, now);
        const event = await Promise.race([source.next(), end.reached]);
        if (event.done) finish();
        else assertAllowed(context, now);
        return event;
      } catch (error) {
        finish();
        throw error;
      }
    },
    async return() {
      finish();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function assertAllowed({ principal, ended }: CallContext, now: () => number): void {
  ended?.throwIfAborted();
  if (principal && principal.expiresAt <= now()) throw new Unauthenticated('Token expired');
}

function endOf(signal: AbortSignal | undefined): { reached: Promise<never>; forget(): void } {
  const { promise, reject } = Promise.withResolvers<never>();
  // The race may be over when the end comes.
  promise.catch(() => undefined);
  const onAbort = () => reject(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  return { reached: promise, forget: () => signal?.removeEventListener('abort', onAbort) };
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
