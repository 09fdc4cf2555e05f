/** Rotating the sealing keys: put the new key first in CREDENTIAL_KEYS, have everything sealed anew, then take the old one out. */
import { countOnOldKeys, resealTenant } from '../platform/db/sealed-columns.ts';
import { prepared } from '../platform/db/sql.ts';
import type { TenantDb } from '../platform/db/tenant-db.ts';
import type { Platform } from '../platform/platform.ts';
import type { Chore } from '../platform/work/chores.ts';
import { sealedColumns } from './sealed-columns.ts';

type World = Pick<Platform, 'db' | 'vault' | 'log'>;

export interface Rotation {
  readonly currentKeyId: string;
  readonly tenants: number;
  readonly resealed: number;
  /** What opens with no key at all. Each was logged. */
  readonly unreadable: number;
  /** What still needs another key, the unreadable ones too. None: the old keys may be withdrawn. */
  readonly rowsOnOldKeys: number;
}

const EVERY_MS = 60_000;
/** Of one period: the other duties of the process wait meanwhile. */
const MOST_MS = 5_000;
/** After a whole pass; a process with other keys has just been started, and begins with a pass. */
const REST_MS = 3_600_000;
const TENANTS_AT_ONCE = 100;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

const tenantsAfter = prepared(
  'sealing_tenants',
  `select tenant_id as "tenantId" from (
     select tenant_id from integration where tenant_id > $1
     union select tenant_id from notification_endpoint where tenant_id > $1
     union select tenant_id from audit_chain where tenant_id > $1) as known
    order by 1 limit $2`,
);

/** Goes on where it stopped, then rests. */
export function rotateKeysRegularly(world: World & Pick<Platform, 'clock'>): Chore {
  const { now } = world.clock;
  let after = BEFORE_ALL;
  let restUntil = 0;
  return {
    name: 'rotate-keys',
    everyMs: EVERY_MS,
    run: async () => {
      const end = now() + MOST_MS;
      while (now() >= restUntil && now() < end) {
        const { last } = await rotateSome(world, after);
        after = last ?? BEFORE_ALL;
        if (!last) restUntil = now() + REST_MS;
      }
    },
  };
}

/** Goes through all tenants. May be ended at any moment and begun again, and run by several processes at once. */
export async function rotateKeys(world: World): Promise<Rotation> {
  const sum = { tenants: 0, resealed: 0, unreadable: 0, rowsOnOldKeys: 0 };
  for (let after: string | undefined = BEFORE_ALL; after;) {
    const some: Some = await rotateSome(world, after);
    sum.tenants += some.tenants;
    sum.resealed += some.resealed;
    sum.unreadable += some.unreadable;
    sum.rowsOnOldKeys += some.rowsOnOldKeys;
    after = some.last;
  }
  return { currentKeyId: world.vault.currentKeyId, ...sum };
}

type Some = Omit<Rotation, 'currentKeyId'> & { readonly last: string | undefined };

async function rotateSome({ db, vault, log }: World, after: string): Promise<Some> {
  const page = await db.routing.query<{ tenantId: string }>(tenantsAfter, [after, TENANTS_AT_ONCE]);
  const sum = { resealed: 0, unreadable: 0, rowsOnOldKeys: 0 };
  for (const { tenantId } of page) {
    const tenant = db.tenant(tenantId);
    const { resealed, unreadable } = await resealTenant(tenant, vault, sealedColumns);
    for (const place of unreadable) log.error({ place }, 'a sealed value opens with no key');
    sum.resealed += resealed;
    sum.unreadable += unreadable.length;
    sum.rowsOnOldKeys += await countOnOldKeys(tenant, vault, sealedColumns);
  }
  if (sum.resealed > 0) log.info({ keyId: vault.currentKeyId, ...sum }, 'sealed anew');
  return { tenants: page.length, ...sum, last: page.at(-1)?.tenantId };
}

/** Of one tenant. */
export async function keyRotationOf(
  db: TenantDb,
  { vault }: Pick<Platform, 'vault'>,
): Promise<{ currentKeyId: string; rowsOnOldKeys: number }> {
  const rowsOnOldKeys = await countOnOldKeys(db, vault, sealedColumns);
  return { currentKeyId: vault.currentKeyId, rowsOnOldKeys };
}
