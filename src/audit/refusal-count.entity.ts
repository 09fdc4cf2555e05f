import { defineEntity, p } from '@mikro-orm/core';
import { instant } from '../platform/db/columns.ts';

/** How often nobody in particular was refused, by minute. Belongs to no tenant: who it was is what is not known. */
export const RefusalCount = defineEntity({
  name: 'RefusalCount',
  tableName: 'refusal_count',
  properties: {
    minute: instant().primary(),
    door: p.string().primary(),
    reason: p.string().primary(),
    count: p.integer(),
  },
});
