/**
 * `npm run audit:verify [-- --tenant <id> [--head <seq>:<hash>]]`: looks through the audit and names every row that was
 * changed, removed or forged. One JSON line for each fault and each tenant; ends with 1 when there is a fault. `--head` is the
 * end of the tenant's chain as a log line `audit chain grew` told it: it must still be part of the chain.
 */
import { parseArgs } from 'node:util';
import { tenantsAudited } from './audit/tenants.ts';
import { verifyTenant, type KnownHead } from './audit/verify.ts';
import { readConfig } from './config.ts';
import { entities } from './entities.ts';
import { openDatabase } from './platform/db/database.ts';
import { createLog } from './platform/log.ts';
import { createVault } from './platform/vault.ts';

const { tenant, head } = parseArgs({
  options: { tenant: { type: 'string' }, head: { type: 'string' } },
}).values;
const known = head === undefined ? undefined : knownHead(head);
const config = readConfig();
const db = await openDatabase({ ...config.database, poolSize: 2 }, entities, createLog(config.log));
const world = { db, vault: createVault(config.vault.keys) };
const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
try {
  for (const tenantId of tenant === undefined ? await tenantsAudited(db.routing) : [tenant]) {
    let faults = 0;
    const report = (fault: object) => {
      faults += 1;
      print(fault);
    };
    const found = await verifyTenant(world, tenantId, { report, known });
    print({ tenantId, faults, ...found });
    if (faults > 0) process.exitCode = 1;
  }
} finally {
  await db.close();
}

/** Of one chain only. */
function knownHead(text: string): KnownHead {
  const [, seq, hash] = /^(\d{1,19}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined || tenant === undefined) {
    throw new TypeError('--head is <seq>:<hash in hex>, and needs --tenant');
  }
  return { seq, hash };
}
