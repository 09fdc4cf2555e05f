/** Whose request it is: a proxy that the operator trusts says whom it stands for, and nobody else is believed. */
import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Whether this is the address of a trusted proxy. */
export type ProxyRule = (address: string | undefined) => boolean;

/** `entries`: addresses, or `address/bits`. */
export function proxyRule(entries: readonly string[]): ProxyRule {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address = '') => {
    // A socket that listens for both families writes IPv4 addresses so.
    const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
    const family = isIP(plain);
    return family !== 0 && list.check(plain, family === 6 ? 'ipv6' : 'ipv4');
  };
}

/** A request of either transport, as far as its sender is concerned. */
export interface Arrival {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** The sender's address. `believed`: whoever opened the connection is trusted for another reason than its address. */
export type AddressOf = (arrival: Arrival, believed?: boolean) => string | undefined;

/**
 * Each proxy writes whom it was called by behind what `X-Forwarded-For` already says, so the header is read from its end, for as long
 * as the address found is a trusted proxy's; what stands before that anybody may have written. What is no address is not believed.
 */
export function createAddressOf(trustedProxies: readonly string[]): AddressOf {
  const isProxy = proxyRule(trustedProxies);
  return ({ headers, socket }, believed = false) => {
    let address = socket.remoteAddress;
    if (!believed && !isProxy(address)) return address;
    const header = headers['x-forwarded-for'];
    const told = (typeof header === 'string' ? header : '').split(',');
    for (const entry of told.reverse()) {
      const next = entry.trim();
      if (isIP(next) === 0) return address;
      address = next;
      if (!isProxy(next)) return address;
    }
    return address;
  };
}
