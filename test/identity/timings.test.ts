/** Loosely, for a busy machine: `npm run test:auth:timing` measures one of them closely. */
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { rows } from '../support/rows.ts';
import {
  accept,
  anAddress,
  aPeopleHub,
  aPerson,
  invite,
  outcome,
  signInAs,
  type PeopleHub,
  type Person,
} from './people.ts';

const EACH = 20;
/** Of the longer median. A password that is not computed for one of them makes more than that. */
const MOST = 0.5;
const WRONG = 'not the right password';

let hub: PeopleHub;
let ada: Person;
beforeAll(async () => {
  hub = await aPeopleHub();
  ada = await aPerson(hub);
});
afterAll(() => hub?.close());

type Who = 'known' | 'unknown';
/** Makes what is timed, out of what takes no part in it. */
type Make = (who: Who) => Promise<() => Promise<unknown>>;

const RESET = 'mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) { __typename } }';
const ways: Record<string, Make> = {
  'signing in': async (who) => {
    const email = who === 'known' ? ada.email : anAddress('nobody');
    return () => signInAs(hub, { email, password: WRONG });
  },
  'asking for a reset': async (who) => {
    const email = who === 'known' ? ada.email : anAddress('nobody');
    return () => outcome(hub, RESET, { variables: { email } });
  },
  'inviting somebody': async (who) => {
    const email = who === 'known' ? (await anAccount()).email : anAddress('nobody');
    return () => invite(hub, ada.accessToken, { email, roleIds: [] });
  },
  'accepting an invitation': async (who) => {
    const token = await anInvitation(await anAccount(who === 'known'));
    return () => accept(hub, token);
  },
};

it.each(Object.keys(ways))(
  'takes as long with an account as without: %s',
  async (way) => {
    const make = ways[way];
    if (!make) throw new Error(way);
    const took: Record<Who, number[]> = { known: [], unknown: [] };
    const timed = async (who: Who) => {
      const work = await make(who);
      await rows(hub.database.url, 'delete from attempt_budget');
      const began = performance.now();
      await work();
      return performance.now() - began;
    };
    for (const who of ['known', 'unknown'] as const) await timed(who);
    for (let n = 0; n < EACH; n += 1)
      for (const who of n % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const))
        took[who].push(await timed(who));
    const [known, unknown] = [medianOf(took.known), medianOf(took.unknown)];
    expect(Math.abs(known - unknown) / Math.max(known, unknown)).toBeLessThan(MOST);
  },
  120_000,
);

/** Somebody of no tenant, with ada's password or with none yet. */
async function anAccount(hasPassword = true): Promise<{ id: string; email: string }> {
  const email = anAddress('somebody');
  const [row] = await rows<{ id: string }>(
    hub.database.url,
    `insert into user_account (email, password_hash)
     select $1, case when $3 then password_hash end from user_account where id = $2 returning id`,
    [email, ada.id, hasPassword],
  );
  return { id: row?.id ?? '', email };
}

/** The secret of its link. */
async function anInvitation({ id }: { id: string }): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await rows(
    hub.database.url,
    `with joining as (insert into membership (tenant_id, user_id, status, roles) values ($1, $2, 'INVITED', '{}'))
     insert into mailed_link (hash, purpose, user_id, invited_to, expires_at)
     values ($3, 'INVITATION', $2, $1, now() + interval '1 hour')`,
    [ada.tenantId, id, createHash('sha256').update(secret).digest()],
  );
  return secret;
}

const medianOf = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
