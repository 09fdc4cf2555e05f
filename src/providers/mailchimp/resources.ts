/** What the hub takes from Mailchimp: a line of data per resource. */
import type ApiClient from '@mailchimp/mailchimp_marketing/src/ApiClient.js';
import type { Page, Position, Seen } from '../provider.ts';
import { seenCampaign, seenList, seenMember, type Look, type MailchimpResource } from './change.ts';
import type { MailchimpClient } from './client.ts';
import { pullAll } from './collections.ts';
import { pullContacts } from './contacts.ts';
import { campaigns, lists, type Source } from './sources.ts';
import { objectOf } from './wire.ts';

export interface ResourceDefinition {
  pull(client: MailchimpClient, position: Position | undefined, signal: AbortSignal): AsyncIterable<Page>;
  retrieve(sdk: ApiClient, externalId: string): Promise<unknown>;
  seen(body: Readonly<Record<string, unknown>>, look: Look): Seen;
}

const NO_LINKS = { exclude_fields: ['_links'] };

/** Ties a collection that is always read whole to the reading of one of its objects. */
function collection<T extends { id: string }>(
  source: Source<T>,
  seen: (item: T, look: Look) => Seen,
  retrieve: ResourceDefinition['retrieve'],
): ResourceDefinition {
  return {
    pull: (client, position, signal) => pullAll({ client, source, seen }, position, signal),
    retrieve,
    seen: (body, look) => seen(objectOf<T>(body), look),
  };
}

export const resources: Readonly<Record<MailchimpResource, ResourceDefinition>> = {
  list: collection(lists, seenList, (sdk, id) => sdk.lists.getList(id, NO_LINKS)),
  contact: {
    pull: pullContacts,
    retrieve(sdk, externalId) {
      const [listId = '', memberHash = ''] = externalId.split(':');
      return sdk.lists.getListMember(listId, memberHash, NO_LINKS);
    },
    seen: (body, look) => seenMember(objectOf(body), look),
  },
  campaign: collection(campaigns, seenCampaign, (sdk, id) => sdk.campaigns.get(id, NO_LINKS)),
};

// `as`: these are exactly the keys of the table above. Lists come first: contacts and campaigns refer to them.
export const resourceNames = Object.keys(resources) as MailchimpResource[];
