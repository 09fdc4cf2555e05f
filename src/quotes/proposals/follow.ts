/** A live view of a proposal: as it stands, then after every change, until its state is final and its papers are there. */
import type { TenantDb } from '../../platform/db/tenant-db.ts';
import type { Platform } from '../../platform/platform.ts';
import { streamOf } from '../../platform/stream.ts';
import { watch } from '../../platform/watch.ts';
import { ProposalNotFound } from './errors.ts';
import { proposalsByIds, type ProposalView } from './reads.ts';
import { proposalChannel } from './work-kind.ts';

/** Fails with ProposalNotFound when the tenant has no such proposal. */
export function followProposal(
  platform: Platform,
  db: TenantDb,
  id: string,
): AsyncIterableIterator<ProposalView> {
  return streamOf((sink) => {
    let shown = '';
    const look = async () => {
      const [proposal] = await proposalsByIds(db, [id]);
      if (!proposal) return sink.fail(new ProposalNotFound(id));
      const state = JSON.stringify([
        proposal.state,
        proposal.message,
        proposal.hasDocument,
        proposal.hasQuotation,
      ]);
      if (state !== shown) sink.push(id, proposal);
      shown = state;
      if (proposal.isDone) sink.end();
    };
    return watch(platform, {
      channel: proposalChannel(db.tenantId),
      look,
      concerns: (changed) => changed === id,
      fail: sink.fail,
    });
  });
}
