import type { Gone, Seen } from '../provider.ts';
import type { Shapes } from '../resources.ts';
import * as shapes from './shapes.ts';
import { dateOf, timeOf, type MailchimpCampaign, type MailchimpList, type MailchimpMember } from './wire.ts';

export type MailchimpResource = 'list' | 'contact' | 'campaign';
type From = Seen['from'];

/** A member is known by its list and the hash of its address: the same person on two lists is two members. */
export function contactId(listId: string, memberHash: string): string {
  return `${listId}:${memberHash}`;
}

/** Members are the only objects that carry the time of their last change. */
export function seenMember(member: MailchimpMember, from: From): Seen {
  const changed = timeOf(member.last_changed);
  return {
    ...seen('contact', contactId(member.list_id, member.id), shapes.contact(member)),
    from,
    version: BigInt(changed),
    raw: member,
    createdAt: dateOf(member.timestamp_signup || member.timestamp_opt),
    updatedAt: new Date(changed),
  };
}

/** `asOf`: the time of looking by Mailchimp's clock, in ms; lists have no time of change. */
export function seenList(list: MailchimpList, from: From, asOf: number): Seen {
  return {
    ...seen('list', list.id, shapes.list(list)),
    from,
    version: BigInt(asOf),
    raw: list,
    createdAt: dateOf(list.date_created),
    updatedAt: null,
  };
}

/** `asOf`: as for lists. */
export function seenCampaign(campaign: MailchimpCampaign, from: From, asOf: number): Seen {
  return {
    ...seen('campaign', campaign.id, shapes.campaign(campaign)),
    from,
    version: BigInt(asOf),
    raw: campaign,
    createdAt: dateOf(campaign.create_time),
    updatedAt: null,
  };
}

/** A 404 carries no time; what the engine knows of the object dates it. */
export function missing(resource: MailchimpResource, externalId: string): Gone {
  return { kind: 'gone', from: 'fetch', resource, externalId, version: 0n };
}

function seen<R extends MailchimpResource>(resource: R, externalId: string, data: Shapes[R]) {
  return { kind: 'seen', resource, externalId, data } as const;
}
