/** Which IP addresses are the public internet. Closed by default: what is not known to be public is private. */
import { BlockList, isIP } from 'node:net';

/** IANA IPv4 special-purpose address registry, and one address that a cloud keeps for itself. */
const privateIpv4: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // carrier-grade NAT
  ['127.0.0.0', 8], // loopback
  ['168.63.129.16', 32], // Azure's host agent, reachable from every virtual machine there
  ['169.254.0.0', 16], // link-local, cloud metadata
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarking
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, broadcast
];

/**
 * Only 2000::/3 is global unicast (RFC 4291 section 2.4). Loopback, unspecified, NAT64 (64:ff9b::/96), SRv6 (5f00::/16),
 * unique local, link-local and multicast addresses all lie outside of it.
 */
const globalUnicastIpv6: readonly [network: string, prefix: number] = ['2000::', 3];

/** The parts of 2000::/3 that are not the public internet (IANA IPv6 special-purpose address registry). */
const privateIpv6: readonly (readonly [network: string, prefix: number])[] = [
  ['2001::', 23], // protocol assignments: Teredo, benchmarking, ORCHID
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4, carries any IPv4 address
  ['3fff::', 20], // documentation
];

const ipv4Closed = blockList('ipv4', privateIpv4);
const ipv6Closed = blockList('ipv6', privateIpv6);
const ipv6Open = blockList('ipv6', [globalUnicastIpv6]);
const ipv4Mapped = blockList('ipv6', [['::ffff:0:0', 96]]);

/** False for everything that is not a public IPv4 or IPv6 address in text form. Mapped IPv4 addresses are judged by the IPv4 address. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !ipv4Closed.check(address, 'ipv4');
  if (isIP(address) !== 6 || address.includes('%')) return false;
  // Node compares a mapped address with the IPv4 rules of a list by itself.
  if (ipv4Mapped.check(address, 'ipv6')) return !ipv4Closed.check(address, 'ipv6');
  return ipv6Open.check(address, 'ipv6') && !ipv6Closed.check(address, 'ipv6');
}

function blockList(family: 'ipv4' | 'ipv6', subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family);
  return list;
}
