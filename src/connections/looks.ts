/** When the vault is asked how a connection stands. */
import type { Tx } from '../platform/db/sql.ts';
import type { RoutedWork } from '../platform/work/turns.ts';

/** Somebody waits for it. */
export const LOOK_LANE = 'high';

export const lookWork: RoutedWork = {
  kind: 'connection-look',
  table: 'connection_look',
  inLane: (lane) => `${lane} = '${LOOK_LANE}'`,
};

/** Has the connection looked at, after `delayMs` or now, whoever is at it. Ring LOOK_LANE after the commit of one that is now. */
export async function lookSoon(
  tx: Tx,
  account: { id: string; tenantId: string },
  delayMs = 0,
): Promise<void> {
  await tx.query(
    `insert into connection_look (id, tenant_id, status, next_attempt_at)
     values ($1, $2, 'QUEUED', now() + $3 * interval '1 ms')
     on conflict (id) do update
       set status = 'QUEUED', attempts = 0, lease_until = null, fence = connection_look.fence + 1,
           next_attempt_at = excluded.next_attempt_at`,
    [account.id, account.tenantId, delayMs],
  );
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
/** A link that was followed to the end at its last moment may be told of a little later. */
export const AFTER_LINK_MS = MINUTE_MS;
/** What no webhook told of is found within this time. */
const REGULAR_MS = 6 * 3_600 * SECOND_MS;
export const FIRST_LOOK_MS = 10 * SECOND_MS;

/** How long Nango's links last. */
const LINK_LIFE_MS = 30 * MINUTE_MS;

/**
 * How long until the next look, in ms; undefined for never. While a link is open somebody may be logging in, first quickly
 * and then not so soon.
 */
export function nextLook(status: string, linkEndsAt: Date, nowMs: number): number | undefined {
  const leftMs = linkEndsAt.getTime() - nowMs;
  if (leftMs + AFTER_LINK_MS > 0) {
    const pause = Math.min(5 * MINUTE_MS, Math.max(FIRST_LOOK_MS, (LINK_LIFE_MS - leftMs) / 2));
    return Math.max(SECOND_MS, Math.min(leftMs + AFTER_LINK_MS, pause));
  }
  if (status === 'ACTIVE' || status === 'NEEDS_REAUTH') return REGULAR_MS * (1 + Math.random() / 4);
  return undefined;
}
