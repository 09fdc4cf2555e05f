import type { Gone, Seen } from '../provider.ts';
import * as shapes from './shapes.ts';
import { dateOf, timeOf, type MailchimpCampaign, type MailchimpList, type MailchimpMember } from './wire.ts';

export type MailchimpResource = 'list' | 'contact' | 'campaign';

/** How an object was seen, and when: by Mailchimp's clock, in ms. */
export interface Look {
  readonly from: Seen['from'];
  readonly asOf: number;
}

/** A member is known by its list and the hash of its address: the same person on two lists is two members. */
export function contactId(listId: string, memberHash: string): string {
  return `${listId}:${memberHash}`;
}

/** Members are the only objects that carry the time of their last change. */
export function seenMember(member: MailchimpMember, { from }: Look): Seen {
  const changed = timeOf(member.last_changed);
  return {
    kind: 'seen',
    from,
    resource: 'contact',
    externalId: contactId(member.list_id, member.id),
    version: BigInt(changed),
    data: shapes.contact(member),
    raw: member,
    createdAt: dateOf(member.timestamp_signup || member.timestamp_opt),
    updatedAt: new Date(changed),
  };
}

/** The version is the time of looking. */
export function seenList(list: MailchimpList, { from, asOf }: Look): Seen {
  return {
    kind: 'seen',
    from,
    resource: 'list',
    externalId: list.id,
    version: BigInt(asOf),
    data: shapes.list(list),
    raw: list,
    createdAt: dateOf(list.date_created),
    updatedAt: null,
  };
}

/** The version is the time of looking. */
export function seenCampaign(campaign: MailchimpCampaign, { from, asOf }: Look): Seen {
  return {
    kind: 'seen',
    from,
    resource: 'campaign',
    externalId: campaign.id,
    version: BigInt(asOf),
    data: shapes.campaign(campaign),
    raw: campaign,
    createdAt: dateOf(campaign.create_time),
    updatedAt: null,
  };
}

/** A 404 carries no time; what the engine knows of the object dates it. */
export function missing(resource: MailchimpResource, externalId: string): Gone {
  return { kind: 'gone', from: 'fetch', resource, externalId, version: 0n };
}
