import { describe, expect, it } from '@jest/globals';
import { streamOf, type Sink } from '../../src/platform/stream.ts';

/** A stream with its sink in the test's hands. */
function aStream() {
  const seen: { sink?: Sink<number>; started: number; stopped: number } = { started: 0, stopped: 0 };
  const stream = streamOf<number>((sink) => {
    seen.sink = sink;
    seen.started += 1;
    return () => void (seen.stopped += 1);
  });
  return { stream, seen };
}

describe('a pushed stream', () => {
  it('starts with the first question and keeps only the newest of a key for a slow consumer', async () => {
    const { stream, seen } = aStream();
    expect(seen.started).toBe(0);
    const first = stream.next();
    seen.sink?.push('a', 1);
    expect(await first).toEqual({ done: false, value: 1 });
    for (const value of [2, 3, 4]) seen.sink?.push('a', value);
    seen.sink?.push('b', 10);
    expect(await stream.next()).toEqual({ done: false, value: 4 });
    expect(await stream.next()).toEqual({ done: false, value: 10 });
  });

  it('hands over what waits before it ends, and stops its source once', async () => {
    const { stream, seen } = aStream();
    const first = stream.next();
    seen.sink?.push('a', 1);
    seen.sink?.end();
    seen.sink?.push('a', 2);
    expect(await first).toEqual({ done: false, value: 1 });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(await stream.return?.()).toEqual({ done: true, value: undefined });
    expect(seen.stopped).toBe(1);
  });

  it('throws its failure once, after what waits', async () => {
    const { stream, seen } = aStream();
    const first = stream.next();
    seen.sink?.push('a', 1);
    seen.sink?.fail(new Error('lost'));
    expect(await first).toEqual({ done: false, value: 1 });
    await expect(stream.next()).rejects.toThrow('lost');
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  it('ends a consumer that waits the moment it is told to', async () => {
    const { stream, seen } = aStream();
    const waiting = stream.next();
    await stream.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(seen.stopped).toBe(1);
  });

  it('stops a source that ends while it starts', async () => {
    let stopped = 0;
    const stream = streamOf<number>((sink) => {
      sink.push('a', 1);
      sink.end();
      return () => void (stopped += 1);
    });
    expect(await stream.next()).toEqual({ done: false, value: 1 });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(stopped).toBe(1);
  });
});
