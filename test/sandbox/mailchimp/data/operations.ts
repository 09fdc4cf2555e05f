// Changes as if made in Mailchimp's own pages, each telling the webhooks what Mailchimp would.
import type { Tell } from '../webhooks.ts';
import { linksOf, listOf, memberHash, memberOf, type Account } from './account.ts';
import { memberFields } from './event-fields.ts';
import { fullName, newCampaign, newList, newMember } from './new-objects.ts';
import type { CampaignFields, MemberFields } from './new-objects.ts';
import { timeText } from './objects.ts';
import type { Campaign, ListCore, Member, MergeFields } from './objects.ts';

/** Bound to one account. Times are `account.now`, to the second. */
export function operationsOn(account: Account, tell: Tell) {
  return {
    ...listOperations(account),
    ...memberOperations(account, tell),
    ...campaignOperations(account, tell),
  };
}
export type Operations = ReturnType<typeof operationsOn>;

function listOperations(account: Account) {
  return {
    createList: (name: string): ListCore => newList(account, name).core,
    updateList(listId: string, fields: Pick<ListCore, 'name'>): void {
      const book = listOf(account, listId);
      book.core = { ...book.core, ...fields };
    },
    /** Its members go with it; nobody is told. */
    deleteList: (listId: string): void => void account.lists.delete(listId),
  };
}

function memberOperations(account: Account, tell: Tell) {
  const { save, change } = memberBook(account);
  return {
    subscribe(listId: string, fields: MemberFields): Member {
      const member = save(listId, newMember(account, listId, fields));
      tell(listId, 'subscribe', memberFields(member));
      return member;
    },
    updateMember(listId: string, hash: string, fields: MergeFields): Member {
      const before = memberOf(account, listId, hash);
      const member = change(listId, hash, { merge_fields: { ...before.merge_fields, ...fields } });
      tell(listId, 'profile', memberFields(member));
      return member;
    },
    /** The hash of the address, and so the id, changes; the member stays the same person. */
    changeEmail(listId: string, hash: string, address: string): Member {
      const before = memberOf(account, listId, hash);
      listOf(account, listId).members.remove(hash);
      const id = memberHash(address);
      const _links = linksOf(`/lists/${listId}/members/${id}`, 'Lists/Members');
      const member = save(listId, { ...before, id, email_address: address, _links });
      tell(listId, 'upemail', {
        new_id: member.unique_email_id,
        new_email: address,
        old_email: before.email_address,
      });
      return member;
    },
    unsubscribe(listId: string, hash: string): Member {
      const member = change(listId, hash, { status: 'unsubscribed' });
      tell(listId, 'unsubscribe', { action: 'unsub', reason: 'manual', ...memberFields(member) });
      return member;
    },
    /** Puts the member away; its data stays. */
    archive(listId: string, hash: string): Member {
      const member = change(listId, hash, { status: 'archived' });
      tell(listId, 'unsubscribe', { action: 'delete', reason: 'manual', ...memberFields(member) });
      return member;
    },
    deletePermanently(listId: string, hash: string): void {
      const member = memberOf(account, listId, hash);
      listOf(account, listId).members.remove(hash);
      tell(listId, 'unsubscribe', { action: 'delete', reason: 'manual', ...memberFields(member) });
    },
    /** An address whose mail bounces. */
    clean(listId: string, hash: string): Member {
      const member = change(listId, hash, { status: 'cleaned' });
      tell(listId, 'cleaned', { campaign_id: '', reason: 'hard', email: member.email_address });
      return member;
    },
    /** Many at once, all of the same second, untold as imports are. */
    importMembers(listId: string, members: readonly MemberFields[]): Member[] {
      const at = account.now();
      const frozen = { ...account, now: () => at };
      return members.map((fields) => {
        const member = newMember(frozen, listId, fields);
        listOf(account, listId).members.put(member);
        return member;
      });
    },
  };
}

function memberBook(account: Account) {
  const save = (listId: string, member: Member): Member => {
    const full_name = fullName(member.merge_fields);
    const changed = { ...member, full_name, last_changed: timeText(account.now()) };
    listOf(account, listId).members.put(changed);
    return changed;
  };
  return {
    save,
    change: (listId: string, hash: string, fields: Partial<Member>): Member =>
      save(listId, { ...memberOf(account, listId, hash), ...fields }),
  };
}

function campaignOperations(account: Account, tell: Tell) {
  return {
    createCampaign: (fields: CampaignFields): Campaign => newCampaign(account, fields),
    updateCampaign(id: string, fields: Partial<Campaign['settings']>): Campaign {
      const before = campaignOf(account, id);
      const campaign = { ...before, settings: { ...before.settings, ...fields } };
      account.campaigns.put(campaign);
      return campaign;
    },
    sendCampaign(id: string): Campaign {
      const before = campaignOf(account, id);
      const { recipient_count, list_id } = before.recipients;
      const campaign: Campaign = {
        ...before,
        status: 'sent',
        send_time: timeText(account.now()),
        emails_sent: recipient_count,
      };
      account.campaigns.put(campaign);
      const { subject_line: subject } = campaign.settings;
      tell(list_id, 'campaign', { id, subject, status: 'sent', reason: '', list_id });
      return campaign;
    },
    deleteCampaign: (id: string): void => void account.campaigns.remove(id),
  };
}

function campaignOf(account: Account, id: string): Campaign {
  const campaign = account.campaigns.get(id);
  if (!campaign) throw new Error(`no campaign ${id}`);
  return campaign;
}
