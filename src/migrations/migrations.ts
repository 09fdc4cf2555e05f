/** Every migration, in order. A list, not a folder scan: the same under Node, Jest and a compiled build. */
import type { MigrationObject } from '@mikro-orm/core';
import { Quarantine20261122 } from './20261122-quarantine.ts';
import { Renewal20261122 } from './20261122-renewal.ts';
import { Rights20261122 } from './20261122-rights.ts';
import { Roles20261122 } from './20261122-roles.ts';
import { Schedules20261122 } from './20261122-schedules.ts';
import { Tables20261122 } from './20261122-tables.ts';

export const migrations: MigrationObject[] = [
  { name: '20261122-1-roles', class: Roles20261122 },
  { name: '20261122-2-tables', class: Tables20261122 },
  { name: '20261122-3-rights', class: Rights20261122 },
  { name: '20261122-4-quarantine', class: Quarantine20261122 },
  { name: '20261122-5-renewal', class: Renewal20261122 },
  { name: '20261122-6-schedules', class: Schedules20261122 },
];
