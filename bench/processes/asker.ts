/** What a worker has for quotes, exactly as it starts it, but that one funder's code is known under several names. */
import { randomUUID } from 'node:crypto';
import { readConfig } from '../../src/config.ts';
import { entities } from '../../src/entities.ts';
import { openFunderDesk } from '../../src/funder-accounts/desk.ts';
import { placeOf } from '../../src/funder-accounts/stored-account.ts';
import { aurora } from '../../src/funders/aurora/index.ts';
import { createLog } from '../../src/platform/log.ts';
import { openPlatform } from '../../src/platform/platform.ts';
import { startAskers } from '../../src/quotes/askers.ts';
import { answer } from './answer.ts';
import type { Lender } from './lenders.ts';

const lenders = JSON.parse(process.argv[2] ?? '[]') as Lender[];
const config = readConfig();
const settings = { ...config, vendors: config.providers, worker: false };
const platform = await openPlatform(settings, entities, { log: createLog(config.log) });
const desk = openFunderDesk(platform, {
  settings: Object.fromEntries(lenders.map(({ id, url }) => [id, { url }])),
  browse: () => Promise.reject(new Error('no portal is measured')),
  find: (id) => (lenders.some((lender) => lender.id === id) ? { ...aurora, id } : undefined),
});
const askers = startAskers(platform, { desk, ...config.quotes, leaseMs: config.worker.leaseMs });

/** Enters each lender's credential for the tenant. */
async function enroll(tenantId: string): Promise<void> {
  for (const { id: funderId, credential } of lenders) {
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
}

answer({ enroll }, async () => {
  await askers.stop();
  await desk.close();
  await platform.close();
});
