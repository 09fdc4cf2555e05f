/** The worker's peak memory in a sync, and in one ten times as large: it must not grow with what is synced. */
import { aTenant, connectStripe, hubEnvironment, startApi, startVendors, startWorker } from '../hub.ts';
import { peakMemoryMiB } from '../measure/cpu.ts';
import { interleaved, judge, type Line } from '../measure/verdict.ts';
import type { AccountSize } from '../sizes.ts';
import type { Stage } from '../stage.ts';
import { timedSync } from './sync.ts';

export async function memoryScenario(stage: Stage): Promise<Line[]> {
  const { rounds: count, small, large } = stage.sizes.memory;
  const vendors = await startVendors(stage);
  const env = hubEnvironment(stage, vendors, await stage.database());
  const api = await startApi(stage, env);
  const objects: number[] = [];
  const peakOf = async (size: AccountSize) => {
    const account = await vendors.child.call<{ apiKey: string; objects: number }>('account', size);
    const tenant = await aTenant(api, vendors);
    const integrationId = await connectStripe(tenant, account);
    const worker = await startWorker(stage, env);
    const { processed } = await timedSync(tenant, integrationId);
    if (processed !== account.objects) throw new Error(`${processed} of ${account.objects} objects synced`);
    objects.push(processed);
    const peak = peakMemoryMiB(worker.pid);
    await worker.end();
    return peak;
  };
  const rounds = await interleaved(count, { ours: () => peakOf(large), floor: () => peakOf(small) });
  const question = {
    scenario: 'memory',
    unit: 'MiB (peak of the worker)',
    against: 'a sync of a tenth of the size',
    better: 'lower',
    must: 1.2,
    want: 1.1,
  } as const;
  return [judge(question, rounds, { objects: { ours: Math.max(...objects), floor: Math.min(...objects) } })];
}
