/**
 * The part of `reflect-metadata` that @peculiar/x509 stands on (through tsyringe, which refuses to load without it): what
 * is said about a class is kept beside it. Must be imported before the library.
 */
const kept = new WeakMap<object, Map<unknown, unknown>>();

function ownMetadata(key: unknown, target: object): unknown {
  return kept.get(target)?.get(key);
}

function metadata(key: unknown, target: object): unknown {
  for (let at: object | null = target; at !== null; at = Object.getPrototypeOf(at) as object | null)
    if (kept.get(at)?.has(key)) return ownMetadata(key, at);
  return undefined;
}

function defineMetadata(key: unknown, value: unknown, target: object): void {
  const entries = kept.get(target) ?? new Map<unknown, unknown>();
  kept.set(target, entries.set(key, value));
}

Object.assign(Reflect, {
  getMetadata: metadata,
  getOwnMetadata: ownMetadata,
  hasOwnMetadata: (key: unknown, target: object) => kept.get(target)?.has(key) ?? false,
  defineMetadata,
  metadata: (key: unknown, value: unknown) => (target: object) => defineMetadata(key, value, target),
});
