/** One customer of a network provider has one IPv4 address or one IPv6 network of 64 bits: what counts as one caller. */
import { isIPv6 } from 'node:net';

const DOTTED = /\d+\.\d+\.\d+\.\d+$/;
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** The IPv4 address, also where it is written in IPv6, or the first 64 bits of the IPv6 address; other text as it is. */
export function networkOf(address: string): string {
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  // The last two groups may be written as an IPv4 address; they are not looked at.
  const plain = address.split('%', 1).join('').replace(DOTTED, '0:0');
  const [head = '', tail] = plain.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : 8 - first.length - last.length;
  const groups = [...first, ...Array.from({ length: gap }, () => '0'), ...last];
  return groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
}
