/** Mailchimp's objects (API 3.0) in the hub's normalized shapes. */
import type { Address, Campaign, CampaignStatus, Contact, ContactConsent, List } from '../resources.ts';
import { countOf, dateOf, type MailchimpCampaign, type MailchimpList, type MailchimpMember } from './wire.ts';

/** Absent here: `transactional` (somebody who buys, and was never asked) and `archived` (put away, whatever they wanted). */
const consent: Readonly<Record<string, ContactConsent>> = {
  subscribed: 'SUBSCRIBED',
  unsubscribed: 'UNSUBSCRIBED',
  pending: 'PENDING',
  // Mail to them bounced.
  cleaned: 'UNREACHABLE',
};

/** Names and addresses are merge fields; these are the tags that every list begins with. */
export function contact(member: MailchimpMember): Contact {
  const { FNAME, LNAME, PHONE, ADDRESS } = member.merge_fields ?? {};
  const fullName = [FNAME, LNAME].map(text).filter(Boolean).join(' ');
  return {
    role: 'SUBSCRIBER',
    name: text(member.full_name) ?? (fullName || null),
    email: member.email_address,
    phone: text(PHONE),
    address: address(ADDRESS),
    consent: consent[member.status] ?? null,
    listId: member.list_id,
    active: member.status !== 'archived',
  };
}

export function list(from: MailchimpList): List {
  return { name: from.name, memberCount: countOf(from.stats?.member_count) };
}

const campaignStatus: Readonly<Record<string, CampaignStatus>> = {
  save: 'DRAFT',
  paused: 'PAUSED',
  schedule: 'SCHEDULED',
  sending: 'SENDING',
  sent: 'SENT',
  canceling: 'CANCELED',
  canceled: 'CANCELED',
};

export function campaign(from: MailchimpCampaign): Campaign {
  // What was put away is what it was before: sent, if it ever was.
  const status = campaignStatus[from.status] ?? (from.emails_sent > 0 ? 'SENT' : 'DRAFT');
  return {
    status,
    title: text(from.settings?.title),
    subject: text(from.settings?.subject_line),
    listId: text(from.recipients?.list_id),
    // A scheduled campaign already carries the time it will be sent at.
    sentAt: status === 'SENT' ? (dateOf(from.send_time)?.toISOString() ?? null) : null,
    emailsSent: from.emails_sent,
  };
}

/** Unset merge fields are empty texts. */
function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A complete address is an object; an unset one an empty text. */
function address(value: unknown): Address | null {
  if (typeof value !== 'object' || value === null) return null;
  const { addr1, addr2, city, state, zip, country } = value as Record<string, unknown>;
  const code = text(country)?.toUpperCase() ?? '';
  return {
    line1: text(addr1),
    line2: text(addr2),
    city: text(city),
    region: text(state),
    postalCode: text(zip),
    country: /^[A-Z]{2}$/.test(code) ? code : null,
  };
}
