/**
 * `npm run keys:rotate`: seals every stored secret with the first key of CREDENTIAL_KEYS. Ends with 0 when no other key is
 * needed any more, and with 1 when something still needs one: run it again, or look into the log for what does not open.
 */
import { readConfig } from './config.ts';
import { entities } from './entities.ts';
import { resealPeoplesSecrets } from './identity/sealed-secrets.ts';
import { resealSigningKeys } from './keys/reseal-keys.ts';
import { openDatabase } from './platform/db/database.ts';
import { createLog } from './platform/log.ts';
import { createVault } from './platform/vault.ts';
import { rotateKeys } from './sealing/rotate.ts';

const config = readConfig();
const log = createLog(config.log);
const db = await openDatabase({ ...config.database, poolSize: 2 }, entities, log);
try {
  const world = { db, vault: createVault(config.vault.keys), log };
  const tenants = await rotateKeys(world);
  const ofOurs = (await resealSigningKeys(world)) + (await resealPeoplesSecrets(world));
  const rowsOnOldKeys = tenants.rowsOnOldKeys + ofOurs;
  const rotation = { ...tenants, unreadable: tenants.unreadable + ofOurs, rowsOnOldKeys };
  process.stdout.write(`${JSON.stringify(rotation)}\n`);
  process.exitCode = rowsOnOldKeys > 0 ? 1 : 0;
} finally {
  await db.close();
}
