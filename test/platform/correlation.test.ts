import { expect, it } from '@jest/globals';
import { correlationIdFrom } from '../../src/platform/correlation.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

it('takes the id of the caller', () => {
  expect(correlationIdFrom({ 'x-correlation-id': 'order-1.a_B', 'x-request-id': 'other' })).toBe(
    'order-1.a_B',
  );
  expect(correlationIdFrom({ 'x-request-id': 'other' })).toBe('other');
});

it.each(['', 'a b', 'a\nb', '<script>', 'ä', 'x'.repeat(65)])('makes its own instead of %j', (id) => {
  expect(correlationIdFrom({ 'x-correlation-id': id })).toMatch(UUID);
});

it('makes a new one each time', () => {
  expect(correlationIdFrom({})).not.toBe(correlationIdFrom({}));
});
