import { defineEntity, p } from '@mikro-orm/core';
import { instant } from '../db/columns.ts';

/** Signatures of internal calls that were accepted: none is accepted twice. Belongs to no tenant. */
export const UsedSignature = defineEntity({
  name: 'UsedSignature',
  tableName: 'used_signature',
  indexes: [{ name: 'used_signature_until', properties: ['until'] }],
  properties: {
    hash: p.blob().primary(),
    /** Nobody would accept it after this, so it may be forgotten. */
    until: instant(),
  },
});
