/** Askers in this process, for funders of a test's own choice: each name with a funder's code and a sandbox behind it. */
import { randomUUID } from 'node:crypto';
import { entities } from '../../src/entities.ts';
import { browseWith } from '../../src/funder-accounts/browse.ts';
import { openFunderDesk } from '../../src/funder-accounts/desk.ts';
import { placeOf } from '../../src/funder-accounts/stored-account.ts';
import type { Funder, FunderCredential } from '../../src/funders/funder.ts';
import { openPlatform, type Platform } from '../../src/platform/platform.ts';
import { startAskers } from '../../src/quotes/askers.ts';
import type { Hub } from '../support/hub.ts';

/** A funder under a name of its own. */
export interface Named {
  readonly id: string;
  readonly funder: Funder;
  readonly url: string;
  readonly credential: FunderCredential;
}

export interface Crew {
  readonly platform: Platform;
  /** Has the tenant deal with all of them. */
  enroll(tenantId: string): Promise<void>;
  /** Ends the askers as the end of a worker does; resolves with how long it took, in ms. */
  stop(): Promise<number>;
  close(): Promise<void>;
}

export async function aCrew(hub: Hub, named: readonly Named[], atOnce = 50): Promise<Crew> {
  const settings = { ...hub.config, vendors: hub.config.providers, worker: false };
  const platform = await openPlatform(settings, entities, { log: hub.log });
  const byId = new Map(named.map((each) => [each.id, each]));
  const desk = openFunderDesk(platform, {
    settings: Object.fromEntries(named.map(({ id, url }) => [id, { url }])),
    browse: browseWith(platform, process.env['CHROMIUM_PATH']),
    find: (id) => {
      const found = byId.get(id);
      return found && { ...found.funder, id };
    },
  });
  const askers = startAskers(platform, { desk, atOnce, leaseMs: 2_000 });
  let ended: Promise<void> | undefined;
  const stop = () => (ended ??= askers.stop());
  return {
    platform,
    async enroll(tenantId) {
      for (const { id: funderId, credential } of named) {
        const id = randomUUID();
        const sealed = platform.vault.seal(JSON.stringify(credential), placeOf(tenantId, id));
        await platform.db
          .tenant(tenantId)
          .transaction((tx) =>
            tx.query(
              'insert into funder_account (id, tenant_id, funder_id, enabled, credential) values ($1, $2, $3, true, $4)',
              [id, tenantId, funderId, sealed],
            ),
          );
      }
    },
    async stop() {
      const began = performance.now();
      await stop();
      return performance.now() - began;
    },
    async close() {
      await stop();
      await desk.close();
      await platform.close();
    },
  };
}
