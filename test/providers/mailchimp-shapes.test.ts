import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ProviderAnswerInvalid } from '../../src/platform/errors.ts';
import { mailchimp } from '../../src/providers/mailchimp/index.ts';
import { seenCampaign, seenMember } from '../../src/providers/mailchimp/change.ts';
import * as shapes from '../../src/providers/mailchimp/shapes.ts';
import { timeOf, timeText } from '../../src/providers/mailchimp/wire.ts';

const member = {
  id: 'f'.repeat(32),
  list_id: 'a6b5da1054',
  email_address: 'ann@example.com',
  full_name: 'Ann Onymous',
  status: 'subscribed',
  timestamp_signup: '',
  timestamp_opt: '2025-03-01T10:00:00+00:00',
  last_changed: '2026-11-22T11:59:30+01:00',
  merge_fields: {
    FNAME: 'Ann',
    LNAME: 'Onymous',
    PHONE: '',
    ADDRESS: { addr1: '1 A St', addr2: '', city: 'B', state: 'C', zip: '1', country: 'us' },
  },
};
const campaign = {
  id: '5aa2102003',
  status: 'sent',
  create_time: '2026-01-01T00:00:00+00:00',
  send_time: '2026-01-02T00:00:00+00:00',
  emails_sent: 7,
  recipients: { list_id: 'a6b5da1054' },
  settings: { title: 'T', subject_line: 'S' },
};

describe('a member', () => {
  it('is a subscriber of its list', () => {
    expect(shapes.contact(member)).toEqual({
      role: 'SUBSCRIBER',
      name: 'Ann Onymous',
      email: 'ann@example.com',
      phone: null,
      address: { line1: '1 A St', line2: null, city: 'B', region: 'C', postalCode: '1', country: 'US' },
      consent: 'SUBSCRIBED',
      listId: 'a6b5da1054',
      active: true,
    });
  });

  it.each([
    ['subscribed', 'SUBSCRIBED', true],
    ['unsubscribed', 'UNSUBSCRIBED', true],
    ['pending', 'PENDING', true],
    ['cleaned', 'UNREACHABLE', true],
    ['transactional', null, true],
    ['archived', null, false],
    ['a word of tomorrow', null, true],
  ])('that is %s', (status, consent, active) => {
    expect(shapes.contact({ ...member, status })).toMatchObject({ consent, active });
  });

  it('without a name, a phone and an address has none, however Mailchimp says so', () => {
    const nothing = { name: null, phone: null, address: null };
    expect(shapes.contact({ ...member, full_name: '', merge_fields: { ADDRESS: '' } })).toMatchObject(
      nothing,
    );
    const { full_name: _name, merge_fields: _fields, ...bare } = member;
    expect(shapes.contact(bare)).toMatchObject(nothing);
    expect(shapes.contact({ ...member, full_name: '' }).name).toBe('Ann Onymous');
  });

  it('never breaks on what is in a merge field', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('FNAME', 'LNAME', 'PHONE', 'ADDRESS', 'X'), fc.jsonValue()),
        (fields) => {
          const { name, phone, address } = shapes.contact({ ...member, full_name: '', merge_fields: fields });
          for (const text of [name, phone, address?.line1, address?.country]) {
            expect(text === null || text === undefined || (typeof text === 'string' && text !== '')).toBe(
              true,
            );
          }
        },
      ),
    );
  });

  it('is dated by its last change, in whatever zone', () => {
    const seen = seenMember(member, { from: 'page', asOf: 0 });
    expect(seen.version).toBe(BigInt(Date.UTC(2026, 10, 22, 10, 59, 30)));
    expect(seen.updatedAt?.toISOString()).toBe('2026-11-22T10:59:30.000Z');
    expect(seen.createdAt?.toISOString()).toBe('2025-03-01T10:00:00.000Z');
    expect(() => seenMember({ ...member, last_changed: '' }, { from: 'page', asOf: 0 })).toThrow(
      ProviderAnswerInvalid,
    );
  });
});

describe('a campaign', () => {
  it.each([
    ['save', 'DRAFT'],
    ['paused', 'PAUSED'],
    ['schedule', 'SCHEDULED'],
    ['sending', 'SENDING'],
    ['sent', 'SENT'],
    ['canceling', 'CANCELED'],
    ['canceled', 'CANCELED'],
    ['archived', 'SENT'],
  ])('that is %s', (status, expected) => {
    const shape = shapes.campaign({ ...campaign, status });
    expect(shape.status).toBe(expected);
    expect(shape.sentAt).toBe(expected === 'SENT' ? '2026-01-02T00:00:00.000Z' : null);
  });

  it('carries what it is about', () => {
    expect(shapes.campaign(campaign)).toMatchObject({
      title: 'T',
      subject: 'S',
      listId: 'a6b5da1054',
      emailsSent: 7,
    });
    expect(seenCampaign(campaign, { from: 'page', asOf: 5 })).toMatchObject({ version: 5n, updatedAt: null });
  });
});

it('times are the same text and number, to the second', () => {
  const second = fc.integer({ min: 0, max: 4_102_444_800 });
  fc.assert(fc.property(second, (s) => expect(timeOf(timeText(s * 1_000))).toBe(s * 1_000)));
});

it('a key is asked for with its data center', () => {
  const [field] = mailchimp.credentialFields;
  expect(field).toMatchObject({ name: 'apiKey', secret: true, required: true });
  expect(field?.pattern.test(`${'a1'.repeat(16)}-us21`)).toBe(true);
  for (const wrong of [
    '',
    'a1'.repeat(16),
    `${'a1'.repeat(16)}-us21\n`,
    `${'a1'.repeat(16)}-eu1`,
    ` ${'a1'.repeat(16)}-us1`,
  ]) {
    expect(field?.pattern.test(wrong)).toBe(false);
  }
});
