/** The shipped GraphQL server twice in one process: behind its doors, and with a caller who is believed unseen. */
import { readConfig } from '../../src/config.ts';
import { entities } from '../../src/entities.ts';
import { createLog } from '../../src/platform/log.ts';
import { openPlatform } from '../../src/platform/platform.ts';
import { openDoors } from '../../src/platform/principal/doors.ts';
import { answer } from '../processes/answer.ts';
import { serve } from './graphql-server.ts';

const HOUR_MS = 3_600_000;

const config = readConfig();
const log = createLog(config.log);
const settings = { ...config, vendors: config.providers, worker: false };
const platform = await openPlatform(settings, entities, { log });

const guarded = await serve(platform, config, openDoors(config, platform));
const scopes = new Set(['integrations:read']);
const open = await serve(platform, config, async ({ headers }) => ({
  kind: 'user',
  subject: 'somebody',
  tenantId: String(headers['x-tenant-id']),
  scopes,
  issuer: 'nobody',
  tokenId: undefined,
  expiresAt: Date.now() + HOUR_MS,
}));

answer({ ports: () => ({ guarded: guarded.port, open: open.port }) }, async () => {
  await Promise.all([guarded.close(), open.close()]);
  await platform.close();
});
