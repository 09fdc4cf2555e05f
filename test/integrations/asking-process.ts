/** A process of the hub that asks providers on demand: told `{ tenantId, integrationId, times }`, it answers what came of it. */
// Loaded here: at the first request it would stand still over their thousands of files.
import 'intuit-oauth';
import 'square';
import { readConfig } from '../../src/config.ts';
import { entities } from '../../src/entities.ts';
import { connectIntegration } from '../../src/integrations/connection.ts';
import { errorCode } from '../../src/platform/errors.ts';
import { createLog } from '../../src/platform/log.ts';
import { openPlatform } from '../../src/platform/platform.ts';
import type { Question } from './askers.ts';

const config = readConfig();
const log = createLog(config.log);
const platform = await openPlatform({ ...config, vendors: config.providers, worker: false }, entities, {
  log,
});

/** The account's id, or the code and the words of the failure. */
async function ask({ tenantId, integrationId }: Question): Promise<string> {
  try {
    const connection = await connectIntegration(platform, tenantId, integrationId);
    return (await connection.check(AbortSignal.timeout(30_000))).externalId;
  } catch (error) {
    return `${errorCode(error)}: ${String(error)}`;
  }
}

// `as`: the other end of the channel is `askers.ts`.
process.on('message', async (message) => {
  const question = message as Question;
  process.send?.(await Promise.all(Array.from({ length: question.times }, () => ask(question))));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
