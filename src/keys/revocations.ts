/** Takes rights back before their end: rows that every process comes to know (see known-revocations.ts). */
import type { Announcements } from '../platform/announcements.ts';
import { prepared, type Tx } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import type { Chore } from '../platform/work/chores.ts';
import { CLOCK_MARGIN_S, LONGEST_TOKEN_S } from './lifetimes.ts';
import type { revocationKinds } from './revocation.entity.ts';

export type RevocationKind = (typeof revocationKinds)[number];

export interface Revoked {
  readonly kind: RevocationKind;
  /** The `jti`, the `sid`, the client's id, the user's id, or `membershipOf(…)`. */
  readonly id: string;
  /** Only tokens issued before this instant, to the millisecond (see `afterIssued`). Left out: all of them. */
  readonly before?: Date;
}

/** Where it is told that there is something new. */
export const CHANNEL = 'revocations';
const FORGET_EVERY_MS = 60_000;

/**
 * Takes the right back, in the transaction of the change that is the reason. Call `announceRevocations` once it is committed.
 */
export async function revoke(tx: Tx, { kind, id, before }: Revoked): Promise<void> {
  await tx.query(
    `insert into revocation (kind, subject, before, until) values ($1, $2, $3, now() + $4 * interval '1 s')`,
    [kind, id, before ?? null, LONGEST_TOKEN_S + CLOCK_MARGIN_S],
  );
}

/**
 * An instant that is after the issue of every token so far, by the clock of the database, which is the same for all processes.
 * Ask for it once the rows are locked that issuing a token reads: whoever issues one later reads them as they are then.
 */
export async function afterIssued(tx: Tx): Promise<Date> {
  const [row] = await tx.query<{ at: Date }>(
    `select date_trunc('milliseconds', clock_timestamp()) + interval '1 ms' as at`,
  );
  // `as`: a select without a table answers one row.
  return (row as { at: Date }).at;
}

/** Makes a committed revocation known at once, where Redis is there. */
export function announceRevocations({ announcements }: { announcements: Announcements }): void {
  announcements.announce(CHANNEL, '');
}

/** The name of one user's place in one tenant. */
export function membershipOf(tenantId: string, userId: string): string {
  return `${tenantId}:${userId}`;
}

const forget = prepared('revocations_forget', `delete from revocation where until < now() returning id`);

export function forgetRevocations({ db }: Pick<Platform, 'db'>): Chore {
  return {
    name: 'forget-revocations',
    everyMs: FORGET_EVERY_MS,
    run: async () => void (await db.routing.query(forget)),
  };
}
