/** Signing keys change by themselves: each is published long before it signs and long after. */
import { prepared } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import type { Chore } from '../platform/work/chores.ts';
import { addKey, type KeyWorld } from './key-store.ts';
import { resealSigningKeys } from './reseal-keys.ts';
import { CLOCK_MARGIN_S, LONGEST_TOKEN_S } from './lifetimes.ts';

const EVERY_MS = 60_000;
/** Whoever keeps our key set asks for it again sooner than this, in seconds. */
const PUBLISHED_BEFORE_S = 3_600;
/** A token may have been signed with it until a moment ago, by a process that had not noticed. */
const PUBLISHED_AFTER_S = LONGEST_TOKEN_S + CLOCK_MARGIN_S;

// One statement, so that there is a current key at every moment. `$2`: how long the next one must have been published.
const promote = prepared(
  'signing_key_promote',
  `with retired as (
     update signing_key set status = 'RETIRED', since = $1, private_key = null
      where status = 'CURRENT' and since <= $2
        and exists (select from signing_key where status = 'NEXT' and since <= $3)
     returning kid)
   update signing_key set status = 'CURRENT', since = $1
    where status = 'NEXT' and exists (select from retired) returning kid`,
);
const count = prepared('signing_key_next', `select kid from signing_key where status = 'NEXT'`);
const forget = prepared(
  'signing_key_forget',
  `delete from signing_key where status = 'RETIRED' and since <= $1 returning kid`,
);

/** `lifetimeS`: for how long a key signs. */
export function rotateSigningKeys(platform: KeyWorld & Pick<Platform, 'log'>, lifetimeS: number): Chore {
  return {
    name: 'rotate-signing-keys',
    everyMs: EVERY_MS,
    run: async () => {
      await resealSigningKeys(platform);
      await rotateSigningKeysOnce(platform, lifetimeS);
    },
  };
}

/** Does what is due; calling it again does nothing. */
export async function rotateSigningKeysOnce(
  platform: KeyWorld & Pick<Platform, 'log'>,
  lifetimeS: number,
): Promise<void> {
  const { db, clock, log } = platform;
  const before = (seconds: number) => new Date(clock.now() - seconds * 1_000);
  const promoted = await db.routing.query<{ kid: string }>(promote, [
    before(0),
    before(lifetimeS),
    before(PUBLISHED_BEFORE_S),
  ]);
  for (const { kid } of promoted) log.info({ kid }, 'a new key signs tokens');
  if ((await db.routing.query(count)).length === 0) await addKey(platform, 'NEXT');
  await db.routing.query(forget, [before(PUBLISHED_AFTER_S)]);
}
