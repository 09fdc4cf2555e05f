import { defineEntity, p } from '@mikro-orm/core';

/** Who alone may do a thing for the whole installation right now (sweeping). Belongs to no tenant. */
export const Lease = defineEntity({
  name: 'Lease',
  tableName: 'lease',
  properties: {
    name: p.string().primary(),
    holder: p.uuid(),
    until: p.datetime().length(3),
  },
});
