// Fills an account with a past: lists, their members and campaigns, spread over two years.
import { aPerson } from '../../stripe/seed/people.ts';
import type { Account, ListBook } from '../data/account.ts';
import { newCampaign, newList, newMember } from '../data/new-objects.ts';
import { timeText, type Campaign, type Member, type MergeFields } from '../data/objects.ts';

export interface DataSize {
  readonly lists: number;
  /** On all lists together. */
  readonly members: number;
  readonly campaigns: number;
}

const DAY_MS = 86_400_000;
const HISTORY_DAYS = 730;
const NAMES = ['Newsletter', 'Season ticket holders', 'Friends of the house', 'Schools', 'Press'];
const SUBJECTS = [
  'This week on stage',
  'Your season begins',
  'Last tickets',
  '今週の公演',
  'Karten für Freunde',
];
const STATUSES: readonly (readonly [share: number, status: Member['status']])[] = [
  [0.78, 'subscribed'],
  [0.88, 'unsubscribed'],
  [0.92, 'cleaned'],
  [0.95, 'pending'],
  [0.97, 'transactional'],
  [1, 'archived'],
];

/** The last change of everything lies at least a day back. */
export function liveHistory(account: Account, size: DataSize): void {
  const { random } = account;
  const until = account.now() - DAY_MS;
  const opened = until - HISTORY_DAYS * DAY_MS;
  const at = (share: number): Account => ({ ...account, now: () => opened + share * (until - opened) });
  const books = Array.from({ length: size.lists }, (_, index) => {
    const name = `${NAMES[index % NAMES.length]}${index < NAMES.length ? '' : ` ${index}`}`;
    return newList(at((index / Math.max(1, size.lists)) * 0.2), name);
  });
  if (books.length === 0) return;
  for (let index = 0; index < size.members; index += 1) {
    const joined = 0.2 + 0.7 * random.next();
    addMember(
      at(joined),
      random.pick(books),
      opened + (joined + (1 - joined) * random.next()) * (until - opened),
    );
  }
  for (let index = 0; index < size.campaigns; index += 1) {
    addCampaign(at((index + random.next()) / size.campaigns), random.pick(books), index);
  }
}

function addMember(account: Account, { core, members }: ListBook, changedAt: number): void {
  const { random } = account;
  const { name = '', email, phone = '', address } = aPerson(random);
  const [FNAME = '', ...rest] = String(name).split(' ');
  const chance = random.next();
  const status = STATUSES.find(([share]) => chance < share)?.[1] ?? 'subscribed';
  const merge_fields: MergeFields = {
    FNAME,
    LNAME: rest.join(' '),
    PHONE: String(phone ?? ''),
    ADDRESS: address
      ? {
          addr1: address.line1 ?? '',
          addr2: address.line2 ?? '',
          city: address.city ?? '',
          state: address.state ?? '',
          zip: address.postal_code ?? '',
          country: address.country ?? '',
        }
      : '',
  };
  const fields = { email_address: String(email), status, merge_fields };
  members.put({ ...newMember(account, core.id, fields), last_changed: timeText(changedAt) });
}

function addCampaign(account: Account, { core }: ListBook, index: number): void {
  const { random } = account;
  const subject_line = random.pick(SUBJECTS);
  const made = newCampaign(account, { list_id: core.id, title: `Mailing ${index + 1}`, subject_line });
  const status: Campaign['status'] = random.pick(['sent', 'sent', 'sent', 'save', 'schedule', 'paused']);
  const sent = status === 'sent';
  account.campaigns.put({
    ...made,
    status,
    emails_sent: sent ? made.recipients.recipient_count : 0,
    send_time: sent ? made.create_time : status === 'schedule' ? timeText(account.now() + 30 * DAY_MS) : '',
  });
}
