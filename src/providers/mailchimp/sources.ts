/** The collections of a Mailchimp account, each with the time it is sorted by. https://mailchimp.com/developer/marketing/api/ */
import type ApiClient from '@mailchimp/mailchimp_marketing/src/ApiClient.js';
import {
  timeOf,
  timeText,
  type MailchimpCampaign,
  type MailchimpList,
  type MailchimpMember,
} from './wire.ts';

type Query = Parameters<ApiClient['lists']['getAllLists']>[0];

export interface Source<T> {
  /** The member of the answer that holds the page. */
  readonly name: string;
  readonly sortField: string;
  readonly sinceParameter: string;
  readonly filter?: Query;
  timeOf(item: T): number;
  get(sdk: ApiClient, query: Query): Promise<unknown>;
}

export const lists: Source<MailchimpList> = {
  name: 'lists',
  sortField: 'date_created',
  sinceParameter: 'since_date_created',
  timeOf: (list) => timeOf(list.date_created),
  get: (sdk, query) => sdk.lists.getAllLists(query),
};

export const campaigns: Source<MailchimpCampaign> = {
  name: 'campaigns',
  sortField: 'create_time',
  sinceParameter: 'since_create_time',
  timeOf: (campaign) => timeOf(campaign.create_time),
  get: (sdk, query) => sdk.campaigns.list(query),
};

/**
 * One list's members. Archived ones are asked for by their status: the plain list is not documented to show them.
 * `before` (ms) leaves out what changed at or after that time.
 */
export function members(
  listId: string,
  options: { archived: boolean; before: number | undefined },
): Source<MailchimpMember> {
  return {
    name: 'members',
    sortField: 'last_changed',
    sinceParameter: 'since_last_changed',
    filter: {
      status: options.archived ? 'archived' : undefined,
      before_last_changed: options.before === undefined ? undefined : timeText(options.before),
    },
    timeOf: (member) => timeOf(member.last_changed),
    get: (sdk, query) => sdk.lists.getListMembersInfo(listId, query),
  };
}
