/** What nobody can use any more is forgotten. */
import type { Platform } from '../platform/platform.ts';
import type { Chore } from '../platform/work/chores.ts';
import { prepared } from '../platform/db/sql.ts';

const EVERY_MS = 3_600_000;
/** Sessions and mails are shown and counted for so long after their end. */
const KEPT_DAYS = 90;

const forget = [
  `delete from sign_in_challenge where expires_at < now()`,
  `delete from external_attempt where expires_at < now()`,
  `delete from external_proof where expires_at < now()`,
  `delete from totp_factor where confirmed_at is null and created_at < now() - interval '1 day'`,
  `delete from mailed_link where expires_at < now()`,
  `delete from refresh_token where expires_at < now()`,
  `delete from user_session where expires_at < now() - interval '${KEPT_DAYS} days'
      or ended_at < now() - interval '${KEPT_DAYS} days'`,
  // Every budget is whole again after a day.
  `delete from attempt_budget where updated_at < now() - interval '1 day'`,
];
const forgetMail = prepared(
  'mail_forget',
  `delete from mail where created_at < now() - interval '${KEPT_DAYS} days'`,
);

export function forgetOldProofs({ db }: Pick<Platform, 'db'>): Chore {
  return {
    name: 'forget-old-proofs',
    everyMs: EVERY_MS,
    run: async () => {
      await db.identity.transaction(async (tx) => {
        for (const statement of forget) await tx.query(statement);
      });
      await db.routing.query(forgetMail);
    },
  };
}
