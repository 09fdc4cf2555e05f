/**
 * Contacts: the members of every list, list after list, each read twice: those in use, then the archived. A first pull
 * reads all of them; later ones what changed since, by `last_changed`. A member that is deleted for good, or whose
 * address and so whose id changed, just vanishes: webhooks and full passes find out.
 */
import type { Page, Position } from '../provider.ts';
import { seenMember } from './change.ts';
import type { MailchimpClient } from './client.ts';
import { isMissing } from './errors.ts';
import { lists, members } from './sources.ts';
import { START, step, type Place, type Step } from './walk.ts';
import type { MailchimpList, MailchimpMember } from './wire.ts';

/** Changes may become visible a little late: so much is read again, and dropped by version. */
const OVERLAP_MS = 300_000;

/** All times are ms by Mailchimp's clock. */
interface Done {
  /** Everything up to this time has been seen. */
  readonly asOf: number;
}

interface Pass extends Done {
  /** Of a pull of changes: where it began. Absent on a full pass. */
  readonly from?: number;
  /** Lists not yet read, the current one first. */
  readonly lists: readonly string[];
  readonly archived: boolean;
  readonly place: Place;
  /** Members seen in this pass, and about how many there are. */
  readonly seen: number;
  readonly size: number;
}

export async function* pullContacts(
  client: MailchimpClient,
  position: Position | undefined,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  // `as`: a position is what this function put on a page.
  const at = position as unknown as Pass | Done | undefined;
  let pass = at && 'lists' in at ? at : await begin(client, at, signal);
  for (;;) {
    const full = pass.from === undefined;
    const [listId] = pass.lists;
    if (listId === undefined) {
      yield { changes: [], position: { asOf: pass.asOf }, fullPass: full ? 'complete' : null };
      return;
    }
    const { items, next, asOf } = await stepOf(client, { listId, pass }, signal);
    pass = follow(pass, next, items.length);
    const over = pass.lists.length === 0;
    yield {
      changes: items.map((member) => seenMember(member, { from: 'page', asOf })),
      position: over ? { asOf: pass.asOf } : { ...pass },
      fullPass: full ? (over ? 'complete' : 'more') : null,
      ...(full && { fraction: over ? 1 : Math.min(1, pass.seen / Math.max(1, pass.size)) }),
    };
    if (over) return;
  }
}

async function begin(client: MailchimpClient, last: Done | undefined, signal: AbortSignal): Promise<Pass> {
  const found: MailchimpList[] = [];
  let asOf: number | undefined;
  for (let place: Place | undefined = START; place;) {
    const page: Step<MailchimpList> = await step({ client, source: lists }, place, signal);
    found.push(...page.items);
    asOf ??= page.asOf;
    place = page.next;
  }
  const from = last && last.asOf - OVERLAP_MS;
  return {
    // At least one page was read.
    asOf: asOf as number,
    ...(from !== undefined && { from }),
    lists: [...new Set(found.map(({ id }) => id))],
    archived: false,
    place: startOf(from),
    seen: 0,
    size: found.reduce((sum, list) => sum + sizeOf(list), 0),
  };
}

/**
 * A pull of changes leaves out what changes after its beginning, so that it ends however busy the lists are. A full pass
 * shows it: a member that left the window of a pass would look deleted.
 */
async function stepOf(
  client: MailchimpClient,
  { listId, pass }: { listId: string; pass: Pass },
  signal: AbortSignal,
): Promise<Pick<Step<MailchimpMember>, 'items' | 'next' | 'asOf'>> {
  const before = pass.from === undefined ? undefined : pass.asOf;
  const source = members(listId, { archived: pass.archived, before });
  try {
    return await step({ client, source }, pass.place, signal);
  } catch (error) {
    // The list was deleted meanwhile, and its members with it.
    if (isMissing(error)) return { items: [], next: undefined, asOf: pass.asOf };
    throw error;
  }
}

/** What comes after a page: the next one, the list's archived members, or the next list. */
function follow(pass: Pass, next: Place | undefined, count: number): Pass {
  const seen = pass.seen + count;
  if (next) return { ...pass, seen, place: next };
  const left = pass.archived ? pass.lists.slice(1) : pass.lists;
  return { ...pass, seen, lists: left, archived: !pass.archived, place: startOf(pass.from) };
}

function startOf(from: number | undefined): Place {
  return from === undefined ? START : { since: from, offset: 0 };
}

/** Without the pending, the transactional and the archived, which a list does not count. */
function sizeOf({ stats }: MailchimpList): number {
  return (stats?.member_count ?? 0) + (stats?.unsubscribe_count ?? 0) + (stats?.cleaned_count ?? 0);
}
