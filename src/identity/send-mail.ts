/** A worker's turn at a mail: its link is made now, and sent. Who dies in between sends another one. */
import type { IdentityTx } from '../platform/db/identity-db.ts';
import { errorCode, HubError } from '../platform/errors.ts';
import { createMailer, type Mailer } from '../platform/mail.ts';
import type { Platform } from '../platform/platform.ts';
import type { Due } from '../platform/work/turns.ts';
import { claim, giveBack, type Claim } from '../platform/work/work.ts';
import type { JobKind, Turn } from '../platform/work/workers.ts';
import type { MailKind } from './mail.entity.ts';
import { mailWork } from './mail-requests.ts';
import {
  invitationLink,
  invitationText,
  noticeText,
  noAccountText,
  passwordChangedText,
  resetText,
  type MailText,
} from './mail-texts.ts';
import { newLink } from './mailed-links.ts';

const LEASE_MS = 60_000;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** About a day of trying. */
const MOST_TRIES = 30;

/** Nothing without a server: then mails wait until there is one. */
export function mailJobs(
  platform: Platform,
  server: Parameters<typeof createMailer>[0] | undefined,
  pagesUrl: string,
): JobKind[] {
  if (!server) return [];
  const world = { mailer: createMailer(server), pagesUrl };
  return [{ work: mailWork, run: (due, turn) => sendMail(platform, world, { due, turn }) }];
}

interface Row {
  readonly kind: MailKind;
  readonly recipient: string;
}

interface MailWorld {
  readonly mailer: Mailer;
  /** Where the pages are that links lead to. */
  readonly pagesUrl: string;
}

/** Sends the mail or gives the row back; false when it was not to be had. Throws only when the database is away. */
async function sendMail(
  platform: Platform,
  world: MailWorld,
  { due, turn }: { due: Due; turn: Turn },
): Promise<boolean> {
  const tenant = platform.db.tenant(due.tenantId);
  const claimed = await tenant.transaction((tx) =>
    claim<Row>(tx, mailWork, { id: due.id, leaseMs: LEASE_MS, columns: 'kind, recipient' }),
  );
  if (!claimed) return false;
  try {
    const written = await platform.db.identity.transaction((tx) =>
      write(tx, world.pagesUrl, { tenantId: due.tenantId, ...claimed.row }),
    );
    if (written) await world.mailer.send({ id: due.id, to: claimed.row.recipient, ...written });
    await tenant.transaction((tx) => settle(tx, claimed, { status: 'SENT' }));
  } catch (error) {
    await settleFailure(platform, due, { claim: claimed, error, shutdown: turn.shutdown.aborted });
  }
  return true;
}

/** Undefined where there is nothing to say any more. */
async function write(
  tx: IdentityTx,
  pagesUrl: string,
  { kind, recipient, tenantId }: Row & { tenantId: string },
): Promise<MailText | undefined> {
  if (kind === 'PASSWORD_CHANGED') return passwordChangedText(pagesUrl);
  const notice = noticeText(kind, pagesUrl);
  if (notice) return notice;
  const [person] = await tx.query<{ userId: string; hasPassword: boolean; invited: boolean }>(
    `select u.id as "userId", u.password_hash is not null as "hasPassword",
            exists (select from membership m
                     where m.user_id = u.id and m.tenant_id = $2 and m.status = 'INVITED') as invited
       from user_account u where u.email = $1`,
    [recipient, tenantId],
  );
  if (kind === 'INVITATION') {
    if (!person?.invited) return undefined;
    const { userId } = person;
    const secret = await newLink(tx, { purpose: 'INVITATION', userId, invitedTo: tenantId });
    return invitationText(invitationLink(pagesUrl, secret));
  }
  if (!person?.hasPassword) return noAccountText();
  return resetText(pagesUrl, await newLink(tx, { purpose: 'PASSWORD_RESET', userId: person.userId }));
}

type TenantTx = Parameters<typeof giveBack>[0];

async function settle(
  tx: TenantTx,
  held: Claim,
  { status, error }: { status: 'SENT' | 'FAILED'; error?: unknown },
): Promise<void> {
  await tx.query(
    `update mail set status = $3, lease_until = null, sent_at = case $3 when 'SENT' then now() end,
                     error_code = $4, error_message = $5
      where id = $1 and fence = $2 and status = 'RUNNING'`,
    [held.id, held.fence, status, error ? errorCode(error) : null, error ? wordsOf(error) : null],
  );
}

async function settleFailure(
  { db, log }: Platform,
  due: Due,
  { claim: held, error, shutdown }: { claim: Claim; error: unknown; shutdown: boolean },
): Promise<void> {
  const tenant = db.tenant(due.tenantId);
  if (shutdown) {
    const back = { claim: held, delayMs: 0, untried: true };
    return tenant.transaction((tx) => giveBack(tx, mailWork, back));
  }
  const isFinal = (error instanceof HubError && !error.retryable) || held.attempts >= MOST_TRIES;
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(held.attempts - 1, 20));
  const delayMs = Math.round(pause * (1 + Math.random() / 4));
  log.warn({ err: error, mail: due.id, ...(isFinal ? {} : { delayMs }) }, 'mail not sent');
  await tenant.transaction(async (tx) => {
    if (isFinal) return settle(tx, held, { status: 'FAILED', error });
    await tx.query('update mail set error_code = $3, error_message = $4 where id = $1 and fence = $2', [
      held.id,
      held.fence,
      errorCode(error),
      wordsOf(error),
    ]);
    return giveBack(tx, mailWork, { claim: held, delayMs });
  });
}

function wordsOf(error: unknown): string {
  return error instanceof HubError ? error.message : 'Internal error';
}
