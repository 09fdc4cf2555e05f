import type { Resolvers } from '../graphql/generated.ts';
import { listAuditEvents } from './audit.ts';

export const auditResolvers: Resolvers = {
  Query: {
    auditEvents: (_root, args, { db }) => listAuditEvents(db, args),
  },
};
