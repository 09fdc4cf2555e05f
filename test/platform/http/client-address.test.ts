import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createAddressOf } from '../../../src/platform/http/client-address.ts';

const addressOf = createAddressOf(['10.0.0.1', '10.1.0.0/16', 'fd00::/8']);
const at = (remoteAddress: string | undefined, forwarded?: string, believed?: boolean) =>
  addressOf(
    {
      socket: { remoteAddress },
      headers: { ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }) },
    },
    believed,
  );

describe('the address of a caller', () => {
  it.each<[string, string, string | undefined, string]>([
    ['its own without a proxy', '192.0.2.1', undefined, '192.0.2.1'],
    ['its own, whatever it says', '192.0.2.1', '203.0.113.7', '192.0.2.1'],
    ['its own, though it names a proxy', '192.0.2.1', '10.0.0.1', '192.0.2.1'],
    ['what a proxy says', '10.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['what a proxy in a listed network says', '10.1.2.3', '203.0.113.7', '203.0.113.7'],
    ['what a proxy says on a socket for both families', '::ffff:10.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['what a proxy says by IPv6', 'fd00::1', '2001:db8::7', '2001:db8::7'],
    ['what the proxy says, not what it was told', '10.0.0.1', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
    ['before all of several proxies', '10.0.0.1', '198.51.100.1,203.0.113.7 , 10.1.0.9', '203.0.113.7'],
    ["a proxy's where it says nothing", '10.0.0.1', undefined, '10.0.0.1'],
    ["a proxy's where it says nothing of sense", '10.0.0.1', '203.0.113.7, somewhere', '10.0.0.1'],
    ['the farthest proxy before what makes no sense', '10.0.0.1', 'unknown, 10.1.0.9', '10.1.0.9'],
    ['the farthest, where all are proxies', '10.0.0.1', '10.1.0.8, 10.1.0.9', '10.1.0.8'],
  ])('is %s', (_, peer, forwarded, expected) => {
    expect(at(peer, forwarded)).toBe(expected);
  });

  it('is what somebody says who is believed for another reason', () => {
    expect(at('192.0.2.1', '198.51.100.1, 203.0.113.7', true)).toBe('203.0.113.7');
    expect(at('192.0.2.1', '203.0.113.7, 10.0.0.1', true)).toBe('203.0.113.7');
    expect(at('192.0.2.1', undefined, true)).toBe('192.0.2.1');
  });

  it('is unknown on a connection that has ended', () => {
    expect(at(undefined, '203.0.113.7')).toBeUndefined();
  });

  it('does not change by what stands before the last address that no proxy has', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (written) => {
        expect(at('10.0.0.1', `${written}, 203.0.113.7, 10.1.0.9`)).toBe('203.0.113.7');
        expect(at('192.0.2.1', written)).toBe('192.0.2.1');
      }),
    );
  });
});
