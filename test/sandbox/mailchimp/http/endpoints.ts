// The part of the Marketing API that is simulated: reading lists, members and campaigns, bringing members in, and list webhooks.
import { renderList, type Account, type ListBook } from '../data/account.ts';
import { createCollection, textOf, timeOf, type Collection } from '../data/collection.ts';
import type { List } from '../data/objects.ts';
import type { WebhookSender } from '../webhooks.ts';
import { batchMembers } from './batch-members.ts';
import { fieldFilter, inside, render, shows } from './fields.ts';
import { listQuery, objectQuery, type ListQuery, type ListRules } from './params.ts';
import { methodNotAllowed, notFound } from './problem.ts';
import { addWebhook, removeWebhook } from './webhook-endpoints.ts';

export interface Call {
  readonly account: Account;
  readonly method: string;
  /** Path segments behind `/3.0`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly body: string;
  readonly webhooks: WebhookSender;
}

export interface Result {
  readonly status: number;
  readonly text: string;
}

const LISTS: ListRules = {
  sortFields: ['date_created'],
  times: { since_date_created: 'date_created', before_date_created: 'date_created' },
  others: {},
};
const MEMBERS: ListRules = {
  sortFields: ['timestamp_opt', 'timestamp_signup', 'last_changed'],
  times: {
    since_last_changed: 'last_changed',
    before_last_changed: 'last_changed',
    since_timestamp_opt: 'timestamp_opt',
    before_timestamp_opt: 'timestamp_opt',
  },
  others: {
    status: ['subscribed', 'unsubscribed', 'cleaned', 'pending', 'transactional', 'archived'],
    email_type: ['html', 'text'],
  },
};
const CAMPAIGNS: ListRules = {
  sortFields: ['create_time', 'send_time'],
  times: {
    since_create_time: 'create_time',
    before_create_time: 'create_time',
    since_send_time: 'send_time',
    before_send_time: 'send_time',
  },
  others: { status: ['save', 'paused', 'schedule', 'sending', 'sent'], type: null },
};

/** Throws a Problem for whatever is not there or not allowed. */
export async function answer(call: Call): Promise<Result> {
  const { account, path, query } = call;
  const [resource, id, part, partId, ...more] = path;
  if (more.length > 0) throw notFound();
  if (resource === undefined) return get(call, rootOf(account));
  if (resource === 'ping' && id === undefined) return get(call, { health_status: "Everything's Chimpy!" });
  if (resource === 'campaigns' && part === undefined) {
    if (id === undefined) return page(call, { name: 'campaigns', from: account.campaigns, rules: CAMPAIGNS });
    return get(call, account.campaigns.get(id));
  }
  if (resource !== 'lists') throw notFound();
  if (id === undefined) return page(call, { name: 'lists', from: listsOf(account), rules: LISTS });
  const book = account.lists.get(id);
  if (!book) throw notFound();
  if (part === undefined && call.method === 'POST') {
    return { status: 200, text: JSON.stringify(batchMembers(call, book)) };
  }
  if (part === undefined) return get(call, renderList(account, book));
  if (part === 'members' && partId === undefined) {
    const from = book.members;
    // Without a status, archived members are not shown.
    const shown = query.has('status') ? undefined : { status: 'archived' };
    return page(call, { name: 'members', from, rules: MEMBERS, hidden: shown, listId: id });
  }
  if (part === 'members') return get(call, book.members.get(partId ?? ''));
  if (part === 'webhooks') return webhookAnswer(call, book, partId);
  throw notFound();
}

async function webhookAnswer(call: Call, book: ListBook, webhookId: string | undefined): Promise<Result> {
  if (webhookId === undefined && call.method === 'POST') {
    return { status: 200, text: JSON.stringify(await addWebhook(call, book)) };
  }
  if (webhookId === undefined) {
    const webhooks = book.webhooks.all();
    return get(call, { webhooks, list_id: book.core.id, total_items: webhooks.length, _links: [] });
  }
  if (call.method === 'DELETE') {
    removeWebhook(book, webhookId);
    return { status: 204, text: '' };
  }
  return get(call, book.webhooks.get(webhookId));
}

function get({ method, query }: Call, object: object | undefined): Result {
  if (object === undefined) throw notFound();
  if (method !== 'GET') throw methodNotAllowed();
  const { fields, excludeFields } = objectQuery(query);
  return { status: 200, text: JSON.stringify(render(object, fieldFilter(fields, excludeFields))) };
}

interface Listing<T extends { id: string }> {
  readonly name: string;
  readonly from: Collection<T>;
  readonly rules: ListRules;
  /** Objects with these values are left out. */
  readonly hidden?: Readonly<Record<string, string>> | undefined;
  readonly listId?: string;
}

function page<T extends { id: string }>(call: Call, listing: Listing<T>): Result {
  if (call.method !== 'GET') throw methodNotAllowed();
  const { name, rules } = listing;
  const asked = listQuery(call.query, rules);
  const filter = fieldFilter(asked.fields, asked.excludeFields);
  const matching = select(listing, asked);
  const ordered = asked.descending ? matching.toReversed() : matching;
  const itemFilter = inside(filter, name);
  const items = ordered
    .slice(asked.offset, asked.offset + asked.count)
    .map((entry) => (itemFilter ? textOf(entry, itemFilter) : ''));
  const parts = [
    itemFilter && `"${name}":[${items.join(',')}]`,
    listing.listId && shows(filter, 'list_id') && `"list_id":"${listing.listId}"`,
    shows(filter, 'total_items') && `"total_items":${matching.length}`,
    shows(filter, '_links') && `"_links":[]`,
  ];
  return { status: 200, text: `{${parts.filter(Boolean).join(',')}}` };
}

/** What the parameters leave, sorted as asked. "Since" and "before" are without the time itself. */
function select<T extends { id: string }>({ from, rules, hidden = {} }: Listing<T>, asked: ListQuery) {
  const others = [...asked.others];
  const not = Object.entries(hidden);
  const times = [...asked.times].map(([parameter, ms]) => {
    return { field: rules.times[parameter] ?? '', ms, since: parameter.startsWith('since_') };
  });
  return from.sorted(asked.sortField).filter((entry) => {
    const value = (name: string): unknown => Reflect.get(entry.object, name);
    return (
      others.every(([name, wanted]) => value(name) === wanted) &&
      not.every(([name, unwanted]) => value(name) !== unwanted) &&
      times.every(({ field, ms, since }) => (since ? timeOf(entry, field) > ms : timeOf(entry, field) < ms))
    );
  });
}

function listsOf(account: Account): Collection<List> {
  const lists = createCollection<List>();
  for (const book of account.lists.values()) lists.put(renderList(account, book));
  return lists;
}

function rootOf({ id, name, lists }: Account): object {
  const total = [...lists.values()].reduce((sum, { members }) => sum + members.size, 0);
  return { account_id: id, login_id: id, account_name: name, total_subscribers: total, _links: [] };
}
