/**
 * How often a password may be tried. In PostgreSQL, so that it holds in every process and after a loss of Redis. A budget
 * fills up again by itself, so nobody is locked out for ever; and a device on which somebody has signed in before has a
 * budget of its own, so that others cannot use up theirs.
 */
import { createHash } from 'node:crypto';
import { networkOf } from '../platform/address.ts';
import type { IdentityDb, IdentityTx } from '../platform/db/identity-db.ts';
import { LimitExceeded } from '../platform/errors.ts';
import { PasswordsBusy } from './password-line.ts';

export interface Budget {
  readonly key: string;
  /** Tries in a row. */
  readonly most: number;
  /** Seconds after which one more is free. */
  readonly refillS: number;
}

/** What a try is taken from: what belongs to one person or device, and what others use too. */
export interface AttemptBudgets {
  readonly proven: Budget;
  readonly shared: Budget;
}

/** Nobody may try more for now. Said of people who do not exist as well. */
export class TooManyAttempts extends LimitExceeded {
  override readonly code = 'TOO_MANY_ATTEMPTS';
}

/** About 700 guesses a day for the whole world. */
export function accountBudget(email: string): Budget {
  return { key: `account:${digest(email)}`, most: 10, refillS: 120 };
}

export function deviceBudget(device: string): Budget {
  return { key: `device:${digest(device)}`, most: 10, refillS: 60 };
}

/** An office may share one address; successes are not counted. */
export function addressBudget(remoteAddress: string | null): Budget {
  return { key: `address:${networkOf(remoteAddress ?? 'unknown')}`, most: 100, refillS: 3 };
}

/** What is mailed to one address on the wish of whoever asks. */
export function mailBudget(email: string): Budget {
  return { key: `mail:${digest(email)}`, most: 3, refillS: 1_200 };
}

/** What is mailed to all addresses together on the wish of one. */
export function mailingBudget(remoteAddress: string | null): Budget {
  return { key: `mailing:${networkOf(remoteAddress ?? 'unknown')}`, most: 20, refillS: 60 };
}

const taken = `insert into attempt_budget as known (key, used, updated_at) values ($1, 1, now())
  on conflict (key) do update
    set used = greatest(0, known.used - extract(epoch from now() - known.updated_at) / $3) + 1, updated_at = now()
  where greatest(0, known.used - extract(epoch from now() - known.updated_at) / $3) + 1 <= $2
  returning key`;

const oneBack = 'update attempt_budget set used = greatest(0, used - 1) where key = $1';

/**
 * Takes one try from each budget before anything is proven, so that tries at the same time count too.
 * @throws TooManyAttempts when one of them is used up; then nothing is taken
 */
export async function takeAttempt(db: IdentityDb, budgets: readonly Budget[]): Promise<void> {
  const ordered = inOrder(budgets, ({ key }) => key);
  await db.transaction(async (tx) => {
    for (const { key, most, refillS } of ordered) {
      const rows = await tx.query(taken, [key, most, refillS]);
      if (rows.length === 0)
        throw new TooManyAttempts('Too many tries; wait a while', { retryAfterMs: refillS * 1_000 });
    }
  });
}

/** Takes a try for the work, and gives it back where nothing was computed after all. @throws what `takeAttempt` and `work` throw */
export async function tried<T>(
  db: IdentityDb,
  budgets: readonly Budget[],
  work: () => Promise<T>,
): Promise<T> {
  await takeAttempt(db, budgets);
  try {
    return await work();
  } catch (error) {
    if (error instanceof PasswordsBusy)
      await db.transaction(async (tx) => {
        for (const { key } of inOrder(budgets, (each) => each.key)) await tx.query(oneBack, [key]);
      });
    throw error;
  }
}

/** After a success: it was no guess. `proven` are whole again; of `shared` only the one try comes back. */
export async function giveBackAttempt(tx: IdentityTx, { proven, shared }: AttemptBudgets): Promise<void> {
  const changes: [key: string, change: string][] = [
    [proven.key, 'delete from attempt_budget where key = $1'],
    [shared.key, oneBack],
  ];
  for (const [key, change] of inOrder(changes, ([of]) => of)) await tx.query(change, [key]);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** In one order everywhere: two who change the same must not wait for each other. */
function inOrder<T>(all: readonly T[], keyOf: (each: T) => string): T[] {
  return all.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
