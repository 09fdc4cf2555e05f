/** Loads the large SDKs of the providers in use before there is anything they could hold up. */
import { prepared } from '../platform/db/sql.ts';
import type { Platform } from '../platform/platform.ts';
import type { Provider } from '../providers/provider.ts';
import { providers } from '../providers/registry.ts';

const inUse = prepared(
  'providers_in_use',
  `select id from unnest($1::text[]) as provider (id)
    where exists (select from integration where provider_id = provider.id)`,
);

/** Never throws: what could not be loaded now is loaded when it is first needed. */
export async function preloadProviders(
  { db, log }: Pick<Platform, 'db' | 'log'>,
  of: readonly Provider[] = providers,
): Promise<void> {
  const large = of.filter(({ preload }) => preload);
  try {
    const rows = await db.routing.query<{ id: string }>(inUse, [large.map(({ id }) => id)]);
    const used = new Set(rows.map(({ id }) => id));
    await Promise.all(large.filter(({ id }) => used.has(id)).map(({ preload }) => preload?.()));
  } catch (error) {
    log.warn({ err: error }, 'the SDKs of the providers in use are not loaded yet');
  }
}
