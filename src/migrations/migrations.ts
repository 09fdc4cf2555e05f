/** Every migration, in order. A list, not a folder scan: the same under Node, Jest and a compiled build. */
import type { MigrationObject } from '@mikro-orm/core';
import { Rights20261122 } from './20261122-rights.ts';
import { Roles20261122 } from './20261122-roles.ts';
import { Statistics20261122 } from './20261122-statistics.ts';
import { Tables20261122 } from './20261122-tables.ts';

export const migrations: MigrationObject[] = [
  { name: '20261122-1-roles', class: Roles20261122 },
  { name: '20261122-2-tables', class: Tables20261122 },
  { name: '20261122-3-rights', class: Rights20261122 },
  { name: '20261122-4-statistics', class: Statistics20261122 },
];
