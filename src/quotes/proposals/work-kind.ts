/** Proposals as durable work: giving one to its funder, finding out what became of it, and asking how it stands. */
import type { RoutedWork } from '../../platform/work/turns.ts';

/** Somebody waits for it. */
export const PROPOSAL_LANE = 'high';

export const proposalWork: RoutedWork = {
  kind: 'proposal',
  table: 'proposal',
  inLane: (lane) => `${lane} = '${PROPOSAL_LANE}'`,
};

/** The channel on which changes of a tenant's proposals are announced; the message is the proposal's id. */
export function proposalChannel(tenantId: string): string {
  return `${tenantId}:proposal`;
}
