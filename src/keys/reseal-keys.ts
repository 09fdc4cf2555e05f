/** When the sealing keys are rotated, the signing keys are sealed anew as well. */
import { prepared } from '../platform/db/sql.ts';
import { SealBroken } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { openPrivateKey, readKeys, sealPrivateKey } from './key-store.ts';

const reseal = prepared(
  'signing_key_reseal',
  `update signing_key set private_key = $2 where kid = $1 and private_key = $3 returning kid`,
);

/** May be ended and begun again at any moment. Answers how many still need another sealing key: those that do not open. */
export async function resealSigningKeys({
  db,
  vault,
  log,
}: Pick<Platform, 'db' | 'vault' | 'log'>): Promise<number> {
  let unreadable = 0;
  for (const { kid, privateKey } of await readKeys({ db })) {
    if (!privateKey || privateKey.subarray(0, vault.currentHeader.length).equals(vault.currentHeader))
      continue;
    try {
      const sealed = sealPrivateKey(vault, kid, openPrivateKey(vault, kid, privateKey));
      await db.routing.query(reseal, [kid, sealed, privateKey]);
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      log.error({ kid }, 'a signing key opens with no sealing key');
      unreadable += 1;
    }
  }
  return unreadable;
}
