/** What can be measured, in the order of a whole run. */
import type { Line } from '../measure/verdict.ts';
import type { Stage } from '../stage.ts';
import { authScenario } from './auth.ts';
import { bulkScenario } from './bulk.ts';
import { doorsScenario } from './doors.ts';
import { isolationScenario } from './isolation.ts';
import { lanesScenario } from './lanes.ts';
import { memoryScenario } from './memory.ts';
import { notifyScenario } from './notify.ts';
import { openLoopScenario } from './open-loop.ts';
import { providersScenario } from './providers.ts';
import { quotesScenario } from './quotes.ts';
import { readScenario } from './read.ts';
import { signInScenario } from './sign-in.ts';
import { syncScenario } from './sync.ts';
import { tokenScenario } from './token.ts';
import { webhookScenario } from './webhook.ts';

export const scenarios: ReadonlyMap<string, (stage: Stage) => Promise<Line[]>> = new Map([
  ['sync', syncScenario],
  ['providers', providersScenario],
  ['webhook', webhookScenario],
  ['open-loop', openLoopScenario],
  ['read', readScenario],
  ['isolation', isolationScenario],
  ['auth', authScenario],
  ['doors', doorsScenario],
  ['token', tokenScenario],
  ['sign-in', signInScenario],
  ['bulk', bulkScenario],
  ['lanes', lanesScenario],
  ['quotes', quotesScenario],
  ['notify', notifyScenario],
  ['memory', memoryScenario],
]);
