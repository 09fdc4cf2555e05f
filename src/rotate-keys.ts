/**
 * `npm run keys:rotate`: seals every stored secret with the first key of CREDENTIAL_KEYS. Ends with 0 when no other key is
 * needed any more, and with 1 when something still needs one: run it again, or look into the log for what does not open.
 */
import { readConfig } from './config.ts';
import { entities } from './entities.ts';
import { openDatabase } from './platform/db/database.ts';
import { createLog } from './platform/log.ts';
import { createVault } from './platform/vault.ts';
import { rotateKeys } from './sealing/rotate.ts';

const config = readConfig();
const log = createLog(config.log);
const db = await openDatabase({ ...config.database, poolSize: 2 }, entities, log);
try {
  const rotation = await rotateKeys({ db, vault: createVault(config.vault.keys), log });
  process.stdout.write(`${JSON.stringify(rotation)}\n`);
  process.exitCode = rotation.rowsOnOldKeys > 0 ? 1 : 0;
} finally {
  await db.close();
}
