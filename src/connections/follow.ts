/** The live view of a connected account: the current state first, then every change that can still be seen. */
import type { TenantDb } from '../platform/db/tenant-db.ts';
import type { Platform } from '../platform/platform.ts';
import { streamOf } from '../platform/stream.ts';
import { watch } from '../platform/watch.ts';
import { accountChannel } from './channel.ts';
import { theAccount, type ConnectedAccountView } from './reads.ts';

/** Until it is revoked, which is final. Fails with ConnectedAccountNotFound when the tenant has no such account. */
export function followConnectedAccount(
  platform: Platform,
  db: TenantDb,
  id: string,
): AsyncIterableIterator<ConnectedAccountView> {
  return streamOf((sink) => {
    let shown = -1;
    const look = async () => {
      const account = await theAccount(db, id);
      if (account.version > shown) {
        shown = account.version;
        sink.push(account.id, account);
      }
      if (account.status === 'REVOKED') sink.end();
    };
    const channel = accountChannel(db.tenantId);
    return watch(platform, { channel, look, concerns: (changed) => changed === id, fail: sink.fail });
  });
}
