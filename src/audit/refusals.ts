/**
 * Audits who was refused. Whoever is known is written down, up to a bound for each minute and then by number; whoever is not
 * is only counted: strangers must not be able to fill the database. Written a moment later, so that no refusal waits.
 */
import type { Database } from '../platform/db/database.ts';
import type { Routing } from '../platform/db/routing.ts';
import { prepared } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import type { KnownRefusal, Refusals } from '../platform/refusals.ts';
import { recordChange } from './record-change.ts';

const WRITE_EVERY_MS = 1_000;
const MINUTE_MS = 60_000;
/** Of one caller in one minute, each with all that is known of it. */
const EACH_PER_MINUTE = 20;
/** Of all that is not written yet. */
const MOST_WAITING = 10_000;
const LONGEST = 255;

/** The words of doors. Anything else is counted as `other`, so that no caller can choose what is counted. */
const REASONS: ReadonlySet<string> = new Set([
  'A token is required',
  'Invalid token',
  'Token expired',
  'Token revoked',
  'Invalid signature',
  'Timestamp too old',
  'Unknown service',
  'The e-mail address or the password is wrong',
  'Sign in again',
  'This link was used before or has expired',
  // RFC 6749 section 5.2 and RFC 6750 section 3.1.
  'invalid_client',
  'invalid_request',
  'invalid_token',
]);

const count = prepared(
  'refusals_count',
  `insert into refusal_count as known (minute, door, reason, count)
   select * from unnest($1::timestamptz[], $2::text[], $3::text[], $4::int[])
   on conflict (minute, door, reason) do update set count = known.count + excluded.count`,
);

export interface AuditedRefusals extends Refusals {
  /** Writes what is not written yet. */
  flush(): Promise<void>;
  /** Flushes, and stops. */
  close(): Promise<void>;
}

interface Counted {
  readonly minute: number;
  readonly door: string;
  readonly reason: string;
  count: number;
}

/** What one caller was refused in one minute. */
interface Spell {
  readonly minute: number;
  readonly last: KnownRefusal;
  /** Told one by one. */
  told: number;
  /** Beyond that. */
  more: number;
}

export function auditRefusals({ db, clock, log }: Pick<Platform, 'db' | 'clock' | 'log'>): AuditedRefusals {
  const strangers = countStrangers(db.routing);
  const known = listKnown(db);
  const minuteNow = () => Math.floor(clock.now() / MINUTE_MS) * MINUTE_MS;

  async function flush(before = minuteNow()): Promise<void> {
    known.endSpells(before);
    await strangers.write();
    await known.write();
  }

  // One at a time: two would write the same twice when the first fails.
  let writing: Promise<void> = Promise.resolve();
  const flushInTurn = (before?: number) =>
    (writing = writing.catch(() => undefined).then(() => flush(before)));
  const timer = setInterval(() => {
    flushInTurn().catch((error: unknown) => log.warn({ err: error }, 'refusals are not audited yet'));
  }, WRITE_EVERY_MS);
  timer.unref();

  return {
    anonymous({ door, reason }) {
      strangers.add({ minute: minuteNow(), door, reason: REASONS.has(reason) ? reason : 'other', count: 1 });
    },
    known(refusal) {
      const minute = minuteNow();
      if (!known.add(refusal, minute)) strangers.add({ minute, door: 'known', reason: 'other', count: 1 });
    },
    flush: () => flushInTurn(),
    async close() {
      clearInterval(timer);
      await flushInTurn(Infinity).catch((error: unknown) => log.warn({ err: error }, 'refusals are lost'));
    },
  };
}

function countStrangers(routing: Routing) {
  let counts = new Map<string, Counted>();

  function add(counted: Counted): void {
    const key = JSON.stringify([counted.minute, counted.door, counted.reason]);
    const known = counts.get(key);
    if (known) known.count += counted.count;
    else counts.set(key, counted);
  }

  async function write(): Promise<void> {
    if (counts.size === 0) return;
    const rows = [...counts.values()];
    counts = new Map();
    try {
      await routing.query(count, [
        rows.map(({ minute }) => new Date(minute)),
        rows.map(({ door }) => door),
        rows.map(({ reason }) => reason),
        rows.map((row) => row.count),
      ]);
    } catch (error) {
      rows.forEach(add);
      throw error;
    }
  }

  return { add, write };
}

function listKnown(db: Database) {
  let waiting: KnownRefusal[] = [];
  const spells = new Map<string, Spell>();

  function endSpell(key: string, { last, more }: Spell): void {
    spells.delete(key);
    if (more > 0) waiting.push({ ...last, reason: `${more} more in the same minute` });
  }

  /** False when there are too many callers to tell them apart. */
  function add(refusal: KnownRefusal, minute: number): boolean {
    const key = JSON.stringify([refusal.tenantId, refusal.by.kind, refusal.by.subject]);
    let spell = spells.get(key);
    if (spell && spell.minute !== minute) endSpell(key, spell);
    if (spell?.minute !== minute) {
      if (spells.size >= MOST_WAITING) return false;
      spells.set(key, (spell = { minute, last: refusal, told: 0, more: 0 }));
    }
    if (spell.told >= EACH_PER_MINUTE || waiting.length >= MOST_WAITING) spell.more += 1;
    else {
      spell.told += 1;
      waiting.push(refusal);
    }
    return true;
  }

  async function write(): Promise<void> {
    const byTenant = Map.groupBy(waiting, ({ tenantId }) => tenantId);
    waiting = [];
    for (const [tenantId, refusals] of byTenant) {
      try {
        await db.tenant(tenantId).transaction(async (tx) => {
          for (const refusal of refusals) await recordChange(tx, changeOf(refusal));
        });
        byTenant.delete(tenantId);
      } catch (error) {
        waiting = [...[...byTenant.values()].flat(), ...waiting].slice(0, MOST_WAITING);
        throw error;
      }
    }
  }

  return {
    add,
    write,
    /** Of minutes that are over: what was beyond the bound, in one entry for each caller. */
    endSpells(before: number): void {
      for (const [key, spell] of spells) if (spell.minute < before) endSpell(key, spell);
    },
  };
}

function changeOf({ tenantId, by, on, reason }: KnownRefusal) {
  return {
    tenantId,
    by: { ...by, subject: by.subject.slice(0, LONGEST) },
    action: 'access.refused',
    on: { type: 'Field', id: on.slice(0, LONGEST) },
    outcome: 'REFUSED' as const,
    detail: { reason },
  };
}
