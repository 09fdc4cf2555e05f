import type { Resolvers } from '../graphql/generated.ts';
import { keyRotationOf } from './rotate.ts';

export const sealingResolvers: Resolvers = {
  Query: {
    keyRotation: (_root, _args, { db, platform }) => keyRotationOf(db, platform),
  },
};
