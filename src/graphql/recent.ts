/** Keeps what was used last, bounded in number and in weight: the least recently used goes first. */
export interface Recent<V> {
  get(key: string): V | undefined;
  /** What is heavier than all together may be is not kept. */
  set(key: string, value: V, weight: number): void;
  delete(key: string): boolean;
}

export function createRecent<V>(bounds: { readonly entries: number; readonly weight: number }): Recent<V> {
  const kept = new Map<string, { readonly value: V; readonly weight: number }>();
  let total = 0;

  function remove(key: string): boolean {
    total -= kept.get(key)?.weight ?? 0;
    return kept.delete(key);
  }

  return {
    get(key) {
      const entry = kept.get(key);
      if (!entry) return undefined;
      kept.delete(key);
      kept.set(key, entry);
      return entry.value;
    },
    set(key, value, weight) {
      remove(key);
      if (weight > bounds.weight) return;
      kept.set(key, { value, weight });
      total += weight;
      while (kept.size > bounds.entries || total > bounds.weight) {
        const oldest = kept.keys().next();
        if (oldest.done) return;
        remove(oldest.value);
      }
    },
    delete: remove,
  };
}
