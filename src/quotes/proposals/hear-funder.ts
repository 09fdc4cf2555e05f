/** Heeding what a funder tells of a proposal by itself: once, however often it is told. */
import type { CallbackMessage } from '../../funders/funder.ts';
import type { Platform } from '../../platform/platform.ts';
import { heedFunder } from './proposal-row.ts';
import { proposalChannel, PROPOSAL_LANE } from './work-kind.ts';

/**
 * A message about a proposal whose reference is not known yet is kept and changes nothing: whoever submits it looks again
 * soon.
 */
export async function hearFunder(
  platform: Platform,
  { tenantId, funderId }: { tenantId: string; funderId: string },
  message: CallbackMessage,
): Promise<void> {
  const changed = await platform.db.tenant(tenantId).transaction(async (tx) => {
    const isNew = await tx.query(
      `insert into funder_message (tenant_id, funder_id, message_id, reference) values ($1, $2, $3, $4)
       on conflict do nothing returning message_id`,
      [tenantId, funderId, message.id, message.state.reference],
    );
    if (isNew.length === 0) return undefined;
    return heedFunder(tx, tenantId, { of: { funderId }, state: message.state });
  });
  if (!changed) return;
  platform.announcements.announce(proposalChannel(tenantId), changed);
  await platform.bells.ring(PROPOSAL_LANE);
}
