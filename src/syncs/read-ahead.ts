/**
 * Lets a source work while its consumer is busy, up to `limit` of weight ahead. A source that fails first hands over
 * what it had.
 */
export async function* readAhead<T>(
  source: AsyncIterable<T>,
  ahead: { limit: number; weigh: (item: T) => number },
): AsyncGenerator<T> {
  const waiting: T[] = [];
  let weight = 0;
  let ended = false;
  let failure: unknown;
  let stopped = false;
  let wakeConsumer = () => {};
  let wakeSource = () => {};

  const produce = async () => {
    for await (const item of source) {
      waiting.push(item);
      weight += ahead.weigh(item);
      wakeConsumer();
      while (weight >= ahead.limit && !stopped) await new Promise<void>((resolve) => (wakeSource = resolve));
      if (stopped) return;
    }
  };
  const producing = produce()
    .catch((error) => (failure = error))
    .finally(() => {
      ended = true;
      wakeConsumer();
    });

  try {
    for (;;) {
      const item = waiting.shift();
      if (item !== undefined) {
        weight -= ahead.weigh(item);
        wakeSource();
        yield item;
      } else if (ended) break;
      else await new Promise<void>((resolve) => (wakeConsumer = resolve));
    }
    if (failure !== undefined) throw failure;
  } finally {
    stopped = true;
    wakeSource();
    await producing;
  }
}
