// Stripe's form encoding: brackets build hashes and arrays (`metadata[k]=v`, `expand[]=x`, `items[0][price]=p`).
import { invalidRequest } from './stripe-error.ts';

export type RawValue = string | RawValue[] | RawHash;
export interface RawHash {
  [name: string]: RawValue;
}

const NAME = /^([^[\]]+)((?:\[[^[\]]*\])*)$/;

/** Decodes a query or a form body. Throws a 400 for names that are not well formed. */
export function decodeForm(encoded: string): RawHash {
  const root: RawHash = Object.create(null);
  for (const [name, value] of new URLSearchParams(encoded)) {
    const parts = NAME.exec(name);
    if (parts === null) throw invalidRequest(`Invalid parameter name: ${name}`, { param: name });
    const keys = [
      parts[1] ?? '',
      ...(parts[2] ?? '')
        .split(']')
        .slice(0, -1)
        .map((key) => key.slice(1)),
    ];
    assign(root, keys, value);
  }
  for (const [name, value] of Object.entries(root)) root[name] = indexedAsArrays(value);
  return root;
}

function assign(hash: RawHash, keys: readonly string[], value: string): void {
  const [key = '', ...rest] = keys;
  const slot = key === '' ? String(Object.keys(hash).length) : key;
  if (rest.length === 0) {
    hash[slot] = value;
    return;
  }
  const existing = hash[slot];
  const inner: RawHash =
    typeof existing === 'object' && !Array.isArray(existing) ? existing : Object.create(null);
  hash[slot] = inner;
  assign(inner, rest, value);
}

/** `a[0]=x&a[1]=y` and `a[]=x&a[]=y` both mean an array; the hash built on the way becomes one. */
function indexedAsArrays(value: RawValue): RawValue {
  if (typeof value === 'string' || Array.isArray(value)) return value;
  for (const [key, inner] of Object.entries(value)) value[key] = indexedAsArrays(inner);
  const keys = Object.keys(value);
  return keys.every((key, index) => key === String(index)) && keys.length > 0 ? Object.values(value) : value;
}
