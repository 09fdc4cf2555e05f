// One Mailchimp account: its lists with their members and webhooks, and its campaigns.
import { createHash } from 'node:crypto';
import { seededRandom, type Random } from '../../stripe/seed/random.ts';
import type { Link, Campaign, List, ListCore, Member, Webhook } from './objects.ts';
import { createCollection, type Collection } from './collection.ts';

export interface ListBook {
  core: ListCore;
  readonly members: Collection<Member>;
  readonly webhooks: Collection<Webhook>;
}

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly apiKey: string;
  readonly random: Random;
  readonly lists: Map<string, ListBook>;
  readonly campaigns: Collection<Campaign>;
  /** Milliseconds; what happens now happens then. */
  readonly now: () => number;
}

export function openAccount(options: { seed: number; now: () => number }): Account {
  const random = seededRandom(options.seed);
  return {
    id: hex(random, 25),
    name: `Playhouse No. ${random.between(1, 999)}`,
    apiKey: `${hex(random, 32)}-us21`,
    random,
    lists: new Map(),
    campaigns: createCollection(),
    now: options.now,
  };
}

export function renderList(account: Account, { core, members }: ListBook): List {
  const { _links, ...rest } = core;
  const all = members.all();
  const count = (status: Member['status']): number => all.filter((member) => member.status === status).length;
  const campaigns = account.campaigns.all().filter(({ recipients }) => recipients.list_id === core.id);
  return {
    ...rest,
    stats: {
      member_count: count('subscribed'),
      unsubscribe_count: count('unsubscribed'),
      cleaned_count: count('cleaned'),
      campaign_count: campaigns.length,
    },
    _links,
  };
}

/** Throws for an id the account does not have: a mistake of the test. */
export function listOf(account: Account, listId: string): ListBook {
  const book = account.lists.get(listId);
  if (!book) throw new Error(`no list ${listId}`);
  return book;
}

export function memberOf(account: Account, listId: string, hash: string): Member {
  const member = listOf(account, listId).members.get(hash);
  if (!member) throw new Error(`no member ${hash} on list ${listId}`);
  return member;
}

export function memberHash(address: string): string {
  return createHash('md5').update(address.toLowerCase()).digest('hex');
}

export function hex(random: Random, length: number): string {
  let text = '';
  while (text.length < length) text += random.between(0, 15).toString(16);
  return text;
}

export function linksOf(path: string, schema: string): Link[] {
  const base = 'https://us21.api.mailchimp.com';
  return [
    { rel: 'self', href: `${base}/3.0${path}`, method: 'GET' },
    { rel: 'schema', href: `${base}/schema/3.0/Definitions/${schema}/Response.json`, method: 'GET' },
  ];
}
