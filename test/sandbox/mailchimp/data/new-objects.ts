// New lists, members and campaigns, as Mailchimp makes them.
import { hex, linksOf, listOf, memberHash, type Account, type ListBook } from './account.ts';
import { createCollection } from './collection.ts';
import type { Campaign, Member, MergeFields } from './objects.ts';
import { timeText } from './objects.ts';

export interface MemberFields {
  email_address: string;
  status?: Member['status'];
  merge_fields?: MergeFields;
}

export interface CampaignFields {
  list_id: string;
  title: string;
  subject_line: string;
}

export function newList(account: Account, name: string): ListBook {
  const id = hex(account.random, 10);
  const book: ListBook = {
    core: {
      id,
      web_id: account.random.between(100_000, 999_999),
      name,
      permission_reminder: 'You bought a ticket and asked to hear from us.',
      date_created: timeText(account.now()),
      list_rating: account.random.between(0, 5),
      email_type_option: false,
      double_optin: account.random.chance(0.5),
      visibility: 'pub',
      _links: linksOf(`/lists/${id}`, 'Lists'),
    },
    members: createCollection(),
    webhooks: createCollection(),
  };
  account.lists.set(id, book);
  return book;
}

/** Not yet on its list. */
export function newMember(account: Account, listId: string, fields: MemberFields): Member {
  const { random } = account;
  const id = memberHash(fields.email_address);
  const { status = 'subscribed', merge_fields = {} } = fields;
  const at = timeText(account.now());
  const asked = status === 'subscribed' || status === 'unsubscribed';
  return {
    id,
    email_address: fields.email_address,
    unique_email_id: hex(random, 10),
    contact_id: hex(random, 32),
    full_name: fullName(merge_fields),
    web_id: random.between(1_000_000, 999_999_999),
    email_type: random.chance(0.95) ? 'html' : 'text',
    status,
    merge_fields: { FNAME: '', LNAME: '', ADDRESS: '', PHONE: '', ...merge_fields },
    stats: { avg_open_rate: random.between(0, 100) / 100, avg_click_rate: random.between(0, 40) / 100 },
    ip_signup: asked ? `198.51.100.${random.between(1, 254)}` : '',
    timestamp_signup: asked ? at : '',
    ip_opt: `198.51.100.${random.between(1, 254)}`,
    timestamp_opt: at,
    member_rating: random.between(1, 5),
    last_changed: at,
    language: random.pick(['en', 'de', 'sv', '']),
    vip: random.chance(0.03),
    email_client: random.pick(['Gmail', 'Apple Mail', '']),
    location: { country_code: random.pick(['US', 'DE', '']), timezone: random.pick(['Europe/Berlin', '']) },
    source: random.pick(['Admin Add', 'API - Generic', 'Hosted Signup Form', 'Import']),
    tags_count: 0,
    tags: [],
    list_id: listId,
    _links: linksOf(`/lists/${listId}/members/${id}`, 'Lists/Members'),
  };
}

export function newCampaign(account: Account, fields: CampaignFields): Campaign {
  const { random } = account;
  const { core, members } = listOf(account, fields.list_id);
  const id = hex(random, 10);
  const campaign: Campaign = {
    id,
    web_id: random.between(100_000, 999_999),
    type: random.chance(0.9) ? 'regular' : 'plaintext',
    create_time: timeText(account.now()),
    archive_url: `http://eepurl.com/${random.token(6)}`,
    status: 'save',
    emails_sent: 0,
    send_time: '',
    content_type: 'template',
    recipients: { list_id: core.id, list_name: core.name, recipient_count: members.size },
    settings: {
      subject_line: fields.subject_line,
      title: fields.title,
      from_name: account.name,
      reply_to: 'boxoffice@example.org',
    },
    _links: linksOf(`/campaigns/${id}`, 'Campaigns'),
  };
  account.campaigns.put(campaign);
  return campaign;
}

export function fullName({ FNAME, LNAME }: MergeFields): string {
  return [FNAME, LNAME].filter((part) => typeof part === 'string' && part !== '').join(' ');
}
