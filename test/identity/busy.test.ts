import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { entities } from '../../src/entities.ts';
import type { Identity } from '../../src/identity/identity.ts';
import { createKnownDevices } from '../../src/identity/known-device.ts';
import { PasswordsBusy } from '../../src/identity/password-line.ts';
import { changePassword } from '../../src/identity/password-change.ts';
import { createPasswords, type Passwords } from '../../src/identity/passwords.ts';
import { signIn } from '../../src/identity/sign-in.ts';
import { systemCaller } from '../../src/platform/caller.ts';
import { openDatabase, type Database } from '../../src/platform/db/database.ts';
import { rows } from '../support/rows.ts';
import { aPeopleHub, aPerson, PASSWORD, type PeopleHub, type Person } from './people.ts';

/** More than the line takes. */
const CROWD = 600;

let hub: PeopleHub;
let person: Person;
let db: Database;
let passwords: Passwords;
beforeAll(async () => {
  hub = await aPeopleHub();
  person = await aPerson(hub);
  db = await openDatabase({ ...hub.config.database, poolSize: 2 }, entities, hub.log);
  passwords = createPasswords(1);
});
afterAll(async () => {
  await passwords?.close();
  await db?.close();
  await hub?.close();
});

const visitor = { correlationId: 'c', remoteAddress: '192.0.2.7', userAgent: null };
const ways: Record<string, (identity: Identity) => Promise<unknown>> = {
  'signing in': (identity) => signIn(identity, { email: person.email, password: PASSWORD }, visitor),
  'changing the password': (identity) =>
    changePassword(
      identity,
      { userId: person.id, sessionId: person.sessionId },
      {
        input: { currentPassword: PASSWORD, newPassword: 'the next password is this' },
        caller: systemCaller('test'),
        visitor,
      },
    ),
};

it.each(Object.keys(ways))(
  'who is sent away because too many others wait has lost no try: %s',
  async (way) => {
    // `as`: as much of it as is reached.
    const identity = {
      platform: { db },
      passwords,
      devices: createKnownDevices(hub.config.vault.keys),
      count: () => undefined,
    } as unknown as Identity;
    await rows(hub.database.url, 'delete from attempt_budget');
    const crowd = Array.from({ length: CROWD }, () => passwords.hash(PASSWORD));
    for (const each of crowd) each.catch(() => undefined);
    for (let n = 0; n < 3; n += 1) await expect(ways[way]?.(identity)).rejects.toBeInstanceOf(PasswordsBusy);
    const used = await rows<{ used: number }>(hub.database.url, 'select used from attempt_budget');
    expect(used.length).toBe(2);
    for (const each of used) expect(Number(each.used)).toBeLessThan(0.01);
    await passwords.close();
    passwords = createPasswords(1);
  },
);
