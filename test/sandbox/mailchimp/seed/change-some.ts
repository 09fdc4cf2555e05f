// A day's worth of changes all over an account.
import { seededRandom } from '../../stripe/seed/random.ts';
import type { Account } from '../data/account.ts';
import type { Operations } from '../data/operations.ts';

export interface Touched {
  readonly resource: 'list' | 'contact' | 'campaign';
  /** Members as `listId:memberHash`. */
  readonly id: string;
}

/** Changes each object with the given probability (0 to 1) and tells which were changed. */
export function changeSome(
  account: Account,
  change: Operations,
  options: { fraction: number; seed: number },
): Touched[] {
  const random = seededRandom(options.seed);
  const touched: Touched[] = [];
  for (const [listId, { members }] of account.lists) {
    for (const { id, status } of members.all()) {
      if (!random.chance(options.fraction)) continue;
      if (status === 'subscribed' && random.chance(0.2)) change.unsubscribe(listId, id);
      else change.updateMember(listId, id, { FNAME: `Changed ${random.token(6)}` });
      touched.push({ resource: 'contact', id: `${listId}:${id}` });
    }
    if (random.chance(options.fraction)) {
      change.updateList(listId, { name: `Renamed ${random.token(6)}` });
      touched.push({ resource: 'list', id: listId });
    }
  }
  for (const { id } of account.campaigns.all()) {
    if (!random.chance(options.fraction)) continue;
    change.updateCampaign(id, { title: `Retitled ${random.token(6)}` });
    touched.push({ resource: 'campaign', id });
  }
  return touched;
}
