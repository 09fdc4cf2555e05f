/** After a full pass: objects we have and the pass did not show are looked at one by one, and buried if they are gone. */
import { prepared } from '../platform/db/sql.ts';
import type { Hint } from '../providers/provider.ts';
import type { ResourceName } from '../providers/resources.ts';
import { applyChanges } from './apply.ts';
import { saveProgress } from './job-row.ts';
import { advance, emptyProgress } from './progress.ts';
import type { Pull } from './pull-resource.ts';

const AT_ONCE = 100;

// Only what was there, unchanged, since before the pass began: whatever came or changed meanwhile is known otherwise.
const unseenOf = prepared(
  'record_unseen',
  `select external_id, version from record r
    where tenant_id = $1 and integration_id = $2 and resource = $3 and deleted_at is null and external_id > $5
      and changed_at < (select pass_started_at from sync_checkpoint where integration_id = $2 and resource = $3)
      and not exists (
        select from (select unnest(external_ids) as id from sync_pass_page where pass_id = $4) seen
         where seen.id = r.external_id)
    order by external_id limit $6`,
);

export async function checkUnseen(pull: Pull, resource: ResourceName, passId: string): Promise<void> {
  const { platform, job, target, signal } = pull;
  const tenant = platform.db.tenant(target.tenantId);
  let after = '';
  for (;;) {
    const params = [target.tenantId, target.integrationId, resource, passId, after, AT_ONCE];
    const rows = await tenant.read<{ external_id: string; version: string }>(unseenOf, params);
    const last = rows.at(-1);
    if (!last) break;
    after = last.external_id;
    const changes = rows.map((row): Hint => {
      return { kind: 'hint', resource, externalId: row.external_id, version: BigInt(row.version) };
    });
    let progress = job.progress;
    await applyChanges(platform, target, {
      changes,
      signal,
      alongside: async (tx, counts) => {
        const now = job.progress[resource] ?? emptyProgress([resource])[resource]!;
        progress = { ...job.progress, [resource]: advance(now, counts, {}) };
        await saveProgress(tx, job, progress, true);
      },
    });
    job.progress = progress;
    pull.announce();
  }
}
