/**
 * `npm run users:invite -- --tenant <uuid> --email <address> [--role admin]`: how an installation gets its first people. Mails
 * the invitation where there is a mail server, and writes its link to the terminal in any case.
 */
import { parseArgs } from 'node:util';
import { readConfig } from './config.ts';
import { entities } from './entities.ts';
import { inviteUser } from './identity/invitations.ts';
import { invitationLink } from './identity/mail-texts.ts';
import { newLink } from './identity/mailed-links.ts';
import { ADMIN, shippedRoles } from './identity/shipped-roles.ts';
import { systemCaller } from './platform/caller.ts';
import { createLog } from './platform/log.ts';
import { openPlatform } from './platform/platform.ts';

const { tenant, email, role } = parseArgs({
  options: {
    tenant: { type: 'string' },
    email: { type: 'string' },
    role: { type: 'string', default: ADMIN },
  },
}).values;
if (!tenant || !email) throw new Error('--tenant <uuid> and --email <address> are needed');

const config = readConfig();
const log = createLog({ level: 'warn' });
const settings = { ...config, vendors: config.providers, worker: false };
const platform = await openPlatform(settings, entities, { log });
try {
  // Whoever may start this may do everything.
  const scopes = new Set(shippedRoles.flatMap((each) => each.scopes));
  const db = platform.db.tenant(tenant);
  const granter = { db, caller: systemCaller('users:invite'), principal: { scopes } };
  const { id: userId } = await inviteUser(platform, granter, { email, roleIds: [role] });
  const secret = await platform.db.identity.transaction((tx) =>
    newLink(tx, { purpose: 'INVITATION', userId, invitedTo: tenant }),
  );
  process.stdout.write(
    `${email} is invited to ${tenant} as ${role}.\n${invitationLink(config.identity.pagesUrl, secret)}\n`,
  );
} finally {
  await platform.close();
}
